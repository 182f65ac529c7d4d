import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { returnSeries } from "../../../lib/market/return-window.ts";
import { rollingVolatility } from "../../../lib/market/rolling-volatility.ts";
import { annualVolatility } from "../../../lib/market/volatility.ts";
import golden from "../../golden/market-measures.json" with { type: "json" };
import { expectClose } from "../expect-close.ts";
import { seriesOf } from "./panels.ts";
import { realLogReturns } from "./real-returns.ts";

const year = { periodsPerYear: 365 };

describe("rollingVolatility", () => {
  test("agrees with numpy on 60 days of BTC at four dates", () => {
    const rolling = rollingVolatility(returnSeries(realLogReturns(), "BTC"), {
      window: 60,
      ...year,
    });
    expect(rolling.values.length).toBe(golden.observations - 59);
    for (const { date, btcAnnualVolatility } of golden.rolling60) {
      const found = rolling.values[rolling.dates.indexOf(date)]!;
      expectClose(found, btcAnnualVolatility, { relative: golden.tolerance.rel, subject: date });
    }
  });

  test("equals annualVolatility of each window, dated by its last return", () => {
    const values = fc.array(fc.double({ min: -0.9, max: 9, noNaN: true }), { minLength: 2 });
    fc.assert(
      fc.property(values, fc.nat(), (values, pick) => {
        const window = 2 + (pick % (values.length - 1));
        const series = seriesOf(values);
        const rolling = rollingVolatility(series, { window, ...year });
        rolling.values.forEach((found, i) => {
          const expected = annualVolatility(values.slice(i, i + window), year);
          expectClose(found, expected, { relative: 1e-9, absolute: 1e-12, subject: `window ${i}` });
          expect(rolling.dates[i]).toBe(series.dates[i + window - 1]);
        });
      }),
    );
  });

  test("forgets a huge return completely once it has left the window", () => {
    const calm = Array.from({ length: 30 }, (_, i) => 1e-4 * ((i % 3) - 1));
    const window = 5;
    const shocked = rollingVolatility(seriesOf([1e9, ...calm]), { window, ...year });
    const quiet = rollingVolatility(seriesOf(calm), { window, ...year });
    quiet.values.forEach((expected, i) => {
      const found = shocked.values[i + 1]!;
      expectClose(found, expected, { relative: 1e-13, subject: `window ${i}` });
    });
  });

  test("refuses a missing return, a window of one, and fewer returns than a window", () => {
    const options = { window: 2, ...year };
    expect(() => rollingVolatility(seriesOf([0.1, NaN]), options)).toThrow(
      "returns[1] must be finite: NaN",
    );
    expect(() => rollingVolatility(seriesOf([0.1, 0.2]), { ...options, window: 1 })).toThrow(
      "window must be an integer of at least 2: 1",
    );
    expect(() => rollingVolatility(seriesOf([0.1]), options)).toThrow(
      "returns must have at least 2 observations: 1",
    );
  });
});
