import { describe, expect, test } from "vitest";
import { addDays } from "../../../../lib/base/time.ts";
import {
  acerbiSzekelyCriticalValue,
  acerbiSzekelyZ1Test,
  acerbiSzekelyZ2Test,
} from "../../../../lib/var/backtest/acerbi-szekely.ts";
import { simulateAcerbiSzekely } from "../../../../lib/var/backtest/acerbi-szekely-law.ts";
import type { BacktestResult } from "../../../../lib/var/backtest/backtest-result.ts";
import { backtestVar } from "../../../../lib/var/backtest/backtest-var.ts";
import { berkowitzTest } from "../../../../lib/var/backtest/berkowitz.ts";
import { breachSummary } from "../../../../lib/var/backtest/breach-summary.ts";
import { breachTransitions } from "../../../../lib/var/backtest/breach-transitions.ts";
import {
  christoffersenIndependenceTest,
  conditionalCoverageTest,
} from "../../../../lib/var/backtest/christoffersen.ts";
import { dieboldMarianoTest } from "../../../../lib/var/backtest/diebold-mariano.ts";
import { durationTest } from "../../../../lib/var/backtest/duration.ts";
import { dynamicQuantileTest } from "../../../../lib/var/backtest/dynamic-quantile.ts";
import { countBreaches, kupiecTest } from "../../../../lib/var/backtest/kupiec.ts";
import { mcNeilFreyTest } from "../../../../lib/var/backtest/mcneil-frey.ts";
import { modelConfidenceSet } from "../../../../lib/var/backtest/model-confidence-set.ts";
import { quantileLoss } from "../../../../lib/var/backtest/quantile-loss.ts";
import { trafficLight } from "../../../../lib/var/backtest/traffic-light.ts";
import { trafficLightBounds } from "../../../../lib/var/backtest/traffic-light-bounds.ts";
import { expectClose } from "../../expect-close.ts";
import { breachesOn } from "./simulated-breaches.ts";

/** Sixteen days with breaches on days 0, 3, 8 and 12; the figures of numpy below are on them. */
const realised = [-3, 1, 2, -4, 0.5, -2.5, 1, 3, -6, 2, -1, 0.2, -3.5, 1.5, 2.2, -0.3];
const valueAtRisk = [2, 2.2, 2.1, 2.3, 2.4, 2.6, 2.5, 2.4, 2.7, 2.9, 2.8, 2.6, 2.5, 2.7, 2.6, 2.4];
const expectedShortfall = valueAtRisk.map((value) => value * 1.4);
const sample = { realised, valueAtRisk, expectedShortfall, confidence: 0.8 };
const simulation = { seed: 1, paths: 199 };
const pair = {
  first: realised.map(Math.abs),
  second: realised.toReversed().map((x) => 0.9 * Math.abs(x) + 0.1),
};
const probabilities = [0.1, 0.7, 0.45, 0.9, 0.3, 0.05, 0.6, 0.8];
const spread = breachesOn([10, 11, 60, 140, 143, 260], 300);
const clustered = breachesOn([10, 11, 12, 13, 100, 101, 102, 103, 104, 105, 106, 220, 221], 250);
const confidence = 0.95;

type Run = (options: { significance?: number }) => BacktestResult;
const runs: readonly (readonly [string, string, Run])[] = [
  [
    "kupiecTest",
    "breaches come as often as the confidence says",
    (options) => kupiecTest({ breaches: 30, observations: 300 }, { confidence, ...options }),
  ],
  [
    "christoffersenIndependenceTest",
    "a breach is as likely after a breach as after a day without one",
    (options) => christoffersenIndependenceTest(breachTransitions(clustered), options),
  ],
  [
    "conditionalCoverageTest",
    "breaches come as often as the confidence says, and independently",
    (options) => conditionalCoverageTest(clustered, { confidence, ...options }),
  ],
  [
    "durationTest",
    "the time to the next breach does not depend on the time since the last",
    (options) => durationTest(spread, options),
  ],
  [
    "dynamicQuantileTest",
    "nothing known the day before tells when VaR is breached",
    (options) => dynamicQuantileTest(sample, { lags: 2, ...options }),
  ],
  [
    "berkowitzTest",
    "the outcomes are independent draws from the forecast distributions",
    (options) => berkowitzTest(probabilities, options),
  ],
  [
    "dieboldMarianoTest",
    "both forecasts have the same expected loss",
    (options) => dieboldMarianoTest(pair, { lags: 2, ...options }),
  ],
  [
    "mcNeilFreyTest",
    "losses beyond VaR are as large as expected shortfall says, not larger",
    (options) => mcNeilFreyTest(sample, options),
  ],
  [
    "acerbiSzekelyZ1Test",
    "losses beyond VaR are as large as expected shortfall says, not larger",
    (options) => acerbiSzekelyZ1Test(sample, { simulation, ...options }),
  ],
  [
    "acerbiSzekelyZ2Test",
    "losses beyond VaR are as many and as large as expected shortfall says, not more",
    (options) => acerbiSzekelyZ2Test(sample, { simulation, ...options }),
  ],
];

