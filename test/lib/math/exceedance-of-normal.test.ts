import { describe, expect, test } from "vitest";
import { normalExceedanceCorrelation } from "../../../lib/math/exceedance-of-normal.ts";
import golden from "../../golden/dependence.json" with { type: "json" };
import { expectClose } from "../expect-close.ts";

describe("normalExceedanceCorrelation", () => {
  test.each(golden.normalExceedance)("agrees with quadrature: $rho beyond $threshold", (row) => {
    const found = normalExceedanceCorrelation(row.rho, row.threshold);
    expectClose(found, row.correlation, { absolute: 1e-9, subject: "correlation" });
  });

  test("falls as the threshold rises, though the dependence stays", () => {
    const path = [0, 0.5, 1, 1.5, 2, 3].map((h) => normalExceedanceCorrelation(0.7, h));
    expect(path).toEqual([...path].sort((a, b) => b - a));
    expect(path[0]).toBeLessThan(0.7);
    expect(path.at(-1)).toBeGreaterThan(0);
  });

  // mpmath 1.4, 50 digits, the same moments by adaptive quadrature; tolerance 1e-9.
  test.each([
    [0.5, 8, 0.019942595842855394],
    [0.5, 30, 0.0016448684604429473],
    [0.2, 6, 0.006931035330370653],
    [-0.9, 3, -0.0049883689708995795],
    [-0.99, 2, -0.001228416082566323],
    [0.99999, 2, 0.999912788611429],
    [0.95, 3, 0.6243863209865166],
  ])("holds where joint exceedances are all but impossible: %d beyond %d", (rho, h, expected) => {
    const found = normalExceedanceCorrelation(rho, h);
    expectClose(found, expected, { absolute: 1e-9, subject: "correlation" });
  });

  test.each([
    [-1, 0],
    [-1, 1],
    [1.5, 1],
    [0.5, -1],
    [Number.NaN, 1],
    [0.5, Number.NaN],
    [0.5, Infinity],
  ])("is NaN outside its domain: %d beyond %d", (rho, h) => {
    expect(normalExceedanceCorrelation(rho, h)).toBeNaN();
  });

  test("has the sign of the correlation at every threshold", () => {
    for (const rho of [-0.95, -0.4, 0.4, 0.95]) {
      for (const h of [0, 0.7, 2, 5, 12]) {
        expect(Math.sign(normalExceedanceCorrelation(rho, h))).toBe(Math.sign(rho));
      }
    }
  });

  test("of one variate with itself is 1", () => {
    expect(normalExceedanceCorrelation(1, 1.5)).toBe(1);
  });
});
