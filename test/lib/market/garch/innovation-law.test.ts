import { describe, expect, test } from "vitest";
import {
  type InnovationShape,
  innovationLaw,
} from "../../../../lib/market/garch/innovation-law.ts";
import { randomStream } from "../../../../lib/math/random-stream.ts";
import golden from "../../../golden/garch.json" with { type: "json" };
import { expectClose } from "../../expect-close.ts";

const shapes: readonly InnovationShape[] = [
  { innovations: "normal" },
  { innovations: "student-t", degreesOfFreedom: 5 },
  { innovations: "skewed-t", degreesOfFreedom: 7, skew: -0.3 },
  { innovations: "skewed-t", degreesOfFreedom: 12, skew: 0.6 },
];

describe("innovationLaw", () => {
  test("has total 1, mean 0, variance 1, and its share of negative squares, by integration", () => {
    for (const shape of shapes) {
      const law = innovationLaw(shape);
      const sums = { total: 0, mean: 0, variance: 0, negative: 0 };
      const step = 1e-3;
      for (let u = -12 + step / 2; u < 12; u += step) {
        const z = Math.sinh(u);
        const weight = Math.exp(law.logDensity(z)) * Math.cosh(u) * step;
        sums.total += weight;
        sums.mean += z * weight;
        sums.variance += z * z * weight;
        if (z < 0) sums.negative += z * z * weight;
      }
      const subject = JSON.stringify(shape);
      expectClose(sums.total, 1, { absolute: 1e-9, subject });
      expectClose(sums.mean, 0, { absolute: 1e-8, subject });
      expectClose(sums.variance, 1, { absolute: 1e-7, subject });
      expectClose(law.negativeSquareShare(), sums.negative, { absolute: 1e-7, subject });
    }
  });

  test("shares negative squares as arch's partial moments at its own estimates", () => {
    for (const { innovations, negativeSquareShare, estimates } of golden.fits) {
      if (negativeSquareShare === undefined) continue;
      const value = (name: string): number => estimates.find((e) => e.name === name)!.value;
      const law = innovationLaw({
        innovations: innovations as "skewed-t",
        degreesOfFreedom: value("degreesOfFreedom"),
        skew: value("skew"),
      });
      expectClose(law.negativeSquareShare(), negativeSquareShare, {
        relative: 1e-8,
        subject: "share",
      });
    }
  });

  test("draws with mean 0 and variance 1, and as many below as its density says", () => {
    const count = 200_000;
    for (const shape of shapes) {
      const law = innovationLaw(shape);
      const random = randomStream({ seed: 11, stream: 3 });
      const draws = Float64Array.from({ length: count }, () => law.draw(random));
      const subject = JSON.stringify(shape);
      const average = (f: (z: number) => number): number =>
        draws.reduce((sum, z) => sum + f(z), 0) / count;
      expectClose(
        average((z) => z),
        0,
        { absolute: 4 / Math.sqrt(count), subject },
      );
      expectClose(
        average((z) => z * z),
        1,
        { absolute: 0.03, subject },
      );
      for (const bound of [-2, -0.5, 0.3, 1.5]) {
        const below = average((z) => (z < bound ? 1 : 0));
        const expected = probabilityBelow(bound, shape);
        const absolute = 4 * Math.sqrt((expected * (1 - expected)) / count);
        expectClose(below, expected, { absolute, subject: `${subject} below ${bound}` });
      }
    }
  });

  test("of a Student's t is the skewed one without skew", () => {
    const density = (shape: InnovationShape): number => innovationLaw(shape).logDensity(-1.3);
    const plain = density({ innovations: "student-t", degreesOfFreedom: 5 });
    expect(density({ innovations: "skewed-t", degreesOfFreedom: 5, skew: 0 })).toBe(plain);
    // scipy.stats.t(5, scale=sqrt(3/5)).logpdf(-1.3)
    expectClose(plain, -2.053667658541964, { absolute: 1e-13, subject: "log density" });
  });
});

function probabilityBelow(bound: number, shape: InnovationShape): number {
  const law = innovationLaw(shape);
  const step = 1e-3;
  let sum = 0;
  for (let u = Math.asinh(bound) - step / 2; u > -12; u -= step) {
    sum += Math.exp(law.logDensity(Math.sinh(u))) * Math.cosh(u) * step;
  }
  return sum;
}
