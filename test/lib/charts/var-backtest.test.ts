import { describe, expect, it } from "vitest";
import { varBacktest } from "../../../lib/charts/var-backtest.ts";
import { type Drawing, draw, wide } from "./draw.ts";

const data = {
  dates: ["2022-11-05", "2022-11-06", "2022-11-07", "2022-11-08", "2022-11-09"],
  pnl: [1000, -2000, -700, -5000, Number.NaN],
  valueAtRisk: [1500, 1500, Number.NaN, 1600, 1600],
  expectedShortfall: [2500, 2500, Number.NaN, 2600, 2600],
};
const options = {
  confidence: 0.95,
  unit: "usd",
  method: "historical, 252 days",
  source: "seeds/books/three-desks.json",
} as const;

function drawn(extra: object = {}, frame = wide): Drawing {
  return draw(varBacktest({ ...data, ...extra }, { ...options, frame }), frame);
}

describe("varBacktest", () => {
  it("marks the days that lost more than forecast, and no day without a forecast", () => {
    expect(drawn().shapes("breach")).toBe(2);
    expect(drawn({ pnl: [1, -1500, -9000, 1, 1] }).shapes("breach")).toBe(0);
  });

  it("breaks the lines of forecasts where there is none", () => {
    const [shortfall, valueAtRisk] = drawn().paths("line");
    expect(shortfall!.match(/M/g)).toHaveLength(2);
    expect(valueAtRisk!.match(/M/g)).toHaveLength(2);
  });

  it("draws the forecasts as losses, below zero", () => {
    const lines = [...drawn().svg.querySelectorAll('[aria-label="rule"] line')];
    const flat = lines.find((line) => line.getAttribute("y1") === line.getAttribute("y2"));
    const zero = Number(flat!.getAttribute("y1"));
    const [shortfall, valueAtRisk] = drawn()
      .paths("line")
      .map((path) => Number(/M[\d.]+,([\d.]+)/.exec(path)![1]));
    expect(valueAtRisk!).toBeGreaterThan(zero);
    expect(shortfall!).toBeGreaterThan(valueAtRisk!);
  });

  it("says breaches observed and expected, and the worst day, in words", () => {
    expect(varBacktest(data, { ...options, frame: wide }).ariaDescription).toBe(
      "2 of 3 days lost more than the 95 % value-at-risk, where 0.2 are expected. The worst day " +
        "was 2022-11-08: −$5k against a value-at-risk of $1.6k and an expected shortfall of $2.6k.",
    );
  });

  it("counts only days with both forecast and P&L in the caption", () => {
    expect(varBacktest(data, { ...options, frame: wide }).caption).toContain(
      "3 days with forecast and P&L",
    );
  });

  it("leaves out what the reader switched off", () => {
    const frame = { ...wide, hidden: ["P&L beyond value-at-risk", "expected shortfall"] };
    expect(drawn({}, frame).shapes("breach")).toBe(0);
    expect(drawn({}, frame).paths("line")).toHaveLength(1);
  });

  it.each([
    [{ pnl: [1] }, /pnl must have 5 values like dates: 1/],
    [{ pnl: data.dates.map(() => Number.NaN) }, /pnl must hold at least one number/],
    [
      { pnl: [Number.NaN, Number.NaN, 1, Number.NaN, Number.NaN] },
      /both P&L and value-at-risk: none/,
    ],
  ])("refuses what it cannot draw: %#", (extra, message) => {
    expect(() => drawn(extra)).toThrow(message);
  });

  it("refuses a confidence in percent", () => {
    expect(() => varBacktest(data, { ...options, confidence: 95, frame: wide })).toThrow(
      /in \(0, 1\): 95/,
    );
  });
});
