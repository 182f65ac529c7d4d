import { describe, expect, test } from "vitest";
import { fitGarch, type GarchFit } from "../../../../lib/market/garch/fit-garch.ts";
import { garchForecast } from "../../../../lib/market/garch/garch-forecast.ts";
import type {
  GarchKind,
  GarchModel,
  Innovations,
} from "../../../../lib/market/garch/garch-model.ts";
import { GarchRefusedError } from "../../../../lib/market/garch/garch-sample.ts";
import { simulateGarch } from "../../../../lib/market/garch/simulate-garch.ts";
import golden from "../../../golden/garch.json" with { type: "json" };
import markPound from "../../../golden/mark-pound.json" with { type: "json" };
import { expectClose } from "../../expect-close.ts";
import { normalReturns, threeYears } from "./real.ts";

const { tolerance } = golden;
const kinds: readonly GarchKind[] = ["garch", "gjr", "egarch"];
const laws: readonly Innovations[] = ["normal", "student-t", "skewed-t"];

describe("fitGarch against arch on BTC and ETH, 2020 to 2022", () => {
  for (const witness of golden.fits) {
    const { asset, model, innovations } = witness;
    const name = `${asset} ${model} ${innovations}`;
    const fit = fitGarch(threeYears(asset), {
      model: model as GarchKind,
      innovations: innovations as Innovations,
    });

    test(`${name}: converges to a likelihood at least as high, AIC and BIC with it`, () => {
      expect(fit.converged).toBe(true);
      expect(fit.logLikelihood).toBeGreaterThan(
        witness.logLikelihood - tolerance.logLikelihoodBelow,
      );
      expectClose(fit.logLikelihood, witness.logLikelihood, { absolute: 1e-3, subject: name });
      expectClose(fit.aic, witness.aic, { absolute: 2e-3, subject: "AIC" });
      expectClose(fit.bic, witness.bic, { absolute: 2e-3, subject: "BIC" });
    });

    test(`${name}: parameters and both standard errors agree`, () => {
      expect(fit.estimates.map((estimate) => estimate.name)).toEqual(
        witness.estimates.map((estimate) => estimate.name),
      );
      witness.estimates.forEach((expected, i) => {
        const found = fit.estimates[i]!;
        const subject = `${name} ${expected.name}`;
        const absolute = tolerance.estimatesInStandardErrors * expected.standardError;
        const relative = errorTolerance(model, expected.name);
        expectClose(found.value, expected.value, { absolute, subject });
        expectClose(found.standardError!, expected.standardError, { relative, subject });
        expectClose(found.robustStandardError!, expected.robustStandardError, {
          relative,
          subject: `${subject} robust`,
        });
      });
    });

    test(`${name}: conditional volatility and forecasts agree`, () => {
      const relative = tolerance.forecastRelative;
      [0, 71, 500, fit.observations - 1].forEach((day, i) => {
        const subject = `${name} volatility ${day}`;
        expectClose(fit.path.volatility[day]!, witness.volatility[i]!, { relative, subject });
      });
      const forecast = garchForecast(fit.model, fit.path.state, { horizon: 10 });
      (witness.variances ?? []).forEach((expected, i) => {
        expectClose(forecast.variances[i]!, expected, { relative, subject: `${name} ahead ${i}` });
      });
      expect(forecast.volatility[0]).toBeCloseTo(fit.path.forecast, 14);
    });
  }
});

describe("fitGarch against the published benchmark of the mark against the pound", () => {
  const { returns, ...published } = markPound;
  const { relative } = published.tolerance;
  const fit = fitGarch(returns, {
    model: "garch",
    innovations: "normal",
    start: "sample-variance",
  });

  test("gives every published digit: estimates, Hessian and Bollerslev-Wooldridge errors", () => {
    expect(fit.observations).toBe(1974);
    published.estimates.forEach((expected, i) => {
      const found = fit.estimates[i]!;
      const subject = expected.name;
      expect(found.name).toBe(expected.name);
      expectClose(found.value, expected.value, { relative, subject });
      expectClose(found.standardError!, expected.standardError, { relative, subject });
      expectClose(found.robustStandardError!, expected.robustStandardError, { relative, subject });
    });
    const absolute = 1e-5;
    expectClose(fit.logLikelihood, published.logLikelihood, { absolute, subject: "ln L" });
  });

  test("states its half-life, long-run volatility and stationarity from the same figures", () => {
    const kept = fit.model.alpha + fit.model.beta;
    expect(kept ** fit.halfLife).toBeCloseTo(0.5, 12);
    expect(fit.longRunVolatility).toBeCloseTo(Math.sqrt(fit.model.omega / (1 - kept)), 12);
    expect(fit.stationary).toBe(true);
  });
});

