import { describe, expect, test } from "vitest";
import { innovationLaw } from "../../../../lib/market/garch/innovation-law.ts";
import { innovationOfNormal } from "../../../../lib/market/garch/innovation-of-normal.ts";
import { normalDistribution } from "../../../../lib/math/normal-distribution.ts";
import { normalQuantile } from "../../../../lib/math/normal-quantile.ts";
import { studentTQuantile } from "../../../../lib/math/student-t.ts";
import golden from "../../../golden/laws.json" with { type: "json" };
import { expectClose } from "../../expect-close.ts";

describe("innovationOfNormal", () => {
  test.each(golden.innovations)(
    "agrees with arch: $degreesOfFreedom degrees, skew $skew, at $x",
    ({ degreesOfFreedom, skew, x, value }) => {
      const innovations = skew === 0 ? "student-t" : "skewed-t";
      const of = innovationOfNormal({ innovations, degreesOfFreedom, skew });
      expectClose(of(x), value, { relative: 1e-6, absolute: 1e-8, subject: `z of ${x}` });
    },
  );

  test("gives Student's quantile at the normal's probability, between the nodes too", () => {
    for (const n of [2.1, 4.5, 30]) {
      const of = innovationOfNormal({ innovations: "student-t", degreesOfFreedom: n });
      for (const x of [-7.3, -3.0101, -1.77, -0.004, 0.3, 2.2222, 6.1]) {
        const exact = studentTQuantile(normalDistribution(-Math.abs(x)), n);
        expectClose(of(x), -Math.sign(x) * exact * Math.sqrt((n - 2) / n), {
          relative: 1e-6,
          absolute: 1e-8,
          subject: `${n} at ${x}`,
        });
      }
    }
  });

  test("has mean 0 and variance 1 and mirrors with its skew", () => {
    const shape = { innovations: "skewed-t", degreesOfFreedom: 5, skew: -0.3 } as const;
    const of = innovationOfNormal(shape);
    const mirrored = innovationOfNormal({ ...shape, skew: 0.3 });
    const n = 50_000;
    let [sum, squares, negative] = [0, 0, 0];
    for (let i = 0; i < n; i++) {
      const z = of(normalQuantile((i + 0.5) / n));
      sum += z / n;
      squares += (z * z) / n;
      if (z < 0) negative += (z * z) / n;
    }
    expectClose(sum, 0, { absolute: 1e-3, subject: "mean" });
    expectClose(squares, 1, { absolute: 5e-3, subject: "variance" });
    expectClose(negative, innovationLaw(shape).negativeSquareShare(), {
      absolute: 5e-3,
      subject: "share of the squares that is negative",
    });
    expectClose(of(-1.2), -mirrored(1.2), { relative: 1e-12, subject: "mirrored" });
  });

  test("rises, and leaves a normal as it is", () => {
    const of = innovationOfNormal({ innovations: "skewed-t", degreesOfFreedom: 2.5, skew: 0.8 });
    let before = of(-9);
    for (let x = -8.49; x < 8.5; x += 0.0371) {
      const now = of(x);
      expect(now).toBeGreaterThan(before);
      before = now;
    }
    expect(innovationOfNormal({})(0.7)).toBe(0.7);
  });
});
