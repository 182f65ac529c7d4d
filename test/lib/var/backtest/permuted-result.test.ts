import { describe, expect, test } from "vitest";
import { permutedResult } from "../../../../lib/var/backtest/permuted-result.ts";
import { expectClose } from "../../expect-close.ts";

const result = {
  hypothesis: "the days do not matter",
  identified: true,
  reason: null,
  statistic: 1010,
  pValue: 0.5,
  criticalValue: 3.8,
  rejected: false,
  significance: 0.05,
};
const digits = (breaches: readonly boolean[]): string => breaches.map(Number).join("");

/** Draws two breaches on four days again and again, read as a number of four digits. */
function drawn(count: number, changed: object = {}) {
  const seen: string[] = [];
  const found = permutedResult({ ...result, ...changed }, [true, false, true, false], {
    seed: 5,
    count,
    statisticOf: (breaches) => {
      seen.push(digits(breaches));
      return Number(digits(breaches));
    },
  });
  return { found, seen };
}

describe("permutedResult", () => {
  test("draws as many days as there are breaches, each choice alike likely", () => {
    const { seen } = drawn(1200);
    expect(seen).toHaveLength(1200);
    const choices = ["0011", "0101", "0110", "1001", "1010", "1100"];
    expect([...new Set(seen)].sort()).toEqual(choices);
    // 200 of each; four standard deviations are 52.
    for (const choice of choices) {
      const times = seen.filter((each) => each === choice).length;
      expectClose(times, 200, { absolute: 52, subject: choice });
    }
  });

  test("counts draws at or above the statistic, itself one of them", () => {
    const { found, seen } = drawn(99);
    const asLarge = seen.filter((each) => Number(each) >= 1010).length;
    expect(found.pValue).toBe((1 + asLarge) / 100);
    expect(found).toMatchObject({ statistic: 1010, hypothesis: result.hypothesis });
  });

  test("has the critical value that the significance leaves above it, none where it leaves none", () => {
    const { found, seen } = drawn(99, { significance: 0.2 });
    const sorted = seen.map(Number).sort((a, b) => a - b);
    expect(found.criticalValue).toBe(sorted[79]);
    expect(drawn(99, { significance: 0.01 }).found.criticalValue).toBe(1100);
    expect(drawn(99, { significance: 0.001 }).found.criticalValue).toBeNull();
  });

  test("rejects at a significance of the p-value itself and above", () => {
    const { pValue } = drawn(99).found;
    expect(drawn(99, { significance: pValue }).found.rejected).toBe(true);
    expect(drawn(99, { significance: pValue! - 0.001 }).found.rejected).toBe(false);
  });

  test("refuses to draw nothing", () => {
    expect(() => drawn(0)).toThrow("permutations.count must be an integer of at least 1: 0");
  });
});