describe.each(runs)("%s", (_, hypothesis, run) => {
  test("states its hypothesis and a significance of 0.05 unless told otherwise", () => {
    expect(run({})).toMatchObject({
      hypothesis,
      significance: 0.05,
      identified: true,
      reason: null,
    });
    expect(run({ significance: 0.3 }).significance).toBe(0.3);
  });

  test("rejects from the significance at which its p-value lies", () => {
    const { pValue, rejected } = run({});
    expect(rejected).toBe(pValue! < 0.05);
    expect(run({ significance: Math.min(0.999, pValue! * 1.05 + 0.006) }).rejected).toBe(true);
    const strict = run({ significance: pValue! > 0.02 ? pValue! * 0.9 : pValue! / 2 });
    expect(strict.rejected).toBe(false);
  });

  test("refuses a significance of 5, by name", () => {
    expect(() => run({ significance: 5 })).toThrow("significance must be in (0, 1): 5");
  });
});

describe("on sixteen days, numpy 2.4.6 and scipy 1.17.1 find", () => {
  // Plain numpy from the definitions; tolerance 1e-12 relative.
  const close = (found: BacktestResult, statistic: number, pValue?: number): void => {
    expectClose(found.statistic!, statistic, { relative: 1e-12, subject: "statistic" });
    if (pValue !== undefined) {
      expectClose(found.pValue!, pValue, { relative: 1e-12, subject: "p-value" });
    }
  };

  test("dynamicQuantileTest with two lags, with one and no VaR, with VaR alone", () => {
    close(dynamicQuantileTest(sample, { lags: 2 }), 4.058548425290076, 0.39814016768038923);
    const noVar = { lags: 1, withValueAtRisk: false };
    close(dynamicQuantileTest(sample, noVar), 1.3636363636363635, 0.5056967074374723);
    close(dynamicQuantileTest(sample, { lags: 0 }), 1.4712643678160955, 0.47920241913845596);
  });

  test("acerbiSzekelyZ1Test and acerbiSzekelyZ2Test", () => {
    close(acerbiSzekelyZ1Test(sample, { simulation }), -0.22524154589372003);
    close(acerbiSzekelyZ2Test(sample, { simulation }), -0.5315519323671505);
  });

  test("mcNeilFreyTest, in the unit of losses and standardised by a rising volatility", () => {
    const plain = mcNeilFreyTest(sample);
    close(plain, 1.595538728620102, 0.05529590832495154);
    expectClose(plain.meanResidual!, 0.8, { relative: 1e-12, subject: "mean residual" });
    expect(plain).toMatchObject({ breaches: 4, bootstrapPValue: null });
    const volatility = realised.map((_, day) => 1 + day / 10);
    const scaled = mcNeilFreyTest(sample, { volatility });
    close(scaled, 1.8691968097594818);
    expectClose(scaled.meanResidual!, 0.5083333333333334, { relative: 1e-12, subject: "mean" });
  });

  test("dieboldMarianoTest without lags and with two", () => {
    close(dieboldMarianoTest(pair, { lags: 0 }), 0.282753759529211, 0.7773656028915799);
    close(dieboldMarianoTest(pair, { lags: 2 }), 0.42526630073362376, 0.6706425568231733);
  });

  test("berkowitzTest on eight probabilities, with its regression", () => {
    const found = berkowitzTest(probabilities);
    close(found, 0.3275500299002879, 0.9547664591073451);
    expectClose(found.autocorrelation!, -0.12407686, { absolute: 1e-8, subject: "slope" });
    expectClose(found.intercept!, 0.05967993, { absolute: 1e-8, subject: "intercept" });
    expectClose(found.sigma!, 0.8893730818930832, { relative: 1e-12, subject: "sigma" });
  });

  test("quantileLoss, a fifth of what a calm day had to spare and four fifths of a breach", () => {
    const found = quantileLoss(sample);
    [0.8, 0.64, 0.82, 1.36, 0.58, 0.02].forEach((loss, day) => {
      expectClose(found[day]!, loss, { relative: 1e-12, subject: `day ${day}` });
    });
  });
});

