import { describe, expect, test } from "vitest";
import { normalDensity, normalDistribution } from "../../../lib/math/normal-distribution.ts";
import golden from "../../golden/var-methods.json" with { type: "json" };
import { expectClose } from "../expect-close.ts";

describe("normalDistribution", () => {
  test.each(golden.normal)("agrees with scipy at $x", ({ x, value }) => {
    expectClose(normalDistribution(x), value, { relative: 1e-13, subject: `P(Z <= ${x})` });
  });

  test("is 0 and 1 at the ends and NaN for NaN", () => {
    expect([-Infinity, Infinity].map(normalDistribution)).toEqual([0, 1]);
    expect(normalDistribution(Number.NaN)).toBeNaN();
  });

  test("has the density as its slope", () => {
    for (const x of [-3, -1.9999, 0.5, 2.0001]) {
      const slope = (normalDistribution(x + 1e-6) - normalDistribution(x - 1e-6)) / 2e-6;
      expectClose(slope, normalDensity(x), { relative: 1e-8, subject: `slope at ${x}` });
    }
  });
});
