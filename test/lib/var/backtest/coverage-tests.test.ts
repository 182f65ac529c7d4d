import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { breachSummary } from "../../../../lib/var/backtest/breach-summary.ts";
import { breachTransitions } from "../../../../lib/var/backtest/breach-transitions.ts";
import {
  christoffersenIndependenceTest,
  conditionalCoverageTest,
} from "../../../../lib/var/backtest/christoffersen.ts";
import { durationTest } from "../../../../lib/var/backtest/duration.ts";
import { countBreaches, kupiecTest } from "../../../../lib/var/backtest/kupiec.ts";
import golden from "../../../golden/backtests.json" with { type: "json" };
import { expectClose } from "../../expect-close.ts";
import { bitcoinBacktest } from "./bitcoin-backtests.ts";
import { breachesOn } from "./simulated-breaches.ts";

const { kupiec, independence, clustered } = golden.published;
const confidence = 0.95;
const close = (found: number | null, expected: number, absolute: number, subject: string): void =>
  expectClose(found ?? Number.NaN, expected, { absolute, subject });

/** The days of the published transitions: 53 runs of breaches, four of them two days long. */
function publishedBreaches(): boolean[] {
  const days = Array.from({ length: 53 }, (_, run) => 10 + 18 * run);
  return breachesOn([...days, ...days.slice(0, 4).map((day) => day + 1)], 1043);
}

const clusteredBreaches = breachesOn(
  clustered.runsFrom.flatMap((from) =>
    Array.from({ length: clustered.runLength }, (_, i) => from - 1 + i),
  ),
  clustered.observations,
);

describe("kupiecTest", () => {
  test("gives the published ratio for 57 of 1043 (MathWorks)", () => {
    const result = kupiecTest(kupiec, { confidence });
    close(result.statistic, kupiec.statistic, 5e-6, "LR");
    close(result.pValue, kupiec.pValue, 5e-6, "p");
    close(result.criticalValue, kupiec.criticalValue, 5e-7, "critical");
    expect(result).toMatchObject({ rejected: false, identified: true, reason: null });
  });

  test("is 0 where breaches are as expected, on 5,000 days too, where likelihoods underflow", () => {
    const result = kupiecTest({ breaches: 250, observations: 5000 }, { confidence });
    close(result.statistic, 0, 1e-9, "LR");
    close(result.pValue, 1, 1e-4, "p");
  });

  test("rejects none and all of 250 with -2 n ln of their probability", () => {
    const none = kupiecTest({ breaches: 0, observations: 250 }, { confidence });
    const all = kupiecTest({ breaches: 250, observations: 250 }, { confidence });
    close(none.statistic, -500 * Math.log(0.95), 1e-10, "none");
    close(all.statistic, -500 * Math.log(0.05), 1e-9, "all");
    expect([none.rejected, all.rejected]).toEqual([true, true]);
  });

  test("refuses a count that cannot be", () => {
    expect(() => kupiecTest({ breaches: 3, observations: 2 }, { confidence })).toThrow(
      "breaches must not exceed 2 observations: 3",
    );
    expect(() => kupiecTest({ breaches: 0, observations: 0 }, { confidence })).toThrow(RangeError);
    expect(() => kupiecTest(kupiec, { confidence: 95 })).toThrow(
      "confidence must be in (0, 1): 95",
    );
    expect(() => kupiecTest(kupiec, { confidence, significance: 0 })).toThrow("significance");
  });
});

describe("breachSummary", () => {
  test("gives the published level, expectation and ratio (MathWorks)", () => {
    const summary = breachSummary(kupiec, confidence);
    close(summary.observedLevel, kupiec.observedLevel, 6e-6, "level");
    close(summary.expected, kupiec.expected, 1e-9, "expected");
    close(summary.ratio, kupiec.ratio, 6e-4, "ratio");
  });
});

describe("breachTransitions", () => {
  test("counts 0 1 1 0 0 as one of each (Vibe-Trading, test_var_backtest)", () => {
    const transitions = breachTransitions([false, true, true, false, false]);
    expect(transitions).toEqual({ n00: 1, n01: 1, n10: 1, n11: 1 });
  });

  test("sum to one less than the days", () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 1 }), (breaches) => {
        const { n00, n01, n10, n11 } = breachTransitions(breaches);
        expect(n00 + n01 + n10 + n11).toBe(breaches.length - 1);
      }),
    );
  });
});

describe("christoffersenIndependenceTest", () => {
  test("gives the published ratio (MathWorks)", () => {
    const result = christoffersenIndependenceTest(independence);
    close(result.statistic, independence.statistic, 6e-6, "LR");
    close(result.pValue, independence.pValue, 6e-6, "p");
  });

  test("takes no breach after a breach as data", () => {
    const result = christoffersenIndependenceTest({ n00: 937, n01: 11, n10: 11, n11: 0 });
    close(result.statistic, 0.25527999019494985, 1e-10, "LR");
  });
});

