import { describe, expect, test } from "vitest";
import { fitGarch } from "../../../../lib/market/garch/fit-garch.ts";
import { garchFilter } from "../../../../lib/market/garch/garch-filter.ts";
import {
  garchForecast,
  volatilityTermStructure,
} from "../../../../lib/market/garch/garch-forecast.ts";
import { warningsOf } from "../../../../lib/market/garch/garch-warnings.ts";
import { newsImpact } from "../../../../lib/market/garch/news-impact.ts";
import { simulateGarch } from "../../../../lib/market/garch/simulate-garch.ts";
import { returnSeries } from "../../../../lib/market/return-window.ts";
import { logReturns } from "../../../../lib/market/returns.ts";
import { expectClose } from "../../expect-close.ts";
import { realHistory } from "../real-returns.ts";
import { normalReturns } from "./real.ts";

const all = returnSeries(logReturns(realHistory()), "BTC").values;
/** The 300 days from 2020-11-13 on. */
const year = all.slice(500, 800);

// arch 8.0.0 (constant mean, backcast, tolerance 1e-13) on 100 times the returns, given back as
// fractions: value, classical and robust standard error. Tolerances: 0.003 standard errors for a
// value, 0.4 % for classical and 1.5 % for robust errors, whose derivatives arch takes numerically.
const witnesses = [
  {
    model: "garch",
    innovations: "normal",
    logLikelihood: 514.5616711,
    estimates: {
      mean: [0.004210079312, 0.002493738636, 0.002483879801],
      omega: [8.812921574e-5, 4.762460286e-5, 3.932798129e-5],
      alpha: [0.03328811856, 0.01836083403, 0.01853695225],
      beta: [0.9228585879, 0.02902427753, 0.01597611233],
    },
    volatility: [0.03541198, 0.05159684, 0.04395775],
    forecast: 0.04342661,
  },
  {
    model: "gjr",
    innovations: "student-t",
    logLikelihood: 521.3523617,
    estimates: {
      mean: [0.003827843854, 0.002341079679, 0.002361820133],
      omega: [0.0001470877006, 0.000195195563, 0.0003149768455],
      alpha: [0.008727936223, 0.04937439982, 0.08055201299],
      gamma: [0.04774108761, 0.08545126881, 0.1415556414],
      beta: [0.8948418407, 0.1000543557, 0.151395057],
      degreesOfFreedom: [6.184928594, 2.293104138, 2.247762813],
    },
    volatility: [0.03574862, 0.05426288, 0.0487957],
    forecast: 0.04797349,
  },
  {
    model: "egarch",
    innovations: "skewed-t",
    logLikelihood: 522.5138773,
    estimates: {
      mean: [0.003923843274, 0.002449683112, 0.002455244195],
      alpha: [-0.1092262404, 0.1268727701, 0.1411243209],
      gamma: [-0.2447989696, 0.09336311458, 0.09049635506],
      beta: [0.4342833956, 0.1960576349, 0.1655185092],
      degreesOfFreedom: [6.690049919, 2.747374853, 2.627120221],
      skew: [0.02478116662, 0.07744138896, 0.07296884489],
    },
    volatility: [0.03940872, 0.04219001, 0.05411008],
    forecast: 0.05108918,
  },
] as const;

describe.each(witnesses)("fitGarch of 300 days, $model with $innovations innovations", (row) => {
  const { model, innovations } = row;

  test("finds the likelihood, estimates and both standard errors of arch", () => {
    const fit = fitGarch(year, { model, innovations });
    expectClose(fit.logLikelihood, row.logLikelihood, { absolute: 1e-6, subject: "ln L" });
    const count = fit.estimates.length;
    expectClose(fit.aic, 2 * count - 2 * row.logLikelihood, { absolute: 2e-6, subject: "AIC" });
    const penalty = count * Math.log(300);
    expectClose(fit.bic, penalty - 2 * row.logLikelihood, { absolute: 2e-6, subject: "BIC" });
    for (const [name, [value, classical, robust]] of Object.entries(row.estimates)) {
      const found = fit.estimates.find((estimate) => estimate.name === name)!;
      const of = (subject: string) => `${subject} of ${name}`;
      expectClose(found.value, value, { absolute: 0.003 * classical, subject: of("value") });
      expectClose(found.standardError!, classical, { relative: 4e-3, subject: of("error") });
      expectClose(found.robustStandardError!, robust, { relative: 0.015, subject: of("robust") });
    }
    expect(fit).toMatchObject({
      converged: true,
      stationary: true,
      observations: 300,
      start: "backcast",
      warnings: [],
    });
  });

  test("has the conditional volatilities of arch, and its forecast", () => {
    const { path } = fitGarch(year, { model, innovations });
    [0, 71, 299].forEach((day, i) => {
      const subject = `volatility on day ${day}`;
      expectClose(path.volatility[day]!, row.volatility[i]!, { relative: 1e-4, subject });
    });
    expectClose(path.forecast, row.forecast, { relative: 1e-4, subject: "forecast" });
    expect(path.standardizedResiduals).toHaveLength(300);
  });
});

