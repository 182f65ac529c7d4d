import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { returnSeries } from "../../../lib/market/return-window.ts";
import { annualVolatility } from "../../../lib/market/volatility.ts";
import golden from "../../golden/market-measures.json" with { type: "json" };
import { expectClose } from "../expect-close.ts";
import { realLogReturns, realSimpleReturns } from "./real-returns.ts";

const year = { periodsPerYear: 365 };

describe("annualVolatility", () => {
  test("agrees with numpy on BTC in 2020 and 2021: 78.6 % simple, 81.0 % log", () => {
    const relative = golden.tolerance.rel;
    const simple = annualVolatility(returnSeries(realSimpleReturns(), "BTC").values, year);
    expectClose(simple, golden.btcSimple.annualVolatility, { relative, subject: "simple" });
    const log = annualVolatility(returnSeries(realLogReturns(), "BTC").values, year);
    expectClose(log, golden.btcLog.annualVolatility, { relative, subject: "log" });
  });

  test("of plus and minus one per cent is that times sqrt(n / (n - 1) periodsPerYear)", () => {
    const found = annualVolatility([0.01, -0.01, 0.01, -0.01], year);
    expect(found).toBeCloseTo(0.01 * Math.sqrt((4 / 3) * 365), 15);
  });

  test("ignores a constant drift and scales with the returns", () => {
    const returns = fc.array(fc.double({ min: -0.5, max: 0.5, noNaN: true }), {
      minLength: 2,
      maxLength: 30,
    });
    fc.assert(
      fc.property(returns, (returns) => {
        const moved = returns.map((value) => 3 * value + 0.02);
        const expected = 3 * annualVolatility(returns, year);
        expect(annualVolatility(moved, year)).toBeCloseTo(expected, 9);
      }),
    );
  });

  test("refuses one return, NaN, and a year without periods", () => {
    expect(() => annualVolatility([0.1], year)).toThrow(
      "returns must have at least 2 observations: 1",
    );
    expect(() => annualVolatility([0.1, NaN], year)).toThrow("returns[1] must be finite: NaN");
    expect(() => annualVolatility([0.1, 0.2], { periodsPerYear: 0 })).toThrow(
      "periodsPerYear must be a positive number: 0",
    );
  });
});
