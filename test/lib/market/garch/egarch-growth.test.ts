import { describe, expect, test } from "vitest";
import { egarchGrowth } from "../../../../lib/market/garch/egarch-growth.ts";
import { normalDistribution } from "../../../../lib/math/normal-distribution.ts";
import { expectClose } from "../../expect-close.ts";

const model = { kind: "egarch", omega: -0.5, alpha: 0.2, gamma: -0.1, beta: 0.9 } as const;
const student = { innovations: "student-t", degreesOfFreedom: 5 } as const;

/** E exp(p (alpha (|Z| - sqrt(2 / pi)) + gamma Z)) of a normal Z, by completing the square. */
function closed(alpha: number, gamma: number, power: number): number {
  const half = (slope: number) => Math.exp((slope * slope) / 2) * normalDistribution(slope);
  const both = half(power * (alpha + gamma)) + half(power * (alpha - gamma));
  return both * Math.exp(-power * alpha * Math.sqrt(2 / Math.PI));
}

describe("egarchGrowth", () => {
  test("has its closed form for normal innovations, whichever side grows", () => {
    for (const [alpha, gamma] of [
      [0.2, -0.1],
      [0.1, 0.3],
      [-0.15, 0.05],
      [0.1, 0.1],
      [0.1, -0.1],
      [0, 0.2],
    ] as const) {
      for (const power of [1, 0.9, 3]) {
        const found = egarchGrowth({ ...model, alpha, gamma }, power);
        expectClose(found, closed(alpha, gamma, power), {
          relative: 1e-9,
          subject: `alpha ${alpha}, gamma ${gamma}, power ${power}`,
        });
      }
    }
  });

  test("is 1 where nothing is felt: no power, no slopes", () => {
    expect(egarchGrowth(model, 0)).toBe(1);
    expect(egarchGrowth({ ...model, alpha: 0, gamma: 0 }, 2)).toBe(1);
    expect(egarchGrowth({ ...model, ...student, alpha: 0, gamma: 0 }, 2)).toBe(1);
  });

  test("is infinite for fat tails where a side grows, finite where none does", () => {
    const of = (alpha: number, gamma: number) =>
      egarchGrowth({ ...model, ...student, alpha, gamma }, 1);
    expect([of(0.2, -0.1), of(0.05, 0.1), of(-0.05, 0.1)]).toEqual([Infinity, Infinity, Infinity]);
    // Both slopes down, or one level: bounded by the factor at the mean of |z|.
    for (const found of [of(-0.2, 0.1), of(-0.1, 0.1), of(-0.1, -0.1)]) {
      expect(found).toBeGreaterThan(0.9);
      expect(found).toBeLessThan(Math.exp(0.2 * Math.sqrt(2 / Math.PI)));
    }
  });
});
