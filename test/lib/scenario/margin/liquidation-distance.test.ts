import { describe, expect, test } from "vitest";
import { loadBook } from "../../../../lib/data/load-book.ts";
import { loadDailyCloses } from "../../../../lib/data/load-daily-closes.ts";
import { loadMarginSchedule } from "../../../../lib/data/load-margin-schedule.ts";
import { openData } from "../../../../lib/data/open-data.ts";
import { accountMargins } from "../../../../lib/portfolio/margin/account-margin.ts";
import { linearLiquidationPrice } from "../../../../lib/portfolio/margin/linear-liquidation.ts";
import { marketAt } from "../../../../lib/portfolio/market.ts";
import { liquidationDistances } from "../../../../lib/scenario/margin/liquidation-distance.ts";
import { shockMarket } from "../../../../lib/scenario/revalue.ts";
import { expectClose } from "../../expect-close.ts";
import { book, market, perpetual, position } from "../../portfolio/fixtures.ts";

const schedule = loadMarginSchedule("data/parameters/reference-perpetuals.json");
const rules = { schedule, positionMode: "one-way" } as const;
const btc = (quantity: number) =>
  position({ id: "btc", instrument: perpetual("BTC"), quantity, entryPrice: 40_000 });
const sol = position({ id: "sol", instrument: perpetual("SOL"), quantity: -100, entryPrice: 100 });

describe("liquidationDistances", () => {
  test.each([20, -20])("is the formula's price for a linear contract of %d coins", (coins) => {
    const [found] = liquidationDistances(book([btc(coins), sol]), market, rules);
    const price = linearLiquidationPrice(
      { coins, entryPrice: 40_000, collateralUsd: 100_000, othersMaintenanceUsd: 100 },
      { rule: schedule.rule, tiers: schedule.tiers.BTC! },
    )!;
    const move = coins > 0 ? found!.fall! : found!.rise!;
    expectClose(40_000 * (1 + move), price, { relative: 1e-9, subject: "price" });
    expect(coins > 0 ? found!.rise : found!.fall).toBeUndefined();
  });

  test("moves collateral in the same coin along", () => {
    const accounts = (asset: string, quantity: number) =>
      [
        {
          id: "main",
          venue: "X",
          marginMode: "cross",
          collateral: [{ asset, quantity, haircut: 0 }],
        },
      ] as const;
    const [cash] = liquidationDistances(book([btc(20)], accounts("USD", 100_000)), market, rules);
    const [coin] = liquidationDistances(book([btc(20)], accounts("BTC", 2.5)), market, rules);
    expect(coin!.fall!).toBeGreaterThan(cash!.fall!);
  });

  test("is 0 both ways for an account past it, and absent where nothing does it", () => {
    const lost = position({ instrument: perpetual("BTC"), quantity: 20, entryPrice: 46_000 });
    expect(liquidationDistances(book([lost]), market, rules)[0]).toMatchObject({
      fall: 0,
      rise: 0,
    });
    const [safe] = liquidationDistances(book([position()]), market, rules);
    expect(safe).toEqual({ account: "main", asset: "BTC", price: 40_000 });
  });

  test("leaves each account of the three desks with equity that just covers its margin", () => {
    const desks = loadBook("seeds/books/three-desk.json");
    const now = marketAt(loadDailyCloses(openData()), desks.asOf);
    const found = liquidationDistances(desks, now, rules).filter(({ fall }) => fall !== undefined);
    expect(found.length).toBeGreaterThan(10);
    for (const { account, asset, fall } of found) {
      const after = shockMarket(now, new Map([[asset, fall!]]));
      const margin = accountMargins(desks, after, rules).find((one) => one.account === account)!;
      expectClose(margin.marginRatio, 1, { relative: 1e-9, subject: `${account} ${asset}` });
    }
  });
});
