/** Observations with `from <= value < to`. */
export interface Bin {
  readonly from: number;
  readonly to: number;
  /** Observations that lost no more than value-at-risk. */
  readonly body: number;
  /** Observations that lost more. */
  readonly tail: number;
}

const niceSteps = [1, 2, 2.5, 5, 10];

/**
 * About `target` bins of one round width, aligned at zero; each counts the observations beyond
 * value-at-risk apart. Throws a RangeError when all values are the same.
 */
export function binsOf(
  sample: { readonly values: ArrayLike<number>; readonly valueAtRisk: number },
  target: number,
): Bin[] {
  const values = Array.from(sample.values);
  const { lowest, highest } = extentOf(values);
  if (!(highest > lowest)) throw new RangeError(`values must not all be the same: ${lowest}`);
  const width = niceWidth((highest - lowest) / target);
  const first = Math.floor(lowest / width);
  const counts = Array.from({ length: Math.floor(highest / width) - first + 1 }, () => [0, 0]);
  for (const value of values) {
    const bin = counts[Math.floor(value / width) - first]!;
    bin[value < -sample.valueAtRisk ? 1 : 0]!++;
  }
  return counts.map(([body, tail], i) => ({
    from: (first + i) * width,
    to: (first + i + 1) * width,
    body: body!,
    tail: tail!,
  }));
}

/** The lowest and the highest of the values, however many there are. */
export function extentOf(values: ArrayLike<number>): { lowest: number; highest: number } {
  let [lowest, highest] = [Infinity, -Infinity];
  for (let i = 0; i < values.length; i++) {
    lowest = Math.min(lowest, values[i]!);
    highest = Math.max(highest, values[i]!);
  }
  return { lowest, highest };
}

/** The round width nearest to the raw one, by ratio. */
function niceWidth(raw: number): number {
  const power = 10 ** Math.floor(Math.log10(raw));
  const distance = (step: number): number => Math.abs(Math.log((step * power) / raw));
  return niceSteps.reduce((a, b) => (distance(b) < distance(a) ? b : a)) * power;
}
