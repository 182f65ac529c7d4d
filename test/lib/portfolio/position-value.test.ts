import { describe, expect, test } from "vitest";
import { type Instrument, instrumentName } from "../../../lib/instruments/instrument.ts";
import { yearsToExpiry } from "../../../lib/instruments/time-to-expiry.ts";
import type { Position } from "../../../lib/portfolio/book.ts";
import type { Market } from "../../../lib/portfolio/market.ts";
import {
  positionNotionalUsd,
  positionValueCoin,
  positionValueUsd,
  unrealisedPnlCoin,
  unrealisedPnlUsd,
} from "../../../lib/portfolio/position-value.ts";
import { revaluationPnl, revalue, shockMarket } from "../../../lib/scenario/revalue.ts";
import { expectClose } from "../expect-close.ts";
import { frozen, market, perpetual, position } from "./fixtures.ts";

const short = position({ instrument: perpetual("ETH", 0.1), quantity: -50, entryPrice: 3_200 });

describe("a position", () => {
  test("has a signed notional of quantity × contract size × price", () => {
    expect(positionNotionalUsd(position(), market)).toBe(80_000);
    expect(positionNotionalUsd(short, market)).toBe(-15_000);
  });

  test("of spot is worth its coins, of a perpetual what it has made", () => {
    expect(positionValueUsd(position(), market)).toBe(80_000);
    expect(positionValueUsd(short, market)).toBe(1_000);
    expect(revalue(short, market)).toBe(1_000);
  });

  test("has made quantity × contract size × (price - entry price)", () => {
    expect(unrealisedPnlUsd(position(), market)).toBe(20_000);
    expect(unrealisedPnlUsd(short, market)).toBe(1_000);
  });

  test("may be worth nothing: a price of zero is a price", () => {
    const worthless = shockMarket(market, new Map([["BTC", -1]]));
    expect(positionNotionalUsd(position(), worthless)).toBe(0);
    expect(revaluationPnl(position(), { before: market, after: worthless })).toBe(-80_000);
  });
});

describe("a position in derivatives", () => {
  const terms = { underlying: "BTC", contractSize: 1, settlement: "inverse" } as const;
  const option: Instrument = {
    ...terms,
    type: "option",
    kind: "call",
    strike: 45_000,
    expiry: "2022-09-30",
  };
  const dollars: Instrument = { ...terms, type: "perpetual", contractSize: 100 };
  const future: Instrument = { ...terms, type: "future", contractSize: 10, expiry: "2022-06-24" };
  const full: Market = frozen({
    ...market,
    mark: { BTC: 40_200 },
    forward: { BTC: [{ expiry: "2022-06-24", price: 40_400 }] },
    volatility: { BTC: 0.7 },
  });
  const held = (instrument: Instrument, changes: Partial<Position> = {}): Position =>
    position({ instrument, quantity: 20, ...changes });

  test("is valued in coins and in dollars from the same market", () => {
    const coins = 20 * 100 * (1 / 30_000 - 1 / 40_200);
    const subject = "inverse perpetual";
    expectClose(positionValueCoin(held(dollars), full), coins, { relative: 1e-12, subject });
    expectClose(unrealisedPnlCoin(held(dollars), full), coins, { relative: 1e-12, subject });
    expectClose(positionValueUsd(held(dollars), full), coins * 40_000, {
      relative: 1e-12,
      subject,
    });
    const made = 20 * 10 * (1 / 30_000 - 1 / 40_400);
    expectClose(unrealisedPnlCoin(held(future), full), made, {
      relative: 1e-12,
      subject: "future",
    });
    const premium = held(option, { entryPrice: 0.05 });
    const [worth, profit] = [positionValueCoin(premium, full), unrealisedPnlCoin(premium, full)];
    expectClose(worth - profit, 20 * 0.05, { absolute: 1e-14, subject: "premium in coins" });
    const usd = positionValueUsd(premium, full);
    expectClose(usd, worth * 40_000, { relative: 1e-14, subject: "option" });
  });

  test("long and short of one contract come to zero in every measure", () => {
    const measures = [
      positionNotionalUsd,
      positionValueUsd,
      positionValueCoin,
      unrealisedPnlUsd,
      unrealisedPnlCoin,
    ];
    for (const instrument of [dollars, future, option, perpetual("BTC"), position().instrument]) {
      for (const measure of measures) {
        const long = measure(held(instrument, { entryPrice: 0.07 }), full);
        const short = measure(held(instrument, { entryPrice: 0.07, quantity: -20 }), full);
        expect(long + short, `${measure.name} ${instrument.type}`).toBe(0);
      }
    }
  });

  test("gains to first order its exposure times the return of its coin", () => {
    const up = shockMarket(full, new Map([["BTC", 1e-5]]));
    const down = shockMarket(full, new Map([["BTC", -1e-5]]));
    for (const instrument of [option, { ...option, settlement: "linear" } as const]) {
      const one = held(instrument);
      const slope = (revalue(one, up) - revalue(one, down)) / 2e-5;
      const subject = instrumentName(instrument);
      expectClose(positionNotionalUsd(one, full), slope, { relative: 1e-7, subject });
    }
  });

  test("needs a volatility, a price that is one, and an expiry still to come", () => {
    expect(() => positionValueUsd(held(option), market)).toThrow(
      "position p1: BTC inverse call 45000 2022-09-30 must have a volatility of BTC in the market",
    );
    const broken = { ...full, volatility: { BTC: Number.NaN } };
    expect(() => positionValueUsd(held(option), broken)).toThrow("volatility must be");
    const flat = { ...full, forward: { BTC: Number.NaN } };
    expect(() => positionValueUsd(held(future), flat)).toThrow("forward price of BTC must be");
    const drift = { ...full, carry: { BTC: Number.NaN } };
    expect(() => positionValueUsd(held(future), drift)).toThrow("carry of BTC must be finite");
    const late = { ...full, asOf: "2022-09-30" };
    expect(() => positionValueUsd(held(option), late)).toThrow("must not have expired");
    expect(() => positionValueUsd(held(option), { ...late, hourUtc: 8 })).not.toThrow();
  });

  test("is valued on a forward at spot, grown by the carry, where there are no futures", () => {
    const years = yearsToExpiry("2022-06-24", { date: "2022-05-05", hourUtc: 24 });
    const grown = { ...market, carry: { BTC: 0.1 } };
    const forward = 40_000 * Math.exp(0.1 * years);
    const coins = 20 * 10 * (1 / 30_000 - 1 / forward);
    expectClose(positionValueCoin(held(future), grown), coins, {
      relative: 1e-12,
      subject: "coins",
    });
    expect(positionNotionalUsd(held(future), market)).toBe(200);
  });
});
