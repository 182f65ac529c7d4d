import { describe, expect, test } from "vitest";
import { annualReturn } from "../../../../lib/market/performance/annual-return.ts";
import { alphaBeta, capture } from "../../../../lib/market/performance/benchmark-measures.ts";
import { drawdownTable } from "../../../../lib/market/performance/drawdown-table.ts";
import {
  deflatedSharpe,
  expectedMaximumSharpe,
  minimumTrackRecord,
  probabilisticSharpe,
  probabilisticSharpeOf,
} from "../../../../lib/market/performance/probabilistic-sharpe.ts";
import {
  calmarRatio,
  conditionalDrawdownAtRisk,
} from "../../../../lib/market/performance/return-drawdowns.ts";
import {
  omegaRatio,
  sharpeRatio,
  sortinoRatio,
} from "../../../../lib/market/performance/return-ratios.ts";
import { tailRatio } from "../../../../lib/market/performance/tail-ratio.ts";
import { expectClose } from "../../expect-close.ts";
import { seriesOf } from "../panels.ts";

const returns = [0.02, -0.01, 0.03, -0.04, 0.01, 0.02];
const benchmark = [0.01, -0.02, 0.02, -0.03, 0, 0.01];
const pair = { returns, benchmark };
const annual = { periodsPerYear: 365 };
const statistics = { sharpe: 0.1, observations: 24, skewness: 0, kurtosis: 3 };
const levels = seriesOf([100, 90, 95, 80, 110]);
const none = null as never;
const lost = "returns[1] must be at least -1: -1.5";

const cases: readonly (readonly [string, string, () => unknown])[] = [
  ["annualReturn", "options must be an object: null", () => annualReturn(returns, none)],
  ["annualReturn", lost, () => annualReturn([0, -1.5], annual)],
  ["annualReturn", "returns must have at least 1 observation: 0", () => annualReturn([], annual)],
  [
    "annualReturn",
    "periodsPerYear must be a positive number: 0",
    () => annualReturn(returns, { periodsPerYear: 0 }),
  ],
  [
    "annualReturn",
    "periods must be a positive number: 0",
    () => annualReturn(returns, { ...annual, periods: 0 }),
  ],
  ["alphaBeta", "pair must be an object: null", () => alphaBeta(none, annual)],
  ["alphaBeta", "options must be an object: null", () => alphaBeta(pair, none)],
  [
    "alphaBeta",
    "periodsPerYear must be a positive number: 0",
    () => alphaBeta(pair, { periodsPerYear: 0 }),
  ],
  [
    "alphaBeta",
    "perPeriodTarget must be finite: NaN",
    () => alphaBeta(pair, { ...annual, perPeriodTarget: Number.NaN }),
  ],
  [
    "alphaBeta",
    "benchmark must have at least 3 observations: 2",
    () => alphaBeta({ ...pair, benchmark: [1, 2] }, annual),
  ],
  [
    "alphaBeta",
    "returns must have at least 3 observations: 2",
    () => alphaBeta({ ...pair, returns: [1, 2] }, annual),
  ],
  [
    "alphaBeta",
    "benchmark and returns must have the same length: 6 and 3",
    () => alphaBeta({ ...pair, returns: [1, 2, 3] }, annual),
  ],
  ["capture", "pair must be an object: null", () => capture(none, annual)],
  ["capture", "options must be an object: null", () => capture(pair, none)],
  ["capture", lost, () => capture({ ...pair, returns: returns.with(1, -1.5) }, annual)],
  ["capture", lost, () => capture({ ...pair, benchmark: benchmark.with(1, -1.5) }, annual)],
  [
    "capture",
    "returns and benchmark must have the same length: 3 and 6",
    () => capture({ ...pair, returns: [0, 0, 0] }, annual),
  ],
  ["drawdownTable", "levels must be an object: null", () => drawdownTable(none)],
  ["drawdownTable", "options must be an object: null", () => drawdownTable(levels, none)],
  [
    "drawdownTable",
    "top must be an integer of at least 1: 0",
    () => drawdownTable(levels, { top: 0 }),
  ],
  [
    "probabilisticSharpe",
    "options must be an object: null",
    () => probabilisticSharpe(returns, none),
  ],
  [
    "probabilisticSharpe",
    "returns must have at least 3 observations: 2",
    () => probabilisticSharpe([1, 2]),
  ],
  [
    "probabilisticSharpe",
    "perPeriodBenchmark must be finite: NaN",
    () => probabilisticSharpe(returns, { perPeriodBenchmark: Number.NaN }),
  ],
  [
    "probabilisticSharpeOf",
    "options must be an object: null",
    () => probabilisticSharpeOf(statistics, none),
  ],
  [
    "probabilisticSharpeOf",
    "statistics must be an object: null",
    () => probabilisticSharpeOf(none),
  ],
  [
    "probabilisticSharpeOf",
    "perPeriodBenchmark must be finite: NaN",
    () => probabilisticSharpeOf(statistics, { perPeriodBenchmark: Number.NaN }),
  ],
  [
    "probabilisticSharpeOf",
    "sharpe must be finite: NaN",
    () => probabilisticSharpeOf({ ...statistics, sharpe: Number.NaN }),
  ],
  [
    "probabilisticSharpeOf",
    "observations must be an integer of at least 2: 1",
    () => probabilisticSharpeOf({ ...statistics, observations: 1 }),
  ],
  [
    "probabilisticSharpeOf",
    "skewness must be finite: NaN",
    () => probabilisticSharpeOf({ ...statistics, skewness: Number.NaN }),
  ],
  [
    "probabilisticSharpeOf",
    "kurtosis must be finite: NaN",
    () => probabilisticSharpeOf({ ...statistics, kurtosis: Number.NaN }),
  ],
  [
    "probabilisticSharpeOf",
    "variance of the ratio must be finite: Infinity",
    () => probabilisticSharpeOf({ ...statistics, sharpe: 1e300 }),
  ],
  [
    "minimumTrackRecord",
    "options must be an object: null",
    () => minimumTrackRecord(statistics, none),
  ],
  [
    "minimumTrackRecord",
    "confidence must be in (0, 1): 95",
    () => minimumTrackRecord(statistics, { confidence: 95 }),
  ],
  [
    "minimumTrackRecord",
    "perPeriodBenchmark must be finite: NaN",
    () => minimumTrackRecord(statistics, { confidence: 0.9, perPeriodBenchmark: Number.NaN }),
  ],
  ["expectedMaximumSharpe", "search must be an object: null", () => expectedMaximumSharpe(none)],
  [
    "expectedMaximumSharpe",
    "trials must be an integer of at least 1: 0",
    () => expectedMaximumSharpe({ trials: 0, perPeriodVariance: 1 }),
  ],
  [
    "expectedMaximumSharpe",
    "perPeriodVariance must be zero or a positive number: -1",
    () => expectedMaximumSharpe({ trials: 2, perPeriodVariance: -1 }),
  ],
  ["deflatedSharpe", "trials must be an object: null", () => deflatedSharpe(returns, none)],
  ["calmarRatio", "options must be an object: null", () => calmarRatio(returns, none)],
  [
    "conditionalDrawdownAtRisk",
    "options must be an object: null",
    () => conditionalDrawdownAtRisk(returns, none),
  ],
  [
    "conditionalDrawdownAtRisk",
    "confidence must be in (0, 1): 95",
    () => conditionalDrawdownAtRisk(returns, { confidence: 95 }),
  ],
  ["sharpeRatio", "options must be an object: null", () => sharpeRatio(returns, none)],
  [
    "sharpeRatio",
    "perPeriodTarget must be finite: NaN",
    () => sharpeRatio(returns, { ...annual, perPeriodTarget: Number.NaN }),
  ],
  ["sharpeRatio", "returns must have at least 2 observations: 1", () => sharpeRatio([1], annual)],
  ["sortinoRatio", "options must be an object: null", () => sortinoRatio(returns, none)],
  ["omegaRatio", "options must be an object: null", () => omegaRatio(returns, none)],
  ["omegaRatio", "returns must have at least 1 observation: 0", () => omegaRatio([])],
  [
    "omegaRatio",
    "perPeriodTarget must be finite: NaN",
    () => omegaRatio(returns, { perPeriodTarget: Number.NaN }),
  ],
  ["tailRatio", "options must be an object: null", () => tailRatio(returns, none)],
  ["tailRatio", "returns must have at least 1 observation: 0", () => tailRatio([])],
  ["tailRatio", "tail must be in (0, 1): 5", () => tailRatio(returns, { tail: 5 })],
];

