import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { exposureBy } from "../../../lib/portfolio/exposure.ts";
import { generateBook } from "../../../lib/portfolio/generate-book.ts";
import { marketAt } from "../../../lib/portfolio/market.ts";
import { parseBook } from "../../../lib/portfolio/parse-book.ts";
import { history } from "./fixtures.ts";

/** Sixty days of three coins, one of them listed on day 50, and a stablecoin. */
const days = Array.from({ length: 60 }, (_, t) => t);
const closes = history({
  BTC: days.map((t) => 40_000 + 10 * t),
  ETH: days.map((t) => 3_000 - t),
  NEW: days.map((t) => (t < 50 ? Number.NaN : 5 + t / 10)),
  USDT: days.map(() => 1),
});
const options = { seed: 1, asOf: "2022-03-01", desks: 3, tradersPerDesk: 4, positionsPerTrader: 3 };
const generated = generateBook(closes, options);

describe("generateBook", () => {
  test("gives the same book for the same seed, to the bit, on every machine", () => {
    expect(generateBook(closes, options)).toEqual(generated);
    const digest = createHash("sha256").update(JSON.stringify(generated)).digest("hex");
    expect(digest).toBe("10da345166d48ea0e39e41a12ccb52e10fcfc04552d567fc28741475fc9bb2fe");
  });

  test("gives another book for another seed", () => {
    const other = generateBook(closes, { ...options, seed: 2 });
    expect(other.positions).not.toEqual(generated.positions);
  });

  test("gives a book that parseBook accepts as it is", () => {
    expect(parseBook(JSON.parse(JSON.stringify(generated)))).toEqual(generated);
  });

  test("has the desks, traders and positions asked for", () => {
    expect(new Set(generated.positions.map(({ desk }) => desk)).size).toBe(3);
    expect(new Set(generated.positions.map(({ trader }) => trader)).size).toBe(12);
    expect(generated.positions).toHaveLength(36);
    expect(generated.accounts).toHaveLength(6);
  });

  test("leaves the others' positions as they are when a trader is added", () => {
    const more = generateBook(closes, { ...options, tradersPerDesk: 5 });
    for (const position of generated.positions) expect(more.positions).toContainEqual(position);
  });

  test("trades at 3x to 20x, long and short, and no stablecoin", () => {
    for (const { leverage, instrument } of generated.positions) {
      expect(leverage).toBeGreaterThanOrEqual(3);
      expect(leverage).toBeLessThanOrEqual(20);
      expect(["BTC", "ETH", "NEW"]).toContain(instrument.underlying);
    }
    const long = generated.positions.filter(({ quantity }) => quantity > 0).length;
    expect(long).toBeGreaterThan(0);
    expect(long).toBeLessThan(36);
  });

  test("enters within 5 % of a close it could have traded at", () => {
    for (const { instrument, opened, entryPrice } of generated.positions) {
      const close = marketAt(closes, opened!).spot[instrument.underlying]!;
      expect(Math.abs(entryPrice / close - 1), `${instrument.underlying} ${opened}`).toBeLessThan(
        0.05,
      );
    }
  });

  test("has accounts that can carry what they hold", () => {
    for (const { leverage } of exposureBy(generated, marketAt(closes, options.asOf), "account")) {
      expect(leverage).toBeLessThan(20);
    }
  });

  test.each([
    [{ desks: 0 }, "desks must be an integer of at least 1: 0"],
    [{ seed: 1.5 }, "seed must be an integer of at least 0: 1.5"],
    [{ asOf: "2023-01-01" }, "2022-01-01 to 2022-03-01"],
    [
      { assets: ["BTC", "XYZ"] },
      "assets must have a close on 2022-03-01 (BTC, ETH, NEW, USDT): XYZ",
    ],
    [{ assets: [] }, "assets must name at least one asset: none"],
  ])("refuses %j", (changes, message) => {
    expect(() => generateBook(closes, { ...options, ...changes })).toThrow(message);
  });
});
