import { withStamp } from "../stamp/stamp.ts";
import { alignLists, type Pairing } from "./compare-alignment.ts";
import { areAlike, compareOutput, describeOutput } from "./compare-outputs.ts";
import { type DeclaredTolerance, declaredTolerances, toleranceOf } from "./compare-tolerance.ts";
import type { Difference, DifferenceSink, FoundDifference } from "./difference.ts";
import { formatNotebook } from "./format-notebook.ts";
import { type Notebook, numberedCells, type Output } from "./notebook.ts";

/** What differs between a committed notebook and a new run of it. */
export interface Comparison {
  /** In the order of cells and outputs, at most {@link mostKept} of an output. */
  readonly differences: readonly Difference[];
  /** How many there are in all. */
  readonly count: number;
  /** Outputs with more differences than are kept. */
  readonly omitted: readonly Omission[];
  /** Tolerances that the notebook declares, and how much they let pass. */
  readonly tolerances: readonly ToleranceUse[];
}

/** Differences of an output that were counted and not kept. */
export interface Omission {
  readonly cell: number;
  readonly output: number;
  readonly count: number;
  /** The largest relative difference of the whole output, if any has one. */
  readonly largest?: number;
}

/** The differences of one output, those not kept counted too. */
export interface OutputGroup {
  readonly differences: readonly Difference[];
  readonly count: number;
  /** The largest relative difference, if any has one. */
  readonly largest?: number;
}

/** What a declared tolerance let pass. */
export interface ToleranceUse extends DeclaredTolerance {
  /** Numbers that are the same only because of it. */
  readonly numbers: number;
  /** The largest relative difference among them, 0 for none. */
  readonly largest: number;
}

/** Differences kept of one output. */
const mostKept = 100;

/**
 * Compares a committed notebook with a run of it: outputs part by part, and what else a run would
 * write (counts of cells, kernel) as one difference of the notebook as a whole. `name` is for the
 * message of the InvalidInputError that a tolerance without a reason throws.
 */
export function compareNotebooks(
  committed: Notebook,
  now: Notebook,
  { name = "of the run" }: { readonly name?: string } = {},
): Comparison {
  const uses = declaredTolerances(now, name).map((one) => ({ ...one, numbers: 0, largest: 0 }));
  const found = collectDifferences();
  const before = numberedCells(committed);
  for (const [index, { number, cell }] of numberedCells(now).entries()) {
    const tolerance = toleranceOf(number, uses);
    const use = uses.find((one) => one === tolerance);
    const tolerated = (relative: number): void => {
      if (use === undefined) return;
      use.numbers += 1;
      use.largest = Math.max(use.largest, relative);
    };
    const outputs = { committed: before[index]?.cell.outputs ?? [], now: cell.outputs };
    compareCell(outputs, (pair) => {
      return { sink: { ...found.of(number, pair), tolerated }, tolerance };
    });
  }
  const result = found.result();
  const other = result.count === 0 ? otherDifference(committed, now) : undefined;
  return { ...result, ...other, tolerances: uses };
}

/** The differences of a comparison by output, in order. */
export function outputGroups({ differences, omitted }: Comparison): OutputGroup[] {
  const groups = Map.groupBy(differences, ({ cell, output }) => `${cell} ${output}`);
  return [...groups.values()].map((group) => {
    const { cell, output } = group[0]!;
    const more = omitted.find((one) => one.cell === cell && one.output === output);
    const relatives = group.flatMap(({ relative }) => (relative === undefined ? [] : [relative]));
    const largest = more?.largest ?? (relatives.length > 0 ? Math.max(...relatives) : undefined);
    return {
      differences: group,
      count: group.length + (more?.count ?? 0),
      ...(largest !== undefined && { largest }),
    };
  });
}

function compareCell(
  outputs: { readonly committed: readonly Output[]; readonly now: readonly Output[] },
  optionsOf: (pair: Pairing) => Parameters<typeof compareOutput>[1],
): void {
  const pairs = alignLists(outputs, { key: (output) => JSON.stringify(output), alike: areAlike });
  for (const pair of pairs) {
    const before = pair.committed === undefined ? undefined : outputs.committed[pair.committed];
    const after = pair.now === undefined ? undefined : outputs.now[pair.now];
    const options = optionsOf(pair);
    if (before !== undefined && after !== undefined) {
      compareOutput({ committed: before, now: after }, options);
    } else {
      options.sink.add({
        path: "",
        kind: before === undefined ? "output-missing" : "output-extra",
        committed: before === undefined ? "nothing" : describeOutput(before),
        now: after === undefined ? "nothing" : describeOutput(after),
      });
    }
  }
}

interface Collector {
  readonly of: (cell: number, pair: Pairing) => Pick<DifferenceSink, "add">;
  readonly result: () => Pick<Comparison, "differences" | "count" | "omitted">;
}

function collectDifferences(): Collector {
  const differences: Difference[] = [];
  const totals: { cell: number; output: number; count: number; largest?: number }[] = [];
  return {
    of: (cell, pair) => {
      const output = (pair.now ?? pair.committed ?? 0) + 1;
      const moved = pair.committed !== undefined && pair.committed + 1 !== output;
      const place = { cell, output, ...(moved && { committedOutput: pair.committed + 1 }) };
      const total: (typeof totals)[number] = { cell, output, count: 0 };
      totals.push(total);
      return {
        add: (difference: FoundDifference): void => {
          total.count += 1;
          const { relative } = difference;
          if (relative !== undefined) total.largest = Math.max(total.largest ?? 0, relative);
          if (total.count <= mostKept) differences.push({ ...place, ...difference });
        },
      };
    },
    result: () => ({
      differences,
      count: totals.reduce((sum, { count }) => sum + count, 0),
      omitted: totals
        .filter(({ count }) => count > mostKept)
        .map((total) => ({ ...total, count: total.count - mostKept })),
    }),
  };
}

function otherDifference(
  committed: Notebook,
  now: Notebook,
): Pick<Comparison, "differences" | "count"> | undefined {
  if (formatNotebook(bare(committed)) === formatNotebook(bare(now))) return undefined;
  const difference: Difference = {
    cell: 0,
    output: 0,
    kind: "metadata",
    path: "cell numbers or metadata",
    committed: "not as a run writes them",
    now: "as `stressbook run` would write them",
  };
  return { differences: [difference], count: 1 };
}

/** The notebook without its outputs and its stamp, which is compared by itself. */
function bare(notebook: Notebook): Notebook {
  const { metadata, cells } = withStamp(notebook, undefined);
  return {
    metadata,
    cells: cells.map((cell) => (cell.kind === "code" ? { ...cell, outputs: [] } : cell)),
  };
}
