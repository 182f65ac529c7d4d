/**
 * Sum of the elements with Neumaier's compensation: the rounding error does not grow with the
 * count, so the order of the observations changes at most the last bit.
 *
 * Nothing sums to 0; a sum beyond the range of doubles is infinite.
 * Source: A. Neumaier, Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen,
 * ZAMM 54 (1974), algorithm IV.
 */
export function compensatedSum(values: ArrayLike<number>): number {
  let sum = 0;
  let lost = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    const next = sum + value;
    lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
    sum = next;
  }
  return Number.isFinite(sum) ? sum + lost : sum;
}
