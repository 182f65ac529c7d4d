import { describe, expect, test } from "vitest";
import { findRoot } from "../../../lib/math/find-root.ts";
import { expectClose } from "../expect-close.ts";

describe("findRoot", () => {
  test("finds roots of lines, waves, powers and steep tails to the last digits", () => {
    const cases: readonly (readonly [string, (x: number) => number, number, number, number])[] = [
      ["2x - 3", (x) => 2 * x - 3, 0, 100, 1.5],
      ["cos", Math.cos, 0, 3, Math.PI / 2],
      ["x³ - 2", (x) => x ** 3 - 2, -5, 10, Math.cbrt(2)],
      ["ln", Math.log, 1e-300, 1e9, 1],
      ["exp(-x) - 1e-9", (x) => Math.exp(-x) - 1e-9, 0, 700, 9 * Math.LN10],
    ];
    for (const [name, value, from, to, root] of cases) {
      expectClose(findRoot(value, { from, to }), root, { relative: 1e-15, subject: name });
      expectClose(findRoot(value, { from: to, to: from }), root, {
        relative: 1e-15,
        subject: name,
      });
    }
  });

  test("needs few evaluations where the function is smooth, and never more than halving twice", () => {
    const count = (value: (x: number) => number, from: number, to: number): number => {
      let calls = 0;
      const counted = (x: number): number => {
        calls++;
        return value(x);
      };
      findRoot(counted, { from, to });
      return calls;
    };
    expect(count(Math.cos, 0, 3)).toBeLessThan(10);
    expect(count((x) => Math.sign(x - 0.1), 0, 1)).toBeLessThan(130);
  });

  test("takes an end that is a root, and finds a jump through 0", () => {
    expect(findRoot((x) => x, { from: 0, to: 5 })).toBe(0);
    expect(findRoot((x) => x, { from: -5, to: 0 })).toBe(0);
    const jump = findRoot((x) => (x < 2 ? -1 : 1), { from: 0, to: 5 });
    expectClose(jump, 2, { absolute: 1e-14, subject: "jump" });
  });

  test("refuses a bracket without a change of sign, and NaN", () => {
    expect(() => findRoot((x) => x * x + 1, { from: -1, to: 1 })).toThrow("2 at -1, 2 at 1");
    expect(() => findRoot(() => Number.NaN, { from: -1, to: 1 })).toThrow("change of sign");
  });
});
