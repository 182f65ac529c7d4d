import { naturalLog } from "./natural-log.ts";
import { quantileSegments } from "./normal-quantile-segments.ts";

/** Below it the tail's probability has no segment; no uniform of a stream is below it. */
const leastTail = 2 ** -53;

/** Of Wichura's AS 241, in sqrt(-ln(tail)) - 5: coefficients from the constant up, rounded to double. */
const farTail = {
  over: [
    6.657904643501103, 5.463784911164114, 1.7848265399172913, 0.29656057182850487,
    0.026532189526576124, 0.0012426609473880784, 2.7115555687434876e-5, 2.0103343992922881e-7,
  ],
  under: [
    1, 0.599832206555888, 0.1369298809227358, 0.014875361290850615, 0.0007868691311456133,
    1.8463183175100548e-5, 1.421511758316446e-7, 2.0442631033899397e-15,
  ],
};

/**
 * The standard normal variate with probability `p` below it: the inverse of the distribution
 * function. -Infinity at 0, Infinity at 1, NaN outside [0, 1].
 *
 * Where neither tail is below 2^-53 a polynomial per segment of the tail's probability
 * ({@link quantileSegments}) gives it within 3e-16 of itself: 1.3 units in the last place, 2.1 next to
 * p = 1/2. Below, M. J. Wichura, Algorithm AS 241: The Percentage Points of the Normal Distribution,
 * Applied Statistics 37 (1988) 477-484, PPND16, within 1e-15 of it.
 *
 * @example normalQuantile(0.975) // 1.9599639845400543
 */
export function normalQuantile(p: number): number {
  if (!(p >= 0 && p <= 1)) return Number.NaN;
  const tail = Math.min(p, 1 - p);
  if (tail < leastTail) return tail === 0 ? (p === 0 ? -Infinity : Infinity) : -ofFarTail(tail);
  const size = ofSegment(tail);
  return p < 0.5 ? -size : size;
}

const value = new Float64Array(1);
const words = new Uint32Array(value.buffer);
/** Where the words of a double stand on this machine. */
const upper = new Uint32Array(new Float64Array([1]).buffer)[1] === 0 ? 0 : 1;
/** Upper word of 2^-53 in units of a segment's share of it. */
const firstSegment = (1023 - 53) << 5;

function ofSegment(tail: number): number {
  const segments = quantileSegments();
  value[0] = tail;
  const segment = words[upper]! >>> 15;
  words[upper] = (segment + 1) << 15;
  words[1 - upper] = 0;
  const x = value[0] - tail;
  const at = (segment - firstSegment) << 3;
  const xx = x * x;
  const low = segments[at + 2]! * x + segments[at + 1]!;
  const middle = segments[at + 4]! * x + segments[at + 3]!;
  const high = segments[at + 7]! * xx + (segments[at + 6]! * x + segments[at + 5]!);
  const slope = (high * xx + middle) * xx + low;
  return slope * x + segments[at]!;
}

function ofFarTail(tail: number): number {
  const x = Math.sqrt(-naturalLog(tail)) - 5;
  return polynomial(farTail.over, x) / polynomial(farTail.under, x);
}

function polynomial(coefficients: readonly number[], x: number): number {
  let sum = coefficients[coefficients.length - 1]!;
  for (let i = coefficients.length - 2; i >= 0; i--) sum = sum * x + coefficients[i]!;
  return sum;
}
