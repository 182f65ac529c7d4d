/** Whether all are finite: four sums of differences that are 0 or NaN, which wait for no branch and not for each other. */
export function areFinite(values: Float64Array): boolean {
  let [a, b, c, d] = [0, 0, 0, 0];
  const fours = values.length - (values.length % 4);
  for (let i = 0; i < fours; i += 4) {
    a += values[i]! - values[i]!;
    b += values[i + 1]! - values[i + 1]!;
    c += values[i + 2]! - values[i + 2]!;
    d += values[i + 3]! - values[i + 3]!;
  }
  for (let i = fours; i < values.length; i++) a += values[i]! - values[i]!;
  return a + b + c + d === 0;
}
