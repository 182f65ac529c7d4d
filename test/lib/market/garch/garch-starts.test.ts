import { describe, expect, test } from "vitest";
import { fitGarch } from "../../../../lib/market/garch/fit-garch.ts";
import { simulateGarch } from "../../../../lib/market/garch/simulate-garch.ts";
import { expectClose } from "../../expect-close.ts";

const truth = { kind: "gjr", omega: 4e-5, alpha: 0.15, gamma: 0.3, beta: 0.5 } as const;
const state = { variance: 2e-4, residual: 0.01 };
/** Ninety returns, few enough to fit in milliseconds. */
const returns = simulateGarch(truth, state, { horizon: 90, paths: 1, seed: 5 }).returns.values;

type Parameters = Readonly<Record<"omega" | "alpha" | "gamma" | "beta", number>>;

/** ln L of normal returns of mean 0, day by day, from the backcast of RiskMetrics on. */
function logLikelihood({ omega, alpha, gamma, beta }: Parameters): number {
  const weights = Array.from({ length: 75 }, (_, i) => 0.94 ** i);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const backcast = weights.reduce((sum, weight, i) => sum + weight * returns[i]! ** 2, 0) / total;
  let variance = omega + (alpha + gamma / 2 + beta) * backcast;
  let sum = 0;
  for (const x of returns) {
    sum -= (Math.log(2 * Math.PI) + Math.log(variance) + (x * x) / variance) / 2;
    variance = omega + (alpha + (x < 0 ? gamma : 0)) * x * x + beta * variance;
  }
  return sum;
}

describe.each(["garch", "gjr"] as const)("a %s fit of ninety returns", (model) => {
  const options = { model, innovations: "normal", mean: "zero" } as const;
  const names =
    model === "gjr"
      ? (["omega", "alpha", "gamma", "beta"] as const)
      : (["omega", "alpha", "beta"] as const);

  test("states the plain sum of log densities", () => {
    const fit = fitGarch(returns, options);
    const plain = logLikelihood(fit.model);
    expectClose(fit.logLikelihood, plain, { relative: 1e-11, subject: "ln L" });
    expect(fit.warnings.map(({ code }) => code)).toEqual(["few-returns"]);
  });

  test("is at its highest point: no neighbour is more likely", () => {
    const { model: best } = fitGarch(returns, options);
    for (const name of names) {
      for (const factor of [0.995, 1.005]) {
        const there = logLikelihood({ ...best, [name]: best[name] * factor });
        expect([name, factor, there < logLikelihood(best)]).toEqual([name, factor, true]);
      }
    }
  });

  test("has the errors that the curvature of that sum gives", () => {
    const fit = fitGarch(returns, options);
    const at = (moved: Partial<Parameters>) => logLikelihood({ ...fit.model, ...moved });
    // With one parameter free: 1 / sqrt(curvature) is a lower bound of its standard error.
    for (const { name, value, standardError } of fit.estimates) {
      const step = 1e-4 * value;
      const up = at({ [name]: value + step });
      const down = at({ [name]: value - step });
      const curvature = (2 * at({}) - up - down) / step ** 2;
      expect(standardError!).toBeGreaterThan(0.999 / Math.sqrt(curvature));
    }
  });
});

describe("an EGARCH fit of ninety returns", () => {
  test("starts from every persistence and ends with a level likelihood", () => {
    const fit = fitGarch(returns, { model: "egarch", innovations: "normal", mean: "zero" });
    expect(fit.converged).toBe(true);
    const plain = fitGarch(returns, { model: "garch", innovations: "normal", mean: "zero" });
    expect(Math.abs(fit.logLikelihood - plain.logLikelihood)).toBeLessThan(10);
    expect(fit.path.volatility.every((x) => x > 0.005 && x < 0.1)).toBe(true);
  });
});
