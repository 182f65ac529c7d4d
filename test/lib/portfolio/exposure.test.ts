import { describe, expect, test } from "vitest";
import type { Account } from "../../../lib/portfolio/book.ts";
import { bookExposure, exposureBy } from "../../../lib/portfolio/exposure.ts";
import { book, frozen, market, perpetual, position } from "./fixtures.ts";

const accounts: readonly Account[] = [
  {
    id: "a",
    venue: "Binance",
    marginMode: "cross",
    collateral: [{ asset: "USDT", quantity: 100_000, haircut: 0.1 }],
  },
  { id: "b", venue: "FTX", marginMode: "cross", collateral: [] },
  {
    id: "idle",
    venue: "FTX",
    marginMode: "cross",
    collateral: [{ asset: "BTC", quantity: 1, haircut: 0.5 }],
  },
];

/** Long 2 BTC spot (80,000), short 300 × 0.1 ETH (-90,000), long 200 SOL (20,000) elsewhere. */
const mixed = frozen(
  book(
    [
      position({ account: "a", sector: "bitcoin" }),
      position({
        id: "p2",
        trader: "bob",
        account: "a",
        instrument: perpetual("ETH", 0.1),
        quantity: -300,
        entryPrice: 3_100,
      }),
      position({
        id: "p3",
        desk: "alts",
        trader: "bob",
        account: "b",
        instrument: perpetual("SOL"),
        quantity: 200,
        entryPrice: 120,
      }),
    ],
    accounts,
  ),
);

describe("bookExposure", () => {
  test("adds long and short, gross and net, and all collateral after haircut plus profit", () => {
    const profit = 2 * 10_000 + 30 * 100 - 200 * 20;
    const equityUsd = 100_000 * 0.99 * 0.9 + 20_000 + profit;
    expect(bookExposure(mixed, market)).toEqual({
      longUsd: 100_000,
      shortUsd: -90_000,
      grossUsd: 190_000,
      netUsd: 10_000,
      equityUsd,
      leverage: 190_000 / equityUsd,
      positions: 3,
    });
  });
});

describe("exposureBy", () => {
  test("divides an account's collateral by gross notional and keeps each profit where it arose", () => {
    const [ann, bob] = exposureBy(mixed, market, "trader");
    expect(ann).toMatchObject({ key: "ann", grossUsd: 80_000, netUsd: 80_000, positions: 1 });
    expect(ann!.equityUsd).toBeCloseTo((89_100 * 80) / 170 + 20_000, 8);
    expect(bob).toMatchObject({ key: "bob", longUsd: 20_000, shortUsd: -90_000, netUsd: -70_000 });
    expect(bob!.equityUsd).toBeCloseTo((89_100 * 90) / 170 + 3_000 - 4_000, 8);
  });

  test("is infinitely levered where losses have eaten the equity", () => {
    expect(exposureBy(mixed, market, "desk")[0]).toMatchObject({
      key: "alts",
      equityUsd: -4_000,
      leverage: Infinity,
    });
  });

  test("gives idle collateral to its account and venue, and to no trader", () => {
    const ftx = exposureBy(mixed, market, "venue").find(({ key }) => key === "FTX")!;
    expect(ftx).toMatchObject({ equityUsd: 16_000, grossUsd: 20_000, positions: 1 });
    expect(exposureBy(mixed, market, "account").find(({ key }) => key === "idle")).toEqual({
      key: "idle",
      longUsd: 0,
      shortUsd: 0,
      grossUsd: 0,
      netUsd: 0,
      equityUsd: 20_000,
      leverage: 0,
      positions: 0,
    });
  });

  test.each(["desk", "trader", "account", "venue", "asset", "sector"] as const)(
    "by %s sums to the whole book, idle collateral aside",
    (dimension) => {
      const whole = bookExposure(mixed, market);
      const groups = exposureBy(mixed, market, dimension);
      const sum = (name: "grossUsd" | "netUsd" | "equityUsd" | "positions"): number =>
        groups.reduce((total, group) => total + group[name], 0);
      const idle = dimension === "venue" || dimension === "account" ? 0 : 20_000;
      expect(sum("grossUsd")).toBeCloseTo(whole.grossUsd, 8);
      expect(sum("netUsd")).toBeCloseTo(whole.netUsd, 8);
      expect(sum("positions")).toBe(whole.positions);
      expect(sum("equityUsd") + idle).toBeCloseTo(whole.equityUsd, 8);
    },
  );

  test("does not depend on the order of the positions", () => {
    const turned = { ...mixed, positions: [...mixed.positions].reverse() };
    expect(exposureBy(turned, market, "trader")).toEqual(exposureBy(mixed, market, "trader"));
  });

  test("puts an asset whose sector nobody states under unclassified", () => {
    expect(exposureBy(mixed, market, "sector").map(({ key }) => key)).toEqual([
      "bitcoin",
      "unclassified",
    ]);
  });

  test("has no net exposure in a coin held and shorted alike", () => {
    const hedged = book([
      position(),
      position({ id: "p2", instrument: perpetual("BTC"), quantity: -2 }),
    ]);
    expect(exposureBy(hedged, market, "asset")[0]).toMatchObject({ netUsd: 0, grossUsd: 160_000 });
  });

  test("names the account whose collateral has no price", () => {
    const unknown = book(
      [position()],
      [
        {
          id: "main",
          venue: "X",
          marginMode: "cross",
          collateral: [{ asset: "DAI", quantity: 1, haircut: 0 }],
        },
      ],
    );
    expect(() => bookExposure(unknown, market)).toThrow(
      /^collateral of account main: asset must have a price .*"DAI"/,
    );
  });

  test("names the position that has no price, is too large, or in no account", () => {
    const exposures = (changes: object): (() => unknown) => {
      return () => bookExposure(book([position(changes)]), market);
    };
    expect(exposures({ instrument: perpetual("DOGE") })).toThrow("position p1: asset must have");
    expect(exposures({ quantity: 1e308 })).toThrow("position p1: its value must be finite");
    expect(exposures({ account: "other" })).toThrow("account of position p1 must be one of main");
  });
});
