import { expect, test } from "vitest";
import { type PhiloxKey, type PhiloxWords, philox4x32 } from "../../../lib/math/philox.ts";

/** Random123 1.14.0, tests/kat_vectors, the lines `philox4x32 10`: counter, key, output. Exact. */
const knownAnswers: readonly [string, PhiloxWords, PhiloxKey, PhiloxWords][] = [
  ["zeros", [0, 0, 0, 0], [0, 0], [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8]],
  [
    "ones",
    [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff],
    [0xffffffff, 0xffffffff],
    [0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd],
  ],
  [
    "digits of pi",
    [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
    [0xa4093822, 0x299f31d0],
    [0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1],
  ],
];

test.each(knownAnswers)("philox4x32 of %s is the known answer", (_, counter, key, expected) => {
  expect(philox4x32(counter, key)).toEqual(expected);
});

test("philox4x32 agrees with big-integer arithmetic on any counter and key", () => {
  let word = 1;
  const next = (): number => {
    word = (Math.imul(word, 1664525) + 1013904223) >>> 0;
    return word;
  };
  for (let i = 0; i < 500; i++) {
    const counter: PhiloxWords = [next(), next(), next(), next()];
    const key: PhiloxKey = [next(), next()];
    expect(philox4x32(counter, key)).toEqual(withBigIntegers(counter, key));
  }
});

/** The rounds as the paper writes them, in exact integers. */
function withBigIntegers(counter: PhiloxWords, key: PhiloxKey): number[] {
  const mask = 0xffffffffn;
  let words = counter.map(BigInt);
  let [left, right] = key.map(BigInt) as [bigint, bigint];
  for (let round = 0; round < 10; round++) {
    const first = 0xd2511f53n * words[0]!;
    const second = 0xcd9e8d57n * words[2]!;
    words = [
      (second >> 32n) ^ words[1]! ^ left,
      second & mask,
      (first >> 32n) ^ words[3]! ^ right,
      first & mask,
    ];
    left = (left + 0x9e3779b9n) & mask;
    right = (right + 0xbb67ae85n) & mask;
  }
  return words.map(Number);
}
