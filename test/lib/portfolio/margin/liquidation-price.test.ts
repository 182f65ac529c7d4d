import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  inverseBankruptcyPrice,
  inverseLiquidationPrice,
} from "../../../../lib/portfolio/margin/inverse-liquidation.ts";
import {
  linearBankruptcyPrice,
  linearLiquidationPrice,
} from "../../../../lib/portfolio/margin/linear-liquidation.ts";
import { maintenanceMarginUsd } from "../../../../lib/portfolio/margin/margin-tiers.ts";
import { expectClose } from "../../expect-close.ts";

/** Binance's worked example (FAQ b3c689c1…; freqtrade@c9ae5e1e9 tests/exchange/test_binance.py). */
const eth = { coins: 3683.979, entryPrice: 1456.84 };
const btc = { coins: 109.488, entryPrice: 32_481.98 };
const wallet = 1_535_443.01;
/** One tier whose floor lies so that its amount is the one of the example. */
const tierWith = (maintenanceRate: number, amount: number) => ({
  rule: "cumulative" as const,
  tiers: [
    { floorUsd: 0, maintenanceRate: maintenanceRate / 2, maxLeverage: 5 },
    { floorUsd: amount / (maintenanceRate / 2), maintenanceRate, maxLeverage: 5 },
  ],
});

describe("linearLiquidationPrice", () => {
  test("is Binance's for ETH in cross margin, 1,153.26", () => {
    const found = linearLiquidationPrice(
      {
        ...eth,
        collateralUsd: wallet,
        othersPnlUsd: 109.488 * (31_967.27 - 32_481.98),
        othersMaintenanceUsd: 109.488 * 31_967.27 * 0.025 - 16_300,
      },
      tierWith(0.1, 135_365),
    );
    expectClose(found!, 1153.26, { absolute: 0.005, subject: "ETH cross" });
  });

  test("is Binance's for BTC in isolated margin, 18,778.73", () => {
    const found = linearLiquidationPrice(
      { ...btc, collateralUsd: wallet },
      tierWith(0.025, 16_300),
    );
    expectClose(found!, 18_778.73, { absolute: 0.005, subject: "BTC isolated" });
  });

  const margin = {
    rule: "cumulative" as const,
    tiers: [
      { floorUsd: 0, maintenanceRate: 0.004, maxLeverage: 125 },
      { floorUsd: 50_000, maintenanceRate: 0.005, maxLeverage: 100 },
      { floorUsd: 250_000, maintenanceRate: 0.01, maxLeverage: 50 },
      { floorUsd: 1_000_000, maintenanceRate: 0.025, maxLeverage: 20 },
    ],
  };

  test.each(["cumulative", "whole"] as const)(
    "is where bisection finds equity at margin, %s",
    (rule) => {
      fc.assert(
        fc.property(
          fc.double({ min: 0.05, max: 60, noNaN: true }),
          fc.boolean(),
          fc.double({ min: 0.03, max: 0.9, noNaN: true }),
          (size, long, share) => {
            const coins = long ? size : -size;
            const entryPrice = 40_000;
            const collateralUsd = share * size * entryPrice;
            const room = (price: number) =>
              collateralUsd +
              coins * (price - entryPrice) -
              maintenanceMarginUsd({ ...margin, rule }, size * price);
            let [safe, gone] = [entryPrice, long ? 1e-9 : entryPrice * 10];
            for (let i = 0; i < 200; i++) {
              const middle = (safe + gone) / 2;
              if (room(middle) > 0) safe = middle;
              else gone = middle;
            }
            const held = { coins, entryPrice, collateralUsd };
            const found = linearLiquidationPrice(held, { ...margin, rule });
            expectClose(found!, gone, { relative: 1e-9, subject: "price" });
          },
        ),
        { numRuns: 60 },
      );
    },
  );

  test("is undefined where no positive price does it, and refuses no position", () => {
    expect(
      linearLiquidationPrice({ coins: 1, entryPrice: 100, collateralUsd: 100 }, margin),
    ).toBeUndefined();
    expect(() =>
      linearLiquidationPrice({ coins: 0, entryPrice: 100, collateralUsd: 1 }, margin),
    ).toThrow("coins must not be zero: 0");
  });

  test("lies between the entry and the bankruptcy price", () => {
    const held = { coins: -2, entryPrice: 40_000, collateralUsd: 8000 };
    expect(linearBankruptcyPrice(held)).toBe(44_000);
    const found = linearLiquidationPrice(held, margin)!;
    expect(found).toBeGreaterThan(40_000);
    expect(found).toBeLessThan(44_000);
    const paid = { coins: 1, entryPrice: 100, collateralUsd: 100 };
    expect(linearBankruptcyPrice(paid)).toBeUndefined();
  });
});

