import { correlationSquares, covarianceSquares } from "../../math/covariance.ts";
import { type ColumnSquares, squareSize } from "../../math/kernels/column-squares.ts";
import type { Matrix } from "../../math/matrix.ts";
import type { TaskPlan } from "../task.ts";

/** What is measured of every pair of columns of a matrix. */
export interface ColumnTableSpec {
  readonly matrix: Matrix;
  readonly measure: "correlation" | "covariance";
}

/** A millisecond and more of the kernel, in rows of a square. */
const rowsPerGrain = 1_000_000;

/** The squares of a table of pairs, numbered as those of `columnSquares`. */
export function columnTableTask(spec: ColumnTableSpec): TaskPlan {
  const { count, sums } = columnTableSquares(spec);
  return {
    count,
    grain: Math.ceil(rowsPerGrain / spec.matrix.rows),
    widths: [squareSize],
    write: (chunk, [squares]) => {
      for (let at = 0; at < chunk.count; ) {
        const some = sums(chunk.first + at, chunk.count - at);
        squares!.set(some, at * squareSize);
        at += some.length / squareSize;
      }
    },
  };
}

function columnTableSquares({ matrix, measure }: ColumnTableSpec): ColumnSquares {
  const squares =
    measure === "correlation" ? correlationSquares(matrix) : covarianceSquares(matrix);
  if (squares === undefined)
    throw new RangeError(`${measure} must exist for every pair of columns`);
  return squares;
}
