import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { logGamma } from "../../../lib/math/log-gamma.ts";
import golden from "../../golden/statistics.json" with { type: "json" };
import { expectClose } from "../expect-close.ts";

describe("logGamma", () => {
  test.each(golden.logGamma)("agrees with scipy at $x", ({ x, value }) => {
    expectClose(logGamma(x), value, { relative: 1e-14, absolute: 1e-14, subject: `at ${x}` });
  });

  test("grows by log x from x to x + 1", () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-3, max: 1e3, noNaN: true }), (x) => {
        const step = logGamma(x + 1) - logGamma(x);
        expectClose(step, Math.log(x), { absolute: 1e-11, subject: `at ${x}` });
      }),
    );
  });

  test("is NaN at zero, below, and at NaN", () => {
    expect([logGamma(0), logGamma(-1.5), logGamma(Number.NaN)]).toEqual([NaN, NaN, NaN]);
  });
});