describe("fitGarch", () => {
  const returns = threeYears("ETH");

  test("gives the same fit whatever the unit of the returns, from 1e-8 to 1e8", () => {
    for (const model of kinds) {
      for (const factor of [100, 1e-8, 1e8]) {
        const plain = fitGarch(returns, { model, innovations: "student-t" });
        const scaled = fitGarch(
          returns.map((x) => x * factor),
          { model, innovations: "student-t" },
        );
        const subject = `${model} x ${factor}`;
        const shift = returns.length * Math.log(factor);
        expectClose(scaled.logLikelihood, plain.logLikelihood - shift, { absolute: 1e-6, subject });
        expectClose(scaled.model.alpha, plain.model.alpha, { relative: 1e-4, subject });
        expectClose(scaled.model.beta, plain.model.beta, { relative: 1e-4, subject });
        expectClose(scaled.model.mean, factor * plain.model.mean, { relative: 1e-3, subject });
        expectClose(scaled.path.forecast, factor * plain.path.forecast, {
          relative: 1e-4,
          subject,
        });
        expectClose(errorOf(scaled, "beta"), errorOf(plain, "beta"), { relative: 1e-3, subject });
      }
    }
  });

  test("with a richer model is at least as likely: GJR over GARCH, skewed over Student-t", () => {
    for (const asset of ["BTC", "ETH"]) {
      const likelihood = (model: GarchKind, innovations: Innovations): number =>
        fitGarch(threeYears(asset), { model, innovations }).logLikelihood;
      for (const law of laws) {
        expect(likelihood("gjr", law)).toBeGreaterThan(likelihood("garch", law) - 1e-7);
      }
      for (const kind of kinds) {
        expect(likelihood(kind, "skewed-t")).toBeGreaterThan(likelihood(kind, "student-t") - 1e-7);
        expect(likelihood(kind, "student-t")).toBeGreaterThan(likelihood(kind, "normal") - 1e-7);
      }
    }
  });

  test("finds the parameters behind 6,000 simulated returns within four standard errors", () => {
    const shape = { degreesOfFreedom: 6, skew: -0.15 };
    const models: GarchModel[] = [
      { kind: "garch", mean: 5e-4, omega: 2e-5, alpha: 0.08, beta: 0.9 },
      {
        kind: "gjr",
        mean: 0,
        omega: 3e-5,
        alpha: 0.04,
        gamma: 0.08,
        beta: 0.88,
        innovations: "student-t",
        degreesOfFreedom: 6,
      },
      {
        kind: "egarch",
        mean: 0,
        omega: -0.35,
        alpha: 0.2,
        gamma: -0.06,
        beta: 0.95,
        innovations: "skewed-t",
        ...shape,
      },
    ];
    for (const model of models) {
      const simulated = simulateGarch(
        model,
        { variance: 1e-3, residual: 0.03 },
        { horizon: 6_500, paths: 1, seed: 41 },
      ).returns.values.subarray(500);
      const fit = fitGarch(simulated, {
        model: model.kind,
        innovations: model.innovations ?? "normal",
      });
      expect(fit.converged).toBe(true);
      expect(fit.stationary).toBe(true);
      for (const { name, value, standardError, robustStandardError } of fit.estimates) {
        const subject = `${model.kind} ${name}`;
        expectClose(value, model[name]!, { absolute: 4 * robustStandardError!, subject });
        expectClose(robustStandardError!, standardError!, { relative: 0.35, subject });
      }
    }
  });

  test("says when the variance has no long-run level, and does not clip it", () => {
    const explosive: GarchModel = { kind: "garch", omega: 1e-6, alpha: 0.25, beta: 0.8 };
    const { values } = simulateGarch(
      explosive,
      { variance: 1e-4, residual: 0.01 },
      { horizon: 1_500, paths: 1, seed: 3 },
    ).returns;
    const fit = fitGarch(values, { model: "garch", innovations: "normal", mean: "zero" });
    expect(fit.persistence).toBeGreaterThan(1);
    expect(fit.stationary).toBe(false);
    expect(fit.halfLife).toBe(Infinity);
    expect(fit.longRunVolatility).toBeUndefined();
    expect(fit.warnings.map(({ code }) => code)).toContain("not-stationary");
    expect(
      garchForecast(fit.model, fit.path.state, { horizon: 5 }).longRunVariance,
    ).toBeUndefined();
  });

  test("leaves the mean at 0 where asked, and out of the estimates", () => {
    const fit = fitGarch(returns, { model: "garch", innovations: "normal", mean: "zero" });
    expect(fit.model.mean).toBe(0);
    expect(fit.estimates.map(({ name }) => name)).toEqual(["omega", "alpha", "beta"]);
    expect(fit.path.residuals).toEqual(returns);
  });

  test("starts from the sample variance where asked", () => {
    const options = { model: "garch", innovations: "normal", mean: "zero" } as const;
    const fit = fitGarch(returns, { ...options, start: "sample-variance" });
    const { omega, alpha, beta } = fit.model;
    const meanSquare = returns.reduce((sum, x) => sum + x * x, 0) / returns.length;
    const first = Math.sqrt(omega + (alpha + beta) * meanSquare);
    expectClose(fit.path.volatility[0]!, first, { relative: 1e-12, subject: "first" });
    expect(fit.start).toBe("sample-variance");
    expect(fit.logLikelihood).not.toBe(fitGarch(returns, options).logLikelihood);
  });

  test("of constant volatility has a plain answer: no warning but of bounds or few returns", () => {
    for (const model of kinds) {
      const fit = fitGarch(normalReturns(1_000, 12), { model, innovations: "normal" });
      expectClose(fit.path.forecast, 0.03, { relative: 0.1, subject: model });
    }
  });

  test("with normal returns sends the degrees of freedom to their limit and says so", () => {
    const uniform = normalReturns(800, 5).map((x) => Math.tanh(x * 20));
    const fit = fitGarch(uniform, { model: "garch", innovations: "student-t" });
    expect(fit.model.degreesOfFreedom).toBeGreaterThan(9_000);
    expect(fit.warnings.map(({ code }) => code)).toContain("on-bound");
  });

  test("refuses returns that do not vary, with the code constant-returns", () => {
    for (const value of [0, 0.01, -3]) {
      for (const mean of ["zero", "constant"] as const) {
        const options = { model: "garch", innovations: "normal", mean } as const;
        expect(codeOf(() => fitGarch(Array(300).fill(value), options))).toBe("constant-returns");
      }
    }
    const noise = Array.from({ length: 300 }, (_, i) => 1 + (i % 2) * 1e-15);
    expect(codeOf(() => fitGarch(noise, { model: "garch", innovations: "normal" }))).toBe(
      "constant-returns",
    );
  });

  test("refuses 30 returns, with the code too-few-returns; warns below 250", () => {
    const options = { model: "garch", innovations: "normal" } as const;
    const few = (): GarchFit => fitGarch(returns.slice(0, 30), options);
    expect(codeOf(few)).toBe("too-few-returns");
    expect(few).toThrow("returns must have at least 50 observations: 30");
    const short = fitGarch(returns.slice(0, 249), options);
    expect(short.warnings.map(({ code }) => code)).toContain("few-returns");
  });

  test("refuses NaN by its place, and unknown choices by name", () => {
    const broken = returns.slice();
    broken[17] = Number.NaN;
    const options = { model: "garch", innovations: "normal" } as const;
    expect(() => fitGarch(broken, options)).toThrow("returns[17] must be finite: NaN");
    expect(() => fitGarch(returns, { ...options, model: "arch" as never })).toThrow(
      'model must be one of garch, gjr, egarch: "arch"',
    );
    expect(() => fitGarch(returns, { ...options, innovations: "t" as never })).toThrow(
      'innovations must be one of normal, student-t, skewed-t: "t"',
    );
  });

  test("does not change the returns and gives the same bits again", () => {
    const frozen = Object.freeze([...returns.slice(0, 300)]);
    const options = { model: "egarch", innovations: "student-t" } as const;
    expect(fitGarch(frozen, options)).toEqual(fitGarch(frozen, options));
  });

  test("of mostly zero returns ends with finite figures or says that it did not converge", () => {
    const mostlyZero = returns.slice(0, 400).map((x, i) => (i % 4 === 0 ? x : 0));
    for (const model of kinds) {
      for (const innovations of laws) {
        const fit = fitGarch(mostlyZero, { model, innovations, mean: "zero" });
        expect(Number.isFinite(fit.logLikelihood)).toBe(true);
        expect(fit.path.volatility.every((x) => x > 0 && x < (fit.converged ? 1 : Infinity))).toBe(
          true,
        );
        expect(fit.converged || fit.warnings.some(({ code }) => code === "not-converged")).toBe(
          true,
        );
      }
    }
  });
});

/** arch's step for the mean is narrower than the kinks of |z| are apart; ours averages over them. */
function errorTolerance(model: string, name: string): number {
  if (model !== "egarch") return tolerance.standardErrorRelative;
  return name === "mean"
    ? tolerance.egarchMeanStandardErrorRelative
    : tolerance.egarchStandardErrorRelative;
}

function errorOf(fit: GarchFit, name: string): number {
  return fit.estimates.find((estimate) => estimate.name === name)!.standardError!;
}

function codeOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    expect(error).toBeInstanceOf(GarchRefusedError);
    expect(error).toBeInstanceOf(RangeError);
    return (error as GarchRefusedError).code;
  }
  return "nothing was refused";
}
