import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { maximumDrawdown } from "../../../../lib/market/drawdown.ts";
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
  returnDrawdowns,
  ulcerIndex,
} from "../../../../lib/market/performance/return-drawdowns.ts";
import {
  omegaRatio,
  sharpeRatio,
  sortinoRatio,
} from "../../../../lib/market/performance/return-ratios.ts";
import { tailRatio } from "../../../../lib/market/performance/tail-ratio.ts";
import { priceSeries } from "../../../../lib/market/price-series.ts";
import { returnSeries } from "../../../../lib/market/return-window.ts";
import { sliceDates } from "../../../../lib/market/slice-dates.ts";
import { randomStream } from "../../../../lib/math/random-stream.ts";
import golden from "../../../golden/performance.json" with { type: "json" };
import { expectClose } from "../../expect-close.ts";
import { realHistory, realSimpleReturns } from "../real-returns.ts";

const { empyrical, deflated, ether } = golden;
const eth = returnSeries(realSimpleReturns(), "ETH").values;
const btc = returnSeries(realSimpleReturns(), "BTC").values;
const { periodsPerYear, perPeriodTarget } = ether;
const options = { periodsPerYear, perPeriodTarget };
const close = (found: number | null, expected: number, subject: string, relative = 1e-10): void =>
  expectClose(found ?? Number.NaN, expected, { relative, subject });

describe("on empyrical's mixed returns", () => {
  const { returns } = empyrical;
  const annual = { periodsPerYear: empyrical.periodsPerYear };

  test("the deepest drawdown is the published one", () => {
    close(Math.max(...returnDrawdowns(returns)), empyrical.maximumDrawdown, "drawdown", 1e-9);
  });

  test("Sharpe and Sortino are the published ones without the missing return", () => {
    close(sharpeRatio(returns, annual), empyrical.sharpe, "Sharpe", 1e-8);
    close(sortinoRatio(returns, annual), empyrical.sortino, "Sortino", 1e-8);
  });

  test("Calmar is the published one where the missing return counts as a period", () => {
    const spanned = { ...annual, periods: empyrical.periodsOfCalmar };
    close(calmarRatio(returns, spanned), empyrical.calmar, "Calmar", 1e-8);
  });
});

describe("on ETH against BTC, agrees with numpy and statsmodels:", () => {
  test("ratios of returns", () => {
    close(sharpeRatio(eth, options), ether.sharpe, "Sharpe");
    close(sortinoRatio(eth, options), ether.sortino, "Sortino");
    close(omegaRatio(eth, options), ether.omega, "Omega");
    close(tailRatio(eth), ether.tailRatio, "tail ratio");
  });

  test("measures of drawdown", () => {
    close(annualReturn(eth, options), ether.annualReturn, "annual return");
    close(calmarRatio(eth, options), ether.calmar, "Calmar");
    close(ulcerIndex(eth), ether.ulcer, "ulcer");
    const risk = conditionalDrawdownAtRisk(eth, { confidence: 0.95 });
    close(risk.drawdownAtRisk, ether.drawdownAtRisk, "DaR");
    close(risk.conditionalDrawdownAtRisk, ether.conditionalDrawdownAtRisk, "CDaR");
  });

  test("probabilistic and deflated Sharpe", () => {
    const found = probabilisticSharpe(eth)!;
    close(found.standardError, ether.sharpeStandardError, "standard error");
    close(found.probability, ether.probabilisticSharpe, "probability");
    const trials = { trials: ether.deflatedTrials, perPeriodVariance: ether.deflatedVariance };
    close(deflatedSharpe(eth, trials)!.probability, ether.deflatedSharpe, "deflated");
  });

  test("alpha, beta and capture", () => {
    const pair = { returns: eth, benchmark: btc };
    const line = alphaBeta(pair, options);
    close(line.annualAlpha, ether.annualAlpha, "alpha");
    close(line.alphaStandardError, ether.alphaStandardError, "alpha error");
    close(line.beta, ether.beta, "beta");
    close(line.betaStandardError, ether.betaStandardError, "beta error");
    close(line.rSquared, ether.rSquared, "R squared");
    const kept = capture(pair, { periodsPerYear });
    close(kept.up, ether.upCapture, "up", 1e-9);
    close(kept.down, ether.downCapture, "down");
    close(kept.ratio, ether.upCapture / ether.downCapture, "ratio", 1e-9);
  });

  test("the five deepest drawdowns of BTC", () => {
    const span = { from: "2020-01-01", to: "2021-12-31" };
    const history = sliceDates(realHistory(), span);
    const levels = { dates: history.dates, values: priceSeries(history, "BTC") };
    const found = drawdownTable(levels, { top: 5 });
    ether.bitcoinDrawdowns.forEach((expected, i) => {
      const { drawdown, ...dates } = expected;
      expect(found[i]).toMatchObject(dates);
      close(found[i]!.drawdown, drawdown, `drawdown ${i}`);
    });
    expect(drawdownTable(levels)).toHaveLength(ether.episodes);
  });
});

