import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { black76 } from "../../../lib/instruments/black76.ts";
import { type Instrument, instrumentName } from "../../../lib/instruments/instrument.ts";
import {
  type ContractPrices,
  contractNotionalUsd,
  contractPnlCoin,
  contractPnlUsd,
  contractValueCoin,
  contractValueUsd,
} from "../../../lib/instruments/valuation.ts";
import { expectClose } from "../expect-close.ts";

const underlying = "BTC";
const dated = { expiry: "2024-09-27" } as const;
const spot: Instrument = { type: "spot", underlying };
const of = (settlement: "linear" | "inverse", contractSize: number) => ({
  perpetual: { type: "perpetual", underlying, settlement, contractSize } as Instrument,
  future: { type: "future", underlying, settlement, contractSize, ...dated } as Instrument,
  option: (kind: "call" | "put", strike = 40_000): Instrument => ({
    type: "option",
    underlying,
    settlement,
    contractSize,
    kind,
    strike,
    ...dated,
  }),
});
const linear = of("linear", 0.01);
const inverse = of("inverse", 100);
const coinOption = of("inverse", 1).option;
const prices = { entryPrice: 30_000, price: 33_000, spot: 33_000 };
const terms = { years: 0.88249899695586, volatility: 0.6086, rate: 0 };
const ticker: ContractPrices = {
  spot: 39_165.86,
  price: 39_165.86,
  entryPrice: 0.2,
  option: terms,
};

describe("a contract", () => {
  test("is named by what it is", () => {
    expect(instrumentName(inverse.perpetual)).toBe("BTC inverse perpetual");
    expect(instrumentName(linear.future)).toBe("BTC linear future 2024-09-27");
    expect(instrumentName(coinOption("put"))).toBe("BTC inverse put 40000 2024-09-27");
  });

  test("of spot is worth the price of the coin", () => {
    expect(contractValueUsd(spot, prices)).toBe(33_000);
    expect(contractValueCoin(spot, prices)).toBe(1);
    expect(contractPnlUsd(spot, prices)).toBe(3_000);
    expect(contractNotionalUsd(spot, prices)).toBe(33_000);
  });

  test("linear and without premium is worth size × (price - entry price)", () => {
    for (const instrument of [linear.perpetual, linear.future]) {
      expect(contractValueUsd(instrument, prices)).toBe(30);
      expect(contractPnlUsd(instrument, prices)).toBe(30);
      expectClose(contractPnlCoin(instrument, prices), 30 / 33_000, { subject: "coins" });
      expect(contractNotionalUsd(instrument, prices)).toBe(330);
    }
  });

  test("inverse has made dollars × (1 / entry - 1 / exit) coins", () => {
    // Definition of Bybit and BitMEX: 10,000 dollars long from 8,000 to 10,000; tolerance 1e-12.
    const dollars = of("inverse", 1).perpetual;
    const moved = { entryPrice: 8_000, price: 10_000, spot: 10_000 };
    const coins = 10_000 * contractPnlCoin(dollars, moved);
    expectClose(coins, 0.24999999999999997, { absolute: 1e-12, subject: "P&L in BTC" });
    expectClose(10_000 * contractPnlUsd(dollars, moved), 2_500, { absolute: 1e-9, subject: "USD" });
    expect(contractNotionalUsd(dollars, moved)).toBe(1);
  });

  test("inverse counts its coins at spot, its price at the mark", () => {
    const basis = { entryPrice: 30_000, price: 33_000, spot: 32_000 };
    const coins = 100 * (1 / 30_000 - 1 / 33_000);
    expectClose(contractValueCoin(inverse.future, basis), coins, {
      absolute: 1e-18,
      subject: "coins",
    });
    const usd = contractValueUsd(inverse.future, basis);
    expectClose(usd, coins * 32_000, { absolute: 1e-12, subject: "USD" });
  });

  test("inverse gains its dollars, and those of the coins already made, as every price doubles", () => {
    const here = { entryPrice: 30_000, price: 33_000, spot: 33_000 };
    const at = (factor: number): number =>
      contractValueUsd(inverse.perpetual, {
        ...here,
        price: 33_000 * factor,
        spot: 33_000 * factor,
      });
    const slope = (at(1.001) - at(0.999)) / 0.002;
    const made = contractValueUsd(inverse.perpetual, here);
    const exposure = contractNotionalUsd(inverse.perpetual, here);
    expect(exposure).toBe(100);
    expectClose(slope, exposure + made, { relative: 1e-9, subject: "slope" });
  });

  test("inverse of a coin worth nothing has lost its dollars, not infinitely many", () => {
    const dead = { entryPrice: 30_000, price: 0, spot: 0 };
    expect(contractPnlUsd(inverse.perpetual, dead)).toBe(-100);
    expect(contractPnlCoin(inverse.perpetual, dead)).toBe(-Infinity);
  });
});

