/** The four 32-bit words that a block of Philox output or its counter consists of. */
export type PhiloxWords = readonly [number, number, number, number];

/** The two 32-bit words of a Philox key. */
export type PhiloxKey = readonly [number, number];

const rounds = 10;
const multipliers = [0xd2511f53, 0xcd9e8d57] as const;
/** Weyl increments of the key: the golden ratio and sqrt(3) - 1, as 32-bit fractions. */
const increments = [0x9e3779b9, 0xbb67ae85] as const;

/**
 * Philox 4x32-10: 128 random bits from a 128-bit counter and a 64-bit key, with no state in
 * between, so that any block of any stream can be had in any order on any machine.
 *
 * Words are unsigned 32-bit integers, least significant first. Source: J. K. Salmon, M. A. Moraes,
 * R. O. Dror, D. E. Shaw, "Parallel Random Numbers: As Easy as 1, 2, 3", SC11 (2011).
 *
 * @example philox4x32([0, 0, 0, 0], [0, 0]) // [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8]
 */
export function philox4x32(counter: PhiloxWords, key: PhiloxKey): PhiloxWords {
  let [a, b, c, d] = counter;
  let [left, right] = key;
  for (let round = 0; round < rounds; round++) {
    const highA = multiplyHigh(multipliers[0], a);
    const highC = multiplyHigh(multipliers[1], c);
    const lowA = Math.imul(multipliers[0], a) >>> 0;
    const lowC = Math.imul(multipliers[1], c) >>> 0;
    a = (highC ^ b ^ left) >>> 0;
    c = (highA ^ d ^ right) >>> 0;
    b = lowC;
    d = lowA;
    left = (left + increments[0]) >>> 0;
    right = (right + increments[1]) >>> 0;
  }
  return [a, b, c, d];
}

/**
 * Upper 32 bits of the 64-bit product of two unsigned 32-bit integers, from 16-bit halves. No sum of these parts
 * exceeds 32 bits, so that all stays in whole numbers of the processor.
 */
function multiplyHigh(left: number, right: number): number {
  const leftLow = left & 0xffff;
  const leftHigh = left >>> 16;
  const rightLow = right & 0xffff;
  const rightHigh = right >>> 16;
  const low = Math.imul(leftLow, rightLow);
  const middle = (Math.imul(leftHigh, rightLow) + (low >>> 16)) >>> 0;
  const crossed = (Math.imul(leftLow, rightHigh) + (middle & 0xffff)) >>> 0;
  return (Math.imul(leftHigh, rightHigh) + (middle >>> 16) + (crossed >>> 16)) >>> 0;
}
