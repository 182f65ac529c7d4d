import { describe, expect, test } from "vitest";
import { ewmaVolatility } from "../../../lib/market/ewma-volatility.ts";
import { returnSeries } from "../../../lib/market/return-window.ts";
import { standardDeviation } from "../../../lib/math/moments.ts";
import golden from "../../golden/market-measures.json" with { type: "json" };
import { expectClose } from "../expect-close.ts";
import { realLogReturns } from "./real-returns.ts";

const relative = golden.tolerance.rel;
const start = "first-squared-return";

describe("ewmaVolatility", () => {
  test("of constant returns of 1 % is 1 % to 1e-15, on every day and next", () => {
    // RiskMetrics lambda 0.94, start from the first squared return.
    const { path, forecast } = ewmaVolatility(Array(50).fill(0.01), { lambda: 0.94, start });
    for (const volatility of [...path, forecast]) {
      expectClose(volatility, 0.01, { absolute: 1e-15, subject: "volatility" });
    }
  });

  test("agrees with the closed weighted sum (numpy) on BTC in 2020 and 2021, for both starts", () => {
    const { values, dates } = returnSeries(realLogReturns(), "BTC");
    const first = ewmaVolatility(values, { lambda: 0.94, start });
    const sample = ewmaVolatility(values, { lambda: 0.97, start: "sample-variance" });
    const { btcLog } = golden;
    const check = (subject: string, found: number, expected: number): void =>
      expectClose(found, expected, { relative, subject });
    check("0.94", first.forecast, btcLog.ewma094FirstSquaredForecast);
    check("0.97", sample.forecast, btcLog.ewma097SampleVarianceForecast);
    const dayAfter = first.path[dates.indexOf("2020-03-13")]!;
    check("2020-03-13", dayAfter, btcLog["ewma094FirstSquaredAt2020-03-13"]);
  });

  test("starts where asked: the first return's size, or the sample's standard deviation", () => {
    const returns = [0.03, -0.01, 0.02];
    expect(ewmaVolatility(returns, { lambda: 0.9, start }).path[0]).toBe(0.03);
    const sample = ewmaVolatility(returns, { lambda: 0.9, start: "sample-variance" });
    expect(sample.path[0]).toBeCloseTo(standardDeviation(returns), 16);
  });

  test("forecasts each day from the days before: a change of the last leaves the path", () => {
    const calm = ewmaVolatility([0.01, 0.02, 0.01], { lambda: 0.94, start });
    const crash = ewmaVolatility([0.01, 0.02, -0.4], { lambda: 0.94, start });
    expect(crash.path).toEqual(calm.path);
    expect(crash.forecast).toBeGreaterThan(0.09);
  });

  test("refuses no returns, NaN, a lambda outside (0, 1), an unknown start", () => {
    expect(() => ewmaVolatility([], { lambda: 0.94, start })).toThrow(
      "returns must have at least 1 observation: 0",
    );
    expect(() => ewmaVolatility([NaN], { lambda: 0.94, start })).toThrow("must be finite: NaN");
    expect(() => ewmaVolatility([0.1], { lambda: 1, start })).toThrow(
      "lambda must be in (0, 1): 1",
    );
    expect(() => ewmaVolatility([0.1], { lambda: 0.9, start: "zero" as never })).toThrow(
      'start must be one of first-squared-return, sample-variance: "zero"',
    );
    expect(() => ewmaVolatility([0.1], { lambda: 0.9, start: "sample-variance" })).toThrow(
      "at least 2 observations: 1",
    );
  });
});