describe("drawdownTable", () => {
  const dates = ["2020-01-01", "2020-01-02", "2020-01-03", "2020-01-04", "2020-01-05"];
  const table = (values: number[], startLevel?: number) =>
    drawdownTable(
      { dates, values: Float64Array.from(values) },
      startLevel === undefined ? {} : { startLevel },
    );

  test("has the periods down and up, and leaves an unfinished one open", () => {
    expect(table([10, 8, 9, 10, 5])).toEqual([
      {
        drawdown: 0.5,
        peakDate: "2020-01-04",
        troughDate: "2020-01-05",
        recoveryDate: null,
        periodsDown: 1,
        periodsUp: null,
      },
      {
        drawdown: 0.2,
        peakDate: "2020-01-01",
        troughDate: "2020-01-02",
        recoveryDate: "2020-01-04",
        periodsDown: 1,
        periodsUp: 2,
      },
    ]);
  });

  test("is empty for a curve that never falls; a fall from the start level has no peak date", () => {
    expect(table([1, 1, 2, 3, 3])).toEqual([]);
    const [first] = table([9, 8, 9, 10, 11], 10);
    expect(first).toMatchObject({ peakDate: null, troughDate: "2020-01-02", periodsDown: 2 });
    expect(first!.recoveryDate).toBe("2020-01-04");
  });

  test("begins with what maximumDrawdown finds, whatever the curve", () => {
    const level = fc.double({ min: 0.1, max: 10, noNaN: true });
    fc.assert(
      fc.property(fc.array(level, { minLength: 5, maxLength: 5 }), (values) => {
        const deepest = maximumDrawdown({ dates, values: Float64Array.from(values) });
        const [first] = table(values);
        expect(first?.drawdown ?? 0).toBe(deepest.drawdown);
        expect(first?.troughDate ?? null).toBe(deepest.troughDate);
        expect(first?.recoveryDate ?? null).toBe(deepest.recoveryDate);
      }),
    );
  });
});

describe("what cannot be computed", () => {
  test("is null, never NaN or infinite", () => {
    const flat = [0.01, 0.01, 0.01];
    expect(sharpeRatio(flat, options)).toBeNull();
    expect(sharpeRatio([0, 0, 0], options)).toBeNull();
    expect(sortinoRatio(flat, options)).toBeNull();
    expect(omegaRatio(flat)).toBeNull();
    expect(tailRatio([0, 0])).toBeNull();
    expect(calmarRatio(flat, options)).toBeNull();
    expect(probabilisticSharpe(flat)).toBeNull();
    const benchmark = [0.01, 0.02, 0];
    const kept = capture({ returns: flat, benchmark }, options);
    expect(kept).toMatchObject({ down: null, ratio: null });
    expect(ulcerIndex(flat)).toBe(0);
    const huge = capture({ returns: [9, -0.5], benchmark: [9, -0.5] }, options);
    expect(huge).toEqual({ up: null, down: 1, ratio: null });
  });

  test("is refused by name where the input is wrong", () => {
    expect(() => sharpeRatio([0.01, Number.NaN], options)).toThrow("returns[1] must be finite");
    expect(() => sharpeRatio([0.01], options)).toThrow("at least 2 observations: 1");
    expect(() => sharpeRatio(eth, { periodsPerYear: 0 })).toThrow("periodsPerYear");
    expect(() => returnDrawdowns([0.1, -1.5])).toThrow("returns[1] must be at least -1: -1.5");
    const pair = { returns: [1, 2, 3], benchmark: [1, 1, 1] };
    expect(() => alphaBeta(pair, options)).toThrow("must vary");
  });

  test("does not stop at a total loss", () => {
    expect(annualReturn([0.5, -1, 0.2], options)).toBe(-1);
    expect([...returnDrawdowns([0.5, -1, 0.2])]).toEqual([0, 1, 1]);
    expect(calmarRatio([0.5, -1, 0.2], options)).toBe(-1);
  });
});

