import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { PriceHistory } from "../../../lib/market/price-history.ts";
import { returnSeries } from "../../../lib/market/return-window.ts";
import {
  logReturns,
  simpleReturns,
  toLogReturns,
  toSimpleReturns,
} from "../../../lib/market/returns.ts";
import { matrixFromRows, matrixToRows } from "../../../lib/math/matrix.ts";
import golden from "../../golden/market-measures.json" with { type: "json" };
import { expectClose } from "../expect-close.ts";
import { smallHistory } from "./histories.ts";
import { datesOf } from "./panels.ts";
import { realLogReturns, realSimpleReturns } from "./real-returns.ts";

function historyOf(closes: readonly number[]): PriceHistory {
  const rows = closes.map((close) => [close]);
  return { dates: datesOf(closes.length), assets: ["AAA"], closes: matrixFromRows(rows) };
}

const closes = fc.array(fc.double({ min: 1, max: 1e3, noNaN: true }), {
  minLength: 2,
  maxLength: 30,
});

describe("simpleReturns and logReturns", () => {
  test("are dated by the later close and carry their kind", () => {
    const panel = simpleReturns(smallHistory());
    expect(panel.dates).toEqual(["2020-02-29", "2020-03-01", "2020-03-02"]);
    expect([panel.kind, logReturns(smallHistory()).kind]).toEqual(["simple", "log"]);
  });

  test("are missing where either close is: BBB's gap from 10 to 40 is not bridged", () => {
    const rows = matrixToRows(simpleReturns(smallHistory()).values);
    expect(rows[0]).toEqual([1, NaN, NaN]);
    expect(rows[1]).toEqual([0.5, NaN, NaN]);
    expect(rows[2]![1]).toBeNaN();
    expect(rows[2]![2]).toBeCloseTo(1 / 3, 15);
  });

  test("agree with numpy on BTC in 2020 and 2021", () => {
    const simple = returnSeries(realSimpleReturns(), "BTC");
    const log = returnSeries(realLogReturns(), "BTC");
    expect(simple.values.length).toBe(golden.observations);
    const relative = golden.tolerance.rel;
    const { first, worst, worstDate } = golden.btcSimple;
    expectClose(simple.values[0]!, first, { relative, subject: "first simple return" });
    expectClose(log.values[0]!, golden.btcLog.first, { relative, subject: "first log return" });
    expectClose(Math.min(...simple.values), worst, { relative, subject: "worst" });
    expect(simple.dates[simple.values.indexOf(Math.min(...simple.values))]).toBe(worstDate);
  });

  test("multiply (simple) and add (log) up to the whole move", () => {
    fc.assert(
      fc.property(closes, (closes) => {
        const whole = closes.at(-1)! / closes[0]!;
        const simple = simpleReturns(historyOf(closes)).values.values;
        const log = logReturns(historyOf(closes)).values.values;
        const product = simple.reduce((total, value) => total * (1 + value), 1);
        const sum = log.reduce((total, value) => total + value, 0);
        expectClose(product, whole, { relative: 1e-8, subject: `product over ${closes}` });
        expectClose(sum, Math.log(whole), { absolute: 1e-8, subject: `sum over ${closes}` });
      }),
    );
  });

  test("of LUNA's collapse by 10,000 to 1 keep every digit of the logarithm", () => {
    const [log] = logReturns(historyOf([1, 1e-4])).values.values;
    expect(log).toBe(Math.log(1e-4));
    const [small] = logReturns(historyOf([1, 1 + 2 ** -40])).values.values;
    expectClose(small!, 2 ** -40 - 2 ** -81, { relative: 1e-15, subject: "smallest move" });
  });

  test("refuse a close that is zero, negative or infinite, by asset and date", () => {
    expect(() => simpleReturns(historyOf([1, 0]))).toThrow(
      "close of AAA on 2021-01-02 must be a positive number: 0",
    );
    expect(() => logReturns(historyOf([-1, 1]))).toThrow(
      "close of AAA on 2021-01-01 must be a positive number: -1",
    );
    expect(() => logReturns(historyOf([1, Infinity]))).toThrow(
      "must be a positive number: Infinity",
    );
  });

  test("refuse fewer than two dates and closes that do not fit the dates", () => {
    expect(() => simpleReturns(historyOf([1]))).toThrow("history must have at least 2 dates: 1");
    const short = { ...historyOf([1, 2]), closes: matrixFromRows([[1]]) };
    expect(() => simpleReturns(short)).toThrow("closes must have 2 rows and 1 columns: 1 and 1");
  });

  test("refuse dates with a gap, repeated or descending: a move over days is no daily return", () => {
    const dated = (...dates: string[]): PriceHistory => ({ ...historyOf([1, 2, 3]), dates });
    const rule = "dates must be contiguous and ascending";
    expect(() => simpleReturns(dated("2022-01-07", "2022-01-10", "2022-01-11"))).toThrow(
      `${rule}: "2022-01-10" after 2022-01-07`,
    );
    expect(() => logReturns(dated("2022-01-07", "2022-01-07", "2022-01-08"))).toThrow(rule);
    expect(() => logReturns(dated("2022-01-09", "2022-01-08", "2022-01-07"))).toThrow(rule);
  });

  test("refuse an asset that is there twice", () => {
    const twice = { ...historyOf([1, 2]), assets: ["AAA", "AAA"] };
    const closes = matrixFromRows([
      [1, 5],
      [2, 6],
    ]);
    expect(() => simpleReturns({ ...twice, closes })).toThrow(
      'assets must name each asset once: "AAA"',
    );
  });

  test("leave the history as it was", () => {
    const history = smallHistory();
    simpleReturns(history);
    logReturns(history);
    expect(history).toEqual(smallHistory());
  });
});

describe("toLogReturns and toSimpleReturns", () => {
  test("turn one kind into the other as if made from the closes", () => {
    const history = smallHistory();
    const [simple, log] = [simpleReturns(history), logReturns(history)];
    const [there, back] = [toLogReturns(simple), toSimpleReturns(log)];
    expect([there.kind, back.kind]).toEqual(["log", "simple"]);
    const check = (found: Float64Array, expected: Float64Array): void =>
      expected.forEach((value, i) => {
        if (Number.isNaN(value)) expect(found[i]).toBeNaN();
        else expectClose(found[i]!, value, { relative: 1e-15, subject: `element ${i}` });
      });
    check(there.values.values, log.values.values);
    check(back.values.values, simple.values.values);
  });

  test("refuse the wrong kind when run, and the types refuse it before", () => {
    const simple = simpleReturns(smallHistory());
    const log = logReturns(smallHistory());
    // The casts stand for callers without types.
    expect(() => toLogReturns(log as never)).toThrow('panel must hold simple returns: "log"');
    expect(() => toSimpleReturns(simple as never)).toThrow('panel must hold log returns: "simple"');
    type Accepted = Parameters<typeof toLogReturns>[0];
    const refused: typeof log extends Accepted ? "accepted" : "refused" = "refused";
    expect(refused).toBe("refused");
  });

  test("refuse a total loss, which has no log return", () => {
    const panel = simpleReturns(smallHistory());
    const rows = [
      [-1, 0, 0],
      [0, 0, 0],
      [0, 0, 0],
    ];
    const lost = { ...panel, values: matrixFromRows(rows) };
    expect(() => toLogReturns(lost)).toThrow("simple return must be above -1: -1");
  });
});
