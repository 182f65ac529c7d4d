import { describe, expect, test } from "vitest";
import { bookPnlHistory } from "../../../lib/scenario/book-pnl-history.ts";
import { book, frozen, history, perpetual, position, priced } from "../portfolio/fixtures.ts";

const none = Number.NaN;
const closes = history({ BTC: [100, 110, 99, 99, 198], SOL: [none, none, 10, 12, 6] });
const two = frozen(
  book([
    position({ quantity: 3, entryPrice: 50 }),
    position({ id: "p2", instrument: perpetual("SOL", 10), quantity: -5, entryPrice: 7 }),
  ]),
);
const bitcoin = book([two.positions[0]!]);
const asOf = "2022-01-05";

describe("bookPnlHistory", () => {
  test("is today's notional times each past day's return, for a linear book", () => {
    const result = bookPnlHistory(two, closes, {
      asOf,
      window: { from: "2022-01-04", to: "2022-01-05" },
      missing: "fail",
    });
    expect(result.dates).toEqual(["2022-01-04", "2022-01-05"]);
    const today = { BTC: 3 * 198, SOL: -50 * 6 };
    expect(result.values[0]).toBeCloseTo(today.BTC * 0 + today.SOL * 0.2, 10);
    expect(result.values[1]).toBeCloseTo(today.BTC * 1 + today.SOL * -0.5, 10);
    expect(result).toMatchObject({ asOf, unit: "USD", excluded: [], proxied: [], warnings: [] });
  });

  test("takes the last so many returns up to the book's date", () => {
    const window = { observations: 3 };
    const { dates, values } = bookPnlHistory(bitcoin, closes, { asOf, window, missing: "fail" });
    expect(dates).toEqual(["2022-01-03", "2022-01-04", "2022-01-05"]);
    expect([...values].map((value) => value / (3 * 198))).toEqual([
      expect.closeTo(-0.1, 12),
      expect.closeTo(0, 12),
      expect.closeTo(1, 12),
    ]);
  });

  test("uses no price after the book's date", () => {
    const window = { observations: 2 };
    const early = { asOf: "2022-01-03", window, missing: "fail" } as const;
    const { values } = bookPnlHistory(bitcoin, closes, early);
    expect([...values]).toEqual([expect.closeTo(29.7, 10), expect.closeTo(-29.7, 10)]);
  });

  const all = { asOf, window: { observations: 4 } };

  test("fails on a gap when told to, naming the asset and the days", () => {
    expect(() => bookPnlHistory(two, closes, { ...all, missing: "fail" })).toThrow(
      "SOL (no return on 2 of 4 days, first 2022-01-02)",
    );
  });

  test("refuses an asset as the proxy of itself", () => {
    expect(() => bookPnlHistory(two, closes, { ...all, missing: { proxy: "SOL" } })).toThrow(
      'proxy of SOL must be another asset: "SOL"',
    );
  });

  test("excludes an asset with a gap from every day, so that all days are of one book", () => {
    const result = bookPnlHistory(two, closes, { ...all, missing: "exclude" });
    const alone = bookPnlHistory(bitcoin, closes, { ...all, missing: "fail" });
    expect(result.values).toEqual(alone.values);
    expect(result.excluded).toMatchObject([{ position: "p2", notionalUsd: -300 }]);
    expect(result.warnings).toEqual([
      {
        code: "excluded",
        message: "1 of 2 positions (33.6 % of gross notional: SOL) left out of every day",
      },
    ]);
  });

  test("refuses to call an empty book riskless", () => {
    const onlySol = book([two.positions[1]!]);
    expect(() => bookPnlHistory(onlySol, closes, { ...all, missing: "exclude" })).toThrow(
      "missing must leave at least one position: none",
    );
  });

  test("fills only the missing days from the proxy, and counts them", () => {
    const steps = Array.from({ length: 80 }, (_, t) => 0.02 * Math.sin(t * t));
    const grow = (beta: number): number[] => priced(steps.map((step) => beta * step));
    const late = grow(1.5).map((price, t) => (t < 40 ? none : price));
    const long = history({ BTC: grow(1), SOL: late });
    const sol = book([position({ instrument: perpetual("SOL"), quantity: 1 })]);
    const result = bookPnlHistory(sol, long, {
      asOf: "2022-03-22",
      window: { observations: 80 },
      missing: { proxy: "BTC" },
    });
    expect(result.proxied).toMatchObject([{ asset: "SOL", days: 40, fit: { observations: 40 } }]);
    steps.forEach((step, t) => {
      expect(result.values[t]! / late.at(-1)!).toBeCloseTo(1.5 * step, 10);
    });
  });

  test.each([
    [{ window: { observations: 0 } }, "window.observations must be an integer of at least 1: 0"],
    [{ window: { observations: 9 } }, "date must be within 2022-01-01 to 2022-01-05: 2021-12-27"],
    [{ asOf: "2023-01-01" }, "date must be within 2022-01-01 to 2022-01-05: 2023-01-01"],
    [{ missing: "zero" }, 'missing must be "fail", "exclude" or { proxy: asset }: "zero"'],
  ])("refuses %j", (changes, message) => {
    const options = { ...all, missing: "fail", ...changes } as Parameters<typeof bookPnlHistory>[2];
    expect(() => bookPnlHistory(bitcoin, closes, options)).toThrow(message);
  });

  test("names an asset of the book that the history does not hold", () => {
    const unknown = book([position({ instrument: perpetual("DOGE") })]);
    expect(() => bookPnlHistory(unknown, closes, { ...all, missing: "fail" })).toThrow(
      /asset must have a price in the market of 2022-01-05 \(BTC, SOL\): "DOGE"/,
    );
  });
});
