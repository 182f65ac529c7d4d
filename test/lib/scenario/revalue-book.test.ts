import { describe, expect, test } from "vitest";
import type { Instrument } from "../../../lib/instruments/instrument.ts";
import { compensatedSum } from "../../../lib/math/sum.ts";
import type { Position } from "../../../lib/portfolio/book.ts";
import type { Market } from "../../../lib/portfolio/market.ts";
import { compileBook } from "../../../lib/scenario/compile-book.ts";
import { afterHours } from "../../../lib/scenario/margin/pass-time.ts";
import {
  revaluationPnl,
  revalue,
  settlementValue,
  shockMarket,
} from "../../../lib/scenario/revalue.ts";
import { revalueBook, revaluePnl, scenarioPnl } from "../../../lib/scenario/revalue-book.ts";
import { expectSameBits } from "../math/kernels/same-bits.ts";
import { chances, randomMarket, randomMoves, randomPositions } from "./random-book.ts";

const seeds = Array.from({ length: 40 }, (_, i) => i + 1);

describe("revalueBook", () => {
  test.each(seeds)("has the bits of revalue one by one, book %d", (seed) => {
    const draw = chances(seed);
    const positions = randomPositions(draw, 1 + 7 * seed);
    const market = randomMarket(draw);
    const book = compileBook(positions);
    const expected = Float64Array.from(positions, (position) => revalue(position, market));
    expectSameBits(revalueBook(book, market), expected);
  });

  test.each(seeds)("has the bits of settlementValue one by one, book %d", (seed) => {
    const draw = chances(seed);
    const positions = randomPositions(draw, 1 + 7 * seed);
    const market = randomMarket(draw);
    const book = compileBook(positions, "settlement");
    const expected = Float64Array.from(positions, (position) => settlementValue(position, market));
    expectSameBits(revalueBook(book, market), expected);
  });
});

describe("revaluePnl", () => {
  test.each(seeds)("has the bits of one revaluation after the other, book %d", (seed) => {
    const draw = chances(seed);
    const positions = randomPositions(draw, 1 + 5 * seed);
    const before = randomMarket(draw);
    const count = 1 + (seed % 7);
    const hoursLater = [0, 24, 10 * 24][seed % 3]!;
    const markets = Array.from({ length: count }, () => shockMarket(before, randomMoves(draw)));
    const pnl = markets.map((market) =>
      Float64Array.from(
        positions,
        (position) =>
          revalue(position, afterHours(position, market, hoursLater)) - revalue(position, before),
      ),
    );
    const book = compileBook(positions);
    const scenarios = { before, count, after: (i: number) => markets[i]!, hoursLater };
    const found = revaluePnl(book, scenarios, { positions: true });
    pnl.forEach((row, i) => {
      expectSameBits(
        found.positions!.values.subarray(i * positions.length, (i + 1) * positions.length),
        row,
      );
    });
    expectSameBits(found.totals, Float64Array.from(pnl, compensatedSum));
    const bare = revaluePnl(book, scenarios, {});
    expectSameBits(bare.totals, found.totals);
    expect(Object.keys(bare)).toEqual(["totals"]);
  });
});

describe("scenarioPnl", () => {
  const draw = chances(99);
  const positions = randomPositions(draw, 200);
  const before = randomMarket(draw);
  const moves = Array.from({ length: 5 }, () => randomMoves(draw));
  const book = compileBook(positions);

  test("is revaluation under each move, and sums groups in the book's order", () => {
    const of = positions.map((_, i) => (i * 7) % 4);
    const detail = { positions: true, groups: { of, count: 4 } };
    const found = scenarioPnl(book, before, moves, detail);
    const pnl = moves.map((move) => {
      const after = shockMarket(before, move);
      return positions.map((position) => revaluationPnl(position, { before, after }));
    });
    expectSameBits(found.positions!.values, Float64Array.from(pnl.flat()));
    expectSameBits(found.totals, Float64Array.from(pnl, compensatedSum));
    const sums = pnl.flatMap((row) =>
      [0, 1, 2, 3].map((group) => compensatedSum(row.filter((_, i) => of[i] === group))),
    );
    expectSameBits(found.groups!.values, Float64Array.from(sums));
    expect(found.groups).toMatchObject({ rows: 5, columns: 4 });
  });

  test("names the scenario that is none", () => {
    const wrong = [moves[0]!, new Map([["BTC", -1.5]])];
    expect(() => scenarioPnl(book, before, wrong)).toThrow(
      "return of BTC must be at least -1: -1.5",
    );
  });
});

