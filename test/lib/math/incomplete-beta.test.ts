import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { incompleteBeta } from "../../../lib/math/incomplete-beta.ts";
import golden from "../../golden/statistics.json" with { type: "json" };
import { expectClose } from "../expect-close.ts";

const inside = fc.double({ min: 0.001, max: 0.999, noNaN: true });
const size = fc.double({ min: 0.1, max: 500, noNaN: true });

describe("incompleteBeta", () => {
  test.each(golden.incompleteBeta)("agrees with scipy at $x for ($a, $b)", ({ x, a, b, value }) => {
    const relative = (a + b + 100) * 1e-15;
    const subject = `I_${x}(${a}, ${b})`;
    expectClose(incompleteBeta(x, { a, b }), value, { relative, subject });
  });

  test("is x^a when b is 1", () => {
    fc.assert(
      fc.property(inside, fc.double({ min: 0.1, max: 20, noNaN: true }), (x, a) => {
        const subject = `I_${x}(${a}, 1)`;
        expectClose(incompleteBeta(x, { a, b: 1 }), x ** a, { relative: 1e-12, subject });
      }),
    );
  });

  test("of x and of 1 - x with the shapes swapped sum to 1", () => {
    fc.assert(
      fc.property(inside, size, size, (x, a, b) => {
        const sum = incompleteBeta(x, { a, b }) + incompleteBeta(1 - x, { a: b, b: a });
        expectClose(sum, 1, { absolute: 1e-10, subject: `x ${x}, a ${a}, b ${b}` });
      }),
    );
  });

  test("is 0 at 0, 1 at 1, NaN outside its domain", () => {
    const shape = { a: 2, b: 3 };
    expect([incompleteBeta(0, shape), incompleteBeta(1, shape)]).toEqual([0, 1]);
    expect(incompleteBeta(1.1, shape)).toBeNaN();
    expect(incompleteBeta(0.5, { a: 0, b: 3 })).toBeNaN();
  });
});
