import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ewmaVolatility } from "../../../lib/market/ewma-volatility.ts";
import { simulateGarch } from "../../../lib/market/garch/simulate-garch.ts";
import { returnSeries } from "../../../lib/market/return-window.ts";
import { ageWeightedVar } from "../../../lib/var/age-weighted-var.ts";
import { bootstrapRisk } from "../../../lib/var/bootstrap-var.ts";
import { filteredHistoricalVar } from "../../../lib/var/filtered-historical-var.ts";
import { historicalVar } from "../../../lib/var/historical-var.ts";
import { normalVar } from "../../../lib/var/normal-var.ts";
import { volatilityScaledVar } from "../../../lib/var/volatility-scaled-var.ts";
import { sortWeighted, weightedTail } from "../../../lib/var/weighted-tail.ts";
import golden from "../../golden/var-methods.json" with { type: "json" };
import { expectClose } from "../expect-close.ts";
import { realLogReturns, realSimpleReturns } from "../market/real-returns.ts";

const options = { confidence: 0.99, horizonDays: 1, unit: "fraction" };
const btc = returnSeries(realSimpleReturns(), "BTC").values;

describe("weightedTail", () => {
  test("is historical VaR of type 1, with its standard errors, for equal weights", () => {
    const losses = btc.map((x) => 0 - x);
    const weights = losses.map(() => 1 / losses.length);
    const found = weightedTail(sortWeighted(losses, weights), 0.95);
    const plain = historicalVar(btc, { ...options, confidence: 0.95, quantileType: 1 });
    expect(found.valueAtRisk).toBe(plain.valueAtRisk);
    expect(found.tailCount).toBe(plain.tailCount);
    const names = ["expectedShortfall", "standardError"] as const;
    for (const name of names) {
      expectClose(found[name], plain[name], { relative: 1e-9, subject: name });
    }
    // n against n - 1 in the variance.
    expectClose(found.expectedShortfallStandardError, plain.expectedShortfallStandardError, {
      relative: 1e-3,
      subject: "standard error of ES",
    });
  });
});

describe("ageWeightedVar", () => {
  test.each(golden.ageWeighted)("agrees with numpy: lambda $lambda at $confidence", (row) => {
    const { confidence, lambda } = row;
    const found = ageWeightedVar(btc, { ...options, confidence, lambda });
    const names = ["valueAtRisk", "expectedShortfall", "effectiveObservations"] as const;
    for (const name of names) {
      expectClose(found[name], row[name], { relative: 1e-10, subject: name });
    }
    expect(found.standardError).toBeGreaterThan(0);
  });

  test("feels a loss of yesterday more than the same loss long ago", () => {
    const quiet = Array.from({ length: 300 }, (_, i) => ((i * 7) % 11) - 5);
    const at = (day: number): number =>
      ageWeightedVar(quiet.with(day, -100), { ...options, lambda: 0.98, confidence: 0.95 })
        .expectedShortfall;
    expect(at(299)).toBeGreaterThan(at(150));
    expect(at(150)).toBeGreaterThan(at(0));
  });

  test("keeps expected shortfall above VaR and VaR rising with confidence", () => {
    const sample = fc.array(fc.integer({ min: -99, max: 99 }), { minLength: 100, maxLength: 150 });
    fc.assert(
      fc.property(sample, fc.integer({ min: 1, max: 97 }), (pnl, percent) => {
        const at = (confidence: number) =>
          ageWeightedVar(pnl, { ...options, confidence, lambda: 0.97 });
        const [low, high] = [at(percent / 100), at((percent + 1) / 100)];
        expect(low.expectedShortfall).toBeGreaterThanOrEqual(low.valueAtRisk);
        expect(high.valueAtRisk).toBeGreaterThanOrEqual(low.valueAtRisk);
      }),
    );
  });

  test("says that equal outcomes have no tail, and refuses a sample too small", () => {
    const found = ageWeightedVar(new Float64Array(100), { ...options, lambda: 0.98 });
    expect(found.valueAtRisk).toBe(0);
    expect(found.warnings.map(({ code }) => code)).toEqual(["flat-tail"]);
    expect(() => ageWeightedVar([1], { ...options, lambda: 0.98 })).toThrow(
      "pnl must have at least 100 observations at confidence 0.99: 1",
    );
    expect(() => ageWeightedVar(btc, { ...options, lambda: 1 })).toThrow(
      "lambda must be in (0, 1)",
    );
  });
});

