/** Statistics of random numbers; each gives the probability of one at least so far off, were they good. */
import { chiSquareTail } from "../../../lib/math/chi-square.ts";
import { normalDistribution } from "../../../lib/math/normal-distribution.ts";

/** Both tails of a standard normal. */
function ofNormal(z: number): number {
  return Math.min(1, 2 * normalDistribution(-Math.abs(z)));
}

/** Both tails, so that what is too even is found as well. */
function ofChiSquare(statistic: number, degreesOfFreedom: number): number {
  const above = chiSquareTail(statistic, degreesOfFreedom);
  return 2 * Math.min(above, 1 - above);
}

/** Of the least of several probabilities, whether they depend on each other or not (Bonferroni). */
function ofLeast(probabilities: readonly number[]): number {
  return Math.min(1, probabilities.length * Math.min(...probabilities));
}

/** Moments 1 to 6 against their expectations; the standard errors are those of the law. */
export function momentTest(sample: Float64Array, expectation: (power: number) => number): number {
  const n = sample.length;
  const powers = new Float64Array(n).fill(1);
  return ofLeast(
    [1, 2, 3, 4, 5, 6].map((power) => {
      let sum = 0;
      for (let i = 0; i < n; i++) {
        powers[i] = powers[i]! * sample[i]!;
        sum += powers[i]!;
      }
      const variance = expectation(2 * power) - expectation(power) ** 2;
      return ofNormal((sum / n - expectation(power)) / Math.sqrt(variance / n));
    }),
  );
}

/** E[u^k] of a uniform. */
export const uniformMoment = (power: number): number => 1 / (power + 1);

/** E[z^k] of a standard normal: (k - 1) (k - 3) ... 1 for even k. */
export function normalMoment(power: number): number {
  if (power % 2 === 1) return 0;
  let product = 1;
  for (let k = power - 1; k > 1; k -= 2) product *= k;
  return product;
}

/** Kolmogorov-Smirnov of uniforms, by Kolmogorov's series with Stephens' correction for the size. */
export function kolmogorovSmirnovTest(uniforms: Float64Array): number {
  const sorted = uniforms.toSorted();
  const n = sorted.length;
  let distance = 0;
  for (let i = 0; i < n; i++) {
    distance = Math.max(distance, sorted[i]! - i / n, (i + 1) / n - sorted[i]!);
  }
  const x = distance * (Math.sqrt(n) + 0.12 + 0.11 / Math.sqrt(n));
  let sum = 0;
  for (let k = 1; k <= 100; k++) sum += 2 * (k % 2 === 1 ? 1 : -1) * Math.exp(-2 * k * k * x * x);
  return x < 0.3 ? 1 - 1e-5 : Math.min(1, Math.max(0, sum));
}

/**
 * Anderson-Darling of normals, which weighs the tails; the limit law by G. Marsaglia, J. Marsaglia,
 * Evaluating the Anderson-Darling distribution, Journal of Statistical Software 9 (2004).
 */
export function andersonDarlingTest(normals: Float64Array): number {
  const sorted = normals.toSorted();
  const n = sorted.length;
  let sum = 0;
  for (let i = 0; i < n; i++) {
    const both = normalDistribution(sorted[i]!) * normalDistribution(-sorted[n - 1 - i]!);
    sum += (2 * i + 1) * Math.log(both);
  }
  const z = -n - sum / n;
  const series = [2.30695, -0.43424, 0.082433, -0.008056, 0.0003146];
  const polynomial = series.reduceRight((total, c) => total * z + c, 0);
  const above = 1 - Math.exp(-Math.exp(1.0776 - polynomial));
  return z < 2 ? 1 : Math.max(0, above);
}

/** How many normals lie beyond ±3, ±4 and ±5, against a Poisson law of the exact mean. */
export function tailCountTest(normals: Float64Array): number {
  const beyond = [3, 4, 5].flatMap((level) => {
    let [low, high] = [0, 0];
    for (const z of normals) {
      if (z < -level) low++;
      else if (z > level) high++;
    }
    const mean = normals.length * normalDistribution(-level);
    return [low, high].map((found) => ofPoisson(found, mean));
  });
  return ofLeast(beyond);
}

/** P(N <= n) of a Poisson law is the chi-square tail of twice its mean with 2 (n + 1) degrees. */
function ofPoisson(found: number, mean: number): number {
  const atMost = chiSquareTail(2 * mean, 2 * (found + 1));
  const atLeast = found === 0 ? 1 : 1 - chiSquareTail(2 * mean, 2 * found);
  return Math.min(1, 2 * Math.min(atMost, atLeast));
}

