import { describe, expect, test } from "vitest";
import { normalDraws, uniformDraws } from "../../../lib/math/random-stream.ts";
import { badNormals, badUniforms } from "./bad-generators.ts";
import {
  andersonDarlingTest,
  crossCorrelationTest,
  digitTest,
  kolmogorovSmirnovTest,
  momentTest,
  normalMoment,
  occupancyTest,
  runsTest,
  serialCorrelationTest,
  tailCountTest,
  uniformMoment,
} from "./generator-statistics.ts";

/**
 * A test of one good generator fails at a seed with this probability; the seeds are fixed, so once it
 * has passed it passes for ever. The bad ones are so bad that chance does not save them.
 */
const falseAlarm = 1e-4;

type Draw = (stream: number, count: number) => Float64Array;
const uniforms: Draw = (stream, count) => uniformDraws({ seed: 4242, stream }, count);
const normals: Draw = (stream, count) => normalDraws({ seed: 4242, stream }, count);

const ofUniforms: readonly [string, (draw: Draw) => number, keyof typeof badUniforms][] = [
  ["moments 1 to 6", (draw) => momentTest(draw(1, 500_000), uniformMoment), "slightlySkewed"],
  ["Kolmogorov-Smirnov", (draw) => kolmogorovSmirnovTest(draw(2, 500_000)), "ofEightDigits"],
  [
    "serial correlation at lags 1 to 50",
    (draw) => serialCorrelationTest(draw(3, 250_000)),
    "persistent",
  ],
  [
    "pairs in 64 × 64 cells",
    (draw) => occupancyTest(draw(4, 800_000), { dimensions: 2, perSide: 64 }),
    "short",
  ],
  [
    "triples in 16 × 16 × 16 cells",
    (draw) => occupancyTest(draw(5, 600_000), { dimensions: 3, perSide: 16 }),
    "randu",
  ],
  ["runs about one half", (draw) => runsTest(draw(6, 1_000_000)), "persistent"],
  ["52 digits and their pairs", (draw) => digitTest(draw(7, 200_000)), "withTiedDigits"],
  [
    "correlation of streams 0 to 999 with their neighbours",
    (draw) => crossCorrelationTest(streams(1_000, (s) => draw(s, 500))),
    "overlapping",
  ],
  [
    "first numbers of streams 0 to 19,999",
    (draw) => serialCorrelationTest(firstNumbers(20_000, (s) => draw(s, 1))),
    "begunAtItsNumber",
  ],
];

const ofNormals: readonly [string, (draw: Draw) => number, keyof typeof badNormals][] = [
  ["moments 1 to 6", (draw) => momentTest(draw(11, 300_000), normalMoment), "ofTwelveUniforms"],
  ["Anderson-Darling", (draw) => andersonDarlingTest(draw(12, 200_000)), "wideByThreePercent"],
  ["counts beyond ±3, ±4 and ±5", (draw) => tailCountTest(draw(13, 300_000)), "ofTwelveUniforms"],
];

describe("uniforms of Philox", () => {
  test.each(ofUniforms)("pass %s, where a bad generator fails", (_, probability, bad) => {
    expect(probability(uniforms)).toBeGreaterThan(falseAlarm);
    expect(probability(badUniforms[bad])).toBeLessThan(falseAlarm);
  });
});

describe("normals of Philox", () => {
  test.each(ofNormals)("pass %s, where a bad generator fails", (_, probability, bad) => {
    expect(probability(normals)).toBeGreaterThan(falseAlarm);
    expect(probability(badNormals[bad])).toBeLessThan(falseAlarm);
  });

  test("lie beyond ±3, ±4 and ±5 as often as they should among four million", () => {
    expect(tailCountTest(normals(14, 4_000_000))).toBeGreaterThan(falseAlarm);
  });
});

describe("keys that differ little", () => {
  test.each([
    ["neighbouring seeds", (s: number) => ({ seed: s, stream: 3 })],
    [
      "seeds that differ in their upper word",
      (s: number) => ({ seed: s * 2 ** 32 + 9, stream: 3 }),
    ],
    ["streams that differ in their upper word", (s: number) => ({ seed: 9, stream: s * 2 ** 32 })],
    ["seed and stream exchanged", (s: number) => ({ seed: s >> 1, stream: (s + 1) >> 1 })],
  ])("%s do not correlate", (_, key) => {
    const draw: Draw = (s, count) => uniformDraws(key(s), count);
    expect(crossCorrelationTest(streams(500, (s) => draw(s, 500)))).toBeGreaterThan(falseAlarm);
    const first = firstNumbers(10_000, (s) => draw(s, 1));
    expect(serialCorrelationTest(first)).toBeGreaterThan(falseAlarm);
    expect(kolmogorovSmirnovTest(first)).toBeGreaterThan(falseAlarm);
  });
});

describe("the probabilities of the tests", () => {
  test("are themselves uniform over 200 streams", () => {
    const few = [
      (s: number) => kolmogorovSmirnovTest(uniforms(s, 1_000)),
      (s: number) => serialCorrelationTest(uniforms(s, 1_000)),
      (s: number) => occupancyTest(uniforms(s, 4_000), { dimensions: 2, perSide: 8 }),
      (s: number) => runsTest(uniforms(s, 1_000)),
    ];
    for (const probability of few) {
      const found = firstNumbers(200, (s) => Float64Array.of(probability(100 + s)));
      expect(kolmogorovSmirnovTest(found)).toBeGreaterThan(1e-3);
    }
  });
});

function streams(count: number, of: (stream: number) => Float64Array): Float64Array[] {
  return Array.from({ length: count }, (_, s) => of(s));
}

function firstNumbers(count: number, of: (stream: number) => Float64Array): Float64Array {
  return Float64Array.from({ length: count }, (_, s) => of(s)[0]!);
}
