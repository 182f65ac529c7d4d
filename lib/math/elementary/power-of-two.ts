const value = new Float64Array(1);
const words = new Uint32Array(value.buffer);
/** Where the upper word of a double stands on this machine. */
const upper = new Uint32Array(new Float64Array([1]).buffer)[1] === 0 ? 0 : 1;
const twoTo54 = 18014398509481984;

/** 2^-1074 to 2^1023: looking one up is faster than piecing it together in memory. */
const powers = new Float64Array(2098).fill(1);
for (let k = 1; k <= 1074; k++) {
  powers[1074 - k] = powers[1075 - k]! / 2;
  if (k < 1024) powers[1074 + k] = powers[1073 + k]! * 2;
}

/** 2^k for an integer k from -1074 to 1023, exactly. @internal */
export function powerOfTwo(k: number): number {
  return powers[k + 1074]!;
}

/** x × 2^k for k from -2096 to 1024; rounded once where the product is below the normal doubles. @internal */
export function scaleByPowerOfTwo(x: number, k: number): number {
  if (k > 1023) return x * 2 * powerOfTwo(k - 1);
  if (k < -1022) return x * powerOfTwo(k + 1022) * 2.2250738585072014e-308;
  return x * powerOfTwo(k);
}

/** The k of 2^k <= |x| < 2^(k + 1), for a finite x other than 0. @internal */
export function binaryExponent(x: number): number {
  value[0] = x;
  const exponent = (words[upper]! >>> 20) & 0x7ff;
  return exponent > 0 ? exponent - 1023 : binaryExponent(x * twoTo54) - 54;
}

/** Whether x is 1, 2, 4, and so on. @internal */
export function isPowerOfTwo(x: number): boolean {
  return x >= 1 && x < Infinity && powerOfTwo(binaryExponent(x)) === x;
}