describe("inverse contracts", () => {
  // medium.com/@zoomerjd, how BitMEX calculates liquidation: 20 XBT of value, 1 XBT of margin.
  test("are bankrupt where BitMEX's example says: 200,000 / 21", () => {
    const held = { contractsUsd: 200_000, entryPrice: 10_000, collateralCoins: 1 };
    expectClose(inverseBankruptcyPrice(held)!, 9523.809523809523, {
      relative: 1e-9,
      subject: "bankruptcy",
    });
  });

  // help.bybit.com 360039261334, cross margin: maintenance of the entry value, taker fee 0.075 %.
  test("are liquidated where Bybit's example says: 5,739.5, bankrupt at 5,718.57", () => {
    const held = {
      contractsUsd: 10_000,
      entryPrice: 8000,
      collateralCoins: 0.5,
      closingFeeRate: 0.00075,
    };
    expectClose(inverseBankruptcyPrice(held)!, 5718.57, { absolute: 0.01, subject: "bankruptcy" });
    const found = inverseLiquidationPrice(held, { maintenanceRate: 0.005, of: "entry" });
    expectClose(found!, 5739.5, { absolute: 0.6, subject: "liquidation" });
  });

  // dev.binance.vision topic 6292: 101 BTC, long 10,000,000 USD at 45,000, Binance's calculator says 33,599.40.
  // FAQ ceccfcfb4e3a45e3b48b0b1bb1a8ae46: 12.5 % and an amount of 11.605 BTC at 300 BTC, of which the last
  // digit moves the price by 0.05.
  test("are liquidated where Binance's calculator of COIN-M says: 33,599.40", () => {
    const held = { contractsUsd: 10_000_000, entryPrice: 45_000, collateralCoins: 101 };
    const tier = { maintenanceRate: 0.125, maintenanceAmountCoins: 11.605, of: "mark" } as const;
    expectClose(inverseLiquidationPrice(held, tier)!, 33_599.4, {
      absolute: 0.05,
      subject: "liquidation",
    });
  });

  // OKX, isolated long and short: (1 ± rate) / (1 / entry ± margin / face value).
  test("in isolated margin are OKX's formula, both ways", () => {
    const at = (contractsUsd: number) =>
      inverseLiquidationPrice(
        { contractsUsd, entryPrice: 40_000, collateralCoins: 0.025 },
        { maintenanceRate: 0.01, of: "mark" },
      )!;
    expectClose(at(10_000), 1.01 / (1 / 40_000 + 2.5e-6), { relative: 1e-14, subject: "long" });
    expectClose(at(-10_000), 0.99 / (1 / 40_000 - 2.5e-6), { relative: 1e-14, subject: "short" });
  });

  test("of the mark: coins left equal the rate times contracts / price", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 100, max: 1e6, noNaN: true }),
        fc.boolean(),
        fc.double({ min: 0.02, max: 0.8, noNaN: true }),
        (size, long, share) => {
          const contractsUsd = long ? size : -size;
          const collateralCoins = (share * size) / 8000;
          const held = { contractsUsd, entryPrice: 8000, collateralCoins };
          const price = inverseLiquidationPrice(held, { maintenanceRate: 0.01, of: "mark" })!;
          const left = collateralCoins + contractsUsd * (1 / 8000 - 1 / price);
          expectClose(left, (0.01 * size) / price, { relative: 1e-9, subject: "coins" });
        },
      ),
      { numRuns: 60 },
    );
  });

  test("have no price where a short is covered coin for coin", () => {
    const covered = { contractsUsd: -8000, entryPrice: 8000, collateralCoins: 1 };
    const maintenance = { maintenanceRate: 0.005, of: "mark" } as const;
    expect(inverseLiquidationPrice(covered, maintenance)).toBeUndefined();
    expect(inverseBankruptcyPrice(covered)).toBeUndefined();
    expect(() => inverseLiquidationPrice(covered, { ...maintenance, maintenanceRate: 5 })).toThrow(
      "maintenanceRate must be in (0, 1): 5",
    );
  });
});