describe("an option contract", () => {
  test("that settles in coin is worth Deribit's mark price in coin, not divided by price again", () => {
    // Deribit BTC-27SEP24-40000-C in ccxt pull request 19908 (2023-11-10); tolerance 5e-5.
    const call = coinOption("call");
    const coin = contractValueCoin(call, ticker);
    expectClose(coin, 0.2169, { absolute: 5e-5, subject: "mark price in BTC" });
    const usd = contractValueUsd(call, ticker);
    expectClose(usd, coin * 39_165.86, { relative: 1e-14, subject: "USD" });
    const profit = contractPnlCoin(call, ticker);
    expectClose(profit, coin - 0.2, { absolute: 1e-15, subject: "P&L in BTC" });
    const profitUsd = contractPnlUsd(call, ticker);
    expectClose(profitUsd, profit * 39_165.86, { absolute: 1e-9, subject: "P&L in USD" });
  });

  test("that settles in dollars is worth Black's price, and has made that less its premium", () => {
    const call = linear.option("call");
    const paid = { ...ticker, entryPrice: 5_000 };
    const price = black76(
      { kind: "call", strike: 40_000, ...terms },
      { forward: 39_165.86, ...terms },
    );
    const subject = "USD";
    // Within two units in the last place of the forward: the formula is another one.
    const [usd, units] = [contractValueUsd(call, paid), 4.5e-16 * 0.01 * 39_165.86];
    expectClose(usd, 0.01 * price, { absolute: units, subject });
    expectClose(contractPnlUsd(call, paid), 0.01 * (price - 5_000), { relative: 1e-12, subject });
    const coins = (0.01 * price) / 39_165.86;
    expectClose(contractValueCoin(call, paid), coins, { absolute: 4.5e-18, subject: "coins" });
  });

  test("has coins × delta × forward as its exposure, negative for a long put", () => {
    // Delta of the same ticker, 0.59833; tolerance 2e-5.
    const call = contractNotionalUsd(coinOption("call"), ticker) / 39_165.86;
    expectClose(call, 0.59833, { absolute: 2e-5, subject: "delta" });
    const put = contractNotionalUsd(coinOption("put"), ticker) / 39_165.86;
    expectClose(put, 0.59833 - 1, { absolute: 2e-5, subject: "delta of the put" });
    const up = { ...ticker, price: ticker.price * 1.0001, spot: ticker.spot * 1.0001 };
    const down = { ...ticker, price: ticker.price * 0.9999, spot: ticker.spot * 0.9999 };
    for (const option of [coinOption("call"), linear.option("put")]) {
      const slope = (contractValueUsd(option, up) - contractValueUsd(option, down)) / 2e-4;
      const subject = "exposure";
      expectClose(contractNotionalUsd(option, ticker), slope, { relative: 1e-6, subject });
    }
  });

  test("keeps put-call parity with the future, in dollars and in coins", () => {
    const free = { ...ticker, entryPrice: 0 };
    const [call, put] = [
      contractValueCoin(coinOption("call"), free),
      contractValueCoin(coinOption("put"), free),
    ];
    expectClose(call - put, 1 - 40_000 / 39_165.86, {
      absolute: 1e-14,
      subject: "parity in coins",
    });
  });

  test("is its payoff at expiry: coins for an inverse one", () => {
    const atExpiry = {
      spot: 50_000,
      price: 50_000,
      entryPrice: 0.1,
      option: { ...terms, years: 0 },
    };
    expect(contractValueCoin(coinOption("call"), atExpiry)).toBe(0.2);
    expect(contractValueUsd(coinOption("call"), atExpiry)).toBe(10_000);
    expect(contractValueUsd(coinOption("put"), atExpiry)).toBe(0);
  });

  test("on a coin worth nothing is worth the strike (put) or nothing (call) in dollars", () => {
    const dead = { spot: 0, price: 0, entryPrice: 0.1, option: terms };
    expect(contractValueUsd(coinOption("put"), dead)).toBe(40_000);
    expect(contractValueUsd(coinOption("call"), dead)).toBe(0);
    expect(contractValueUsd(linear.option("put"), dead)).toBe(400);
    expect(contractNotionalUsd(coinOption("put"), dead)).toBe(0);
  });

  test("without its terms is refused", () => {
    expect(() => contractValueUsd(linear.option("call"), prices)).toThrow(
      "volatility and rate: none",
    );
  });
});

describe("linear and inverse", () => {
  test("agree: dollars × (1 / entry - 1 / price) coins are the same dollars of a linear contract over price", () => {
    const positive = fc.double({ min: 1, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(positive, positive, (entryPrice, price) => {
        const here = { entryPrice, price, spot: price };
        const coins = of("linear", 100 / entryPrice).perpetual;
        const left = contractPnlCoin(inverse.perpetual, here);
        const right = contractPnlUsd(coins, here) / price;
        const scale = 100 / entryPrice + 100 / price;
        expectClose(left, right, { absolute: 1e-15 * scale, subject: JSON.stringify(here) });
        const usd = contractPnlUsd(inverse.perpetual, here);
        expectClose(usd, contractPnlUsd(coins, here), {
          absolute: 1e-13 * (100 + Math.abs(usd)),
          subject: "USD",
        });
      }),
    );
  });
});
