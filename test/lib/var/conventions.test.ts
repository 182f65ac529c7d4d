import { describe, expect, test } from "vitest";
import { ewmaVolatility } from "../../../lib/market/ewma-volatility.ts";
import { returnSeries } from "../../../lib/market/return-window.ts";
import { sampleCovariance } from "../../../lib/math/covariance.ts";
import { matrixFromRows } from "../../../lib/math/matrix.ts";
import { ageWeightedVar } from "../../../lib/var/age-weighted-var.ts";
import { copulaVar } from "../../../lib/var/copula-var.ts";
import { cornishFisherVar } from "../../../lib/var/cornish-fisher-var.ts";
import { deltaGammaVar } from "../../../lib/var/delta-gamma-var.ts";
import { deltaNormalVar } from "../../../lib/var/delta-normal-var.ts";
import { filteredHistoricalVar } from "../../../lib/var/filtered-historical-var.ts";
import { hillVar } from "../../../lib/var/hill-var.ts";
import { historicalVar } from "../../../lib/var/historical-var.ts";
import type { IntervalEstimate, RiskOptions } from "../../../lib/var/interval-estimate.ts";
import { normalVar } from "../../../lib/var/normal-var.ts";
import { peaksOverThresholdVar } from "../../../lib/var/peaks-over-threshold.ts";
import type { RiskEstimate } from "../../../lib/var/risk-estimate.ts";
import { studentTVar } from "../../../lib/var/student-t-var.ts";
import { volatilityScaledVar } from "../../../lib/var/volatility-scaled-var.ts";
import { expectClose } from "../expect-close.ts";
import { realSimpleReturns } from "../market/real-returns.ts";

const panel = realSimpleReturns();
const [btc, eth] = ["BTC", "ETH"].map((asset) => returnSeries(panel, asset).values.slice(0, 250));
const pairs = matrixFromRows(Array.from(btc!, (x, i) => [x, eth![i]!]));
const covariance = matrixFromRows(
  [btc!, eth!].map((a) => [btc!, eth!].map((b) => sampleCovariance(a, b))),
);
const gamma = matrixFromRows([
  [2, 1],
  [1, -3],
]);
const volatility = ewmaVolatility(btc!, { lambda: 0.94, start: "sample-variance" });
const copula = { copula: "normal", marginals: "empirical", draws: 400, seed: 1 } as const;
const garch = {
  returns: "simple",
  model: "garch",
  innovations: "normal",
  paths: 400,
  seed: 1,
} as const;
const asked = { confidence: 0.95, horizonDays: 1, unit: "fraction", intervalLevel: 0.9 };

type Method = (options: RiskOptions, pnl?: ArrayLike<number>) => RiskEstimate;

/** Every estimate with intervals, by the name that it gives itself. */
const withIntervals: readonly (readonly [string, Method])[] = [
  ["normal", (options, pnl = btc!) => normalVar(pnl, options)],
  ["student-t", (options, pnl = btc!) => studentTVar(pnl, options)],
  ["cornish-fisher", (options, pnl = btc!) => cornishFisherVar(pnl, options)],
  ["age-weighted", (options, pnl = btc!) => ageWeightedVar(pnl, { ...options, lambda: 0.98 })],
  [
    "peaks-over-threshold by maximum-likelihood",
    (options, pnl = btc!) => peaksOverThresholdVar(pnl, options),
  ],
  ["hill, 25 largest", (options, pnl = btc!) => hillVar(pnl, { ...options, count: 25 })],
  [
    "filtered historical, garch",
    (options, returns = btc!) => filteredHistoricalVar(returns, { ...options, ...garch }),
  ],
  [
    "normal copula, empirical marginals",
    (options) => copulaVar(pairs, { ...options, ...copula, exposures: [1, 2] }),
  ],
  [
    "delta-normal",
    (options) => deltaNormalVar([1, 2], covariance, { ...options, observations: 250 }),
  ],
  [
    "delta-gamma",
    (options) =>
      deltaGammaVar({ delta: [1, 2], gamma }, covariance, { ...options, observations: 250 }),
  ],
];
const all: typeof withIntervals = [
  ...withIntervals,
  ["historical", (options, pnl = btc!) => historicalVar(pnl, options)],
  ["volatility-scaled", (options, pnl = btc!) => volatilityScaledVar(pnl, volatility, options)],
];

describe.each(all)("an estimate by the method %s", (name, method) => {
  test("states its method, unit, confidence, horizon and observations, and no second warning", () => {
    const found = method(asked);
    const { confidence, horizonDays, unit } = asked;
    expect(found).toMatchObject({ method: name, confidence, horizonDays, unit, observations: 250 });
    expect(found.expectedShortfall).toBeGreaterThan(found.valueAtRisk);
    expect(found.standardError).toBeGreaterThan(0);
    expect(found.standardError).toBeLessThan(found.valueAtRisk);
    expect(found.expectedShortfallStandardError).toBeGreaterThan(0);
  });

  test("refuses a confidence, a horizon and a unit that are none, by name and value", () => {
    const with_ = (changed: object) => () => method({ ...asked, ...changed });
    expect(with_({ confidence: 95 })).toThrow("confidence must be in (0, 1): 95");
    expect(with_({ horizonDays: 0 })).toThrow("horizonDays must be an integer of at least 1: 0");
    expect(with_({ unit: "" })).toThrow('unit must name a unit such as USD: ""');
    expect(with_({ unit: 1 })).toThrow("unit must name a unit such as USD: 1");
  });
});

describe.each(withIntervals)("the intervals of the method %s", (_, method) => {
  test("are the estimate and 1.645 standard errors on both sides at a level of 0.9", () => {
    const found = method(asked) as IntervalEstimate;
    const z = 1.6448536269514722;
    const check = (
      interval: IntervalEstimate["valueAtRiskInterval"],
      at: number,
      error: number,
    ) => {
      expectClose(interval.lower, at - z * error, { relative: 1e-12, subject: "lower" });
      expectClose(interval.upper, at + z * error, { relative: 1e-12, subject: "upper" });
    };
    check(found.valueAtRiskInterval, found.valueAtRisk, found.standardError);
    check(
      found.expectedShortfallInterval,
      found.expectedShortfall,
      found.expectedShortfallStandardError,
    );
    expect(found.intervalLevel).toBe(0.9);
  });

  test("have a level in (0, 1)", () => {
    expect(() => method({ ...asked, intervalLevel: 1 })).toThrow(
      "intervalLevel must be in (0, 1): 1",
    );
  });
});

describe("a sample with a missing outcome", () => {
  test.each([
    ["pnl", all.find(([name]) => name === "historical")![1]],
    ["pnl", all.find(([name]) => name === "volatility-scaled")![1]],
    ["pnl", all.find(([name]) => name === "normal")![1]],
    ["pnl", all.find(([name]) => name === "student-t")![1]],
    ["pnl", all.find(([name]) => name === "cornish-fisher")![1]],
    ["pnl", all.find(([name]) => name === "age-weighted")![1]],
    ["pnl", all.find(([name]) => name.startsWith("peaks"))![1]],
    ["returns", all.find(([name]) => name.startsWith("filtered"))![1]],
  ] as const)("is refused as %s[7] must be finite", (name, method) => {
    expect(() => method(asked, btc!.with(7, Number.NaN))).toThrow(`${name}[7] must be finite: NaN`);
  });
});