describe("weightedTail at a confidence that weights reach exactly", () => {
  test("takes the loss that reaches it, however the sum of weights is rounded", () => {
    for (const count of [10, 20, 49, 100, 1000]) {
      const losses = Float64Array.from({ length: count }, (_, i) => i + 1);
      const sorted = { losses, weights: losses.map(() => 1 / count) };
      for (const at of [1, Math.floor(count / 3), count - 1]) {
        expect([count, weightedTail(sorted, at / count).valueAtRisk]).toEqual([count, at]);
      }
      expect(weightedTail(sorted, 1 - 1e-9).valueAtRisk).toBe(count);
    }
  });
});

describe("ageWeightedVar warns of a tail of fewer than five losses", () => {
  // Ever larger losses under lambda 0.98: the last five hold 11 % of the weight, the last four 9 %.
  const falling = Array.from({ length: 100 }, (_, i) => -i);
  const warned = (confidence: number) =>
    ageWeightedVar(falling, { ...options, confidence, lambda: 0.98 });

  test("and says how few", () => {
    expect(warned(0.9)).toMatchObject({ tailCount: 5, warnings: [] });
    expect(warned(0.92).warnings).toEqual([
      { code: "thin-tail", message: "expected shortfall rests on 4 observations" },
    ]);
    expect(warned(0.985).warnings[0]).toEqual({
      code: "thin-tail",
      message: "expected shortfall rests on 1 observation",
    });
  });
});

describe("volatilityScaledVar", () => {
  const volatility = ewmaVolatility(btc, { lambda: 0.94, start: "sample-variance" });

  test("agrees with numpy on BTC under an EWMA of 0.94", () => {
    const row = golden.volatilityScaled;
    const found = volatilityScaledVar(btc, volatility, options);
    const names = ["valueAtRisk", "expectedShortfall", "standardError"] as const;
    for (const name of names) {
      expectClose(found[name], row[name], { relative: 1e-9, subject: name });
    }
    expect(found.method).toBe("volatility-scaled");
  });

  test("is historical VaR under a level volatility, and twice that under twice the forecast", () => {
    const plain = historicalVar(btc, options).valueAtRisk;
    const path = btc.map(() => 0.04);
    for (const times of [1, 2]) {
      const found = volatilityScaledVar(btc, { path, forecast: 0.04 * times }, options);
      expectClose(found.valueAtRisk, plain * times, { relative: 1e-14, subject: "VaR" });
    }
  });

  test("refuses a volatility of 0, a forecast of 0 and a path of another length", () => {
    const path = btc.map((_, i) => (i === 3 ? 0 : 0.04));
    const refused = (changed: object) => () =>
      volatilityScaledVar(btc, { ...volatility, ...changed }, options);
    expect(refused({ forecast: 0 })).toThrow("volatility.forecast must be a positive number: 0");
    expect(refused({ path: path.slice(1) })).toThrow(
      `pnl and volatility.path must have the same length: ${btc.length} and ${btc.length - 1}`,
    );
    expect(() => volatilityScaledVar(btc, { path, forecast: 0.04 }, options)).toThrow(
      "volatility.path[3] must be a positive number: 0",
    );
  });
});

