import { describe, expect, test } from "vitest";
import { digamma } from "../../../lib/math/digamma.ts";
import { expectClose } from "../expect-close.ts";

describe("digamma", () => {
  test("agrees with mpmath 1.3.0 at 30 digits to 2e-15 of the larger of 1 and the value", () => {
    const figures: [number, number][] = [
      [0.001, -1000.5755719318103],
      [0.5, -1.9635100260214235],
      [1, -0.5772156649015329],
      [2.05, 0.454535961081082],
      [3.7, 1.1671535393615113],
      [9.999, 2.2516474172057355],
      [10, 2.251752589066721],
      [50.5, 3.912039670928392],
      [5000, 8.517093188082905],
    ];
    for (const [x, expected] of figures) {
      const absolute = 2e-15 * Math.max(1, Math.abs(expected));
      expectClose(digamma(x), expected, { absolute, subject: `digamma(${x})` });
    }
  });

  test("rises by 1 / x from x to x + 1", () => {
    for (const x of [0.3, 1, 4.5, 9.9, 10, 33]) {
      expectClose(digamma(x + 1) - digamma(x), 1 / x, { absolute: 4e-15, subject: `at ${x}` });
    }
  });

  test("is NaN outside the positive numbers", () => {
    for (const x of [0, -1, -0.5, Number.NaN]) expect(digamma(x)).toBeNaN();
  });
});
