import { blockDigests } from "./block-digests.ts";
import { type FigureTable, figureFields, formatFigures } from "./figure-table.ts";
import type { DataFile, FigureCoverage, FigureGap, FigureKind } from "./manifest.ts";
import { sha256 } from "./sha256.ts";

const units: Record<FigureKind, string> = {
  daily: "USD",
  hourly: "USDT",
  funding: "fraction of notional per day",
};

/** The manifest's entry for a table of figures, as the importer writes it. */
export function describeFigures(
  table: FigureTable,
  { name, source }: Pick<DataFile, "name" | "source">,
): DataFile {
  const text = formatFigures(table);
  return {
    name,
    kind: table.kind,
    path: figurePath(table.kind, name),
    unit: units[table.kind],
    source,
    sha256: sha256(text),
    rows: text.split("\n").length - 2,
    first: table.times[0]!,
    last: table.times[table.times.length - 1]!,
    assets: figureCoverage(table),
    digests: blockDigests(table),
  };
}

/** Where a file of this kind and name lies inside the data folder. */
export function figurePath(kind: FigureKind, name: string): string {
  return kind === "hourly" ? `hourly/${name}.csv` : `${name}.csv`;
}

/** What a table holds of each asset; an asset without any figure is left out. */
export function figureCoverage(table: FigureTable): FigureCoverage[] {
  const width = figureFields(table.kind).length;
  return table.assets.flatMap((asset, j) => {
    const present = table.cells.flatMap((row, i) =>
      row.slice(j * width, (j + 1) * width).some((cell) => cell !== "") ? [i] : [],
    );
    const [first, last] = [present[0], present[present.length - 1]];
    if (first === undefined || last === undefined) return [];
    return {
      asset,
      first: table.times[first]!,
      last: table.times[last]!,
      observations: present.length,
      gaps: gapsBetween(present, table.times),
    };
  });
}

function gapsBetween(present: readonly number[], times: readonly string[]): FigureGap[] {
  return present.flatMap((index, k) => {
    const previous = present[k - 1];
    if (previous === undefined || index === previous + 1) return [];
    return [{ from: times[previous + 1]!, to: times[index - 1]!, steps: index - previous - 1 }];
  });
}
