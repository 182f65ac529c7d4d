import { fixedOne, fixedProduct, fixedQuotient, fromFixed, toFixed } from "./fixed-point.ts";

const cells = 128;
const perRow = 4;
/** ln 2 in 43 binary places, and what it lacks. */
const ln2High = 0.6931471805598903;
const ln2Low = 5.497923018708371e-14;
/** Upper word of the least number of the first cell: 1 stands in the middle of one. */
const firstCell = 0x3fe61000;

const number = new Float64Array(1);
const words = new Uint32Array(number.buffer);
/** Where the upper word of a double stands on this machine. */
const upper = new Uint32Array(new Float64Array([1]).buffer)[1] === 0 ? 0 : 1;
let table: Float64Array | undefined;

/**
 * For each of 128 cells of ratios, from 0.69 to 1.38: c, near one over its middle, with few bits; -ln c in
 * 43 binary places; what that lacks; 0. Made in 256-bit integers. @internal
 */
export function ratioTable(): Float64Array {
  table ??= makeTable();
  return table;
}

function makeTable(): Float64Array {
  const rows = new Float64Array(cells * perRow);
  for (let cell = 0; cell < cells; cell++) {
    words[upper] = firstCell + (cell << 13) + (1 << 12);
    words[1 - upper] = 0;
    const factor = Math.round(2 ** 14 / number[0]!) / 2 ** 14;
    const whole = -logarithm(toFixed(factor));
    const high = Math.round(fromFixed(whole) * 2 ** 43) / 2 ** 43;
    rows.set([factor, high, fromFixed(whole - toFixed(high)), 0], cell * perRow);
  }
  return rows;
}

/** ln x near 1: twice the inverse hyperbolic tangent of (x - 1) / (x + 1). */
function logarithm(x: bigint): bigint {
  const s = fixedQuotient(x - fixedOne, x + fixedOne);
  const square = fixedProduct(s, s);
  let [sum, power] = [0n, s];
  for (let k = 1n; power !== 0n && power !== -1n; k += 2n) {
    sum += power / k;
    power = fixedProduct(power, square);
  }
  return 2n * sum;
}

/**
 * ln(a / b), relative error below two units in the last place also where a and b are close, since their
 * difference is taken before anything is rounded. Both must be positive and normal, and so their ratio. @internal
 */
export function logRatio(a: number, b: number): number {
  const rows = table ?? ratioTable();
  number[0] = a / b;
  const high = (words[upper]! - firstCell) | 0;
  const row = ((high >> 13) & (cells - 1)) * perRow;
  number[0] = rows[row]!;
  words[upper]! -= high & 0xfff00000;
  const factor = number[0];
  number[0] = a;
  words[1 - upper]! &= 0xf8000000;
  const front = number[0];
  const rest = (a - front) * factor;
  const most = front * factor;
  const s = (most - b + rest) / (most + rest + b);
  const z = s * s;
  const k = high >> 20;
  const lead = k * ln2High + rows[row + 1]!;
  const tail = k * ln2Low + rows[row + 2]!;
  return lead + (s * 2 + (s * z * (0.6666666666666666 + z * 0.4) + tail));
}
