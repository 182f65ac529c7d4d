/** Up to here sorting everything is as fast. */
const fewEnough = 8_192;
/** Values looked at to guess where the largest ones begin: one in 16, and no more than so many. */
const mostLooked = 16_384;
/** How far below the guess the limit is put, in standard deviations of the guess. */
const safety = 5;

/**
 * The `count` largest of `values`, ascending, without sorting the rest: a limit that a regular selection
 * of the values puts a little below the smallest of them, one pass that keeps what reaches it, and
 * a sort of that. Where the limit was too high, or lets too much pass, everything is sorted: the
 * result is the same for any order of the values. They must hold no NaN, and `count` of them.
 */
export function largestSorted(values: Float64Array, count: number): Float64Array {
  const total = values.length;
  if (total <= fewEnough || count * 4 > total) return allSorted(values, count);
  const limit = guessedLimit(values, count / total);
  const kept = new Float64Array(Math.min(total, 2 * count + fewEnough));
  let found = 0;
  for (let i = 0; i < total; i++) {
    const value = values[i]!;
    if (value >= limit) kept[found++] = value;
  }
  if (found < count || found > kept.length) return allSorted(values, count);
  return kept
    .subarray(0, found)
    .sort()
    .slice(found - count);
}

function guessedLimit(values: Float64Array, share: number): number {
  const size = Math.min(mostLooked, Math.floor(values.length / 16));
  const stride = values.length / size;
  const selection = Float64Array.from({ length: size }, (_, i) => values[Math.floor(i * stride)]!);
  const deviation = Math.sqrt(size * share * (1 - share));
  const rank = Math.floor(size * (1 - share) - safety * deviation) - 1;
  return selection.sort()[Math.max(0, rank)]!;
}

function allSorted(values: Float64Array, count: number): Float64Array {
  return values.toSorted().subarray(values.length - count);
}
