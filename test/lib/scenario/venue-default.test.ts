import { describe, expect, test } from "vitest";
import { bookExposure } from "../../../lib/portfolio/exposure.ts";
import { stressAccounts } from "../../../lib/scenario/stress-accounts.ts";
import { stressBook } from "../../../lib/scenario/stress-book.ts";
import { venueDefault } from "../../../lib/scenario/venue-default.ts";
import { book, market, perpetual, position } from "../portfolio/fixtures.ts";

const ftx = {
  id: "ftx-1",
  venue: "FTX",
  marginMode: "cross",
  collateral: [
    { asset: "USDT", quantity: 1000, haircut: 0.1 },
    { asset: "SOL", quantity: 10, haircut: 0.2 },
  ],
} as const;
const main = {
  id: "main",
  venue: "Binance",
  marginMode: "cross",
  collateral: [{ asset: "USD", quantity: 100_000, haircut: 0 }],
} as const;
const hedge = position({
  id: "hedge",
  account: "ftx-1",
  instrument: perpetual("BTC"),
  quantity: -2,
  entryPrice: 40_500,
});
const hedged = book([position(), hedge], [main, ftx]);

describe("venueDefault", () => {
  // Collateral 1,000 x 0.99 + 10 x 100 = 1,990; profit of the short 2 x 500 = 1,000; claim 2,990.
  test("turns collateral and profit into a claim, and shows the hedge that is gone", () => {
    const found = venueDefault(hedged, market, { venue: "FTX", recovery: 0.25 });
    expect(found).toMatchObject({ claimUsd: 2990, lossUsd: 2242.5, frozenPositions: ["hedge"] });
    expect(found.naked).toEqual([{ asset: "BTC", netBeforeUsd: 0, netAfterUsd: 80_000 }]);
    expect(found.remaining.positions.map(({ id }) => id)).toEqual(["p1"]);
    expect(found.exposureAfter).toEqual(bookExposure(found.remaining, market));
  });

  test("does not turn a debt into a loss, nor pay one account's debt with another's claim", () => {
    const under = { ...hedge, entryPrice: 38_000 };
    const second = { ...ftx, id: "ftx-2" };
    const owing = book([position(), under], [main, ftx, second]);
    const { frozen, claimUsd } = venueDefault(owing, market, { venue: "FTX", recovery: 0 });
    expect(frozen.map((one) => [one.claimUsd, one.owedUsd])).toEqual([
      [0, 2010],
      [1990, 0],
    ]);
    expect(claimUsd).toBe(1990);
  });

  test("leaves nothing where all was there, and names the venues", () => {
    const only = venueDefault(book([position()]), market, { venue: "Binance", recovery: 1 });
    expect(only).toMatchObject({ lossUsd: 0, remaining: { positions: [], accounts: [] } });
    expect(only).not.toHaveProperty("exposureAfter");
    expect(() => venueDefault(hedged, market, { venue: "OKX", recovery: 0 })).toThrow(
      'venue must be one of Binance, FTX: "OKX"',
    );
    expect(() => venueDefault(hedged, market, { venue: "FTX", recovery: 40 })).toThrow(
      "recovery must be in [0, 1]: 40",
    );
  });
});

describe("stressAccounts", () => {
  const depeg = {
    id: "depeg",
    version: 1,
    name: "Depeg",
    description: "USDT falls",
    source: "test",
    kind: "hypothetical",
    shocks: [
      { asset: "USDT", return: -0.1 },
      { asset: "SOL", return: -0.5 },
    ],
    defaultShock: -0.2,
  } as const;

  // After haircut: USDT 891 -> 801.9, SOL 800 -> 400. BTC takes the default: -16,000 long, +16,000 short.
  test("moves collateral by its own shock and positions by theirs", () => {
    const { accounts, unmoved } = stressAccounts(hedged, market, {
      scenario: depeg,
      missing: "fail",
    });
    expect(accounts[0]).toMatchObject({ positionPnlUsd: -16_000, collateralPnlUsd: 0 });
    expect(accounts[1]!.positionPnlUsd).toBeCloseTo(16_000, 8);
    expect(accounts[1]!.collateralPnlUsd).toBeCloseTo(-489.1, 10);
    expect(accounts[1]!.equityAfterUsd).toBeCloseTo(891 + 800 - 489.1 + 1000 + 16_000, 8);
    expect(unmoved).toEqual([]);
  });

  test("has the position P&L of stressBook", () => {
    const scenario = depeg;
    const { accounts } = stressAccounts(hedged, market, { scenario, missing: "fail" });
    const { totals } = stressBook(hedged, market, { scenarios: [scenario], missing: "fail" });
    const sum = accounts.reduce((total, { positionPnlUsd }) => total + positionPnlUsd, 0);
    expect(sum).toBeCloseTo(totals[0]!.pnlUsd, 8);
  });

  test("never gives a stablecoin the default that stands for coins", () => {
    const scenario = { ...depeg, shocks: [{ asset: "SOL", return: -0.5 }] };
    const policy = { scenario, missing: "exclude" } as const;
    expect(stressAccounts(hedged, market, policy).unmoved).toEqual(["USDT"]);
    expect(() => stressAccounts(hedged, market, { scenario, missing: "fail" })).toThrow("USDT");
  });
});