describe("fitGarch of returns in percent", () => {
  test("has arch's omega of an EGARCH and its errors, in percent and given back as fractions", () => {
    const options = { model: "egarch", innovations: "skewed-t" } as const;
    const percent = fitGarch(
      year.map((x) => 100 * x),
      options,
    );
    const omegaOf = ({ estimates }: typeof percent) =>
      estimates.find(({ name }) => name === "omega")!;
    const found = omegaOf(percent);
    expectClose(found.value, 1.6567025614, { absolute: 2e-3, subject: "omega" });
    expectClose(found.standardError!, 0.5773067866, { relative: 4e-3, subject: "error" });
    expectClose(found.robustStandardError!, 0.482254997, { relative: 0.015, subject: "robust" });
    // ln of a variance in percent is that of the fraction and ln 10,000.
    const fraction = omegaOf(fitGarch(year, options)).value;
    const back = found.value - (1 - percent.model.beta) * Math.log(1e4);
    expectClose(fraction, back, { absolute: 1e-4, subject: "omega of fractions" });
    const zero = fitGarch(year, { ...options, mean: "zero" });
    expect(zero.model.mean).toBe(0);
    expect(zero.estimates[0]!.name).toBe("omega");
    expect(zero.estimates[0]!.standardError).toBeGreaterThan(0);
  });
});

describe("fitGarch", () => {
  const options = { model: "garch", innovations: "normal" } as const;

  test("does not estimate a mean of zero, and starts where it is told", () => {
    const zero = fitGarch(year, { ...options, mean: "zero" });
    expect(zero.model.mean).toBe(0);
    expect(zero.estimates.map(({ name }) => name)).toEqual(["omega", "alpha", "beta"]);
    const sample = fitGarch(year, { ...options, mean: "zero", start: "sample-variance" });
    // With the sample's variance as presample the first variance is omega + (alpha + beta) of it.
    const { omega, alpha, beta } = sample.model;
    const variance = year.reduce((sum, x) => sum + x * x, 0) / 300;
    const first = Math.sqrt(omega + (alpha + beta) * variance);
    expectClose(sample.path.volatility[0]!, first, { relative: 1e-9, subject: "first" });
    const weights = Array.from({ length: 75 }, (_, i) => 0.94 ** i);
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const backcast = weights.reduce((sum, weight, i) => sum + weight * year[i]! ** 2, 0) / total;
    const back = zero.model.omega + (zero.model.alpha + zero.model.beta) * backcast;
    expectClose(zero.path.volatility[0]!, Math.sqrt(back), { relative: 1e-9, subject: "backcast" });
  });

  test("states half-life and long-run volatility of its persistence", () => {
    const { model, persistence, halfLife, longRunVolatility } = fitGarch(year, options);
    expect(persistence).toBe(model.alpha + model.beta);
    expectClose(persistence ** halfLife, 0.5, { relative: 1e-12, subject: "half-life" });
    const variance = model.omega / (1 - persistence);
    expectClose(longRunVolatility!, Math.sqrt(variance), { relative: 1e-12, subject: "long run" });
  });

  test("warns of a persistence above 1 and of a bound, in words", () => {
    const wild = fitGarch(all.slice(0, 300), { model: "gjr", innovations: "normal" });
    expect(wild.stationary).toBe(false);
    expect(wild.longRunVolatility).toBeUndefined();
    expect(wild.warnings).toEqual([
      {
        code: "not-stationary",
        message: `persistence must be below 1 for a long-run level: ${wild.persistence}`,
      },
      { code: "on-bound", message: "no standard errors hold: alpha is 0" },
    ]);
  });

  test("warns below 250 returns and refuses below 50 and what does not vary, with a code", () => {
    const few = (count: number) => fitGarch(normalReturns(count, 12), options).warnings;
    expect(few(249)).toContainEqual({
      code: "few-returns",
      message: "249 returns: estimates of persistence are unsteady below 250",
    });
    expect(few(250).map(({ code }) => code)).not.toContain("few-returns");
    const refused = (returns: ArrayLike<number>) => () => fitGarch(returns, options);
    expect(refused(year.slice(0, 49))).toThrow("returns must have at least 50 observations: 49");
    expect(refused(new Float64Array(60))).toThrow("returns must not all be equal: 0");
    expect(refused(new Float64Array(60).fill(0.3))).toThrow("returns must not all be equal: 0.3");
    expect(refused(year.with(5, Number.NaN))).toThrow("returns[5] must be finite: NaN");
  });

  test("refuses a choice that is none, by name", () => {
    const refused = (changed: object) => () => fitGarch(year, { ...options, ...changed });
    expect(refused({ model: "figarch" })).toThrow('model must be one of garch, gjr, egarch: "figa');
    expect(refused({ innovations: "ged" })).toThrow("innovations must be one of normal, student-t");
    expect(refused({ mean: "ar" })).toThrow('mean must be one of zero, constant: "ar"');
    expect(refused({ start: "zero" })).toThrow("start must be one of backcast, sample-variance");
    expect(() => fitGarch(year, null as never)).toThrow("options must be an object: null");
  });
});