describe("conditionalCoverageTest", () => {
  test("gives the published sum of the two ratios (MathWorks)", () => {
    const breaches = publishedBreaches();
    const { n00, n01, n10, n11 } = independence;
    expect(breachTransitions(breaches)).toEqual({ n00, n01, n10, n11 });
    const result = conditionalCoverageTest(breaches, { confidence });
    close(result.statistic, independence.conditionalStatistic, 2e-5, "LR");
    close(result.pValue, independence.conditionalPValue, 2e-5, "p");
  });

  test("gives rugarch's ratios for five runs of five", () => {
    close(kupiecTest(countBreaches(clusteredBreaches), { confidence }).statistic, 0, 1e-6, "uc");
    const result = conditionalCoverageTest(clusteredBreaches, { confidence });
    close(result.statistic, clustered.conditional, 1e-6, "cc");
    expect(result.rejected).toBe(true);
  });
});

describe("durationTest", () => {
  test("gives rugarch's Weibull fit for five runs of five", () => {
    const result = durationTest(clusteredBreaches);
    expectClose(result.shape!, clustered.shape, { relative: 1e-3, subject: "shape" });
    close(result.logLikelihood, clustered.logLikelihood, 1e-6, "logLikelihood");
    close(result.restrictedLogLikelihood, clustered.restrictedLogLikelihood, 1e-6, "restricted");
    expect(result.rejected).toBe(true);
  });

  test("finds a shape above 1 for breaches that keep their distance", () => {
    const days = [5, 24, 46, 65, 84, 106, 126];
    expect(durationTest(breachesOn(days, 140)).shape!).toBeGreaterThan(5);
  });
});

describe("what is not identified", () => {
  test("is said of durations that are all equal", () => {
    const result = durationTest(breachesOn([19, 39, 59, 79], 100));
    expect(result.reason).toBe("every spell between breaches lasts 20 days");
  });

  test("is not said of 5,000 days with every twentieth a breach", () => {
    const calibrated = Array.from({ length: 5000 }, (_, day) => day % 20 === 10);
    const result = conditionalCoverageTest(calibrated, { confidence });
    expect(result.identified).toBe(true);
    expect(result.statistic).toBeGreaterThan(0);
    expect(result.statistic).toBeLessThan(40);
  });

  test("is never NaN, whatever the breaches", () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 1, maxLength: 60 }), (breaches) => {
        const results = [
          kupiecTest(countBreaches(breaches), { confidence }),
          conditionalCoverageTest(breaches, { confidence }),
          durationTest(breaches),
        ];
        for (const { statistic, pValue, identified } of results) {
          expect(identified).toBe(statistic !== null && Number.isFinite(statistic));
          expect(identified).toBe(pValue !== null && pValue >= 0 && pValue <= 1);
        }
      }),
    );
  });
});

describe("on Bitcoin", () => {
  test.each(golden.bitcoin.cases)("$kind $window $confidence agrees with scipy", (row) => {
    const rolling = bitcoinBacktest(row);
    expect(rolling.realised.length).toBe(golden.bitcoin.observations);
    expect(rolling.dates[0]).toBe(golden.bitcoin.first);
    expect(rolling.breachCount).toBe(row.breaches);
    close(rolling.valueAtRisk.at(-1)!, row.lastValueAtRisk, 1e-14, "VaR");
    close(rolling.expectedShortfall.at(-1)!, row.lastExpectedShortfall, 1e-14, "shortfall");
    const options = { confidence: row.confidence };
    const coverage = kupiecTest(countBreaches(rolling.breaches), options);
    close(coverage.statistic, Math.max(0, row.kupiec), 1e-10, "Kupiec");
    close(coverage.pValue, row.kupiecP, 1e-5, "Kupiec p");
    const transitions = breachTransitions(rolling.breaches);
    expect(Object.values(transitions)).toEqual(row.n);
    const chain = christoffersenIndependenceTest(transitions);
    close(chain.statistic, row.independence, 1e-10, "independence");
    close(chain.pValue, row.independenceP, 1e-10, "independence p");
    const both = conditionalCoverageTest(rolling.breaches, options);
    close(both.pValue, row.conditionalP, 1e-10, "conditional p");
    const duration = durationTest(rolling.breaches);
    close(duration.shape, row.durationShape, 1e-6, "shape");
    close(duration.logLikelihood, row.durationLogLikelihood, 1e-9, "logLikelihood");
    close(duration.restrictedLogLikelihood, row.durationRestricted, 1e-9, "restricted");
  });
});
