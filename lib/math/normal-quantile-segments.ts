import { powerOfTwo } from "./elementary/power-of-two.ts";
import { naturalExp } from "./natural-exp.ts";
import { quantilesInBase64 } from "./normal-quantile-table.ts";

/** Equal parts of each octave of the tail's probability, from [2^-53, 2^-52) to [1/4, 1/2). */
const perOctave = 32;
const lowestOctave = -53;
/** Coefficients of a segment. */
const terms = 8;
/** Of the Taylor series that they are won from: the next one is below 2^-58 of the quantile. */
const taylorTerms = 11;
const rootOfTwoPi = 2.5066282746310002;

let derived: Float64Array | undefined;

/**
 * Polynomials for the size of the normal quantile, eight coefficients per segment from the constant up,
 * in the distance of the tail's probability below the upper end of its segment.
 *
 * The constants are the quantiles at those ends. The rest comes from y' = sqrt(2 pi) exp(y^2 / 2):
 * the Taylor series there, its terms from the eighth on spread over the lower ones by Chebyshev polynomials
 * (economisation). What a polynomial leaves is below 2^-57 of the quantile. A last segment of zeros
 * stands for a tail of 1/2.
 */
export function quantileSegments(): Float64Array {
  derived ??= derive();
  return derived;
}

function derive(): Float64Array {
  const ends = storedQuantiles();
  const coefficients = new Float64Array((ends.length + 1) * terms);
  const derivatives = scaledDerivatives();
  const chebyshev = shiftedChebyshev();
  const series = new Float64Array(taylorTerms);
  for (let i = 0; i < ends.length; i++) {
    const width = powerOfTwo(lowestOctave + Math.floor(i / perOctave)) / perOctave;
    fillTaylor(series, { size: ends[i]!, width, derivatives });
    economise(series, chebyshev);
    let unit = 1;
    for (let n = 0; n < terms; n++) {
      coefficients[i * terms + n] = series[n]! * unit;
      unit /= width;
    }
  }
  return coefficients;
}

function storedQuantiles(): Float64Array {
  const letters = atob(quantilesInBase64);
  const bytes = new Uint8Array(letters.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = letters.charCodeAt(i);
  const view = new DataView(bytes.buffer);
  const quantiles = new Float64Array(bytes.length / Float64Array.BYTES_PER_ELEMENT);
  for (let i = 0; i < quantiles.length; i++) quantiles[i] = view.getFloat64(8 * i, true);
  return quantiles;
}

/**
 * The n-th derivative of the quantile is the n-th power of the first times a polynomial P of itself, with
 * P_1 = 1 and P_(n+1) = P_n' + n y P_n. These are P_n / n!, coefficients from the constant up.
 */
function scaledDerivatives(): Float64Array[] {
  const all = [Float64Array.of(0), Float64Array.of(1)];
  for (let n = 1; n + 1 < taylorTerms; n++) {
    const next = new Float64Array(n + 1);
    all[n]!.forEach((value, k) => {
      if (k > 0) next[k - 1]! += (k * value) / (n + 1);
      next[k + 1]! += (n * value) / (n + 1);
    });
    all.push(next);
  }
  return all;
}

interface SegmentEnd {
  readonly size: number;
  readonly width: number;
  readonly derivatives: readonly Float64Array[];
}

/** Of the quantile's size in the distance below the end of a segment, in units of its width. */
function fillTaylor(series: Float64Array, { size, width, derivatives }: SegmentEnd): void {
  const square = size * size;
  const slope = width * rootOfTwoPi * naturalExp(square / 2);
  let power = 1;
  series[0] = size;
  for (let n = 1; n < taylorTerms; n++) {
    const polynomial = derivatives[n]!;
    let sum = 0;
    for (let k = n - 1; k >= 0; k -= 2) sum = sum * square + polynomial[k]!;
    power *= slope;
    series[n] = power * (n % 2 === 0 ? size * sum : sum);
  }
}

/** Replaces the highest terms by what is nearest to them on [0, 1]; the constant stays. */
function economise(series: Float64Array, chebyshev: readonly Float64Array[]): void {
  for (let n = taylorTerms - 1; n >= terms; n--) {
    const polynomial = chebyshev[n]!;
    const share = series[n]! / polynomial[n]!;
    for (let k = 1; k < n; k++) series[k]! -= share * polynomial[k]!;
  }
}

/** Coefficients of the Chebyshev polynomials on [0, 1], from the constant up. */
function shiftedChebyshev(): Float64Array[] {
  const all = [Float64Array.of(1), Float64Array.of(-1, 2)];
  while (all.length < taylorTerms) {
    const next = new Float64Array(all.length + 1);
    all[all.length - 1]!.forEach((value, k) => {
      next[k]! -= 2 * value;
      next[k + 1]! += 4 * value;
    });
    all[all.length - 2]!.forEach((value, k) => {
      next[k]! -= value;
    });
    all.push(next);
  }
  return all;
}
