import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  addComplex,
  type Complex,
  divideComplex,
  expm1Complex,
  log1pComplex,
  multiplyComplex,
  rootComplex,
  scaleComplex,
} from "../../../lib/math/complex.ts";
import { expectClose } from "../expect-close.ts";

const parts = fc.double({ min: -50, max: 50, noNaN: true });
const complexes = fc.record({ re: parts, im: parts });

function expectSame(found: Complex, expected: Complex, subject: string): void {
  const size = Math.hypot(expected.re, expected.im);
  expectClose(found.re, expected.re, { absolute: 1e-13 * size + 1e-300, subject });
  expectClose(found.im, expected.im, { absolute: 1e-13 * size + 1e-300, subject });
}

describe("complex numbers", () => {
  test("divide what they multiply and square what they root", () => {
    fc.assert(
      fc.property(complexes, complexes, (a, b) => {
        if (Math.hypot(b.re, b.im) > 1e-100) {
          expectSame(multiplyComplex(divideComplex(a, b), b), a, "a / b × b");
        }
        const root = rootComplex(a);
        expect(root.re).toBeGreaterThanOrEqual(0);
        if (Math.hypot(a.re, a.im) > 1e-100) expectSame(multiplyComplex(root, root), a, "√a √a");
      }),
    );
  });

  test("have i as the root of -1, and -i as that of -1 from below", () => {
    expect(rootComplex({ re: -1, im: 0 })).toEqual({ re: 0, im: 1 });
    expect(rootComplex({ re: -1, im: -1e-300 }).im).toBe(-1);
    expect(rootComplex({ re: 0, im: 0 })).toEqual({ re: 0, im: 0 });
  });

  test("have logarithm and exponential as each other's inverse, also near 0", () => {
    for (const z of [
      { re: 1e-12, im: -1e-13 },
      { re: 0.3, im: 2 },
      { re: -0.9, im: 0.1 },
      { re: -5, im: -3 },
    ]) {
      expectSame(log1pComplex(expm1Complex(z)), z, "ln(1 + expm1(z))");
      expectSame(expm1Complex(log1pComplex(z)), z, "expm1(ln(1 + z))");
    }
    const quarter = expm1Complex({ re: 0, im: Math.PI / 2 });
    expectSame(addComplex(quarter, { re: 1, im: 0 }), { re: 0, im: 1 }, "exp(iπ/2)");
  });

  test("scale like vectors", () => {
    expect(scaleComplex({ re: 1, im: -2 }, 3)).toEqual({ re: 3, im: -6 });
  });
});
