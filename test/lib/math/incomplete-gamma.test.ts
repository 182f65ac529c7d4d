import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { chiSquareQuantile, chiSquareTail } from "../../../lib/math/chi-square.ts";
import { incompleteGamma } from "../../../lib/math/incomplete-gamma.ts";
import { normalDistribution } from "../../../lib/math/normal-distribution.ts";
import { normalQuantile } from "../../../lib/math/normal-quantile.ts";
import golden from "../../golden/probability.json" with { type: "json" };
import { expectClose } from "../expect-close.ts";

describe("incompleteGamma", () => {
  test.each(golden.incompleteGamma.rows)("agrees with mpmath at $x for $shape", (row) => {
    const { lower, upper } = incompleteGamma(row.x, row.shape);
    const relative = (row.shape + row.x + 10) * 1e-15;
    const smaller = row.lower < row.upper ? [lower, row.lower] : [upper, row.upper];
    expectClose(smaller[0]!, smaller[1]!, { relative, subject: `at ${row.x}, ${row.shape}` });
    expectClose(lower + upper, 1, { absolute: 1e-15, subject: "both sides" });
  });

  test("is 0 at 0, 1 at infinity, NaN outside its domain", () => {
    expect(incompleteGamma(0, 2)).toEqual({ lower: 0, upper: 1 });
    expect(incompleteGamma(Infinity, 2)).toEqual({ lower: 1, upper: 0 });
    expect(incompleteGamma(-1, 2).lower).toBeNaN();
    expect(incompleteGamma(1, 0).upper).toBeNaN();
  });
});

describe("chiSquareQuantile", () => {
  test.each(golden.chiSquareQuantile.rows)(
    "agrees with scipy at $probability for $degreesOfFreedom",
    ({ probability, degreesOfFreedom, value }) => {
      const found = chiSquareQuantile(probability, degreesOfFreedom);
      expectClose(found, value, { relative: 1e-12, subject: `${probability}` });
    },
  );

  test("is what chiSquareTail takes back", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true }),
        fc.integer({ min: 1, max: 30 }),
        (p, k) => {
          const back = chiSquareTail(chiSquareQuantile(p, k), k);
          expectClose(back, 1 - p, { relative: 1e-11, absolute: 1e-15, subject: `${p}, ${k}` });
        },
      ),
    );
  });
});

describe("chiSquareTail", () => {
  test("is 1 for a statistic that rounding left below 0, and refuses half a degree", () => {
    expect(chiSquareTail(-1e-16, 1)).toBe(1);
    expect(() => chiSquareTail(1, 0.5)).toThrow(
      "degreesOfFreedom must be an integer of at least 1: 0.5",
    );
  });

  test("with two degrees is exp(-x / 2), far beyond where 1 - P would be 0", () => {
    expectClose(chiSquareTail(300, 2), Math.exp(-150), { relative: 1e-12, subject: "x 300" });
  });
});

describe("normalDistribution", () => {
  test.each(golden.normalProbability.rows)("agrees with mpmath at $z", ({ z, value }) => {
    expectClose(normalDistribution(z), value, { relative: 1e-13, subject: `z ${z}` });
  });

  test("is half the gamma function of shape 1/2 at z² / 2, far out in the tail", () => {
    for (const z of [-0.3, -1, -2.5, -9, -30]) {
      const { upper } = incompleteGamma((z * z) / 2, 0.5);
      const relative = (100 + z * z) * 1e-15;
      expectClose(normalDistribution(z), upper / 2, { relative, subject: `z ${z}` });
    }
  });

  test("is undone by normalQuantile", () => {
    fc.assert(
      fc.property(fc.double({ min: -8, max: 5, noNaN: true }), (z) => {
        const back = normalQuantile(normalDistribution(z));
        expectClose(back, z, { absolute: 1e-9, subject: `z ${z}` });
      }),
    );
  });
});
