import type { PairTable } from "../market/pair-table.ts";
import { type ColumnSquares, squareSize, squaresOf } from "../math/kernels/column-squares.ts";
import type { Matrix } from "../math/matrix.ts";
import { isShared } from "./output.ts";
import {
  checkParallel,
  type ParallelOptions,
  type ParallelRecord,
  runTask,
  type TaskRun,
} from "./run-task.ts";
import { withScratch } from "./scratch.ts";
import type { ColumnTableSpec } from "./tasks/column-table.ts";

/** How the pairs of a panel are measured: all at once where there is a matrix, else each by itself. */
interface PairsPlan<Table extends PairTable> {
  readonly matrix: Matrix | undefined;
  readonly whole: (values: Float64Array) => Table;
  readonly each: () => Table;
}

interface PairMeasure {
  readonly measure: ColumnTableSpec["measure"];
  /** The table of the squares that were written; undefined where a pair has no such measure. */
  readonly from: (squares: ColumnSquares, columns: number) => Float64Array | undefined;
}

/** Measures the pairs of a panel on workers; on this thread where each pair has a sample of its own. */
export async function runPairs<Table extends PairTable>(
  { matrix, whole, each }: PairsPlan<Table>,
  { measure, from }: PairMeasure,
  parallel: ParallelOptions,
): Promise<Table & ParallelRecord> {
  checkParallel(parallel);
  parallel.signal?.throwIfAborted();
  if (matrix === undefined) {
    const note = "pairs were measured one by one, by this thread";
    return { ...each(), jobs: 1, replaced: 0, note };
  }
  const table = ({ outputs: [squares], record }: TaskRun): Table & ParallelRecord => {
    const values = from(squaresIn(squares!), matrix.columns);
    return Object.assign(values ? whole(values) : each(), record);
  };
  try {
    return await runSquares({ matrix, measure }, parallel, table);
  } catch (error) {
    // Says which assets have no such measure.
    if (error instanceof RangeError) each();
    throw error;
  }
}

function squaresIn(written: Float64Array): ColumnSquares {
  const sums = (first: number, count: number): Float64Array =>
    written.subarray(first * squareSize, (first + count) * squareSize);
  return { count: written.length / squareSize, sums };
}

/** Into memory that is used again; returns in shared memory are read where they lie, others are copied there. */
function runSquares<Result>(
  spec: ColumnTableSpec,
  parallel: ParallelOptions,
  then: (run: TaskRun) => Result,
): Promise<Result> {
  const { columns, values } = spec.matrix;
  const alone = parallel.jobs === 1 && parallel.pool === undefined;
  if (alone || typeof SharedArrayBuffer === "undefined") {
    return runTask("columnTable", spec, parallel).then(then);
  }
  const lies = isShared(values.buffer);
  const lengths = [squaresOf(columns) * squareSize, lies ? 0 : values.length];
  return withScratch(lengths, async ([squares, room]) => {
    if (!lies) room!.set(values);
    const matrix = lies ? spec.matrix : { ...spec.matrix, values: room! };
    return then(
      await runTask("columnTable", { ...spec, matrix }, { ...parallel, into: [squares!] }),
    );
  });
}