/** Correlation with what comes 1 to 50 numbers later: n r² summed is chi-square. */
export function serialCorrelationTest(uniforms: Float64Array): number {
  const centred = uniforms.map((u) => (u - 0.5) * Math.sqrt(12));
  let sum = 0;
  for (let lag = 1; lag <= 50; lag++) sum += correlationSquared(centred, centred, lag);
  return ofChiSquare(sum, 50);
}

/** Correlation of each sample with the next, as they stand and one and two numbers apart. */
export function crossCorrelationTest(samples: readonly Float64Array[]): number {
  const centred = samples.map((sample) => sample.map((u) => (u - 0.5) * Math.sqrt(12)));
  const lags = [0, 1, 2].map((lag) => {
    let sum = 0;
    for (let s = 1; s < centred.length; s++) {
      sum += correlationSquared(centred[s - 1]!, centred[s]!, lag);
    }
    return ofChiSquare(sum, centred.length - 1);
  });
  return ofLeast(lags);
}

/** n r² of x[i + lag] and y[i], both with mean 0 and variance 1. */
function correlationSquared(x: Float64Array, y: Float64Array, lag: number): number {
  let sum = 0;
  for (let i = lag; i < x.length; i++) sum += x[i]! * y[i - lag]!;
  return (sum * sum) / (x.length - lag);
}

/** Groups of `dimensions` numbers counted in cells of `perSide` a side: chi-square. */
export function occupancyTest(
  uniforms: Float64Array,
  { dimensions, perSide }: { readonly dimensions: number; readonly perSide: number },
): number {
  const counts = new Uint32Array(perSide ** dimensions);
  const groups = Math.floor(uniforms.length / dimensions);
  for (let g = 0; g < groups; g++) {
    let cell = 0;
    for (let d = 0; d < dimensions; d++) {
      cell = cell * perSide + Math.floor(uniforms[g * dimensions + d]! * perSide);
    }
    counts[cell] = counts[cell]! + 1;
  }
  const expected = groups / counts.length;
  const statistic = counts.reduce((sum, found) => sum + (found - expected) ** 2 / expected, 0);
  return ofChiSquare(statistic, counts.length - 1);
}

/** Runs above and below one half: their number is 1 + Binomial(n - 1, 1/2). */
export function runsTest(uniforms: Float64Array): number {
  let changes = 0;
  for (let i = 1; i < uniforms.length; i++) {
    if (uniforms[i]! < 0.5 !== uniforms[i - 1]! < 0.5) changes++;
  }
  const steps = uniforms.length - 1;
  return ofNormal((changes - steps / 2) / Math.sqrt(steps / 4));
}

/** Each of the 52 digits is 1 in half of the numbers, and each two differ in half of them. */
export function digitTest(uniforms: Float64Array): number {
  const columns = digitColumns(uniforms);
  const n = columns[0]!.length * 32;
  const probabilities: number[] = [];
  const judge = (ones: number): number =>
    probabilities.push(ofNormal((ones - n / 2) / Math.sqrt(n / 4)));
  const nothing = new Uint32Array(columns[0]!.length);
  columns.forEach((column, i) => {
    judge(differing(column, nothing));
    for (let j = 0; j < i; j++) judge(differing(column, columns[j]!));
  });
  return ofLeast(probabilities);
}

/** Digit d of all numbers, 32 to a word. */
function digitColumns(uniforms: Float64Array): Uint32Array[] {
  const words = uniforms.length >>> 5;
  const columns = Array.from({ length: 52 }, () => new Uint32Array(words));
  for (let i = 0; i < words * 32; i++) {
    const integer = Math.floor(uniforms[i]! * 2 ** 52);
    const [high, low] = [Math.floor(integer / 2 ** 26), integer % 2 ** 26];
    for (let d = 0; d < 26; d++) {
      columns[d]![i >>> 5]! |= ((low >>> d) & 1) << (i & 31);
      columns[26 + d]![i >>> 5]! |= ((high >>> d) & 1) << (i & 31);
    }
  }
  return columns;
}

/** Places in which two lists of bits differ. */
function differing(a: Uint32Array, b: Uint32Array): number {
  let count = 0;
  for (let i = 0; i < a.length; i++) {
    let bits = a[i]! ^ b[i]!;
    bits -= (bits >>> 1) & 0x55555555;
    bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
    count += Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
  }
  return count;
}