describe("by name and value is refused by", () => {
  test.each(cases)("%s: %s", (_, message, call) => {
    expect(call).toThrow(message);
  });
});

describe("measures at their edges", () => {
  test("a total loss loses all of the year, whatever came after", () => {
    expect(annualReturn([0.5, -1, 2], annual)).toBe(-1);
    expect(annualReturn([0, 0], annual)).toBe(0);
  });

  test("a benchmark that stood still is neither up nor down", () => {
    // Up on days 0, 2 and 5, down on 1 and 3; day 4 counts for neither.
    const found = capture(pair, { periodsPerYear: 3 });
    const up = (1.02 * 1.03 * 1.02 - 1) / (1.01 * 1.02 * 1.01 - 1);
    expectClose(found.up!, up, { relative: 1e-12, subject: "up" });
    const down = (0.99 * 0.96) ** 1.5 - 1;
    expectClose(found.down!, down / ((0.98 * 0.97) ** 1.5 - 1), {
      relative: 1e-12,
      subject: "down",
    });
    expectClose(found.ratio!, found.up! / found.down!, { relative: 1e-14, subject: "ratio" });
    const flat = capture({ returns: [0.01, 0], benchmark: [0.01, -0.01] }, { periodsPerYear: 2 });
    expect([flat.down, flat.ratio]).toEqual([0, null]);
  });

  test("a table of drawdowns ends where it is told", () => {
    // Two falls: 100 to 90 to 100, 120 to 60, not yet recovered.
    const twice = seriesOf([100, 90, 100, 120, 60, 80]);
    const all = drawdownTable(twice);
    expect(all.map(({ drawdown }) => drawdown)).toEqual([0.5, 0.1]);
    expect(drawdownTable(twice, { top: 1 })).toEqual(all.slice(0, 1));
    expect(drawdownTable(twice, { top: 9 })).toEqual(all);
  });

  test("one trial expects nothing, and a law without variance has no probability", () => {
    expect(expectedMaximumSharpe({ trials: 1, perPeriodVariance: 4 })).toBe(0);
    // 1 - 4 s + s² 0 at s = 1 / 4: no variance left, and below it there is some.
    const still = { sharpe: 0.25, observations: 24, skewness: 4, kurtosis: 1 };
    expect(probabilisticSharpeOf(still)).toBeNull();
    expect(minimumTrackRecord(still, { confidence: 0.9 })).toBeNull();
    expect(probabilisticSharpeOf({ ...still, sharpe: 0.2 })!.standardError).toBeGreaterThan(0);
    expect(probabilisticSharpeOf({ ...still, sharpe: 0.3 })).toBeNull();
  });
});
