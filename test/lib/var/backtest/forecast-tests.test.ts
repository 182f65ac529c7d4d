import { describe, expect, test } from "vitest";
import { returnSeries } from "../../../../lib/market/return-window.ts";
import { simpleReturns } from "../../../../lib/market/returns.ts";
import { mean, standardDeviation } from "../../../../lib/math/moments.ts";
import { normalDistribution } from "../../../../lib/math/normal-distribution.ts";
import { randomStream } from "../../../../lib/math/random-stream.ts";
import { berkowitzTest } from "../../../../lib/var/backtest/berkowitz.ts";
import { dieboldMarianoTest } from "../../../../lib/var/backtest/diebold-mariano.ts";
import { dynamicQuantileTest } from "../../../../lib/var/backtest/dynamic-quantile.ts";
import { modelConfidenceSet } from "../../../../lib/var/backtest/model-confidence-set.ts";
import { quantileLoss } from "../../../../lib/var/backtest/quantile-loss.ts";
import golden from "../../../golden/backtests.json" with { type: "json" };
import { expectClose } from "../../expect-close.ts";
import { realHistory } from "../../market/real-returns.ts";
import { type BitcoinCase, bitcoinBacktest, lookBack } from "./bitcoin-backtests.ts";

const { bitcoin } = golden;
const close = (found: number | null, expected: number, absolute: number, subject: string): void =>
  expectClose(found ?? Number.NaN, expected, { absolute, subject });
const lossesOf = (row: BitcoinCase): Float64Array => quantileLoss(bitcoinBacktest(row));
const [short, long, normal] = bitcoin.cases as [BitcoinCase, BitcoinCase, BitcoinCase];

function uniforms(stream: number, days: number): Float64Array {
  const random = randomStream({ seed: 2001, stream });
  return Float64Array.from({ length: days }, () => random.uniform());
}

describe("dynamicQuantileTest", () => {
  test.each(bitcoin.cases)("$kind $window $confidence agrees with numpy", (row) => {
    const result = dynamicQuantileTest(bitcoinBacktest(row));
    close(result.statistic, row.dynamicQuantile, 1e-8, "DQ");
    close(result.pValue, row.dynamicQuantileP, 1e-9, "p");
  });

  test("does not depend on the unit of outcomes and VaR", () => {
    const { realised, valueAtRisk, confidence } = bitcoinBacktest(short);
    const scaled = dynamicQuantileTest({
      realised: realised.map((value) => value * 1e9),
      valueAtRisk: valueAtRisk.map((value) => value * 1e9),
      confidence,
    });
    close(scaled.statistic, short.dynamicQuantile, 1e-8, "DQ");
  });

  test("is not identified without breaches, with nothing else, with a VaR that never moves", () => {
    const flat = { realised: uniforms(0, 100), valueAtRisk: new Float64Array(100).fill(2) };
    const none = dynamicQuantileTest({ ...flat, confidence: 0.95 });
    expect(none).toMatchObject({ identified: false, reason: "there are no breaches" });
    const always = { ...flat, valueAtRisk: new Float64Array(100).fill(-2), confidence: 0.95 };
    expect(dynamicQuantileTest(always).reason).toBe("every day is a breach");
    const level = { ...flat, valueAtRisk: new Float64Array(100).fill(-0.1), confidence: 0.9 };
    expect(dynamicQuantileTest(level).reason).toContain("the VaR never moves");
    expect(dynamicQuantileTest(level, { withValueAtRisk: false }).identified).toBe(true);
    const few = { realised: [-1, 1], valueAtRisk: [0.5, 0.6], confidence: 0.9 };
    expect(dynamicQuantileTest(few).reason).toBe("2 days for 6 explanations");
  });

  test("does not identify a breach on the last day alone with lags that are all alike", () => {
    const realised = Float64Array.from({ length: 100 }, (_, day) => (day === 99 ? -3 : 0));
    const sample = { realised, valueAtRisk: realised.map(() => 2), confidence: 0.95 };
    const result = dynamicQuantileTest(sample, { withValueAtRisk: false });
    expect(result).toMatchObject({
      identified: false,
      reason: "the explanations repeat one another",
    });
  });
});

