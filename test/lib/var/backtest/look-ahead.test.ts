import { describe, expect, test } from "vitest";
import { addDays } from "../../../../lib/base/time.ts";
import type { DatedSeries } from "../../../../lib/market/dated-series.ts";
import { maximumDrawdown } from "../../../../lib/market/drawdown.ts";
import { equityFromPnl } from "../../../../lib/market/equity-curve.ts";
import { rollingVolatility } from "../../../../lib/market/rolling-volatility.ts";
import { backtestVar } from "../../../../lib/var/backtest/backtest-var.ts";
import { rollingHistoricalVar } from "../../../../lib/var/rolling-historical-var.ts";
import { forecasters, garchReturns, heldGarch } from "./forecasters.ts";

const [window, days, changedFrom, refitEvery] = [250, 290, 270, 4];
const { returns } = garchReturns(days, { seed: 31, stream: 0 });
const dates = Array.from({ length: days }, (_, day) => addDays("2020-01-01", day));
const series = { dates, values: returns };
const changed = {
  dates,
  values: returns.map((value, day) => (day < changedFrom ? value : 0.3 * Math.cos(day) - value)),
};

describe("no forecast sees its own day or a later one", () => {
  const shared = { confidence: 0.95, window, refitEvery };
  const untouched = changedFrom - window + 1;

  test.each(Object.entries(forecasters))("%s", (_, forecaster) => {
    const options = { ...shared, estimate: forecaster(0.95) };
    const [plain, after] = [backtestVar(series, options), backtestVar(changed, options)];
    for (const figure of ["valueAtRisk", "expectedShortfall"] as const) {
      expect(after[figure].slice(0, untouched)).toEqual(plain[figure].slice(0, untouched));
      expect(after[figure].at(-1)).not.toBe(plain[figure].at(-1));
    }
  });

  test("GARCH with parameters held between fits, which must move every day", () => {
    const options = { ...shared, fit: heldGarch(0.95) };
    const [plain, after] = [backtestVar(series, options), backtestVar(changed, options)];
    expect(after.valueAtRisk.slice(0, untouched)).toEqual(plain.valueAtRisk.slice(0, untouched));
    expect(after.valueAtRisk[untouched]).not.toBe(plain.valueAtRisk[untouched]);
    expect(new Set(plain.valueAtRisk).size).toBe(days - window);
    expect(plain.fits).toBe(10);
  });
});

describe("a series whose dates are out of order or repeated is refused by name", () => {
  const swapped = dates.with(3, dates[4]!).with(4, dates[3]!);
  const doubled = dates.with(7, dates[6]!);
  const takers: [string, (series: DatedSeries) => unknown][] = [
    ["backtestVar", (one) => backtestVar(one, { confidence: 0.9, window, estimate })],
    ["rollingHistoricalVar", (one) => rollingHistoricalVar(one, { confidence: 0.9, window })],
    ["rollingVolatility", (one) => rollingVolatility(one, { window, periodsPerYear: 365 })],
    ["equityFromPnl", (one) => equityFromPnl(one, { initialEquity: 1e6 })],
    ["maximumDrawdown", (one) => maximumDrawdown(one, { startLevel: 1 })],
  ];

  test.each(takers)("by %s", (_, take) => {
    expect(() => take({ ...series, dates: swapped })).toThrow(
      'must be strictly ascending: "2020-01-04" after "2020-01-05"',
    );
    expect(() => take({ ...series, dates: doubled })).toThrow(
      'must be strictly ascending: "2020-01-07" after "2020-01-07"',
    );
    expect(() => take({ ...series, dates: dates.slice(1) })).toThrow("must have the same length");
    expect(() => take(series)).not.toThrow();
  });
});

function estimate(): { valueAtRisk: number; expectedShortfall: number } {
  return { valueAtRisk: 1, expectedShortfall: 1 };
}
