import { describe, expect, test } from "vitest";
import {
  studentTDensity,
  studentTDistribution,
  studentTQuantile,
} from "../../../lib/math/student-t.ts";
import golden from "../../golden/var-methods.json" with { type: "json" };
import { expectClose } from "../expect-close.ts";

describe("Student's t", () => {
  test.each(golden.tQuantiles)("has scipy's quantile at $p with $degreesOfFreedom", (row) => {
    const { p, degreesOfFreedom: n, value, tail } = row;
    // Both lose digits to the gamma functions where there are hundreds of degrees of freedom.
    const relative = n > 100 ? 1e-9 : 1e-11;
    expectClose(studentTQuantile(p, n), value, { relative, subject: "quantile" });
    const beyond = studentTDistribution(-Math.abs(value), n);
    expectClose(beyond, tail, { relative, subject: "tail" });
  });

  test("is Cauchy's law with one degree of freedom", () => {
    expectClose(studentTQuantile(0.99, 1), Math.tan(Math.PI * 0.49), {
      relative: 1e-13,
      subject: "quantile",
    });
    expectClose(studentTDensity(2, 1), 1 / (5 * Math.PI), { relative: 1e-14, subject: "density" });
  });

  test("gives 0 in the middle, infinities at the ends and NaN outside", () => {
    expect([0, 0.5, 1].map((p) => studentTQuantile(p, 4))).toEqual([-Infinity, 0, Infinity]);
    expect(studentTQuantile(1.1, 4)).toBeNaN();
    expect(studentTQuantile(0.9, 0)).toBeNaN();
    expect(studentTDistribution(1, -1)).toBeNaN();
    expect(studentTDistribution(-1e200, 3)).toBe(0);
  });
});