describe("filteredHistoricalVar", () => {
  const logs = returnSeries(realLogReturns(), "BTC").values;
  const simulation = {
    ...options,
    returns: "log",
    model: "garch",
    innovations: "normal",
    paths: 20_000,
    seed: 5,
  } as const;

  test("is the residuals' quantile times the forecast over one day", () => {
    const found = filteredHistoricalVar(logs, simulation);
    const { model, path } = found.fit;
    const residuals = path.standardizedResiduals.map((z) => model.mean + path.forecast * z);
    const exact = historicalVar(
      residuals.map((x) => Math.expm1(x)),
      options,
    );
    const allowed = 4 * found.standardError + 0.001;
    expectClose(found.valueAtRisk, exact.valueAtRisk, { absolute: allowed, subject: "VaR" });
    expect(found.observations).toBe(logs.length);
    expect(found.fit.converged).toBe(true);
  });

  test("gives the same figures again, and larger ones over ten days", () => {
    const small = { ...simulation, paths: 2000 };
    const one = filteredHistoricalVar(logs, small);
    expect(filteredHistoricalVar(logs, small)).toEqual(one);
    const ten = filteredHistoricalVar(logs, { ...small, horizonDays: 10 });
    expect(ten.valueAtRisk).toBeGreaterThan(1.5 * one.valueAtRisk);
    expect(ten.valueAtRisk).toBeLessThan(1);
    expect(ten.expectedShortfall).toBeGreaterThan(ten.valueAtRisk);
  });

  test("takes simple returns of the same days to much the same figure", () => {
    const found = filteredHistoricalVar(btc, { ...simulation, returns: "simple" });
    const ofLogs = filteredHistoricalVar(logs, simulation);
    expectClose(found.valueAtRisk, ofLogs.valueAtRisk, { relative: 0.15, subject: "VaR" });
  });

  test("compounds the simulated days: logs add up, simple returns multiply", () => {
    const days = { ...simulation, paths: 100, horizonDays: 3, confidence: 0.5 };
    for (const returns of ["log", "simple"] as const) {
      const values = returns === "log" ? logs : btc;
      const found = filteredHistoricalVar(values, { ...days, returns });
      const { model, path } = found.fit;
      const residuals = path.standardizedResiduals;
      const drawn = simulateGarch(model, path.state, {
        horizon: 3,
        paths: 100,
        seed: 5,
        residuals,
      });
      const outcomes = Array.from({ length: 100 }, (_, i) => {
        const [a, b, c] = drawn.returns.values.subarray(3 * i, 3 * i + 3) as unknown as number[];
        if (returns === "log") return Math.exp(a! + b! + c!) - 1;
        return (1 + a!) * (1 + b!) * (1 + c!) - 1;
      });
      const exact = historicalVar(outcomes, { ...options, confidence: 0.5 });
      expectClose(found.valueAtRisk, exact.valueAtRisk, { relative: 1e-9, subject: returns });
    }
  });

  test("carries the warnings of its tail and of its fit", () => {
    const few = filteredHistoricalVar(logs, { ...simulation, paths: 100 });
    expect(few.warnings.map(({ code }) => code)).toEqual(["thin-tail"]);
    const still = btc.map((x, i) => (i % 2 === 0 ? x : 0)).map((x) => Math.sign(x) * 0.01);
    const found = filteredHistoricalVar(still, { ...simulation, returns: "simple" });
    expect(found.warnings).toEqual(expect.arrayContaining([...found.fit.warnings]));
  });

  test("refuses another unit, too few paths and a kind of returns that is none", () => {
    expect(() => filteredHistoricalVar(logs, { ...simulation, unit: "USD" })).toThrow("unit must");
    expect(() => filteredHistoricalVar(logs, { ...simulation, paths: 0 })).toThrow("paths must be");
    expect(() => filteredHistoricalVar(logs, { ...simulation, returns: "sum" as never })).toThrow(
      'returns must be one of log, simple: "sum"',
    );
    expect(() => filteredHistoricalVar(logs, { ...simulation, paths: 50 })).toThrow("at least 100");
  });
});