describe("warningsOf a fit", () => {
  const model = {
    kind: "gjr",
    mean: 0,
    omega: 1e-4,
    alpha: 0.05,
    gamma: 0.02,
    beta: 0.9,
    innovations: "skewed-t",
    degreesOfFreedom: 5,
    skew: 0,
  } as const;
  const evidence = { estimates: [], converged: true, observations: 500 };
  const messages = (vector: number[], more: object = {}, changed: object = {}): string[] =>
    warningsOf({ ...model, ...changed } as never, { ...evidence, vector, ...more }).map(
      ({ message }) => message,
    );

  test("names every bound that a parameter lies on", () => {
    const inside = [0, 0.1, 0.05, 0.02, 0.9, 5, 0];
    expect(messages(inside)).toEqual([]);
    const on = (at: number, value: number) => messages(inside.with(at, value));
    const said = (what: string) => [`no standard errors hold: ${what}`];
    expect(on(1, 0)).toEqual(said("omega is 0"));
    expect(on(2, 0)).toEqual(said("alpha is 0"));
    expect(on(3, -0.05)).toEqual(said("alpha + gamma is 0"));
    expect(on(4, 0)).toEqual(said("beta is 0"));
    expect(on(5, 1e6)).toEqual(said("degrees of freedom are those of a normal"));
    expect(on(5, 2.0005)).toEqual(said("degrees of freedom are 2"));
    expect(on(6, -0.9995)).toEqual(said("skew is at its limit"));
    expect(messages(inside.with(2, 0).with(4, 0))).toEqual(said("alpha is 0, beta is 0"));
  });

  test("knows no bounds of omega, alpha and beta in an EGARCH, and where its search may end", () => {
    const egarch = { kind: "egarch", omega: -0.3 };
    expect(messages([0, 0, 0, 0, 0, 5, 0], {}, egarch)).toEqual([]);
    const level = "the likelihood is not level where the search ended";
    expect(messages([0, 0, 0, 0, 0, 5, 0], { converged: false }, egarch)).toEqual([
      `${level}, perhaps at the edge of what can be inverted`,
    ]);
    expect(messages([0, 0.1, 0.05, 0.02, 0.9, 5, 0], { converged: false })).toEqual([level]);
  });

  test("says that errors are missing", () => {
    const estimates = [
      { name: "mean", value: 0, standardError: 1 },
      { name: "omega", value: 1 },
    ];
    expect(messages([0, 0.1, 0.05, 0.02, 0.9, 5, 0], { estimates })).toEqual([
      "minus the Hessian of the likelihood is not positive definite",
    ]);
  });
});