describe("the law of Acerbi and Szekely's statistics", () => {
  const design = { statistic: "z2", observations: 250, confidence: 0.95 } as const;

  test("is simulated as often as asked, in ascending order, and differs by degrees of freedom", () => {
    const normal = simulateAcerbiSzekely(design, simulation);
    expect(normal).toHaveLength(199);
    expect(normal).toEqual(normal.toSorted());
    const fat = simulateAcerbiSzekely(design, { ...simulation, degreesOfFreedom: 2 });
    const spreadOf = (values: ArrayLike<number>) => values[180]! - values[18]!;
    expect(spreadOf(fat)).toBeGreaterThan(spreadOf(normal));
    expect(acerbiSzekelyCriticalValue({ ...design, simulation })).toBe(normal[9]);
    expect(acerbiSzekelyCriticalValue({ ...design, simulation, significance: 0.5 })).toBe(
      normal[99],
    );
  });

  test("of Z1 has no value for a history without a breach, that of Z2 is 1 there", () => {
    const rare = { observations: 10, confidence: 0.95 };
    const z1 = simulateAcerbiSzekely({ ...rare, statistic: "z1" }, simulation);
    const z2 = simulateAcerbiSzekely({ ...rare, statistic: "z2" }, simulation);
    expect(z2).toHaveLength(199);
    const calm = z2.filter((value) => value === 1).length;
    expect(z1).toHaveLength(199 - calm);
    // 0.95^10 = 0.599 of 199; four standard deviations are 28.
    expectClose(calm, 119, { absolute: 28, subject: "histories without a breach" });
  });

  test("is refused by name for what cannot be simulated", () => {
    const refused =
      (changed: object, simulated: object = {}) =>
      () =>
        simulateAcerbiSzekely({ ...design, ...changed }, { ...simulation, ...simulated });
    expect(refused({ observations: 0 })).toThrow("observations must be an integer of at least 1");
    expect(refused({ confidence: 1 })).toThrow("confidence must be in (0, 1): 1");
    expect(refused({}, { paths: 0 })).toThrow("paths must be an integer of at least 1: 0");
    for (const degreesOfFreedom of [1, Infinity, Number.NaN]) {
      expect(refused({}, { degreesOfFreedom })).toThrow(
        `degreesOfFreedom must be a number above 1: ${degreesOfFreedom}`,
      );
    }
    expect(() =>
      acerbiSzekelyCriticalValue({ ...design, simulation, significance: 0.001 }),
    ).toThrow("simulated histories below the critical value must be an integer of at least 1: 0");
  });
});

