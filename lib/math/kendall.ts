import { checkSameLength, checkSample } from "../base/check.ts";
import { isConstant } from "./moments.ts";

/**
 * Kendall's tau-b of paired observations, in [-1, 1]: concordant minus discordant pairs over the
 * geometric mean of the pairs not tied on either side. Any increasing transformation of either side
 * leaves it as it is. Needs three pairs; O(n log n).
 *
 * Throws a RangeError on NaN, unequal lengths, and when either side does not vary.
 * Source: M. Kendall, The treatment of ties in ranking problems, Biometrika 33 (1945); counted as in
 * W. Knight, A computer method for calculating Kendall's tau, JASA 61 (1966).
 *
 * @example kendallCorrelation([1, 2, 3, 4], [1, 3, 2, 4]) // 2 / 3
 */
export function kendallCorrelation(left: ArrayLike<number>, right: ArrayLike<number>): number {
  checkSample("left", left, 3);
  checkSample("right", right, 3);
  checkSameLength(["left", "right"], left, right);
  refuseConstant("left", left);
  refuseConstant("right", right);
  const order = Uint32Array.from(left, (_, i) => i).sort(
    (a, b) => left[a]! - left[b]! || right[a]! - right[b]!,
  );
  const x = Float64Array.from(order, (i) => left[i]!);
  const y = Float64Array.from(order, (i) => right[i]!);
  const tiedBoth = tiedPairs(y.length, (i) => x[i] === x[i - 1] && y[i] === y[i - 1]);
  const tiedLeft = tiedPairs(x.length, (i) => x[i] === x[i - 1]);
  const discordant = sortCountingSwaps(y);
  const tiedRight = tiedPairs(y.length, (i) => y[i] === y[i - 1]);
  const all = (x.length * (x.length - 1)) / 2;
  const balance = all - tiedLeft - tiedRight + tiedBoth - 2 * discordant;
  const tau = balance / Math.sqrt((all - tiedLeft) * (all - tiedRight));
  return Math.min(1, Math.max(-1, tau));
}

/** Pairs inside runs, `continues(i)` saying that element i belongs to the run of i - 1. */
function tiedPairs(count: number, continues: (index: number) => boolean): number {
  let pairs = 0;
  let run = 0;
  for (let i = 1; i < count; i++) {
    run = continues(i) ? run + 1 : 0;
    pairs += run;
  }
  return pairs;
}

/** Sorts in place by merging upwards; the swaps of neighbours that a bubble sort would take. */
function sortCountingSwaps(values: Float64Array): number {
  let swaps = 0;
  let from: Float64Array = values;
  let to: Float64Array = new Float64Array(values.length);
  for (let width = 1; width < values.length; width *= 2) {
    for (let start = 0; start < values.length; start += 2 * width) {
      swaps += mergeRuns(from, to, [start, width]);
    }
    [from, to] = [to, from];
  }
  if (from !== values) values.set(from);
  return swaps;
}

function mergeRuns(
  from: Float64Array,
  to: Float64Array,
  [start, width]: readonly [number, number],
): number {
  const middle = Math.min(start + width, from.length);
  const end = Math.min(start + 2 * width, from.length);
  let [left, right, swaps] = [start, middle, 0];
  for (let k = start; k < end; k++) {
    if (right < end && (left >= middle || from[right]! < from[left]!)) {
      swaps += middle - left;
      to[k] = from[right++]!;
    } else {
      to[k] = from[left++]!;
    }
  }
  return swaps;
}

function refuseConstant(name: string, values: ArrayLike<number>): void {
  if (isConstant(values)) throw new RangeError(`${name} must not be constant: ${values[0]}`);
}
