import { describe, expect, test } from "vitest";
import {
  positionNotionalUsd,
  positionValueUsd,
  unrealisedPnlUsd,
} from "../../../lib/portfolio/position-value.ts";
import { revaluationPnl, revalue, shockMarket } from "../../../lib/scenario/revalue.ts";
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

describe("shockMarket", () => {
  const full = frozen({ ...market, mark: { BTC: 40_200 }, forward: { BTC: 41_000, ETH: 3_100 } });

  test("moves spot, mark and forward of the assets named, and nothing else", () => {
    expect(shockMarket(full, new Map([["BTC", -0.25]]))).toEqual({
      ...full,
      spot: { ...market.spot, BTC: 30_000 },
      mark: { BTC: 30_150 },
      forward: { BTC: 30_750, ETH: 3_100 },
    });
  });

  test("gives the market itself for no returns", () => {
    expect(shockMarket(full, new Map())).toEqual(full);
  });
});
