import { describe, expect, test } from "vitest";
import { returnSeries } from "../../../lib/market/return-window.ts";
import { rollingVolatility } from "../../../lib/market/rolling-volatility.ts";
import { annualVolatility } from "../../../lib/market/volatility.ts";
import { volatilityCone } from "../../../lib/market/volatility-cone.ts";
import { quantile } from "../../../lib/math/quantile.ts";
import { expectClose } from "../expect-close.ts";
import { realLogReturns } from "./real-returns.ts";

const returns = returnSeries(realLogReturns(), "BTC");
const periodsPerYear = 365;

describe("volatilityCone", () => {
  test("holds the quantiles of every rolling volatility, and the current one", () => {
    const cone = volatilityCone(returns, { windows: [7, 30, 90], periodsPerYear });
    expect(cone.asOf).toBe("2021-12-31");
    for (const { window, quantiles, current, count } of cone.slices) {
      const { values } = rollingVolatility(returns, { window, periodsPerYear });
      expect(count).toBe(returns.values.length - window + 1);
      expect(quantiles.map(({ probability }) => probability)).toEqual([0, 0.25, 0.5, 0.75, 1]);
      for (const { probability, volatility } of quantiles) {
        expect(volatility).toBe(quantile(values, probability));
      }
      const last = annualVolatility(returns.values.slice(-window), { periodsPerYear });
      expectClose(current, last, { relative: 1e-10, subject: `current ${window}` });
    }
  });

  test("narrows from short windows to long ones on real returns", () => {
    const { slices } = volatilityCone(returns, { windows: [7, 30, 90, 180], periodsPerYear });
    const widths = slices.map(
      ({ quantiles }) => quantiles[4]!.volatility - quantiles[0]!.volatility,
    );
    expect(widths).toEqual([...widths].sort((a, b) => b - a));
  });

  test("ranks the current volatility: 1 for the highest, 1 / count for the lowest", () => {
    const dates = ["2022-01-01", "2022-01-02", "2022-01-03", "2022-01-04"];
    const rank = (values: number[]): number =>
      volatilityCone(
        { dates, values: Float64Array.from(values) },
        { windows: [2], periodsPerYear, probabilities: [0.5] },
      ).slices[0]!.currentRank;
    expect(rank([0, 0.01, 0.03, 0.09])).toBe(1);
    expect(rank([0, 0.09, 0.12, 0.13])).toBeCloseTo(1 / 3, 15);
  });

  test("refuses no windows, one longer than the sample, a missing return", () => {
    const run = (windows: number[]) => () => volatilityCone(returns, { windows, periodsPerYear });
    expect(run([])).toThrow("number of windows must be an integer of at least 1: 0");
    expect(run([7, 5_000])).toThrow("returns must have at least 5000 observations: 731");
    expect(run([1])).toThrow("window must be an integer of at least 2: 1");
    const broken = { ...returns, values: returns.values.with(3, Number.NaN) };
    expect(() => volatilityCone(broken, { windows: [7], periodsPerYear })).toThrow("returns[3]");
  });
});
