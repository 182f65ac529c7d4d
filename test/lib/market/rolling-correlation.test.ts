import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { returnSeries } from "../../../lib/market/return-window.ts";
import { toLogReturns } from "../../../lib/market/returns.ts";
import { rollingCorrelation } from "../../../lib/market/rolling-correlation.ts";
import { pearsonCorrelation } from "../../../lib/math/covariance.ts";
import { isConstant } from "../../../lib/math/moments.ts";
import golden from "../../golden/market-measures.json" with { type: "json" };
import { expectClose } from "../expect-close.ts";
import { panelOf, seriesOf } from "./panels.ts";
import { realLogReturns } from "./real-returns.ts";

const number = fc.integer({ min: -99, max: 99 }).map((value) => value / 1000);

describe("rollingCorrelation", () => {
  test("agrees with numpy on 60 days of BTC and ETH at four dates", () => {
    const panel = realLogReturns();
    const pair = [returnSeries(panel, "BTC"), returnSeries(panel, "ETH")] as const;
    const rolling = rollingCorrelation(pair, { window: 60 });
    for (const { date, btcEthCorrelation } of golden.rolling60) {
      const found = rolling.values[rolling.dates.indexOf(date)]!;
      expectClose(found, btcEthCorrelation, { relative: golden.tolerance.rel, subject: date });
    }
  });

  test("equals Pearson's correlation of each window, NaN where a side does not vary", () => {
    const rows = fc.array(fc.tuple(number, number), { minLength: 3, maxLength: 40 });
    fc.assert(
      fc.property(rows, fc.nat(), (rows, pick) => {
        const window = 3 + (pick % (rows.length - 2));
        const [x, y] = [rows.map(([a]) => a), rows.map(([, b]) => b)];
        const rolling = rollingCorrelation([seriesOf(x), seriesOf(y, "BBB")], { window });
        rolling.values.forEach((found, i) => {
          const [left, right] = [x.slice(i, i + window), y.slice(i, i + window)];
          if (isConstant(left) || isConstant(right)) expect(found).toBeNaN();
          else {
            const expected = pearsonCorrelation(left, right);
            expectClose(found, expected, { absolute: 1e-9, subject: `window ${i}` });
          }
        });
      }),
    );
  });

  test("refuses returns of different kinds and of different dates", () => {
    const panel = panelOf(
      ["AAA", "BBB"],
      [
        [0.1, 0.2],
        [0.2, 0.1],
        [0.3, 0.4],
      ],
    );
    const left = returnSeries(panel, "AAA");
    const log = returnSeries(toLogReturns(panel), "BBB");
    // The cast stands for a caller without types.
    expect(() => rollingCorrelation([left, log] as never, { window: 3 })).toThrow(
      'returns of BBB must hold simple returns: "log"',
    );
    const later = {
      ...returnSeries(panel, "BBB"),
      dates: ["2021-01-01", "2021-01-02", "2021-01-04"],
    };
    expect(() => rollingCorrelation([left, later], { window: 3 })).toThrow(
      "returns of AAA and BBB must have the same dates: 2021-01-03 and 2021-01-04",
    );
  });

  test("refuses a window below 3 and a missing return, by asset", () => {
    const pair = [seriesOf([0.1, 0.2, 0.3]), seriesOf([0.1, NaN, 0.3], "BBB")] as const;
    expect(() => rollingCorrelation(pair, { window: 2 })).toThrow("at least 3: 2");
    expect(() => rollingCorrelation(pair, { window: 3 })).toThrow("BBB[1] must be finite: NaN");
  });
});