describe("expectedMaximumSharpe", () => {
  test("of 40 trials is the published 2.189 standard deviations", () => {
    const found = expectedMaximumSharpe({ trials: deflated.trials, perPeriodVariance: 1 });
    expectClose(found, deflated.expectedMaximum, { absolute: 6e-4, subject: "40 trials" });
  });

  test("is 0 for one trial and near the simulated maximum for forty", () => {
    expect(expectedMaximumSharpe({ trials: 1, perPeriodVariance: 1 })).toBe(0);
    const random = randomStream({ seed: 40, stream: 0 });
    let sum = 0;
    for (let run = 0; run < 20_000; run++) {
      sum += Math.max(...Array.from({ length: 40 }, () => random.normal()));
    }
    const found = expectedMaximumSharpe({ trials: 40, perPeriodVariance: 4 });
    expectClose(found, (2 * sum) / 20_000, { relative: 0.02, subject: "simulated maximum" });
  });
});

describe("measures of any returns", () => {
  const returns = fc.array(
    fc.integer({ min: -500, max: 500 }).map((n) => n / 1000),
    {
      minLength: 3,
      maxLength: 40,
    },
  );

  test("keep their order: DaR <= CDaR <= the deepest drawdown, ulcer below it", () => {
    fc.assert(
      fc.property(
        returns,
        fc.double({ min: 0.05, max: 0.99, noNaN: true }),
        (values, confidence) => {
          const deepest = Math.max(...returnDrawdowns(values));
          const risk = conditionalDrawdownAtRisk(values, { confidence });
          expect(risk.drawdownAtRisk).toBeLessThanOrEqual(risk.conditionalDrawdownAtRisk);
          expect(risk.conditionalDrawdownAtRisk).toBeLessThanOrEqual(deepest * (1 + 1e-12));
          expect(ulcerIndex(values)).toBeLessThanOrEqual(deepest * (1 + 1e-12));
        },
      ),
    );
  });

  test("give a Sharpe ratio that borrowing does not change", () => {
    fc.assert(
      fc.property(returns, (values) => {
        const plain = sharpeRatio(values, { periodsPerYear: 365 });
        const doubled = sharpeRatio(
          values.map((value) => 2 * value),
          { periodsPerYear: 365 },
        );
        if (plain === null) expect(doubled).toBeNull();
        else close(doubled, plain, "doubled", 1e-9);
      }),
    );
  });
});

describe("on the examples of Bailey and López de Prado", () => {
  const { trackRecord, minimumTrackRecord: record, deflated: trials } = golden.published;

  test("24 months at 0.458 are above 0 with 91.3 %, with 98.2 % if they were normal", () => {
    const { sharpe, observations, skewness, kurtosis } = trackRecord;
    const found = probabilisticSharpeOf({ sharpe, observations, skewness, kurtosis })!;
    expect(found.probability).toBeCloseTo(trackRecord.probability, 3);
    const normal = { sharpe, observations, skewness: 0, kurtosis: 3 };
    expect(probabilisticSharpeOf(normal)!.probability).toBeCloseTo(
      trackRecord.normalProbability,
      3,
    );
  });

  test("an annual ratio of 2 takes 2.73 years of days to be above 1 with 95 %", () => {
    const root = Math.sqrt(record.daysPerYear);
    const sharpe = record.annualSharpe / root;
    const statistics = { sharpe, observations: 2, skewness: 0, kurtosis: 3 };
    const perPeriodBenchmark = record.annualBenchmark / root;
    const { confidence } = record;
    const days = minimumTrackRecord(statistics, { confidence, perPeriodBenchmark })!;
    expect(days / record.daysPerYear).toBeCloseTo(record.years, 2);
    const long = { ...statistics, observations: Math.ceil(days) };
    const short = { ...statistics, observations: Math.floor(days) };
    const sure = (of: typeof long): number =>
      probabilisticSharpeOf(of, { perPeriodBenchmark })!.probability;
    expect(sure(long)).toBeGreaterThanOrEqual(confidence);
    expect(sure(short)).toBeLessThan(confidence);
    expect(minimumTrackRecord({ ...statistics, sharpe: 0 }, { confidence })).toBeNull();
  });

  test("the best of 100 trials is expected at 0.1132, and 2.5 a year is above it with 90.04 %", () => {
    const { annualVariance, daysPerYear, annualSharpe, observations, skewness, kurtosis } = trials;
    const perPeriodVariance = annualVariance / daysPerYear;
    const benchmark = expectedMaximumSharpe({ trials: trials.trials, perPeriodVariance });
    expect(benchmark).toBeCloseTo(trials.benchmark, 4);
    const sharpe = annualSharpe / Math.sqrt(daysPerYear);
    const found = probabilisticSharpeOf(
      { sharpe, observations, skewness, kurtosis },
      { perPeriodBenchmark: benchmark },
    )!;
    expect(found.probability).toBeCloseTo(trials.probability, 4);
  });
});
