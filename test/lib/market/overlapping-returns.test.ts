import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dropMissing } from "../../../lib/market/drop-missing.ts";
import { overlappingReturns } from "../../../lib/market/overlapping-returns.ts";
import { returnSeries } from "../../../lib/market/return-window.ts";
import golden from "../../golden/market-measures.json" with { type: "json" };
import { expectClose } from "../expect-close.ts";
import { seriesOf } from "./panels.ts";
import { realSimpleReturns } from "./real-returns.ts";

describe("overlappingReturns", () => {
  test("compound simple returns, agreeing with numpy on five days of BTC", () => {
    const five = overlappingReturns(returnSeries(realSimpleReturns(), "BTC"), 5);
    const { observations, worst, worstDate } = golden.btcFiveDaySimple;
    expect(five.values.length).toBe(observations);
    const found = Math.min(...five.values);
    expectClose(found, worst, { relative: golden.tolerance.rel, subject: "worst five days" });
    expect(five.dates[five.values.indexOf(found)]).toBe(worstDate);
  });

  test("add log returns", () => {
    const log = { ...seriesOf([0.1, 0.2, -0.4]), kind: "log" as const };
    const two = overlappingReturns(log, 2);
    expect(two.values[0]).toBeCloseTo(0.3, 15);
    expect(two.values[1]).toBeCloseTo(-0.2, 15);
    expect(two).toMatchObject({ kind: "log", dates: ["2021-01-02", "2021-01-03"] });
  });

  test("over one day are the returns themselves", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 1 }), (values) => {
        expect(overlappingReturns(seriesOf(values), 1).values).toEqual(Float64Array.from(values));
      }),
    );
  });

  test("are missing over a missing return, and still missing after it was dropped", () => {
    const series = seriesOf([0.1, NaN, 0.3, 0.4]);
    expect([...overlappingReturns(series, 2).values].map(Number.isNaN)).toEqual([
      true,
      true,
      false,
    ]);
    const dropped = overlappingReturns(dropMissing(series).series, 2);
    expect([...dropped.values].map(Number.isNaN)).toEqual([true, false]);
  });

  test("refuse fewer returns than days", () => {
    expect(() => overlappingReturns(seriesOf([0.1]), 2)).toThrow(
      "series must have at least 2 returns: 1",
    );
  });
});