describe("a sample that is none is refused by name", () => {
  test("by length, a missing figure and a confidence", () => {
    const refused = (changed: object) => () => mcNeilFreyTest({ ...sample, ...changed });
    expect(refused({ realised: realised.slice(1) })).toThrow(
      "realised and valueAtRisk must have the same length: 15 and 16",
    );
    expect(refused({ expectedShortfall: [1] })).toThrow(
      "realised and expectedShortfall must have the same length: 16 and 1",
    );
    expect(refused({ confidence: 80 })).toThrow("confidence must be in (0, 1): 80");
    for (const name of ["realised", "valueAtRisk", "expectedShortfall"] as const) {
      const broken = { [name]: sample[name].with(5, Number.NaN) };
      expect(refused(broken)).toThrow(`${name}[5] must be finite: NaN`);
    }
    expect(() => quantileLoss({ ...sample, confidence: 0 })).toThrow(
      "confidence must be in (0, 1)",
    );
    expect(() => dynamicQuantileTest({ ...sample, confidence: 0 })).toThrow("confidence must be");
  });

  test("by a volatility that is none, and resamples that are none", () => {
    const refused = (options: object) => () => mcNeilFreyTest(sample, options);
    expect(refused({ volatility: [1, 2] })).toThrow(
      "realised and volatility must have the same length: 16 and 2",
    );
    const flat: number[] = realised.map((_, day) => (day === 2 ? 0 : 1));
    expect(refused({ volatility: flat })).toThrow("volatility[2] must be a positive number: 0");
    expect(refused({ volatility: flat.with(2, Number.NaN) })).toThrow("volatility[2] must be fin");
    expect(refused({ bootstrap: { seed: 1, resamples: 0 } })).toThrow(
      "bootstrap.resamples must be an integer of at least 1: 0",
    );
  });

  test("by counts, lags and probabilities", () => {
    expect(() => kupiecTest({ breaches: 2, observations: 1 }, { confidence })).toThrow(
      "breaches must not exceed 1 observations: 2",
    );
    expect(() => kupiecTest({ breaches: 0, observations: 0 }, { confidence })).toThrow(
      "observations must be an integer of at least 1: 0",
    );
    expect(() => kupiecTest({ breaches: -1, observations: 9 }, { confidence })).toThrow(
      "breaches must be an integer of at least 0: -1",
    );
    for (const judge of [kupiecTest, (count: never) => trafficLight(count, 95)] as const) {
      const count = { breaches: 1, observations: 9 } as never;
      expect(() => judge(count, { confidence: 95 })).toThrow("confidence must be in (0, 1): 95");
    }
    expect(() => breachSummary({ breaches: 1, observations: 9 }, 95)).toThrow("confidence must be");
    const counts = { n00: 1, n01: 1, n10: 1, n11: 1 };
    for (const name of ["n00", "n01", "n10", "n11"]) {
      expect(() => christoffersenIndependenceTest({ ...counts, [name]: 0.5 })).toThrow(
        `${name} must be an integer of at least 0: 0.5`,
      );
    }
    expect(() => dynamicQuantileTest(sample, { lags: -1 })).toThrow("lags must be an integer of");
    expect(() => dieboldMarianoTest(pair, { lags: 0.5 })).toThrow("lags must be an integer of");
    expect(() => dieboldMarianoTest(pair, { lags: 16 })).toThrow("lags must be below 16 days: 16");
    const gap = pair.first.with(3, Number.NaN);
    expect(() => dieboldMarianoTest({ ...pair, first: gap }, { lags: 0 })).toThrow("first[3] must");
    expect(() => dieboldMarianoTest({ ...pair, second: gap }, { lags: 0 })).toThrow("second[3] mu");
    expect(() => dieboldMarianoTest({ ...pair, second: [1, 2] }, { lags: 0 })).toThrow(
      "first and second must have the same length: 16 and 2",
    );
    expect(() => berkowitzTest([0.5, 0.2, 1.5])).toThrow("probabilities[2] must be in [0, 1]: 1.5");
    expect(() => berkowitzTest([0.5, -0.1])).toThrow("probabilities[1] must be in [0, 1]: -0.1");
    expect(() => berkowitzTest([])).toThrow("probabilities must have at least 1 observation: 0");
  });
});

