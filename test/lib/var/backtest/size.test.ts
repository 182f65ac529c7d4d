import { describe, expect, test } from "vitest";
import { normalDensity } from "../../../../lib/math/normal-distribution.ts";
import { normalQuantile } from "../../../../lib/math/normal-quantile.ts";
import { randomStream } from "../../../../lib/math/random-stream.ts";
import {
  acerbiSzekelyCriticalValue,
  acerbiSzekelyZ1Test,
  acerbiSzekelyZ2Test,
} from "../../../../lib/var/backtest/acerbi-szekely.ts";
import type { BacktestResult } from "../../../../lib/var/backtest/backtest-result.ts";
import { berkowitzTest } from "../../../../lib/var/backtest/berkowitz.ts";
import { breachTransitions } from "../../../../lib/var/backtest/breach-transitions.ts";
import {
  christoffersenIndependenceTest,
  conditionalCoverageTest,
} from "../../../../lib/var/backtest/christoffersen.ts";
import { dieboldMarianoTest } from "../../../../lib/var/backtest/diebold-mariano.ts";
import { durationTest } from "../../../../lib/var/backtest/duration.ts";
import { dynamicQuantileTest } from "../../../../lib/var/backtest/dynamic-quantile.ts";
import type { ShortfallSample } from "../../../../lib/var/backtest/forecast-sample.ts";
import { countBreaches, kupiecTest } from "../../../../lib/var/backtest/kupiec.ts";
import { mcNeilFreyTest } from "../../../../lib/var/backtest/mcneil-frey.ts";
import { modelConfidenceSet } from "../../../../lib/var/backtest/model-confidence-set.ts";
import {
  timeBetweenFailuresIndependenceTest,
  timeUntilFirstFailureTest,
} from "../../../../lib/var/backtest/time-between-failures.ts";
import golden from "../../../golden/backtests.json" with { type: "json" };
import { binomialBounds, independentBreaches } from "./simulated-breaches.ts";

// How often each test rejects what is true, with fixed seeds: a count of rejections must lie within
// four binomial standard deviations of the size. Where a test is only asymptotic, its size at the
// number of days used here is stated as measured on 3,000 other histories (docs/methods/backtests.md).

const { exactSize } = golden.published;
const confidence = 0.95;

function breachHistories(runs: number, days: number, at: number): boolean[][] {
  return Array.from({ length: runs }, (_, stream) =>
    independentBreaches({ days, confidence: at, stream }),
  );
}

/** Normal outcomes whose volatility moves by half, beside the forecasts of one who knows it. */
function rightForecasts(stream: number, days: number, at: number): ShortfallSample {
  const random = randomStream({ seed: 77, stream });
  const z = normalQuantile(at);
  const volatility = Float64Array.from({ length: days }, (_, day) => 1 + Math.sin(day / 30) / 2);
  return {
    realised: volatility.map((value) => value * random.normal()),
    valueAtRisk: volatility.map((value) => value * z),
    expectedShortfall: volatility.map((value) => (value * normalDensity(z)) / (1 - at)),
    confidence: at,
  };
}

/** Losses of equally good models, independent from day to day. */
function equalLosses(stream: number, days: number, models: number): Float64Array[] {
  const random = randomStream({ seed: 5, stream });
  return Array.from({ length: models }, () =>
    Float64Array.from({ length: days }, () => random.normal() ** 2),
  );
}

function expectSize(rejected: readonly (boolean | null)[], size: number): void {
  const count = rejected.filter(Boolean).length;
  const [fewest, most] = binomialBounds(rejected.length, size);
  const message = `${count} of ${rejected.length} rejected, size ${size}`;
  expect(count, message).toBeGreaterThanOrEqual(fewest);
  expect(count, message).toBeLessThanOrEqual(most);
}

