import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { drawdownPath, maximumDrawdown } from "../../../lib/market/drawdown.ts";
import { dropMissing } from "../../../lib/market/drop-missing.ts";
import { equityFromPnl, equityFromReturns } from "../../../lib/market/equity-curve.ts";
import { priceSeries } from "../../../lib/market/price-series.ts";
import { sliceDates } from "../../../lib/market/slice-dates.ts";
import golden from "../../golden/market-measures.json" with { type: "json" };
import { expectClose } from "../expect-close.ts";
import { seriesOf } from "./panels.ts";
import { realHistory } from "./real-returns.ts";

const positive = fc.array(fc.double({ min: 0.01, max: 1e6, noNaN: true }), { minLength: 1 });

describe("maximumDrawdown", () => {
  test("is 10 % for empyrical's returns, whose first is missing", () => {
    // quantopian/empyrical 40f61b4, tests/test_stats.py test_max_drawdown; tolerance 1e-9 relative.
    const returns = seriesOf([NaN, 0.01, 0.1, -0.04, 0.02, 0.03, 0.02, 0.01, -0.1]);
    const { series } = dropMissing(returns);
    const equity = equityFromReturns(series, { initialEquity: 100 });
    const worst = maximumDrawdown(equity, { startLevel: 100 });
    expectClose(worst.drawdown, 0.1, { relative: 1e-9, subject: "drawdown" });
    expect(worst.troughDate).toBe("2021-01-09");
  });

  test.each(golden.drawdown)(
    "agrees with numpy on closes of $asset: $peakDate to $troughDate",
    (row) => {
      const whole = realHistory();
      const history = "to" in row && row.to ? sliceDates(whole, { to: row.to }) : whole;
      const found = maximumDrawdown({
        dates: history.dates,
        values: priceSeries(history, row.asset),
      });
      const { drawdown, peakDate, troughDate, recoveryDate } = row;
      expectClose(found.drawdown, drawdown, { relative: golden.tolerance.rel, subject: row.asset });
      expect(found).toMatchObject({ peakDate, troughDate, recoveryDate });
    },
  );

  test("of a curve that never falls is 0 without trough or recovery", () => {
    expect(maximumDrawdown(seriesOf([1, 2, 2, 3]))).toMatchObject({
      drawdown: 0,
      troughDate: null,
      recoveryDate: null,
    });
  });

  test("recovers on the first date back at the peak", () => {
    expect(maximumDrawdown(seriesOf([10, 8, 9, 10, 11]))).toEqual({
      drawdown: 0.2,
      peakLevel: 10,
      troughLevel: 8,
      peakDate: "2021-01-01",
      troughDate: "2021-01-02",
      recoveryDate: "2021-01-04",
    });
  });

  test("starts on the last date at the peak, when the peak was reached twice", () => {
    expect(maximumDrawdown(seriesOf([10, 9, 10, 8])).peakDate).toBe("2021-01-03");
  });

  test("counts from the start level: a first day's loss is a drawdown without peak date", () => {
    const equity = equityFromPnl(seriesOf([-30, 10]), { initialEquity: 100 });
    expect(maximumDrawdown(equity, { startLevel: 100 })).toMatchObject({
      drawdown: 0.3,
      peakLevel: 100,
      peakDate: null,
      troughDate: "2021-01-01",
    });
    expect(maximumDrawdown(equity).drawdown).toBe(0);
  });

  test("is above 1 when a leveraged account goes below zero", () => {
    const equity = equityFromPnl(seriesOf([-150]), { initialEquity: 100 });
    expect(maximumDrawdown(equity, { startLevel: 100 }).drawdown).toBe(1.5);
  });
});

describe("drawdownPath", () => {
  test("lies in [0, 1) for positive levels, 0 at every new high, and peaks at the maximum", () => {
    fc.assert(
      fc.property(positive, (values) => {
        const levels = seriesOf(values);
        const { drawdown, highWaterMark } = drawdownPath(levels);
        values.forEach((level, i) => {
          expect(highWaterMark[i]).toBe(Math.max(...values.slice(0, i + 1)));
          expect(drawdown[i]).toBeGreaterThanOrEqual(0);
          expect(drawdown[i]).toBeLessThan(1);
          if (level === highWaterMark[i]) expect(drawdown[i]).toBe(0);
        });
        expect(maximumDrawdown(levels).drawdown).toBe(Math.max(...drawdown));
      }),
    );
  });

  test("does not see the unit of the levels", () => {
    fc.assert(
      fc.property(positive, (values) => {
        const doubled = drawdownPath(seriesOf(values.map((level) => level * 2)));
        expect(doubled.drawdown).toEqual(drawdownPath(seriesOf(values)).drawdown);
      }),
    );
  });

  test("refuses an empty curve, a missing level, a start that is not positive", () => {
    expect(() => drawdownPath(seriesOf([]))).toThrow("levels must have at least 1 observation: 0");
    expect(() => drawdownPath(seriesOf([1, NaN]))).toThrow("levels[1] must be finite: NaN");
    expect(() => drawdownPath(seriesOf([0, 1]))).toThrow("levels[0] must be a positive number: 0");
    expect(() => drawdownPath(seriesOf([1]), { startLevel: -1 })).toThrow(
      "startLevel must be a positive number: -1",
    );
  });
});
