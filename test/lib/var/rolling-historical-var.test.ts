import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { returnSeries } from "../../../lib/market/return-window.ts";
import { simpleReturns } from "../../../lib/market/returns.ts";
import { quantileTypes } from "../../../lib/math/quantile.ts";
import { historicalVar } from "../../../lib/var/historical-var.ts";
import { rollingHistoricalVar } from "../../../lib/var/rolling-historical-var.ts";
import golden from "../../golden/historical-var.json" with { type: "json" };
import { expectClose } from "../expect-close.ts";
import { seriesOf } from "../market/panels.ts";
import { realHistory } from "../market/real-returns.ts";

const outcomes = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 21, maxLength: 60 });
const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);

describe("rollingHistoricalVar", () => {
  describe("on four years of BTC", () => {
    const series = returnSeries(simpleReturns(realHistory()), "BTC");
    const relative = golden.tolerance.rel;

    test.each(golden.rolling)("agrees with numpy at $confidence: $breachCount breaches", (row) => {
      const { confidence, window } = row;
      const found = rollingHistoricalVar(series, { confidence, window });
      expect(found.dates[0]).toBe(row.from);
      expect(found.dates).toHaveLength(row.days);
      expect(found.breachCount).toBe(row.breachCount);
      expectClose(found.expectedBreaches, row.days * (1 - confidence), {
        relative,
        subject: "expected",
      });
      const breached = found.dates.filter((date, i) => found.breaches[i] && date < "2021");
      expect(breached).toEqual(row.breachDates2020);
      expectClose(sum(found.valueAtRisk), row.valueAtRiskSum, { relative, subject: "sum of VaR" });
      const shortfalls = sum(found.expectedShortfall);
      expectClose(shortfalls, row.expectedShortfallSum, { relative, subject: "sum of ES" });
      for (const { date, valueAtRisk, expectedShortfall } of row.on) {
        const day = found.dates.indexOf(date);
        expectClose(found.valueAtRisk[day]!, valueAtRisk, { relative, subject: `VaR ${date}` });
        const shortfall = found.expectedShortfall[day]!;
        expectClose(shortfall, expectedShortfall, { relative, subject: `ES ${date}` });
      }
    });
  });

  test("equals historicalVar of the window before each day", () => {
    const options = fc.record({
      quantileType: fc.constantFrom(...quantileTypes),
      shortfallMethod: fc.constantFrom("acerbi-tasche" as const, "tail-conditional" as const),
    });
    fc.assert(
      fc.property(outcomes, options, (values, options) => {
        const window = 20;
        const found = rollingHistoricalVar(seriesOf(values), {
          confidence: 0.9,
          window,
          ...options,
        });
        found.dates.forEach((_, day) => {
          const before = values.slice(day, day + window);
          const alone = historicalVar(before, {
            confidence: 0.9,
            horizonDays: 1,
            unit: "USD",
            ...options,
          });
          expect(found.valueAtRisk[day]).toBe(alone.valueAtRisk);
          expect(found.expectedShortfall[day]).toBe(alone.expectedShortfall);
          expect(found.realised[day]).toBe(values[day + window]);
          expect(found.breaches[day]).toBe(-values[day + window]! > alone.valueAtRisk);
        });
      }),
    );
  });

  test("does not look ahead: no change from a day on changes that day's estimate", () => {
    fc.assert(
      fc.property(
        outcomes,
        fc.nat(),
        fc.integer({ min: -999, max: 999 }),
        (values, pick, shock) => {
          const options = { confidence: 0.95, window: 20 };
          const day = pick % (values.length - 20);
          const changed = values.map((value, i) => (i >= day + 20 ? value + shock : value));
          const [before, after] = [values, changed].map((v) =>
            rollingHistoricalVar(seriesOf(v), options),
          );
          expect(after!.valueAtRisk.slice(0, day + 1)).toEqual(
            before!.valueAtRisk.slice(0, day + 1),
          );
          const shortfalls = before!.expectedShortfall.slice(0, day + 1);
          expect(after!.expectedShortfall.slice(0, day + 1)).toEqual(shortfalls);
        },
      ),
    );
  });

  test("counts a loss equal to VaR as no breach", () => {
    const values = [...Array.from({ length: 20 }, (_, i) => (i === 0 ? -1 : 0)), -1, -2];
    const found = rollingHistoricalVar(seriesOf(values), {
      confidence: 0.95,
      window: 20,
      quantileType: 3,
    });
    expect(found.valueAtRisk[0]).toBe(0);
    const constant = rollingHistoricalVar(seriesOf(Array(22).fill(-3)), {
      confidence: 0.95,
      window: 20,
    });
    expect(constant).toMatchObject({ breachCount: 0, breaches: [false, false] });
    expect(found.breaches).toEqual([true, true]);
  });

  test("refuses a window too short, a series no longer than it, a gap, a confidence of 95", () => {
    const values = Array.from({ length: 30 }, (_, i) => i);
    const run = (change: Partial<{ confidence: number; window: number }>): unknown =>
      rollingHistoricalVar(seriesOf(values), { confidence: 0.95, window: 20, ...change });
    expect(() => run({ window: 19 })).toThrow(
      "window must have at least 20 observations at confidence 0.95: 19",
    );
    expect(() => run({ window: 30 })).toThrow("values must have at least 31 observations: 30");
    expect(() => run({ confidence: 95 })).toThrow("confidence must be in (0, 1): 95");
    expect(() => run({ window: 1 })).toThrow("window must be an integer of at least 2: 1");
    const unknown = (changed: object) => () =>
      rollingHistoricalVar(seriesOf(values), { confidence: 0.95, window: 20, ...changed });
    expect(unknown({ quantileType: 0 })).toThrow("quantileType must be one of");
    expect(unknown({ shortfallMethod: "mean" })).toThrow("shortfallMethod must be one of");
    const short = { ...seriesOf(values), dates: seriesOf(values).dates.slice(1) };
    expect(() => rollingHistoricalVar(short, { confidence: 0.95, window: 20 })).toThrow("29");
    const gap = seriesOf([...values, NaN]);
    expect(() => rollingHistoricalVar(gap, { confidence: 0.95, window: 20 })).toThrow(
      "values[30] must be finite: NaN",
    );
  });
});