describe("tests of breaches on independent breaches", () => {
  const year = breachHistories(1000, 250, 0.99);
  const thousand = breachHistories(1000, 1000, confidence);
  const long = breachHistories(300, 5000, confidence);
  type Run = (breaches: readonly boolean[]) => BacktestResult;
  const kupiecAt =
    (at: number): Run =>
    (breaches) =>
      kupiecTest(countBreaches(breaches), { confidence: at });
  const independence: Run = (breaches) =>
    christoffersenIndependenceTest(breachTransitions(breaches));
  const both: Run = (breaches) => conditionalCoverageTest(breaches, { confidence });
  const first: Run = (breaches) => timeUntilFirstFailureTest(breaches, { confidence });
  const spacing: Run = (breaches) => timeBetweenFailuresIndependenceTest(breaches, { confidence });
  const duration: Run = (breaches) => durationTest(breaches);
  const permutations = { seed: 7, count: 99 };

  test.each<[string, boolean[][], Run, number]>([
    ["Kupiec's, 1,000 days at 0.95: exact", thousand, kupiecAt(0.95), exactSize.kupiec[0]!.size],
    ["Kupiec's, 250 days at 0.99: exact", year, kupiecAt(0.99), exactSize.kupiec[1]!.size],
    ["first failure at 0.95: exact", thousand, first, exactSize.timeUntilFirstFailure.size],
    ["independence, 5,000 days at 0.95", long, independence, 0.05],
    ["independence, 1,000 days at 0.95: above", thousand, independence, 0.083],
    ["conditional coverage, 1,000 days at 0.95", thousand, both, 0.06],
    ["durations by chi-square, 1,000 days at 0.95: above", thousand, duration, 0.088],
    ["durations by chi-square, 5,000 days at 0.95: far above", long, duration, 0.27],
    ["spacing by chi-square, 1,000 days at 0.95: far above", thousand, spacing, 0.174],
  ])("%s", (_, histories, run, size) => {
    expectSize(
      histories.map((breaches) => run(breaches).rejected),
      size,
    );
  });

  test.each<[string, Run]>([
    ["durations", (breaches) => durationTest(breaches, { permutations })],
    [
      "spacing",
      (breaches) => timeBetweenFailuresIndependenceTest(breaches, { confidence, permutations }),
    ],
  ])("%s by permutations: 5 %, on 250 days too", (_, run) => {
    const tested = thousand.slice(0, 250).map((breaches) => run(breaches.slice(0, 250)));
    expectSize(
      tested.map(({ rejected }) => rejected),
      0.05,
    );
    for (const { statistic, criticalValue, rejected } of tested) {
      if (statistic !== null) expect(rejected).toBe(statistic > criticalValue!);
    }
  });
});

describe("tests of forecasts on right forecasts", () => {
  const samples = Array.from({ length: 300 }, (_, i) => rightForecasts(i, 1000, confidence));
  const design = { observations: 250, confidence: 0.975 };
  const simulation = { seed: 9, paths: 4000 };

  test("dynamic quantile, 1,000 days at 0.95", () => {
    expectSize(
      samples.map((sample) => dynamicQuantileTest(sample).rejected),
      0.05,
    );
  });

  test("Berkowitz, 250 days", () => {
    const rejected = Array.from({ length: 1000 }, (_, stream) => {
      const random = randomStream({ seed: 2001, stream });
      return berkowitzTest(Float64Array.from({ length: 250 }, () => random.uniform())).rejected;
    });
    expectSize(rejected, 0.05);
  });

  test("McNeil-Frey, 50 breaches: below, as a mean of skewed residuals over its own error is", () => {
    expectSize(
      samples.map((sample) => mcNeilFreyTest(sample).rejected),
      0.034,
    );
  });

  test.each([
    ["z1", acerbiSzekelyZ1Test],
    ["z2", acerbiSzekelyZ2Test],
  ] as const)("Acerbi-Szekely %s, 250 days at 0.975", (statistic, run) => {
    const critical = acerbiSzekelyCriticalValue({ ...design, statistic, simulation });
    const few = { simulation: { seed: 1, paths: 19 } };
    const rejected = Array.from({ length: 600 }, (_, i) => {
      const found = run(rightForecasts(i, design.observations, design.confidence), few).statistic;
      return found !== null && found < critical;
    });
    expectSize(rejected, 0.05);
  });
});

describe("comparisons of equally good models", () => {
  test("Diebold-Mariano, 1,000 days and no lags", () => {
    const rejected = Array.from({ length: 400 }, (_, i) => {
      const [first, second] = equalLosses(i, 1000, 2);
      return dieboldMarianoTest({ first: first!, second: second! }, { lags: 0 }).rejected;
    });
    expectSize(rejected, 0.05);
  });

  test("the 90 % model confidence set holds all three in nine of ten, and any one more often", () => {
    const sets = Array.from({ length: 200 }, (_, i) => {
      const [a, b, c] = equalLosses(i, 300, 3);
      const options = { confidence: 0.9, seed: i, blockLength: 3, resamples: 150 };
      return modelConfidenceSet({ a: a!, b: b!, c: c! }, options);
    });
    expectSize(
      sets.map((ranked) => !ranked.every(({ included }) => included)),
      0.1,
    );
    const dropped = sets.filter((ranked) => !ranked.find(({ model }) => model === "a")!.included);
    expect(dropped.length).toBeLessThan(20);
  });
});