describe("berkowitzTest", () => {
  test("agrees with scipy on Bitcoin under a rolling normal law", () => {
    const returns = returnSeries(simpleReturns(realHistory()), "BTC").values;
    const probabilities = returns.slice(lookBack).map((outcome, day) => {
      const window = returns.subarray(day + lookBack - 250, day + lookBack);
      return normalDistribution((outcome - mean(window)) / standardDeviation(window));
    });
    const result = berkowitzTest(probabilities);
    const { statistic, pValue, intercept, autocorrelation, sigma } = bitcoin.berkowitz;
    close(result.statistic, statistic, 1e-8, "LR");
    close(result.pValue, pValue, 1e-8, "p");
    close(result.intercept, intercept, 1e-5, "intercept");
    close(result.autocorrelation, autocorrelation, 1e-5, "autocorrelation");
    close(result.sigma, sigma, 1e-5, "sigma");
  });

  test("is not identified where the forecast ruled the outcome out, without spread or days", () => {
    expect(berkowitzTest([0.1, 0.4, 1, 0.2, 0.9]).reason).toBe(
      "the forecast ruled out the outcome of day 2",
    );
    expect(berkowitzTest([0.5, 0.5, 0.5, 0.5, 0.5]).reason).toBe("the probabilities do not vary");
    expect(berkowitzTest([0.1, 0.4]).reason).toBe("fewer than 5 days: 2");
    expect(() => berkowitzTest([0.1, 1.4])).toThrow("probabilities[1] must be in [0, 1]: 1.4");
  });
});

describe("quantileLoss", () => {
  test.each(bitcoin.cases)("$kind $window $confidence has numpy's mean", (row) => {
    close(mean(lossesOf(row)), row.quantileLoss, 1e-15, "mean loss");
  });

  test("weighs a breach by the confidence and a calm day by the rest", () => {
    const losses = quantileLoss({ realised: [-3, 1], valueAtRisk: [2, 2], confidence: 0.75 });
    expect([...losses]).toEqual([0.75, 0.75]);
  });
});

describe("dieboldMarianoTest", () => {
  test("agrees with statsmodels' HAC standard error on Bitcoin", () => {
    const { lags, statistic, pValue } = bitcoin.dieboldMariano;
    const pair = { first: lossesOf(short), second: lossesOf(normal) };
    const result = dieboldMarianoTest(pair, { lags });
    close(result.statistic, statistic, 1e-10, "DM");
    close(result.pValue, pValue, 1e-10, "p");
    const swapped = dieboldMarianoTest({ first: pair.second, second: pair.first }, { lags });
    close(swapped.statistic, -statistic, 1e-10, "swapped");
  });

  test("is not identified for equal losses, and refuses lags beyond the days", () => {
    const losses = { first: [1, 2, 3], second: [1, 2, 3] };
    expect(dieboldMarianoTest(losses, { lags: 1 })).toMatchObject({
      identified: false,
      reason: "the difference of the losses never varies",
    });
    expect(() => dieboldMarianoTest(losses, { lags: 3 })).toThrow("lags must be below 3 days: 3");
  });
});

describe("modelConfidenceSet", () => {
  const losses = {
    a: lossesOf(short),
    b: lossesOf(long),
    c: lossesOf(normal),
    worse: lossesOf(short).map((loss) => loss + 0.00012),
  };

  test.each(["range", "max"] as const)("has the p-values of arch by %s", (statistic) => {
    const options = { confidence: 0.9, seed: 4, blockLength: 10, resamples: 4000, statistic };
    const ranked = modelConfidenceSet(losses, options);
    const expected = Object.values(bitcoin.modelConfidenceSet[statistic]);
    ["a", "b", "c", "worse"].forEach((model, i) => {
      const found = ranked.find((row) => row.model === model)!;
      close(found.pValue, expected[i]!, 0.03, model);
      expect(found.included).toBe(model !== "worse");
    });
    expect(ranked[0]!.model).toBe("worse");
  });

  test("keeps models that are the same, and is the same for the same seed", () => {
    const options = { confidence: 0.9, seed: 4, blockLength: 5, resamples: 200 };
    const same = modelConfidenceSet({ one: losses.a, two: losses.a }, options);
    expect(same.map((row) => row.pValue)).toEqual([1, 1]);
    expect(modelConfidenceSet(losses, options)).toEqual(modelConfidenceSet(losses, options));
  });

  test("refuses one model and losses of other days", () => {
    const options = { confidence: 0.9, seed: 4, blockLength: 1 };
    expect(() => modelConfidenceSet({ one: [1, 2] }, options)).toThrow(
      "models must be an integer of at least 2: 1",
    );
    expect(() => modelConfidenceSet({ one: [1, 2], two: [1, 2, 3] }, options)).toThrow(
      "losses.two must have 2 days like the first: 3",
    );
  });
});