describe("what does not identify a test is said", () => {
  test("of berkowitzTest: five days are enough, four are not, 0 and 1 rule an outcome out", () => {
    expect(berkowitzTest([0.1, 0.7, 0.45, 0.9]).reason).toBe("fewer than 5 days: 4");
    expect(berkowitzTest([0.1, 0.7, 0.45, 0.9, 0.3]).identified).toBe(true);
    const ruledOut = berkowitzTest([0.1, 0.7, 0, 0.9, 0.3]);
    expect(ruledOut).toMatchObject({
      reason: "the forecast ruled out the outcome of day 2",
      intercept: null,
      autocorrelation: null,
      sigma: null,
    });
    const still = berkowitzTest([0.4, 0.4, 0.4, 0.4, 0.4, 0.9]);
    expect(still.reason).toBe("the probabilities do not vary");
  });

  test("of dynamicQuantileTest: more days than explanations, and a VaR that moves", () => {
    const short = (days: number) => ({
      realised: realised.slice(0, days),
      valueAtRisk: valueAtRisk.slice(0, days),
      confidence: 0.8,
    });
    expect(dynamicQuantileTest(short(8)).reason).toBe("8 days for 6 explanations");
    expect(dynamicQuantileTest(short(10)).reason).toBe("10 days for 6 explanations");
    expect(String(dynamicQuantileTest(short(11)).reason)).not.toMatch(/days for/);
    const level = { ...sample, valueAtRisk: valueAtRisk.map(() => 2.4) };
    expect(dynamicQuantileTest(level).reason).toBe("the VaR never moves: it repeats the constant");
    expect(dynamicQuantileTest(level, { withValueAtRisk: false, lags: 1 }).identified).toBe(true);
  });

  test("of mcNeilFreyTest: residuals that are all equal, a shortfall that is infinite", () => {
    const same = realised.map((x, day) =>
      -x > valueAtRisk[day]! ? 1 - expectedShortfall[day]! - 2 : x,
    );
    const equal = mcNeilFreyTest({
      ...sample,
      realised: same.map((x) => Math.round(x * 64) / 64),
      expectedShortfall: valueAtRisk.map(() => 3),
      valueAtRisk: valueAtRisk.map(() => 2),
    });
    expect([equal.identified, equal.breaches > 1]).toEqual([equal.reason === null, true]);
    const endless = { ...sample, expectedShortfall: expectedShortfall.with(4, Infinity) };
    expect(mcNeilFreyTest(endless)).toMatchObject({
      reason: "expected shortfall of day 4 is infinite",
      breaches: 4,
      meanResidual: null,
      bootstrapPValue: null,
    });
    expect(acerbiSzekelyZ2Test(endless, { simulation }).reason).toMatch("day 4 is infinite");
    const flat = { ...sample, expectedShortfall: expectedShortfall.with(6, 0) };
    expect(acerbiSzekelyZ2Test(flat, { simulation }).reason).toBe(
      "expected shortfall of day 6 is not positive",
    );
  });

  test("of dieboldMarianoTest: losses that differ by a constant", () => {
    const second = pair.first.map((x) => x + 1);
    expect(dieboldMarianoTest({ first: pair.first, second }, { lags: 0 })).toMatchObject({
      identified: false,
      statistic: null,
    });
    const whole = [1, 2, 3, 5];
    const apart = { first: whole, second: whole.map((x) => x + 1) };
    expect(dieboldMarianoTest(apart, { lags: 0 }).reason).toBe(
      "the difference of the losses never varies",
    );
  });
});

describe("modelConfidenceSet", () => {
  const losses = {
    good: realised.map((x) => Math.abs(x)),
    better: realised.map((x) => Math.abs(x) * 0.9),
    bad: realised.map((x) => Math.abs(x) + 5 + Math.sign(x)),
  };
  const options = { confidence: 0.9, seed: 1, blockLength: 2, resamples: 200 };

  test("drops the worst first, states mean losses and keeps the best with a p-value of 1", () => {
    for (const statistic of ["range", "max"] as const) {
      const ranked = modelConfidenceSet(losses, { ...options, statistic });
      expect(ranked.map(({ model }) => model)).toEqual(["bad", "good", "better"]);
      expect(ranked[0]).toMatchObject({ included: false });
      expect(ranked[2]).toMatchObject({ included: true, pValue: 1 });
      const mean = losses.good.reduce((sum, x) => sum + x, 0) / 16;
      expectClose(ranked[1]!.meanLoss, mean, { relative: 1e-14, subject: "mean loss" });
    }
  });

  test("refuses by name", () => {
    const refused = (changed: object) => () =>
      modelConfidenceSet(losses, { ...options, ...changed });
    expect(refused({ confidence: 90 })).toThrow("confidence must be in (0, 1): 90");
    expect(refused({ resamples: 0 })).toThrow("resamples must be an integer");
    expect(refused({ statistic: "sum" })).toThrow("statistic must be one of range, max");
    const one = { good: losses.good };
    expect(() => modelConfidenceSet(one, options)).toThrow(
      "models must be an integer of at least 2",
    );
    const short = { ...losses, bad: [1, 2] };
    expect(() => modelConfidenceSet(short, options)).toThrow(
      "losses.bad must have 16 days like the first: 2",
    );
    const gap = { ...losses, bad: losses.bad.with(2, Number.NaN) };
    expect(() => modelConfidenceSet(gap, options)).toThrow("losses.bad[2] must be finite: NaN");
  });
});

