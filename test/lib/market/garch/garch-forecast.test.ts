import { describe, expect, test } from "vitest";
import {
  garchForecast,
  volatilityTermStructure,
} from "../../../../lib/market/garch/garch-forecast.ts";
import type { GarchModel } from "../../../../lib/market/garch/garch-model.ts";
import { simulatedForecast } from "../../../../lib/market/garch/simulated-forecast.ts";
import { expectClose } from "../../expect-close.ts";

const fcp: GarchModel = { kind: "garch", omega: 0.0107613, alpha: 0.153134, beta: 0.805974 };
const skewedShape = { innovations: "skewed-t", degreesOfFreedom: 6, skew: -0.4 } as const;

describe("garchForecast", () => {
  test("gives the ten variances of the published parameters (garch-forecast-10)", () => {
    // Fiorentini, Calzolari and Panattoni's parameters in the recursion; tolerance 1e-10.
    const expected = [
      0.290837, 0.289705393396, 0.2886200604492507, 0.2875791089373599, 0.2865807240146933,
      0.28562316504828444, 0.28470476258312993, 0.28382391543158053, 0.2829790878817523,
      0.28216880702009167,
    ];
    const state = { variance: 0.3, residual: 0.5 };
    const forecast = garchForecast(fcp, state, { horizon: 10 });
    const relative = 1e-10;
    expected.forEach((value, i) => {
      expectClose(forecast.variances[i]!, value, { relative, subject: `period ${i + 1}` });
    });
    expectClose(forecast.longRunVariance!, 0.26316394404773524, {
      relative: 1e-10,
      subject: "long run",
    });
    expectClose(forecast.cumulativeVariances[9]!, 2.862622024762143, {
      relative,
      subject: "sum of ten",
    });
  });

  test("leads from above or below to the long-run variance", () => {
    const from = (variance: number): number =>
      garchForecast(fcp, { variance, residual: Math.sqrt(variance) }, { horizon: 2_000 })
        .variances[1_999]!;
    expectClose(from(3), 0.26316394404773524, { relative: 1e-10, subject: "from above" });
    expectClose(from(0.01), 0.26316394404773524, { relative: 1e-10, subject: "from below" });
  });

  test("has a flat term structure at the long-run variance, and the square-root rule with it", () => {
    const longRun = 0.0107613 / (1 - 0.153134 - 0.805974);
    const state = { variance: longRun, residual: Math.sqrt(longRun) };
    const structure = volatilityTermStructure(garchForecast(fcp, state, { horizon: 30 }), {
      periodsPerYear: 365,
    });
    for (const volatility of structure) {
      expectClose(volatility, Math.sqrt(365 * longRun), { relative: 1e-12, subject: "volatility" });
    }
  });

  test("grows without end, and says no long-run level, where persistence is 1 or above", () => {
    for (const beta of [0.9, 0.95]) {
      const model: GarchModel = { kind: "garch", omega: 0.1, alpha: 0.1, beta };
      const forecast = garchForecast(model, { variance: 1, residual: 1 }, { horizon: 100 });
      expect(forecast.longRunVariance).toBeUndefined();
      expect(forecast.variances.every((x, i, all) => i === 0 || x > all[i - 1]!)).toBe(true);
    }
  });

  test("agrees with simulation within four standard errors, also where the law is skewed", () => {
    const state = { variance: 4e-4, residual: -0.05 };
    const models: GarchModel[] = [
      { kind: "garch", omega: 2e-5, alpha: 0.1, beta: 0.85, mean: 0.001 },
      { kind: "gjr", omega: 2e-5, alpha: 0.02, gamma: 0.15, beta: 0.82, ...skewedShape },
      {
        kind: "gjr",
        omega: 2e-5,
        alpha: 0.02,
        gamma: 0.15,
        beta: 0.82,
        innovations: "student-t",
        degreesOfFreedom: 8,
      },
      { kind: "egarch", omega: -0.4, alpha: 0.2, gamma: -0.12, beta: 0.95 },
      { kind: "egarch", omega: -0.4, alpha: -0.1, gamma: 0.05, beta: 0.95, ...skewedShape },
    ];
    for (const model of models) {
      const exact = garchForecast(model, state, { horizon: 12 });
      const random = simulatedForecast(model, state, { horizon: 12, paths: 20_000, seed: 9 });
      exact.variances.forEach((variance, i) => {
        const absolute = 4 * random.standardErrors[i]! + 1e-15;
        const subject = `${model.kind} ${model.innovations} period ${i + 1}`;
        expectClose(random.variances[i]!, variance, { absolute, subject });
      });
      expect(exact.warnings).toEqual([]);
    }
  });

  test("by simulation says where its standard errors cannot be trusted", () => {
    const state = { variance: 4e-4, residual: -0.05 };
    const gjr = { kind: "gjr", omega: 2e-5, alpha: 0.05, gamma: 0.06, beta: 0.85 } as const;
    const egarch = { kind: "egarch", omega: -0.4, alpha: 0.2, gamma: 0, beta: 0.95 } as const;
    const t = (degreesOfFreedom: number) =>
      ({ innovations: "student-t", degreesOfFreedom }) as const;
    const codes = (model: GarchModel, options: object = {}): string[] =>
      simulatedForecast(model, state, { horizon: 2, paths: 2, seed: 1, ...options }).warnings.map(
        ({ code }) => code,
      );
    expect(codes({ ...gjr, ...t(4) })).toEqual(["infinite-spread"]);
    expect(codes({ ...egarch, ...t(30) })).toEqual(["infinite-spread"]);
    expect(codes({ ...gjr, ...t(4) }, { horizon: 1 })).toEqual([]);
    expect(codes({ ...gjr, ...t(4) }, { residuals: [-1, 1] })).toEqual([]);
    expect(codes({ ...gjr, ...t(4), alpha: 0, gamma: 0 })).toEqual([]);
    expect(codes({ ...gjr, ...t(4.1) })).toEqual([]);
    expect(codes({ ...egarch, ...t(30), alpha: -0.1, gamma: 0.05 })).toEqual([]);
    expect(codes(gjr)).toEqual([]);
    expect(codes(egarch)).toEqual([]);
    const { warnings } = simulatedForecast({ ...gjr, ...t(3) }, state, {
      horizon: 9,
      paths: 2,
      seed: 1,
    });
    expect(warnings[0]!.message).toBe(
      "with 3 degrees of freedom the variances from period 2 on have no finite spread: standard errors are too small",
    );
  });

  test("of an EGARCH with normal shocks is the closed form over two periods", () => {
    // E exp(a |z| + b z) = exp((a + b)^2 / 2) N(a + b) + exp((a - b)^2 / 2) N(a - b); N from scipy.
    const model: GarchModel = { kind: "egarch", omega: 0, alpha: 0.3, gamma: -0.1, beta: 0.5 };
    const forecast = garchForecast(model, { variance: 1, residual: 0 }, { horizon: 2 });
    const first = Math.exp(-0.3 * Math.sqrt(2 / Math.PI));
    const growth =
      (Math.exp(0.02) * 0.579259709439103 + Math.exp(0.08) * 0.6554217416103242) * first;
    expectClose(forecast.variances[0]!, first, { relative: 1e-14, subject: "first" });
    expectClose(forecast.variances[1]!, Math.sqrt(first) * growth, {
      relative: 1e-12,
      subject: "second",
    });
  });

  test("of an EGARCH with fat tails is infinite from the second period on, and says so", () => {
    const model: GarchModel = {
      kind: "egarch",
      omega: -0.1,
      alpha: 0.1,
      beta: 0.9,
      innovations: "student-t",
      degreesOfFreedom: 5,
    };
    const forecast = garchForecast(model, { variance: 1, residual: 0.5 }, { horizon: 3 });
    expect(Number.isFinite(forecast.variances[0]!)).toBe(true);
    expect(forecast.variances.slice(1)).toEqual(Float64Array.of(Infinity, Infinity));
    expect(forecast.warnings).toEqual([
      {
        code: "infinite-variance",
        message: "the expected variance is infinite from period 2 ahead",
      },
    ]);
  });

  test("refuses a horizon of 0, a variance that is not positive, a residual of NaN", () => {
    const run = (variance: number, residual: number, horizon: number) => () =>
      garchForecast(fcp, { variance, residual }, { horizon });
    expect(run(1, 1, 0)).toThrow("horizon must be an integer of at least 1: 0");
    expect(run(-1, 1, 1)).toThrow("variance must be a positive number: -1");
    expect(run(1, Number.NaN, 1)).toThrow("residual must be finite: NaN");
  });
});
