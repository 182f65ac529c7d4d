import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { kendallCorrelation } from "../../../lib/math/kendall.ts";
import { isConstant } from "../../../lib/math/moments.ts";
import golden from "../../golden/dependence.json" with { type: "json" };
import { expectClose } from "../expect-close.ts";

const pairs = fc
  .array(fc.tuple(fc.integer({ min: -4, max: 4 }), fc.integer({ min: -4, max: 4 })), {
    minLength: 3,
    maxLength: 40,
  })
  .map((rows) => ({ x: rows.map(([a]) => a), y: rows.map(([, b]) => b) }))
  .filter(({ x, y }) => !isConstant(x) && !isConstant(y));

/** The definition, pair by pair. */
function plainTau(x: readonly number[], y: readonly number[]): number {
  let [balance, apartX, apartY] = [0, 0, 0];
  for (let i = 0; i < x.length; i++) {
    for (let j = 0; j < i; j++) {
      const [a, b] = [Math.sign(x[i]! - x[j]!), Math.sign(y[i]! - y[j]!)];
      balance += a * b;
      apartX += a * a;
      apartY += b * b;
    }
  }
  return balance / Math.sqrt(apartX * apartY);
}

describe("kendallCorrelation", () => {
  test.each(golden.kendallTies)("agrees with scipy's tau-b with $name", ({ left, right, tau }) => {
    expectClose(kendallCorrelation(left, right), tau, { relative: 1e-13, subject: "tau" });
  });

  test("is what counting every pair gives, ties and all", () => {
    fc.assert(
      fc.property(pairs, ({ x, y }) => {
        expect(kendallCorrelation(x, y)).toBeCloseTo(plainTau(x, y), 14);
      }),
    );
  });

  test("is exactly 1 for what rises together, -1 for the opposite, the same both ways round", () => {
    const up = Array.from({ length: 1000 }, (_, i) => i ** 3);
    expect(kendallCorrelation(up, up)).toBe(1);
    expect(kendallCorrelation(up, [...up].reverse())).toBe(-1);
    fc.assert(
      fc.property(pairs, ({ x, y }) => {
        expect(kendallCorrelation(x, y)).toBe(kendallCorrelation(y, x));
        const negative = y.map((value) => -value);
        expect(kendallCorrelation(x, negative)).toBeCloseTo(-kendallCorrelation(x, y), 15);
      }),
    );
  });

  test("does not see an increasing change of either side, nor the order of the pairs", () => {
    fc.assert(
      fc.property(pairs, ({ x, y }) => {
        const bent = x.map((value) => 1e200 * Math.exp(value));
        expect(kendallCorrelation(bent, y)).toBe(kendallCorrelation(x, y));
        expect(kendallCorrelation([...x].reverse(), [...y].reverse())).toBe(
          kendallCorrelation(x, y),
        );
      }),
    );
  });

  test("counts 0 and -0 as equal and leaves its inputs alone", () => {
    const left = Object.freeze([0, -0, 1, 2]);
    expect(kendallCorrelation(left, [2, 1, 3, 4])).toBe(
      kendallCorrelation([0, 0, 1, 2], [2, 1, 3, 4]),
    );
  });

  test("refuses a constant side, NaN, unequal lengths and fewer than three pairs", () => {
    expect(() => kendallCorrelation([1, 2, 3], [4, 4, 4])).toThrow("right must not be constant: 4");
    expect(() => kendallCorrelation([1, 2, Number.NaN], [1, 2, 3])).toThrow(
      "left[2] must be finite",
    );
    expect(() => kendallCorrelation([1, 2, 3], [1, 2, 3, 4])).toThrow("same length: 3 and 4");
    expect(() => kendallCorrelation([1, 2], [1, 2])).toThrow("at least 3 observations: 2");
  });
});
