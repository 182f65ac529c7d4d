import fc from "fast-check";
import { type FigureTable, figureFields } from "../../../lib/data/figure-table.ts";
import { figureTimes } from "../../../lib/data/figure-time.ts";
import type { FigureKind } from "../../../lib/data/manifest.ts";

/** A table of daily closes over two months, every figure different. */
export function dailyTable(): FigureTable {
  const times = figureTimes("daily", ["2020-02-20", "2020-03-10"]);
  const assets = ["BTC", "ETH", "SOL"];
  const cells = times.map((_, i) => assets.map((_, j) => `${1000 * (j + 1) + i}.5`));
  return { kind: "daily", times, assets, cells };
}

/** A table of hourly bars over two days, every bar different. */
export function hourlyTable(): FigureTable {
  const times = figureTimes("hourly", ["2020-03-12T20:00Z", "2020-03-13T04:00Z"]);
  const assets = ["BTC", "LINK"];
  const cells = times.map((_, i) =>
    assets.flatMap((_, j) => [102, 100, 101].map((price) => `${price + i + 1000 * j}.25`)),
  );
  return { kind: "hourly", times, assets, cells };
}

/** Tables of any kind with missing figures inside; first and last row hold some. */
export const anyTable: fc.Arbitrary<FigureTable> = fc
  .tuple(
    fc.constantFrom<FigureKind>("daily", "hourly", "funding"),
    fc.integer({ min: 1, max: 40 }),
    fc.uniqueArray(fc.constantFrom("BTC", "ETH", "SOL", "LUNA"), { minLength: 1 }),
    fc.infiniteStream(fc.option(fc.integer({ min: 1, max: 10_000_000 }), { freq: 4 })),
  )
  .map(([kind, length, assets, stream]) => {
    const times = figureTimes(
      kind,
      ["2020-02-20T20:00Z", "2020-12-31T00:00Z"].map(cut(kind)) as [string, string],
    ).slice(0, length);
    const width = figureFields(kind).length;
    const cells = times.map((_, i) =>
      assets.flatMap(() => {
        const figure = stream.next().value;
        const isEdge = i === 0 || i === length - 1;
        const text = figure === null && !isEdge ? "" : String((figure ?? 5) / 100);
        return Array<string>(width).fill(text);
      }),
    );
    return { kind, times, assets, cells };
  });

function cut(kind: FigureKind): (time: string) => string {
  return (time) => (kind === "hourly" ? time : time.slice(0, 10));
}
