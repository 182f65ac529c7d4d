import { describe, expect, test } from "vitest";
import { philox4x32 } from "../../../lib/math/philox.ts";
import { type RandomStream, randomStream } from "../../../lib/math/random-stream.ts";

const draw = (count: number, next: () => number): number[] => Array.from({ length: count }, next);
const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

describe("randomStream", () => {
  test("gives the same numbers for the same seed and stream", () => {
    const take = (stream: RandomStream): number[] => draw(50, stream.uniform);
    expect(take(randomStream({ seed: 7, stream: 3 }))).toEqual(
      take(randomStream({ seed: 7, stream: 3 })),
    );
  });

  test("puts the seed in the key, the block and the stream in the counter", () => {
    const seed = 5 * 2 ** 32 + 9;
    const stream = 2 ** 33 + 1;
    const numbers = draw(4, randomStream({ seed, stream }).uniform);
    const uniforms = [0, 1].flatMap((block) => {
      const [a, b, c, d] = philox4x32([block, 0, 1, 2], [9, 5]);
      return [uniformOf(a, b), uniformOf(c, d)];
    });
    expect(numbers).toEqual(uniforms);
  });

  test("differs between seeds and between streams", () => {
    const first = (seed: number, stream: number): number =>
      randomStream({ seed, stream }).uniform();
    const numbers = [first(1, 0), first(0, 1), first(0, 0), first(2 ** 32, 0), first(0, 2 ** 32)];
    expect(new Set(numbers).size).toBe(numbers.length);
  });

  test("has uniforms in (0, 1) with mean 1/2 and variance 1/12", () => {
    const values = draw(100_000, randomStream({ seed: 1, stream: 0 }).uniform);
    expect(Math.min(...values.slice(0, 50_000))).toBeGreaterThan(0);
    expect(Math.max(...values.slice(0, 50_000))).toBeLessThan(1);
    const standardError = Math.sqrt(1 / 12 / values.length);
    expect(Math.abs(mean(values) - 0.5)).toBeLessThan(4 * standardError);
    const variance = mean(values.map((value) => (value - 0.5) ** 2));
    expect(Math.abs(variance - 1 / 12)).toBeLessThan(4 * Math.sqrt(1 / 180 / values.length));
  });

  test("has normals with the moments of the standard normal", () => {
    const values = draw(100_000, randomStream({ seed: 1, stream: 1 }).normal);
    const n = values.length;
    const moment = (k: number): number => mean(values.map((value) => value ** k));
    expect(Math.abs(moment(1))).toBeLessThan(4 * Math.sqrt(1 / n));
    expect(Math.abs(moment(2) - 1)).toBeLessThan(4 * Math.sqrt(2 / n));
    expect(Math.abs(moment(3))).toBeLessThan(4 * Math.sqrt(15 / n));
    expect(Math.abs(moment(4) - 3)).toBeLessThan(4 * Math.sqrt(96 / n));
  });

  test("has streams that do not correlate", () => {
    const n = 20_000;
    const left = draw(n, randomStream({ seed: 4, stream: 0 }).normal);
    const right = draw(n, randomStream({ seed: 4, stream: 1 }).normal);
    expect(Math.abs(mean(left.map((value, i) => value * right[i]!)))).toBeLessThan(
      4 / Math.sqrt(n),
    );
  });

  test("draws integers below a count evenly", () => {
    const stream = randomStream({ seed: 9, stream: 0 });
    const counts = [0, 0, 0, 0, 0, 0];
    for (let i = 0; i < 60_000; i++) counts[stream.below(6)]!++;
    const chiSquared = counts.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0);
    expect(chiSquared).toBeLessThan(20.5); // 0.999 quantile of chi-squared with 5 degrees
  });

  test.each([-1, 0.5, Number.NaN, 2 ** 53])("refuses %d as seed and as stream", (value) => {
    expect(() => randomStream({ seed: value, stream: 0 })).toThrow(/^seed must be an integer/);
    expect(() => randomStream({ seed: 0, stream: value })).toThrow(/^stream must be an integer/);
  });
});

/** The top 26 bits of two words, put in the middle of their cell of width 2^-52. */
function uniformOf(high: number, low: number): number {
  const cell = (BigInt(high >>> 6) << 26n) + BigInt(low >>> 6);
  return (Number(cell) + 0.5) / 2 ** 52;
}
