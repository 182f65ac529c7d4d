import { compareOutputs } from "./compare-outputs.ts";
import { type Difference, exactly, type SameNumber } from "./difference.ts";
import { formatNotebook } from "./format-notebook.ts";
import { type Notebook, numberedCells } from "./notebook.ts";

/** What differs between a committed notebook and a new run of it. */
export interface Comparison {
  /** In the order of cells and outputs, at most {@link mostKept}. */
  readonly differences: readonly Difference[];
  /** How many there are in all. */
  readonly count: number;
}

const mostKept = 1000;

/**
 * Compares a committed notebook with a run of it: outputs part by part, and what else a run would
 * write (counts of cells, kernel) as one difference of the notebook as a whole.
 */
export function compareNotebooks(
  committed: Notebook,
  now: Notebook,
  options: { readonly sameNumber?: SameNumber } = {},
): Comparison {
  const { sameNumber = exactly } = options;
  const differences: Difference[] = [];
  let count = 0;
  const sinkOf = (cell: number) => ({
    add: (difference: Omit<Difference, "cell">): void => {
      count += 1;
      if (differences.length < mostKept) differences.push({ cell, ...difference });
    },
  });
  const before = numberedCells(committed);
  for (const [index, { number, cell }] of numberedCells(now).entries()) {
    const outputs = { committed: before[index]?.cell.outputs ?? [], now: cell.outputs };
    compareOutputs(outputs, { sink: sinkOf(number), sameNumber });
  }
  if (count === 0 && formatNotebook(bare(committed)) !== formatNotebook(bare(now))) {
    sinkOf(0).add({
      place: "cell numbers or metadata",
      committed: "not as a run writes them",
      now: "as `stressbook run` would write them",
    });
  }
  return { differences, count };
}

/** The notebook without its outputs. */
function bare({ metadata, cells }: Notebook): Notebook {
  return {
    metadata,
    cells: cells.map((cell) => (cell.kind === "code" ? { ...cell, outputs: [] } : cell)),
  };
}
