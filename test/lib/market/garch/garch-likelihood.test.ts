import { describe, expect, test } from "vitest";
import { garchFilter } from "../../../../lib/market/garch/garch-filter.ts";
import { garchLikelihood, recursionOf } from "../../../../lib/market/garch/garch-likelihood.ts";
import type {
  GarchKind,
  GarchModel,
  Innovations,
} from "../../../../lib/market/garch/garch-model.ts";
import { innovationLaw } from "../../../../lib/market/garch/innovation-law.ts";
import { parameterNames } from "../../../../lib/market/garch/variance-recursion.ts";
import { expectClose } from "../../expect-close.ts";
import { threeYears } from "./real.ts";

const returns = threeYears("ETH").map((x) => x / 0.05);
const presample = 0.8;
const vectors: Record<GarchKind, readonly number[]> = {
  garch: [0.0413, 0.05, 0.1, 0, 0.84, 5, -0.1],
  gjr: [0.0413, 0.05, 0.06, 0.09, 0.84, 5, -0.1],
  egarch: [0.0413, -0.02, 0.2, -0.06, 0.95, 5, -0.1],
};

describe("garchLikelihood", () => {
  for (const kind of ["garch", "gjr", "egarch"] as const) {
    for (const innovations of ["normal", "student-t", "skewed-t"] as const) {
      const sample = { kind, innovations, returns, presample };
      const vector = vectors[kind].map((x, i) => (i === 6 && innovations !== "skewed-t" ? 0 : x));

      test(`${kind} ${innovations}: its gradient is that of central differences`, () => {
        const { gradient } = garchLikelihood(sample, vector);
        for (const i of free(kind, innovations)) {
          const step = 1e-5;
          const at = (moved: number): number =>
            garchLikelihood(
              sample,
              vector.map((x, j) => (j === i ? x + moved : x)),
            ).value;
          const slope = (at(step) - at(-step)) / (2 * step);
          const subject = `d / d ${parameterNames[i]}`;
          expectClose(gradient[i]!, slope, { relative: 1e-5, absolute: 1e-4, subject });
        }
      });

      test(`${kind} ${innovations}: its gradient holds where the start follows the mean`, () => {
        const moving = { ...sample, presampleFollowsMean: true };
        const far = [0.6, ...vector.slice(1)];
        const at = (mean: number): number =>
          garchLikelihood(moving, [mean, ...vector.slice(1)]).value;
        const slope = (at(0.6 + 1e-5) - at(0.6 - 1e-5)) / 2e-5;
        const { gradient } = garchLikelihood(moving, far);
        expectClose(gradient[0]!, slope, { relative: 1e-5, absolute: 1e-3, subject: "d / d mean" });
        const fixed = { ...sample, presample: presample + 0.36 };
        expect(garchLikelihood(moving, far).value).toBe(garchLikelihood(fixed, far).value);
      });

      test(`${kind} ${innovations}: its scores add up to the gradient`, () => {
        const sums = new Float64Array(7);
        const { gradient } = garchLikelihood(sample, vector, (score) => {
          for (const [i, x] of score.entries()) sums[i]! += x;
        });
        for (const [i, sum] of sums.entries()) {
          // By degrees of freedom one adds logarithms, the other multiplies and takes few of them.
          const absolute = i === 5 ? 1e-11 : 0;
          expectClose(gradient[i]!, sum, { absolute, subject: `d / d ${parameterNames[i]}` });
        }
      });
    }
  }

  test("is the plain sum of log densities along the path of garchFilter", () => {
    for (const kind of ["garch", "gjr", "egarch"] as const) {
      for (const innovations of ["normal", "student-t", "skewed-t"] as const) {
        const [mean, omega, alpha, gamma, beta, degreesOfFreedom, skew] = vectors[kind] as Seven;
        const shape = {
          innovations,
          degreesOfFreedom,
          skew: innovations === "skewed-t" ? skew : 0,
        };
        const law = innovationLaw(shape);
        const sample = { kind, innovations, returns, presample };
        const vector = [mean, omega, alpha, gamma, beta, degreesOfFreedom, shape.skew];
        const model: GarchModel = { kind, mean, omega, alpha, gamma, beta };
        const initialVariance = recursionOf(sample, vector).first;
        const path = garchFilter(model, returns, { initialVariance });
        const plain = path.standardizedResiduals.reduce(
          (sum, z, t) => sum + law.logDensity(z) - Math.log(path.volatility[t]!),
          0,
        );
        const { value } = garchLikelihood(sample, vector);
        expectClose(value, plain, { relative: 1e-13, subject: `${kind} ${innovations}` });
      }
    }
  });

  test("is not finite where the variance overflows, vanishes, or is never forgotten", () => {
    const of = (kind: GarchKind, vector: readonly number[]): number =>
      garchLikelihood({ kind, innovations: "normal", returns, presample }, vector).value;
    expect(of("garch", [0, 1, 0.1, 0, 1e3, Number.NaN, 0])).not.toBeGreaterThan(-Infinity);
    expect(of("garch", [0, 0, 0, 0, 0.5, Number.NaN, 0])).toBeNaN();
    expect(of("egarch", [0, 0, 0, 0, 1.0005, Number.NaN, 0])).toBeNaN();
    expect(of("egarch", [0, 0, 0.1, 0, 0.98, Number.NaN, 0])).toBeLessThan(0);
  });
});

type Seven = [number, number, number, number, number, number, number];

function free(kind: GarchKind, innovations: Innovations): number[] {
  const variance = kind === "garch" ? [0, 1, 2, 4] : [0, 1, 2, 3, 4];
  if (innovations === "normal") return variance;
  return innovations === "student-t" ? [...variance, 5] : [...variance, 5, 6];
}
