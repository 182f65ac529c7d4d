import { expect, test } from "vitest";
import { naturalExpm1 } from "../../../lib/math/natural-exp.ts";
import { roughGrowth } from "../../../lib/math/rough-growth.ts";

const distanceAt = (reach: number, x: number): number => {
  const sum = roughGrowth(reach).coefficients.reduceRight((value, c) => value * x + c, 0);
  return Math.abs(sum - naturalExpm1(x));
};

test.each([0.01, 0.1, 0.35, 1, 2, 4])(
  "is as near as it says up to %d, and not much nearer",
  (reach) => {
    const { error } = roughGrowth(reach);
    let worst = 0;
    for (let k = -1_000; k <= 1_000; k++) {
      worst = Math.max(worst, distanceAt(reach, (k * reach) / 1_000));
    }
    expect(worst).toBeLessThanOrEqual(error);
    if (reach >= 0.1) expect(worst).toBeGreaterThan(0.5 * error);
  },
);

test("has the coefficients of the Chebyshev series, by the Bessel functions of Abramowitz and Stegun", () => {
  // I_0 to I_5 of 1, rounded from scipy.special.iv (SciPy 1.17); tables 9.8 and 9.11 there give ten digits.
  const [i0, i1, i2] = [1.2660658777520084, 0.565159103992485, 0.1357476697670383];
  const [i3, i4, i5] = [0.022168424924331905, 0.002737120221046867, 0.0002714631559569719];
  const expected = [
    i0 - 1 - 2 * i2 + 2 * i4,
    2 * i1 - 6 * i3 + 10 * i5,
    4 * i2 - 16 * i4,
    8 * i3 - 40 * i5,
    16 * i4,
    32 * i5,
  ];
  roughGrowth(1).coefficients.forEach((coefficient, k) => {
    expect(Math.abs(coefficient - expected[k]!)).toBeLessThan(1e-14);
  });
});
