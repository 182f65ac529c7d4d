import { describe, expect, test } from "vitest";
import { equityFromPnl, equityFromReturns } from "../../../lib/market/equity-curve.ts";
import { seriesOf } from "./panels.ts";

const initialEquity = 100;

describe("equityFromPnl", () => {
  test("adds each day's P&L to the initial equity, below zero if need be", () => {
    const equity = equityFromPnl(seriesOf([10, -60, -70]), { initialEquity });
    expect([...equity.values]).toEqual([110, 50, -20]);
    expect(equity.dates).toEqual(["2021-01-01", "2021-01-02", "2021-01-03"]);
  });

  test("refuses an initial equity that is not positive, and a missing P&L", () => {
    expect(() => equityFromPnl(seriesOf([1]), { initialEquity: 0 })).toThrow(
      "initialEquity must be a positive number: 0",
    );
    expect(() => equityFromPnl(seriesOf([NaN]), { initialEquity })).toThrow(
      "pnl[0] must be finite: NaN",
    );
  });
});

describe("equityFromReturns", () => {
  test("compounds simple returns", () => {
    const equity = equityFromReturns(seriesOf([0.5, -0.5]), { initialEquity });
    expect([...equity.values]).toEqual([150, 75]);
  });

  test("refuses log returns, which do not compound that way", () => {
    const log = { ...seriesOf([0.1]), kind: "log" as const };
    // The cast stands for a caller without types.
    expect(() => equityFromReturns(log as never, { initialEquity })).toThrow(
      'returns must hold simple returns: "log"',
    );
  });
});
