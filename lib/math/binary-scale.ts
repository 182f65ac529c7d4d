import { binaryExponent, isPowerOfTwo, powerOfTwo } from "./elementary/power-of-two.ts";

/**
 * The power of two just above the largest absolute value; 1 when all are 0. Dividing by it rounds
 * nothing, so that squares neither overflow nor vanish and results keep every bit. @internal
 */
export function binaryScale(values: ArrayLike<number>): number {
  let largest = 0;
  for (let i = 0; i < values.length; i++) largest = Math.max(largest, Math.abs(values[i]!));
  if (!(largest > 0 && largest < Infinity)) return 1;
  const exponent = binaryExponent(largest) + (isPowerOfTwo(largest) ? 0 : 1);
  return powerOfTwo(Math.max(-1022, Math.min(1022, exponent)));
}