describe("trafficLight and its bounds", () => {
  test("have zones that begin at 95 % and 99.99 %, and Basel's addition for Basel's case alone", () => {
    const at = (breaches: number, observations = 250, level = 0.99) =>
      trafficLight({ breaches, observations }, level);
    expect([4, 5, 9, 10].map((breaches) => at(breaches).zone)).toEqual([
      "green",
      "yellow",
      "yellow",
      "red",
    ]);
    expect([at(12).plusFactor, at(4).plusFactor, at(6).plusFactor]).toEqual([1, 0, 0.5]);
    expect([at(5, 251).plusFactor, at(5, 250, 0.98).plusFactor]).toEqual([null, null]);
    expect(at(0).exceedanceProbability).toBe(1);
    expect(at(250).cumulativeProbability).toBe(1);
    expect(() => at(5, 250, 99)).toThrow("confidence must be in (0, 1): 99");
  });

  test("state every share up to red, and say whether they were simulated", () => {
    const exact = trafficLightBounds({
      observations: 250,
      confidence: 0.99,
      horizonDays: 1,
      seed: 1,
    });
    expect(exact).toMatchObject({ yellowFrom: 5, redFrom: 10, simulated: false });
    expect(exact.cumulativeProbability).toHaveLength(11);
    expectClose(exact.cumulativeProbability[0]!, 0.99 ** 250, { relative: 1e-12, subject: "none" });
    const drawn = trafficLightBounds({
      observations: 60,
      confidence: 0.9,
      horizonDays: 5,
      seed: 1,
      paths: 200,
    });
    expect(drawn.simulated).toBe(true);
    expect(drawn.yellowFrom).toBeLessThan(drawn.redFrom);
    expect(drawn.cumulativeProbability).toHaveLength(drawn.redFrom + 1);
    // Six are expected of sixty; overlapping windows leave none at all in a good part of histories.
    const mean = drawn.cumulativeProbability.reduce((sum, share) => sum + (1 - share), 0);
    expectClose(mean, 6, { absolute: 1.6, subject: "breaches a history" });
  });

  test("refuse by name", () => {
    const refused = (changed: object) => () =>
      trafficLightBounds({
        observations: 250,
        confidence: 0.99,
        horizonDays: 1,
        seed: 1,
        ...changed,
      });
    expect(refused({ observations: 0 })).toThrow("observations must be an integer of at least 1");
    expect(refused({ confidence: 99 })).toThrow("confidence must be in (0, 1): 99");
    expect(refused({ horizonDays: 0 })).toThrow("horizonDays must be an integer of at least 1: 0");
    expect(refused({ paths: 0 })).toThrow("paths must be an integer of at least 1: 0");
  });
});

describe("backtestVar refuses by name", () => {
  test("a confidence, a window and days between fits that are none, and a missing outcome", () => {
    const dates = Array.from({ length: 30 }, (_, day) => addDays("2020-01-01", day));
    const series = { dates, values: Float64Array.from(dates, (_, day) => day) };
    const estimate = () => ({ valueAtRisk: 1, expectedShortfall: 1 });
    const refused =
      (changed: object, of = series) =>
      () =>
        backtestVar(of, { confidence, window: 10, estimate, ...changed });
    expect(refused({ confidence: 95 })).toThrow("confidence must be in (0, 1): 95");
    expect(refused({ window: 0 })).toThrow("window must be an integer of at least 1: 0");
    expect(refused({ refitEvery: 0 })).toThrow("refitEvery must be an integer of at least 1: 0");
    const gap = { dates, values: series.values.with(7, Number.NaN) };
    expect(refused({}, gap)).toThrow("values[7] must be finite: NaN");
    expect(refused({}, { dates: dates.slice(1), values: series.values })).toThrow("29");
    const found = backtestVar(series, { confidence, window: 10, refitEvery: 7, estimate });
    expect(found).toMatchObject({ confidence, window: 10, refitEvery: 7, fits: 3 });
    expect(countBreaches(found.breaches)).toEqual({ breaches: 0, observations: 20 });
  });
});