describe("a book of which a position cannot be valued", () => {
  const market: Market = {
    asOf: "2024-03-01",
    spot: { BTC: 40_000, ETH: 2_500 },
    volatility: { BTC: 0.6 },
  };
  const held = (id: string, instrument: Instrument, quantity = 1): Position => ({
    ...{ id, desk: "desk", trader: "trader", account: "account" },
    ...{ instrument, quantity, entryPrice: 40_000 },
  });
  const coin = held("coin", { type: "spot", underlying: "BTC" });
  const option = (underlying: string, expiry = "2024-06-28"): Instrument => ({
    ...{ type: "option", underlying, settlement: "inverse", contractSize: 1 },
    ...{ expiry, strike: 40_000, kind: "call" },
  });

  test.each([
    ["no price", held("p", { type: "spot", underlying: "SOL" }), "SOL"],
    ["no volatility", held("p", option("ETH")), "must have a volatility of ETH"],
    ["expired", held("p", option("BTC", "2024-02-23")), "must not have expired"],
    ["no quantity", held("p", option("BTC"), Number.NaN), "its value must be finite: quantity NaN"],
  ])("is refused as revalue refuses it: %s", (_, position, reason) => {
    const book = compileBook([coin, position, { ...position, id: "later" }]);
    const message = new RegExp(`^position p: .*${reason}`);
    expect(() => revalue(position, market)).toThrow(message);
    expect(() => revalueBook(book, market)).toThrow(message);
    const scenarios = { before: market, count: 1, after: () => market };
    expect(() => revaluePnl(book, scenarios, {})).toThrow(message);
  });

  test("is refused in the scenario that it cannot be valued in", () => {
    const book = compileBook([coin, held("p", option("BTC"))]);
    const markets = [market, { ...market, volatility: { BTC: Infinity } }, { ...market, spot: {} }];
    const named = (i: number, error: Error): Error =>
      new RangeError(`scenario ${i}: ${error.message}`);
    const pnl = (after: (i: number) => Market): unknown =>
      revaluePnl(book, { before: market, count: 3, after, named }, {});
    expect(() => pnl((i) => markets[i]!)).toThrow("scenario 1: position p: volatility must be");
    expect(() => pnl((i) => markets[2 * (i % 2)]!)).toThrow(
      "scenario 1: position coin: asset must",
    );
  });

  test("is refused where a shift leaves it a volatility below zero", () => {
    const book = compileBook([coin, held("p", option("BTC"))]);
    const moved = (relative: number, absolute: number): Market => ({
      ...market,
      volatility: { BTC: { base: 0.6, shifts: [{ relative, absolute, atLeast: -0.5 }] } },
    });
    for (const below of [moved(0, -0.7), moved(-2, 0), moved(0, -3)]) {
      expect(() => revalue(book.positions[1]!, below)).toThrow("position p: volatility must be");
      expect(() => revalueBook(book, below)).toThrow("position p: volatility must be");
      const scenarios = { before: market, count: 1, after: () => below };
      expect(() => revaluePnl(book, scenarios, {})).toThrow("position p: volatility must be");
    }
    const flat = moved(-1, 0.1);
    expect(revalueBook(book, flat)[1]).toBe(revalue(book.positions[1]!, flat));
  });

  test("is refused when it is compiled, for a strike that is none", () => {
    const wrong = held("p", { ...option("BTC"), strike: 0 } as Instrument);
    expect(() => compileBook([coin, wrong])).toThrow(
      "position p: strike must be a positive number: 0",
    );
  });
});

test("a book larger than the kernels' memory has the bits of one revaluation after the other", () => {
  const draw = chances(5);
  const some = randomPositions(draw, 900);
  const positions = Array.from({ length: 15_000 }, (_, i) => some[(7 * i) % 900]!);
  const before = randomMarket(draw);
  const after = shockMarket(before, randomMoves(draw));
  const pnl = some.map((position) => revalue(position, after) - revalue(position, before));
  const book = compileBook(positions);
  const found = revaluePnl(book, { before, count: 1, after: () => after }, { positions: true });
  const expected = Float64Array.from(positions, (_, i) => pnl[(7 * i) % 900]!);
  expectSameBits(found.positions!.values, expected);
  expect(found.totals[0]).toBe(compensatedSum(expected));
});

test("an empty book is worth nothing in any number of scenarios", () => {
  const before: Market = { asOf: "2024-03-01", spot: {} };
  const scenarios = { before, count: 3, after: () => before };
  const found = revaluePnl(compileBook([]), scenarios, { positions: true });
  const positions = { rows: 3, columns: 0, values: new Float64Array(0) };
  expect(found).toEqual({ totals: new Float64Array(3), positions });
});
