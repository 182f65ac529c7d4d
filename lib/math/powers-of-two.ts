import {
  fixedLn2,
  fixedOne,
  fixedProduct,
  fixedQuotient,
  fromFixed,
  toFixed,
} from "./fixed-point.ts";

const steps = 128;
const number = new Float64Array(1);
const words = new Uint32Array(number.buffer);
/** Where the upper word of a double stands on this machine. */
const upper = new Uint32Array(new Float64Array([1]).buffer)[1] === 0 ? 0 : 1;
let table: Float64Array | undefined;

/**
 * 2^(j / 128) for j from 0 to 127, each as two numbers: the nearest double, with j × 2^45 taken off its
 * bits, and what that double lacks as a part of it. Made in 256-bit integers. @internal
 */
export function powersOfTwo(): Float64Array {
  table ??= makeTable();
  return table;
}

function makeTable(): Float64Array {
  const root = exponential(fixedLn2 / BigInt(steps));
  const pairs = new Float64Array(2 * steps);
  let power = fixedOne;
  for (let j = 0; j < steps; j++) {
    number[0] = fromFixed(power);
    const nearest = toFixed(number[0]);
    pairs[2 * j + 1] = fromFixed(fixedQuotient(power - nearest, nearest));
    words[upper]! -= j << 13;
    pairs[2 * j] = number[0];
    power = fixedProduct(power, root);
  }
  return pairs;
}

function exponential(x: bigint): bigint {
  let [sum, term] = [fixedOne, fixedOne];
  for (let k = 1n; term !== 0n; k++) {
    term = fixedProduct(term, x) / k;
    sum += term;
  }
  return sum;
}
