import { expm1 } from "../math/elementary/expm1.ts";
import { log1p } from "../math/elementary/log1p.ts";
import type { Matrix } from "../math/matrix.ts";

/**
 * The simple return over all columns of each row of per-period returns.
 *
 * @throws RangeError for a simple return of -1 or less, which leaves nothing to go on from, and for log
 * returns that no number holds the exponential of.
 */
export function compoundedReturns(returns: Matrix, kind: "log" | "simple"): Float64Array {
  const { rows, columns, values } = returns;
  const log = kind === "log" ? (step: number): number => step : log1p;
  return Float64Array.from({ length: rows }, (_, row) => {
    let sum = 0;
    for (let i = row * columns; i < (row + 1) * columns; i++) sum += log(values[i]!);
    const compounded = expm1(sum);
    if (compounded === Infinity) {
      throw new RangeError(`returns of path ${row} must not leave the range of numbers: ${sum}`);
    }
    if (sum > -Infinity) return compounded;
    throw new RangeError(
      `simple returns of path ${row} must be above -1 (take log returns): ${sum}`,
    );
  });
}
