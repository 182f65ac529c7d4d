import { describe, expect, test } from "vitest";
import { chiSquareTail } from "../../../../lib/math/chi-square.ts";
import { countBreaches, kupiecTest } from "../../../../lib/var/backtest/kupiec.ts";
import {
  timeBetweenFailuresIndependenceTest,
  timeBetweenFailuresTest,
  timeUntilFirstFailureTest,
} from "../../../../lib/var/backtest/time-between-failures.ts";
import golden from "../../../golden/backtests.json" with { type: "json" };
import { expectClose } from "../../expect-close.ts";
import { bitcoinBacktest } from "./bitcoin-backtests.ts";
import { breachesOn } from "./simulated-breaches.ts";

const { timeUntilFirstFailure, timeBetweenFailures, kupiec, clustered } = golden.published;
const confidence = 0.95;
const close = (found: number | null, expected: number, absolute: number, subject: string): void =>
  expectClose(found ?? Number.NaN, expected, { absolute, subject });

const clusteredBreaches = breachesOn(
  clustered.runsFrom.flatMap((from) =>
    Array.from({ length: clustered.runLength }, (_, i) => from - 1 + i),
  ),
  clustered.observations,
);

describe("timeUntilFirstFailureTest", () => {
  test("gives the published ratio for a first failure on day 58 (MathWorks)", () => {
    const { firstFailure, observations, statistic, pValue } = timeUntilFirstFailure;
    const breaches = breachesOn([firstFailure - 1, firstFailure + 9], observations);
    const result = timeUntilFirstFailureTest(breaches, { confidence });
    close(result.statistic, statistic, 5e-5, "LR");
    close(result.pValue, pValue, 5e-6, "p");
    expect(result.rejected).toBe(false);
  });

  test("is -2 ln(1 - confidence) for a breach on the first day, 0 on the day expected", () => {
    const first = timeUntilFirstFailureTest([true, false], { confidence });
    close(first.statistic, -2 * Math.log(0.05), 1e-12, "first day");
    const expected = timeUntilFirstFailureTest(breachesOn([19], 30), { confidence });
    close(expected.statistic, 0, 1e-12, "twentieth day");
  });

  test("accepts a first failure from day 2 to day 86 at 0.95", () => {
    const rejected = [1, 2, 86, 87].map(
      (day) => timeUntilFirstFailureTest(breachesOn([day - 1], 100), { confidence }).rejected,
    );
    expect(rejected).toEqual([true, false, false, true]);
  });
});

describe("timeBetweenFailuresIndependenceTest and timeBetweenFailuresTest", () => {
  test("count degrees of freedom so that published ratios have the published p-values", () => {
    const { breaches, statistic, pValue, mixedStatistic, mixedPValue } = timeBetweenFailures;
    close(chiSquareTail(statistic, breaches), pValue, 5e-7, "spacing");
    close(chiSquareTail(mixedStatistic, breaches + 1), mixedPValue, 5e-7, "mixed");
    close(mixedStatistic - statistic, kupiec.statistic, 1e-3, "difference");
  });

  test("reject five runs of five as scipy does", () => {
    const result = timeBetweenFailuresIndependenceTest(clusteredBreaches, { confidence });
    close(result.statistic, clustered.timeBetweenFailures, 1e-9, "LR");
    expectClose(result.pValue!, clustered.timeBetweenFailuresP, { relative: 1e-6, subject: "p" });
    const first = timeUntilFirstFailureTest(clusteredBreaches, { confidence });
    close(first.statistic, clustered.timeUntilFirstFailure, 1e-12, "first");
    close(first.pValue, clustered.timeUntilFirstFailureP, 1e-12, "first p");
    const permutations = { seed: 4, count: 199 };
    const exact = timeBetweenFailuresIndependenceTest(clusteredBreaches, {
      confidence,
      permutations,
    });
    expect(exact).toMatchObject({ statistic: result.statistic, pValue: 1 / 200, rejected: true });
    expect(exact.statistic!).toBeGreaterThan(exact.criticalValue!);
  });

  test.each(golden.bitcoin.cases)("$kind $window $confidence agree with scipy", (row) => {
    const { breaches } = bitcoinBacktest(row);
    const options = { confidence: row.confidence };
    const first = timeUntilFirstFailureTest(breaches, options);
    close(first.statistic, row.timeUntilFirstFailure, 1e-12, "first");
    const spacing = timeBetweenFailuresIndependenceTest(breaches, options);
    close(spacing.statistic, row.timeBetweenFailures, 1e-9, "LR");
    close(spacing.pValue, row.timeBetweenFailuresP, 1e-10, "p");
    const mixed = timeBetweenFailuresTest(breaches, options);
    close(mixed.statistic, row.mixed, 1e-9, "mixed");
    close(mixed.pValue, row.mixedP, 1e-10, "mixed p");
  });

  test("sum over one breach to the ratio of the first", () => {
    const breaches = breachesOn([41], 300);
    const spacing = timeBetweenFailuresIndependenceTest(breaches, { confidence });
    expect(spacing.statistic).toBe(timeUntilFirstFailureTest(breaches, { confidence }).statistic);
    const mixed = timeBetweenFailuresTest(breaches, { confidence });
    const coverage = kupiecTest(countBreaches(breaches), { confidence });
    close(mixed.statistic, spacing.statistic! + coverage.statistic!, 1e-12, "mixed");
  });

  test("say what they hold true, with or without a breach, at the significance asked for", () => {
    const options = { confidence, significance: 0.01 };
    for (const breaches of [clusteredBreaches, breachesOn([], 50)]) {
      const first = timeUntilFirstFailureTest(breaches, options);
      expect(first.hypothesis).toBe("the first breach comes when the confidence says");
      const spacing = timeBetweenFailuresIndependenceTest(breaches, options);
      expect(spacing.hypothesis).toContain("breaches keep the distances");
      const mixed = timeBetweenFailuresTest(breaches, options);
      expect([first, spacing, mixed].map((one) => one.significance)).toEqual([0.01, 0.01, 0.01]);
    }
  });

  test("refuse no days, and a confidence of 95", () => {
    for (const run of [timeUntilFirstFailureTest, timeBetweenFailuresTest]) {
      expect(() => run([], { confidence })).toThrow("breaches must have at least 1 day: 0");
      expect(() => run([true], { confidence: 95 })).toThrow("confidence must be in (0, 1): 95");
    }
  });
});