describe("bootstrapRisk", () => {
  const at95 = { ...options, confidence: 0.95 };
  const plain = { scheme: "iid", resamples: 400, seed: 9 } as const;

  test("finds the standard errors that theory gives for independent outcomes", () => {
    const found = bootstrapRisk(btc, (x) => historicalVar(x, at95), plain);
    const stated = historicalVar(btc, at95);
    expectClose(found.standardError, stated.standardError, { relative: 0.15, subject: "VaR" });
    expectClose(found.expectedShortfallStandardError, stated.expectedShortfallStandardError, {
      relative: 0.15,
      subject: "ES",
    });
    expect(found.estimate.valueAtRisk).toBe(stated.valueAtRisk);
    expect(found.valueAtRiskInterval.lower).toBeLessThan(stated.valueAtRisk);
    expect(found.valueAtRiskInterval.upper).toBeGreaterThan(stated.valueAtRisk);
    expect(Math.abs(found.valueAtRiskBias)).toBeLessThan(found.standardError);
  });

  test("sees in blocks what independent draws do not: outcomes that repeat", () => {
    const repeated = Array.from({ length: 600 }, (_, i) => btc[Math.floor(i / 10)]!);
    const method = (x: Float64Array) => normalVar(x, at95);
    const error = (scheme: "block" | "stationary"): number =>
      bootstrapRisk(repeated, method, { ...plain, scheme, blockLength: 30 }).standardError;
    const independent = bootstrapRisk(repeated, method, plain).standardError;
    expect(error("block")).toBeGreaterThan(1.8 * independent);
    expect(error("stationary")).toBeGreaterThan(1.8 * independent);
  });

  test("summarises what the method says of each resample: error, percentiles of type 7, bias", () => {
    // A method that counts its calls: 0 for the sample, then 1 to 100.
    let calls = -1;
    const counting = (): { valueAtRisk: number; expectedShortfall: number } => {
      calls++;
      return { valueAtRisk: calls, expectedShortfall: 10 * calls };
    };
    const found = bootstrapRisk(btc, counting, { ...plain, resamples: 100, intervalLevel: 0.9 });
    expect(calls).toBe(100);
    expectClose(found.valueAtRiskInterval.lower, 5.95, { absolute: 1e-12, subject: "lower" });
    expectClose(found.valueAtRiskInterval.upper, 95.05, { absolute: 1e-12, subject: "upper" });
    expectClose(found.expectedShortfallInterval.upper, 950.5, { absolute: 1e-9, subject: "ES" });
    expectClose(found.valueAtRiskBias, 50.5, { absolute: 1e-12, subject: "bias" });
    expectClose(found.expectedShortfallBias, 505, { absolute: 1e-9, subject: "bias of ES" });
    // Of 1 to 100, divided by 99: sqrt(100 * 101 / 12).
    expectClose(found.standardError, Math.sqrt(10_100 / 12), { relative: 1e-12, subject: "error" });
  });

  test("draws alone, in blocks of one length, or in blocks of many", () => {
    const places = Float64Array.from({ length: 90 }, (_, i) => i);
    const stays = (scheme: "iid" | "block" | "stationary", blockLength?: number): string => {
      let drawn = places;
      const method = (x: Float64Array) => {
        drawn = Float64Array.from(x);
        return { valueAtRisk: 0, expectedShortfall: 0 };
      };
      const asked = { ...plain, resamples: 100, scheme, ...(blockLength && { blockLength }) };
      bootstrapRisk(places, method, asked);
      return Array.from(drawn.subarray(1), (x, i) => (x === (drawn[i]! + 1) % 90 ? "s" : "_")).join(
        "",
      );
    };
    expect(stays("block", 3)).toMatch(/^(ss.)+ss$/);
    expect(stays("stationary", 3)).not.toMatch(/^(ss.)+ss$/);
    expect(stays("stationary", 3).match(/s/g)!.length).toBeGreaterThan(40);
    expect(stays("iid").match(/s/g)?.length ?? 0).toBeLessThan(10);
  });

  test("refuses a scheme, a level and a sample that are none, by name", () => {
    const method = (x: Float64Array) => normalVar(x, at95);
    const refused = (changed: object) => () => bootstrapRisk(btc, method, { ...plain, ...changed });
    expect(refused({ scheme: "jack" })).toThrow(
      'scheme must be one of iid, block, stationary: "jack"',
    );
    expect(refused({ intervalLevel: 1 })).toThrow("intervalLevel must be in (0, 1): 1");
    expect(() => bootstrapRisk([1], method, plain)).toThrow("pnl must have at least 2");
  });

  test("asks for a block length where there are blocks and refuses one where there are none", () => {
    const method = (x: Float64Array) => normalVar(x, at95);
    const bad = { ...plain, scheme: "block" } as const;
    expect(() => bootstrapRisk(btc, method, bad)).toThrow(
      "blockLength must be given for the scheme block: undefined",
    );
    expect(() => bootstrapRisk(btc, method, { ...plain, blockLength: 5 })).toThrow(
      "blockLength must not be given for the scheme iid: 5",
    );
    expect(() => bootstrapRisk(btc, method, { ...plain, resamples: 10 })).toThrow(
      "resamples must be an integer of at least 100: 10",
    );
  });
});