describe("what is no object, list or function is refused by name", () => {
  const none = null as never;
  const series = { dates: ["2020-01-01", "2020-01-02"], values: Float64Array.of(1, 2) };
  const flags = 7 as never;
  const cases: readonly (readonly [string, string, () => unknown])[] = [
    ["kupiecTest", "count", () => kupiecTest(none, { confidence })],
    ["kupiecTest", "options", () => kupiecTest({ breaches: 1, observations: 9 }, none)],
    ["breachSummary", "count", () => breachSummary(none, 0.9)],
    ["trafficLight", "count", () => trafficLight(none, 0.9)],
    ["trafficLightBounds", "options", () => trafficLightBounds(none)],
    ["christoffersenIndependenceTest", "transitions", () => christoffersenIndependenceTest(none)],
    [
      "christoffersenIndependenceTest",
      "options",
      () => christoffersenIndependenceTest(breachTransitions(spread), none),
    ],
    ["conditionalCoverageTest", "options", () => conditionalCoverageTest(spread, none)],
    ["durationTest", "options", () => durationTest(spread, none)],
    ["dynamicQuantileTest", "sample", () => dynamicQuantileTest(none)],
    ["dynamicQuantileTest", "options", () => dynamicQuantileTest(sample, none)],
    ["berkowitzTest", "options", () => berkowitzTest(probabilities, none)],
    ["dieboldMarianoTest", "losses", () => dieboldMarianoTest(none, { lags: 0 })],
    ["dieboldMarianoTest", "options", () => dieboldMarianoTest(pair, none)],
    ["mcNeilFreyTest", "sample", () => mcNeilFreyTest(none)],
    ["mcNeilFreyTest", "options", () => mcNeilFreyTest(sample, none)],
    ["mcNeilFreyTest", "bootstrap", () => mcNeilFreyTest(sample, { bootstrap: none })],
    ["acerbiSzekelyZ1Test", "sample", () => acerbiSzekelyZ1Test(none, { simulation })],
    ["acerbiSzekelyZ1Test", "options", () => acerbiSzekelyZ1Test(sample, none)],
    ["acerbiSzekelyZ2Test", "sample", () => acerbiSzekelyZ2Test(none, { simulation })],
    ["acerbiSzekelyZ2Test", "options", () => acerbiSzekelyZ2Test(sample, none)],
    ["acerbiSzekelyCriticalValue", "options", () => acerbiSzekelyCriticalValue(none)],
    ["acerbiSzekelyZ1Test", "simulation", () => acerbiSzekelyZ1Test(sample, {} as never)],
    ["modelConfidenceSet", "losses", () => modelConfidenceSet(none, { confidence: 0.9 } as never)],
    ["modelConfidenceSet", "options", () => modelConfidenceSet({ a: [1, 2], b: [2, 1] }, none)],
    ["quantileLoss", "sample", () => quantileLoss(none)],
    ["backtestVar", "series", () => backtestVar(none, { confidence, window: 1 } as never)],
    ["backtestVar", "options", () => backtestVar(series, none)],
  ];
  test.each(cases)("%s, %s", (_, name, call) => {
    expect(call).toThrow(new RegExp(`^${name} must be an object: `));
  });

  test("breaches that are no flags, shortfalls that are no list, estimators that are no function", () => {
    for (const call of [
      () => breachTransitions(flags),
      () => durationTest(flags),
      () => countBreaches(flags),
    ]) {
      expect(call).toThrow(/^breaches must be/);
    }
    expect(() => countBreaches([true, 1 as never])).toThrow("breaches[1] must be true or false: 1");
    expect(() => dynamicQuantileTest(sample, { withValueAtRisk: 1 as never })).toThrow(
      "withValueAtRisk",
    );
    expect(() => mcNeilFreyTest({ ...sample, expectedShortfall: flags })).toThrow(
      "expectedShortfall must be an array: 7",
    );
    const run = (changed: object) => () =>
      backtestVar(series, { confidence, window: 1, ...changed } as never);
    expect(run({ fit: 7 })).toThrow("fit must be a function: 7");
    expect(run({ estimate: 7 })).toThrow("estimate must be a function: 7");
  });
});

describe("a loss of exactly VaR", () => {
  test("is no breach to any test", () => {
    const edge = { ...sample, realised: realised.with(1, -2.2) };
    expect(mcNeilFreyTest(edge).breaches).toBe(4);
    expect(mcNeilFreyTest({ ...sample, realised: realised.with(1, -2.2000001) }).breaches).toBe(5);
  });
});

