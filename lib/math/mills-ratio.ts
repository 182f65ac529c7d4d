import { power } from "./elementary/power.ts";
import { powerOfTwo } from "./elementary/power-of-two.ts";
import {
  fixedDensity,
  fixedOne,
  fixedProduct,
  fixedQuotient,
  fromFixed,
  toFixed,
} from "./fixed-point.ts";

const perRow = 8;
const rowsPerOctave = 64;
/** Rows of sums below 4 that never occur, so that a row's place is read off the bits alone. */
const unused = rowsPerOctave;
const rows = 4 * rowsPerOctave;
/** Over the square of a: terms of the continued fraction for 30 digits. */
const fractionTerms = 800;
const terms = 24;
let table: Float64Array | undefined;

/**
 * Coefficients of polynomials of degree seven for R(a) = exp(a² / 2) P(Z > a), a row per cell of a + 4 in
 * [4, 64): 64 cells of equal width in each octave, from the constant up, in the distance from the cell's
 * middle. Relative error of the polynomials below 2e-17.
 *
 * Made in 256-bit integers: R by its continued fraction from 4 on, from there to 0 (leftwards errors die
 * out) by its Taylor series, whose coefficients follow from R' = a R - 1 / sqrt(2 π); powers eight and nine
 * are written in lower ones as Chebyshev's polynomials have it. @internal
 */
export function millsTable(): Float64Array {
  table ??= makeTable();
  return table;
}

function makeTable(): Float64Array {
  const coefficients = new Float64Array((unused + rows) * perRow);
  let value = 0n;
  for (let row = rows - 1; row >= 0; row--) {
    const middle = middleOf(row);
    if (row >= rowsPerOctave) value = ratioAt(middle);
    const series = seriesAt(toFixed(middle), value);
    const short = shortened(series, widthOf(row) / 2);
    coefficients.set(short.map(fromFixed), (unused + row) * perRow);
    const step = toFixed(middleOf(Math.max(row - 1, 0)) - middle);
    value = series.reduceRight((sum, term) => fixedProduct(sum, step) + term, 0n);
  }
  return coefficients;
}

function widthOf(row: number): number {
  return powerOfTwo(2 + Math.floor(row / rowsPerOctave)) / rowsPerOctave;
}

function middleOf(row: number): number {
  return (rowsPerOctave + (row % rowsPerOctave) + 0.5) * widthOf(row) - 4;
}

/** R from about 4 on: the density over a + 1 / (a + 2 / (a + ...)). */
function ratioAt(a: number): bigint {
  const at = toFixed(a);
  let below = at;
  for (let k = 8 + Math.ceil(fractionTerms / (a * a)); k >= 1; k--) {
    below = at + fixedQuotient(BigInt(k) * fixedOne, below);
  }
  return fixedQuotient(fixedDensity, below);
}

/** Taylor coefficients of R at `a`, where it is `value`. */
function seriesAt(a: bigint, value: bigint): bigint[] {
  const series = [value, fixedProduct(a, value) - fixedDensity];
  for (let k = 1; k < terms; k++) {
    series.push((fixedProduct(a, series[k]!) + series[k - 1]!) / BigInt(k + 1));
  }
  return series;
}

/** The first eight coefficients, with x^8 and x^9 on [-half, half] written in lower powers. */
function shortened(series: readonly bigint[], half: number): bigint[] {
  const squared = half * half;
  const [eighth, ninth] = [series[8]!, series[9]!];
  const given = (of: bigint, factor: number, times: number): bigint =>
    fixedProduct(of, toFixed(factor * power(squared, times)));
  return [
    series[0]! - given(eighth, 1 / 128, 4),
    series[1]! - given(ninth, 9 / 256, 4),
    series[2]! + given(eighth, 1 / 4, 3),
    series[3]! + given(ninth, 15 / 32, 3),
    series[4]! - given(eighth, 5 / 4, 2),
    series[5]! - given(ninth, 27 / 16, 2),
    series[6]! + given(eighth, 2, 1),
    series[7]! + given(ninth, 9 / 4, 1),
  ];
}

const number = new Float64Array(1);
const words = new Uint32Array(number.buffer);
/** Where the upper word of a double stands on this machine. */
const upper = new Uint32Array(new Float64Array([1]).buffer)[1] === 0 ? 0 : 1;

/** R(a) = exp(a² / 2) P(Z > a) for a in [0, 60), error below 1.1 units in the last place. @internal */
export function millsRatio(a: number): number {
  const coefficients = table ?? millsTable();
  number[0] = a + 4;
  const high = words[upper]!;
  const row = ((high >>> 14) & 511) * perRow;
  words[upper] = (high & 0xffffc000) | 0x2000;
  words[1 - upper] = 0;
  const u = a - (number[0] - 4);
  const square = u * u;
  const even =
    (coefficients[row + 6]! * square + coefficients[row + 4]!) * square + coefficients[row + 2]!;
  const odd =
    (coefficients[row + 7]! * square + coefficients[row + 5]!) * square + coefficients[row + 3]!;
  return coefficients[row]! + u * (coefficients[row + 1]! + u * (even + u * odd));
}
