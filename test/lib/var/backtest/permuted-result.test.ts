import { describe, expect, test } from "vitest";
import { chiSquareResult } from "../../../../lib/var/backtest/backtest-result.ts";
import { permutedResult } from "../../../../lib/var/backtest/permuted-result.ts";

const breaches = [true, false, false, true, false];
const resultOf = (statistic: number, significance = 0.05) => ({
  ...chiSquareResult(statistic, { hypothesis: "none", degreesOfFreedom: 1, significance }),
  statistic,
});
const pattern = (order: readonly boolean[]): string => order.map((one) => (one ? 1 : 0)).join("");

describe("permutedResult", () => {
  test("draws every set of as many days alike often, and no other", () => {
    const seen = new Map<string, number>();
    const statisticOf = (order: readonly boolean[]): number => {
      seen.set(pattern(order), (seen.get(pattern(order)) ?? 0) + 1);
      return 0;
    };
    permutedResult(resultOf(1), breaches, { seed: 3, count: 2000, statisticOf });
    expect(seen.size).toBe(10);
    for (const [order, count] of seen) {
      expect([order.length, order.replaceAll("0", "")]).toEqual([5, "11"]);
      expect(Math.abs(count - 200)).toBeLessThan(4 * Math.sqrt(2000 * 0.1 * 0.9));
    }
  });

  test("counts statistics as large, the equal ones and the result itself among them", () => {
    const cycle = [9, 1, 3, 2, 4, 5, 6, 7, 8];
    let draw = 0;
    const statisticOf = (): number => cycle[draw++ % 9]!;
    const found = permutedResult(resultOf(8, 0.3), breaches, { seed: 1, count: 9, statisticOf });
    expect(found).toMatchObject({ pValue: 0.3, criticalValue: 7, rejected: true, statistic: 8 });
    draw = 0;
    const strict = permutedResult(resultOf(8, 0.2), breaches, { seed: 1, count: 9, statisticOf });
    expect(strict).toMatchObject({ pValue: 0.3, criticalValue: 8, rejected: false });
  });

  test("has no critical value where the permutations cannot resolve the significance", () => {
    const options = { seed: 1, count: 9, statisticOf: () => 0 };
    expect(permutedResult(resultOf(8, 0.1), breaches, options)).toMatchObject({
      pValue: 0.1,
      criticalValue: 0,
      rejected: true,
    });
    expect(permutedResult(resultOf(8), breaches, options)).toMatchObject({
      pValue: 0.1,
      criticalValue: null,
      rejected: false,
    });
  });

  test("is the same for the same seed, leaves the breaches, refuses no permutation by name", () => {
    const before = breaches.slice();
    const statisticOf = (order: readonly boolean[]): number => order.indexOf(true);
    const run = (seed: number, count = 50): unknown =>
      permutedResult(resultOf(2), breaches, { seed, count, statisticOf });
    expect(run(5)).toEqual(run(5));
    expect(breaches).toEqual(before);
    expect(() => run(5, 0)).toThrow("permutations.count must be an integer of at least 1: 0");
  });
});