describe("christoffersenIndependenceTest is not identified, with the reason,", () => {
  test.each([
    ["no day follows another", [0, 0, 0, 0]],
    ["there are no breaches", [5, 0, 0, 0]],
    ["every day is a breach", [0, 0, 0, 5]],
    ["the only breach is on the last day: nothing follows it", [5, 1, 0, 0]],
    ["the only day without a breach is the last: nothing follows it", [0, 0, 1, 5]],
  ] as const)("where %s", (reason, [n00, n01, n10, n11]) => {
    const found = christoffersenIndependenceTest({ n00, n01, n10, n11 });
    expect([found.identified, found.reason]).toEqual([false, reason]);
  });

  test("but is where one breach is followed by none", () => {
    const found = christoffersenIndependenceTest({ n00: 5, n01: 1, n10: 1, n11: 0 });
    // 2 (ln L(1/6 of 6) + ln L(0 of 1) - ln L(1/7 of 7)).
    const chain = Math.log(1 / 6) + 5 * Math.log(5 / 6);
    const coin = Math.log(1 / 7) + 6 * Math.log(6 / 7);
    expectClose(found.statistic!, 2 * (chain - coin), { relative: 1e-12, subject: "ratio" });
  });
});

describe("p-values by permutation of the days", () => {
  const asked = { permutations: { seed: 3, count: 199 } };

  test("count orders with at least the statistic, and judge by that share", () => {
    const plain = durationTest(spread);
    const found = durationTest(spread, asked);
    expect(found.statistic).toBe(plain.statistic);
    expect(found).toMatchObject({ shape: plain.shape, hypothesis: plain.hypothesis });
    expectClose((found.pValue! * 200) % 1, 0, { absolute: 1e-9, subject: "a whole count of 200" });
    // The chi-square p-value and that by permutation are two answers to one question.
    expectClose(found.pValue!, plain.pValue!, { absolute: 0.2, subject: "p-value" });
    expect(durationTest(spread, asked)).toEqual(found);
    const at = (significance: number) => durationTest(spread, { ...asked, significance });
    expect(at(found.pValue!).rejected).toBe(true);
    expect(at(found.pValue! - 0.001).rejected).toBe(false);
    expect(at(0.5).criticalValue!).toBeLessThan(at(0.1).criticalValue!);
    expect(at(0.001).criticalValue).toBeNull();
  });

  test("reject spells that keep their distance, or cluster, and say nothing where nothing is", () => {
    const clumped = durationTest(clustered, asked);
    expect(clumped.pValue!).toBeLessThan(0.02);
    expect(clumped.rejected).toBe(true);
    expect(durationTest(breachesOn([5], 50), asked).identified).toBe(false);
    expect(() => durationTest(spread, { permutations: { seed: 1, count: 0 } })).toThrow(
      "permutations.count must be an integer of at least 1: 0",
    );
  });
});

describe("durationTest", () => {
  test("takes a first breach on day one and a last on the last day as no cut-off spell", () => {
    // Between breaches on days 1, 4 and 9 of nine: spells of 3 and 5, nothing censored.
    const whole = durationTest(breachesOn([0, 3, 8], 9));
    // Weibull with shape 1 is exponential: mean 4, ln L = -2 ln 4 - 2.
    expectClose(whole.restrictedLogLikelihood!, -2 * Math.log(4) - 2, {
      relative: 1e-9,
      subject: "exponential",
    });
    // One more calm day at the end is a spell of one that has not ended: mean 9 / 2.
    const cut = durationTest(breachesOn([0, 3, 8], 10));
    expectClose(cut.restrictedLogLikelihood!, -2 * Math.log(4.5) - 2, {
      relative: 1e-9,
      subject: "with a spell cut off",
    });
  });
});

describe("modelConfidenceSet of models that never differ by chance", () => {
  test("puts a certain difference at a p-value of 0, and the worse model out", () => {
    const base = realised.map(Math.abs);
    const losses = { a: base, b: base.map((x) => x + 1) };
    const options = { confidence: 0.9, seed: 1, blockLength: 2, resamples: 50 };
    for (const statistic of ["range", "max"] as const) {
      const ranked = modelConfidenceSet(losses, { ...options, statistic });
      expect(ranked.map(({ model, included }) => [model, included])).toEqual([
        ["b", false],
        ["a", true],
      ]);
    }
  });
});