describe("what is no model, state or option is refused by name", () => {
  const model = { kind: "garch", omega: 1e-5, alpha: 0.1, beta: 0.85 } as const;
  const state = { variance: 4e-4, residual: 0.01 };
  const filtered = (changed: object) => () =>
    garchFilter({ ...model, ...changed } as never, year, { initialVariance: 1e-3 });

  test("by garchFilter, of the model", () => {
    expect(filtered({ kind: "arch" })).toThrow('kind must be one of garch, gjr, egarch: "arch"');
    for (const name of ["mean", "omega", "alpha", "beta"]) {
      expect(filtered({ [name]: Number.NaN })).toThrow(`${name} must be finite: NaN`);
    }
    for (const name of ["omega", "alpha", "beta"]) {
      expect(filtered({ [name]: -0.1 })).toThrow(`${name} must be`);
    }
    expect(filtered({ gamma: 0.1 })).toThrow("gamma must be 0 in garch: 0.1");
    expect(filtered({ kind: "gjr", gamma: -0.2 })).toThrow("alpha + gamma must be zero or a pos");
    expect(filtered({ innovations: "ged" })).toThrow("innovations must be one of normal");
    expect(filtered({ degreesOfFreedom: 5 })).toThrow(
      "degreesOfFreedom must be left out for normal innovations: 5",
    );
    const t = { innovations: "student-t" };
    expect(filtered({ ...t, degreesOfFreedom: 2 })).toThrow("degreesOfFreedom must be above 2: 2");
    expect(filtered(t)).toThrow("degreesOfFreedom must be a positive number: NaN");
    expect(filtered({ ...t, degreesOfFreedom: 5, skew: 0.1 })).toThrow("skew must be left out");
    const skewed = { innovations: "skewed-t", degreesOfFreedom: 5 };
    expect(filtered({ ...skewed, skew: 1 })).toThrow("skew must be in (-1, 1): 1");
  });

  test("by garchFilter, of returns and the initial variance", () => {
    const start = { initialVariance: 1e-3 };
    expect(() => garchFilter(null as never, year, start)).toThrow("model must be an object: null");
    expect(() => garchFilter(model, year, null as never)).toThrow(
      "options must be an object: null",
    );
    expect(() => garchFilter(model, [], start)).toThrow("returns must have at least 1 observation");
    expect(() => garchFilter(model, year, { initialVariance: 0 })).toThrow(
      "initialVariance must be a positive number: 0",
    );
  });

  test("by forecasts, simulations and the news impact curve", () => {
    const calls: readonly (readonly [string, () => unknown])[] = [
      [
        "horizon must be an integer of at least 1: 0",
        () => garchForecast(model, state, { horizon: 0 }),
      ],
      [
        "variance must be a positive number: 0",
        () => garchForecast(model, { ...state, variance: 0 }, { horizon: 1 }),
      ],
      [
        "residual must be finite: NaN",
        () => garchForecast(model, { ...state, residual: Number.NaN }, { horizon: 1 }),
      ],
      ["model must be an object: null", () => garchForecast(null as never, state, { horizon: 1 })],
      ["state must be an object: null", () => garchForecast(model, null as never, { horizon: 1 })],
      ["options must be an object: null", () => garchForecast(model, state, null as never)],
      [
        "horizon must be an integer of at least 1: 0",
        () => simulateGarch(model, state, { horizon: 0, paths: 1, seed: 1 }),
      ],
      [
        "paths must be an integer of at least 1: 0",
        () => simulateGarch(model, state, { horizon: 1, paths: 0, seed: 1 }),
      ],
      [
        "residuals must have at least 2 observations: 1",
        () => simulateGarch(model, state, { horizon: 1, paths: 1, seed: 1, residuals: [1] }),
      ],
      [
        "model must be an object: null",
        () => simulateGarch(null as never, state, { horizon: 1, paths: 1, seed: 1 }),
      ],
      [
        "state must be an object: null",
        () => simulateGarch(model, null as never, { horizon: 1, paths: 1, seed: 1 }),
      ],
      ["options must be an object: null", () => simulateGarch(model, state, null as never)],
      ["variance must be a positive number: 0", () => newsImpact(model, [1], { variance: 0 })],
      [
        "residuals must have at least 1 observation: 0",
        () => newsImpact(model, [], { variance: 1 }),
      ],
      ["model must be an object: null", () => newsImpact(null as never, [1], { variance: 1 })],
      ["options must be an object: null", () => newsImpact(model, [1], null as never)],
      [
        "forecast must be an object: null",
        () => volatilityTermStructure(null as never, { periodsPerYear: 365 }),
      ],
      [
        "periodsPerYear must be a positive number: 0",
        () =>
          volatilityTermStructure(garchForecast(model, state, { horizon: 2 }), {
            periodsPerYear: 0,
          }),
      ],
    ];
    for (const [message, call] of calls) expect(call).toThrow(message);
  });
});
