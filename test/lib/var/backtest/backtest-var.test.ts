import { describe, expect, test } from "vitest";
import { addDays } from "../../../../lib/base/time.ts";
import type { DatedSeries } from "../../../../lib/market/dated-series.ts";
import { randomStream } from "../../../../lib/math/random-stream.ts";
import { backtestVar, type VarEstimator } from "../../../../lib/var/backtest/backtest-var.ts";
import { historicalVar } from "../../../../lib/var/historical-var.ts";
import { rollingHistoricalVar } from "../../../../lib/var/rolling-historical-var.ts";
import { normalForecast } from "./bitcoin-backtests.ts";
import { binomialBounds } from "./simulated-breaches.ts";

function normalSeries(days: number): DatedSeries {
  const random = randomStream({ seed: 42, stream: 0 });
  const dates = Array.from({ length: days }, (_, day) => addDays("2020-01-01", day));
  return { dates, values: Float64Array.from(dates, () => 0.02 * random.normal()) };
}

const series = normalSeries(300);
const endless = () => ({ valueAtRisk: Infinity, expectedShortfall: Infinity });

describe("backtestVar", () => {
  test("gives what rollingHistoricalVar gives", () => {
    const options = { confidence: 0.95, window: 100 };
    const plain = rollingHistoricalVar(series, options);
    const found = backtestVar(series, {
      ...options,
      estimate: (window) =>
        historicalVar(window, { confidence: 0.95, horizonDays: 1, unit: "fraction" }),
    });
    expect(found.valueAtRisk).toEqual(plain.valueAtRisk);
    expect(found.expectedShortfall).toEqual(plain.expectedShortfall);
    expect(found.breaches).toEqual(plain.breaches);
    expect(found.dates).toEqual(plain.dates);
  });

  test("shows an estimator exactly the days before, whatever comes later", () => {
    const seen: Float64Array[] = [];
    const spy = (window: Float64Array) => {
      seen.push(window);
      return { valueAtRisk: 1, expectedShortfall: 1 };
    };
    backtestVar(series, { confidence: 0.95, window: 10, estimate: spy });
    seen.forEach((window, day) => {
      expect(window).toEqual(series.values.slice(day, day + 10));
      expect(window.buffer.byteLength).toBe(80);
    });
    expect(seen.length).toBe(290);
  });

  test("forecasts a day the same when that day and all later ones are changed", () => {
    const options = { confidence: 0.95, window: 50, estimate: normalForecast(0.95) };
    const changed = { ...series, values: series.values.map((r, day) => (day < 150 ? r : 9 + day)) };
    const [plain, after] = [backtestVar(series, options), backtestVar(changed, options)];
    expect(after.valueAtRisk.slice(0, 101)).toEqual(plain.valueAtRisk.slice(0, 101));
    expect(after.valueAtRisk[101]).not.toBe(plain.valueAtRisk[101]);
  });

  test("holds an estimate until the next fit", () => {
    const estimate = normalForecast(0.95);
    const daily = backtestVar(series, { confidence: 0.95, window: 50, estimate });
    const held = backtestVar(series, { confidence: 0.95, window: 50, refitEvery: 20, estimate });
    held.valueAtRisk.forEach((value, day) => {
      expect(value).toBe(daily.valueAtRisk[day - (day % 20)]);
    });
    expect([daily.fits, held.fits]).toEqual([250, 13]);
  });

  test("keeps the parameters of a fit and shows it each day's window", () => {
    const fits: number[] = [];
    const found = backtestVar(series, {
      confidence: 0.95,
      window: 50,
      refitEvery: 100,
      fit: (window) => {
        fits.push(window[0]!);
        return (today) => ({ valueAtRisk: today[49]!, expectedShortfall: 1 });
      },
    });
    expect(fits).toEqual([0, 100, 200].map((day) => series.values[day]));
    expect(found.valueAtRisk).toEqual(series.values.slice(49, -1));
  });

  test("leaves the series as it is when an estimator writes into its window", () => {
    const before = series.values.slice();
    const estimate = (window: Float64Array) => {
      window.fill(7);
      return { valueAtRisk: 1, expectedShortfall: 2 };
    };
    backtestVar(series, { confidence: 0.95, window: 50, estimate });
    expect(series.values).toEqual(before);
  });

  test("breaches as often as a right model should", () => {
    const long = normalSeries(4500);
    const estimate = normalForecast(0.95);
    const found = backtestVar(long, { confidence: 0.95, window: 500, refitEvery: 10, estimate });
    const [fewest, most] = binomialBounds(4000, 0.05);
    expect(found.breachCount).toBeGreaterThan(fewest);
    expect(found.breachCount).toBeLessThan(most);
    expect(found.expectedBreaches).toBeCloseTo(200, 9);
  });

  test("refuses forecasts that are none, naming the day, and a series without a day to forecast", () => {
    const run = (estimate: VarEstimator): unknown =>
      backtestVar(series, { confidence: 0.95, window: 50, estimate });
    expect(() => run(endless)).toThrow(
      "forecast for 2020-02-20 must have a finite valueAtRisk and expectedShortfall at least that: " +
        "Infinity and Infinity",
    );
    const below = () => ({ valueAtRisk: 2, expectedShortfall: 1 });
    expect(() => run(below)).toThrow("2 and 1");
    expect(() => run(() => ({ valueAtRisk: 2, expectedShortfall: Number.NaN }))).toThrow("NaN");
    expect(() => backtestVar(series, { confidence: 0.95, window: 300, estimate: below })).toThrow(
      "values must have at least 301 observations: 300",
    );
  });
});
