import { describe, expect, test } from "vitest";
import { matrixFromRows } from "../../../lib/math/matrix.ts";
import { bookPnlHistory } from "../../../lib/scenario/book-pnl-history.ts";
import { positionPnl } from "../../../lib/scenario/position-pnl.ts";
import { positionPnlHistory } from "../../../lib/scenario/position-pnl-history.ts";
import { book, frozen, history, market, perpetual, position } from "../portfolio/fixtures.ts";

const two = frozen(
  book([position(), position({ id: "p2", instrument: perpetual("SOL", 10), quantity: -5 })]),
);
const given = { assets: ["SOL", "ETH", "BTC"], horizonDays: 1, method: "given" };

describe("positionPnl", () => {
  test("is notional times return for a linear book, whatever the order of the assets", () => {
    const values = matrixFromRows([
      [0.1, 0.5, -0.2],
      [-1, 0, 0.01],
    ]);
    const found = positionPnl(two, market, { ...given, values, seed: 4 });
    expect(found).toMatchObject({ method: "given, full revaluation", unit: "USD", seed: 4 });
    expect(found.lines.map((line) => line.position)).toEqual(["p1", "p2"]);
    const expected = [-0.2 * 80_000, 0.1 * -5000, 0.01 * 80_000, 5000];
    expect([...found.values.values]).toEqual(expected.map((x) => expect.closeTo(x, 9)));
  });

  test("names the assets that the scenarios lack, and refuses a return below -1", () => {
    const values = matrixFromRows([[0.1]]);
    const only = { ...given, assets: ["BTC"], values };
    expect(() => positionPnl(two, market, only)).toThrow("without SOL");
    expect(() => positionPnl(two, market, { ...given, values })).toThrow("must have 3 columns");
    const twice = { ...given, assets: ["BTC", "BTC", "SOL"], values };
    expect(() => positionPnl(two, market, twice)).toThrow("name each asset once");
    const below = { ...given, values: matrixFromRows([[-1.1, 0, 0]]) };
    expect(() => positionPnl(two, market, below)).toThrow("return of SOL must be at least -1");
  });
});

describe("positionPnlHistory", () => {
  const none = Number.NaN;
  const closes = history({ BTC: [100, 110, 99, 99, 198], SOL: [none, none, 10, 12, 6] });
  const all = { asOf: "2022-01-05", window: { observations: 4 } };

  test("adds up to bookPnlHistory, day by day", () => {
    const asked = { ...all, missing: { proxy: "BTC" }, window: { observations: 2 } };
    const parts = positionPnlHistory(two, closes, asked);
    const whole = bookPnlHistory(two, closes, asked);
    expect(parts.dates).toEqual(whole.dates);
    whole.values.forEach((value, t) => {
      expect(parts.values.values[2 * t]! + parts.values.values[2 * t + 1]!).toBeCloseTo(value, 9);
    });
  });

  test("has no column for an excluded position", () => {
    const found = positionPnlHistory(two, closes, { ...all, missing: "exclude" });
    expect(found.lines.map((line) => line.position)).toEqual(["p1"]);
    expect(found.values).toMatchObject({ rows: 4, columns: 1 });
    expect(found.excluded).toMatchObject([{ position: "p2" }]);
  });
});
