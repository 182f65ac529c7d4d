import { type PhiloxKey, type PhiloxWords, philox4x32 } from "./philox.ts";

/** Which of the random maps of digits. */
export interface ScrambleKey {
  readonly seed: number;
  readonly replicate: number;
  readonly dimension: number;
}

/** From 32 digits, as an unsigned integer, to (0, 1). */
export type DigitMap = (bits: number) => number;

/** Points of one sequence, from the first, that scrambling tells apart. @internal */
export const mostScrambledPoints: number = 2 ** 21;

/** No stream's counter goes beyond 2^21 in its upper word: what is drawn here is drawn nowhere else. */
const apart = 0x80000000;
/** A tree of seven levels has 127 nodes: one block of 128 bits holds a flip for each. */
const levels = 7;
const cells = 2 ** 52;

/**
 * Owen's nested uniform scrambling: each digit is flipped or not by a coin of its own for every value of
 * the digits before it. Among the first 2^21 points of a sequence no two share 21 digits of a
 * coordinate, so what follows them is 31 fresh random digits. The coins of seven levels below a prefix
 * are one Philox block with the prefix in its counter: nothing is approximated. @internal
 */
export function owenScramble(key: ScrambleKey): DigitMap {
  const block = blocksOf(key);
  const top = block(0, 0);
  const second: PhiloxWords[] = [];
  return (bits) => {
    const prefix = bits >>> 25;
    second[prefix] ??= block(prefix, levels);
    const first = flipped(bits, 0, top);
    const next = flipped(bits, levels, second[prefix]);
    const third = flipped(bits, 2 * levels, block(bits >>> 18, 2 * levels));
    const [high, low] = block(bits >>> 11, 3 * levels);
    const kept = (first * 128 + next) * 128 + third;
    return inCell((kept * 2048 + (high >>> 21)) >>> 0, low);
  };
}

/** Seven digits from place `at` on, each flipped by the node of the tree that it is reached at. */
function flipped(bits: number, at: number, coins: PhiloxWords): number {
  let [node, out] = [1, 0];
  for (let level = at; level < at + levels; level++) {
    const bit = (bits >>> (31 - level)) & 1;
    out = 2 * out + (bit ^ ((coins[node >>> 5]! >>> (node & 31)) & 1));
    node = 2 * node + bit;
  }
  return out;
}

/** The digital shift: one random flip per digit, the same for all points. @internal */
export function shiftDigits(key: ScrambleKey): DigitMap {
  const [flips, below] = blocksOf(key)(0, 4 * levels);
  return (bits) => inCell((bits ^ flips) >>> 0, below);
}

/** 32 digits, twenty random ones and the middle of what is left: (k + 1/2) / 2^52. */
function inCell(bits: number, random: number): number {
  return (bits * 0x100000 + (random >>> 12) + 0.5) / cells;
}

function blocksOf({ seed, replicate, dimension }: ScrambleKey) {
  const key: PhiloxKey = [seed % 0x100000000, Math.floor(seed / 0x100000000)];
  const branch = apart + replicate;
  return (prefix: number, level: number): PhiloxWords =>
    philox4x32([prefix, level, dimension, branch], key);
}
