import { describe, expect, test } from "vitest";
import { fillOrder, stressLiquidity } from "../../../lib/scenario/liquidity.ts";
import { shockMarket } from "../../../lib/scenario/revalue.ts";
import { stopCascade } from "../../../lib/scenario/stop-cascade.ts";
import { expectClose } from "../expect-close.ts";
import { book, market, perpetual, position } from "../portfolio/fixtures.ts";

const liquid = { spread: 0.001, depthUsd: 1e6 };
const liquidity = { BTC: liquid, ETH: liquid, SOL: liquid };
const options = { liquidity, trigger: "crossed", lastingShare: 1 } as const;

describe("fillOrder", () => {
  test("costs half the spread where there is depth without end", () => {
    const deep = fillOrder({ coins: -1, price: 100 }, { spread: 0.02, depthUsd: 1e15 });
    expectClose(deep.averagePrice, 99, { relative: 1e-12, subject: "average" });
    expectClose(deep.costUsd, 1, { relative: 1e-11, subject: "cost" });
  });

  test("moves the price by 1 % per depth to first order, and gives the mean of the walk", () => {
    const fill = fillOrder({ coins: 10_000, price: 100 }, { spread: 0, depthUsd: 1e6 });
    expectClose(fill.lastPrice, 100 * Math.exp(0.01), { relative: 1e-14, subject: "last" });
    // Simpson's rule over the walk, off by a relative 0.01⁴ / 2880.
    const middle = 100 * Math.exp(0.005);
    const mean = (100 + 4 * middle + 100 * Math.exp(0.01)) / 6;
    expectClose(fill.averagePrice, mean, { relative: 4e-12, subject: "mean" });
  });

  test("splits without gain: two halves one after the other pay what one order pays", () => {
    const whole = fillOrder({ coins: -8000, price: 100 }, liquid);
    const first = fillOrder({ coins: -4000, price: 100 }, liquid);
    // The second half meets the same book further down: k stays that of the first price.
    const depthUsd = (liquid.depthUsd * first.lastPrice) / 100;
    const second = fillOrder({ coins: -4000, price: first.lastPrice }, { ...liquid, depthUsd });
    expectClose(second.lastPrice, whole.lastPrice, { relative: 1e-14, subject: "last" });
    expectClose((first.averagePrice + second.averagePrice) / 2, whole.averagePrice, {
      relative: 1e-13,
      subject: "average",
    });
  });

  test("fills nothing without depth, and never sells below zero", () => {
    expect(fillOrder({ coins: -1, price: 100 }, { spread: 0.01, depthUsd: 0 })).toEqual({
      averagePrice: NaN,
      lastPrice: 100,
      costUsd: 0,
      filled: false,
    });
    const flood = fillOrder({ coins: -1e12, price: 100 }, { spread: 3, depthUsd: 1 });
    expect(flood.averagePrice).toBe(0);
    expect(() => fillOrder({ coins: 1, price: 0 }, liquid)).toThrow("price must be a positive");
  });
});

describe("stressLiquidity", () => {
  test("multiplies spreads and depths, and names what is wrong", () => {
    const stressed = stressLiquidity(liquidity, { spreadTimes: 10, depthTimes: 0.1 });
    expect(stressed.BTC).toEqual({ spread: 0.01, depthUsd: 1e5 });
    const wrong = { BTC: { spread: Number.NaN, depthUsd: 1 } };
    expect(() => stressLiquidity(wrong, { spreadTimes: 1, depthTimes: 1 })).toThrow(
      "spread of BTC must be zero or a positive number: NaN",
    );
  });
});

describe("stopCascade", () => {
  const near = position({ id: "near", quantity: 2, stop: 39_500 });
  const far = position({ id: "far", quantity: 50, stop: 38_900, instrument: perpetual("BTC") });
  const rest = position({ id: "rest", quantity: -1, instrument: perpetual("BTC") });

  test("leaves everything alone while no stop is passed", () => {
    const calm = stopCascade(book([near, far, rest]), market, options);
    expect(calm).toMatchObject({ rounds: 0, fired: [], pnlUsd: 0, market });
    expect(calm.rows.map(({ status }) => status)).toEqual(["open", "open", "open"]);
  });

  test("lets the impact of one stop reach the next", () => {
    const shocked = shockMarket(market, new Map([["BTC", -0.02]]));
    const found = stopCascade(book([near, far, rest]), shocked, options);
    expect(found.fired.map(({ position: id, round }) => [id, round])).toEqual([["near", 1]]);
    const thin = { ...options, liquidity: { BTC: { spread: 0.001, depthUsd: 50_000 } } };
    const cascade = stopCascade(book([near, far, rest]), shocked, thin);
    expect(cascade.fired.map(({ position: id, round }) => [id, round])).toEqual([
      ["near", 1],
      ["far", 2],
    ]);
    expect(cascade.pnlUsd).toBeLessThan(found.pnlUsd);
    expect(cascade.impact.BTC).toBeLessThan(-0.1);
  });

  test("is worth what its fills say, position by position", () => {
    const shocked = shockMarket(market, new Map([["BTC", -0.02]]));
    const { fired, rows, market: after } = stopCascade(book([near, rest]), shocked, options);
    const pnl = 2 * (fired[0]!.fillPrice - 39_200);
    expectClose(rows[0]!.pnlUsd, pnl, { relative: 1e-10, subject: "stopped" });
    expectClose(rows[1]!.pnlUsd, -(after.spot.BTC! - 39_200), { relative: 1e-10, subject: "open" });
  });

  test("nets what lasts: equal buys and sells leave the price where it was", () => {
    const long = position({ id: "long", quantity: 5, stop: 1, instrument: perpetual("BTC") });
    const short = position({ id: "short", quantity: -5, stop: 1e9, instrument: perpetual("BTC") });
    const all = { ...options, trigger: "all" } as const;
    const found = stopCascade(book([long, short]), market, all);
    expectClose(found.impact.BTC!, 0, { absolute: 1e-15, subject: "impact" });
    expect(found.pnlUsd).toBeLessThan(0);
  });

  test("does not depend on the order of positions", () => {
    const shocked = shockMarket(market, new Map([["BTC", -0.04]]));
    const one = stopCascade(book([near, far, rest]), shocked, options);
    const other = stopCascade(book([rest, far, near]), shocked, options);
    expectClose(other.pnlUsd, one.pnlUsd, { relative: 1e-13, subject: "P&L" });
    expect(other.rounds).toBe(one.rounds);
  });

  test("keeps positions open where nobody is there", () => {
    const gone = {
      ...options,
      trigger: "all",
      liquidity: { BTC: { spread: 0, depthUsd: 0 } },
    } as const;
    const found = stopCascade(book([near]), market, gone);
    expect(found.rows[0]).toMatchObject({ status: "unfilled", pnlUsd: 0 });
    expect(found.fired[0]).toMatchObject({ filled: false, fillPrice: NaN });
  });

  // 100,000 USD in all, 0.1 of the depth: k n = -0.001, so that each fills at its own price times
  // (1 - e^-0.001) / 0.001 and leaves e^-0.001 behind.
  test("fills mark, future and spot at their own prices, whichever comes first in the book", () => {
    const ready = { ...market, spot: { BTC: 100 }, mark: { BTC: 98 }, forward: { BTC: 110 } };
    const future = {
      type: "future",
      underlying: "BTC",
      settlement: "linear",
      contractSize: 1,
      expiry: "2022-09-30",
    } as const;
    const entryPrice = 100;
    const one = position({ id: "spot", quantity: 200, stop: 120, entryPrice });
    const two = position({
      id: "perp",
      quantity: 300,
      stop: 120,
      entryPrice,
      instrument: perpetual("BTC"),
    });
    const three = position({
      id: "future",
      quantity: 400,
      stop: 120,
      entryPrice,
      instrument: future,
    });
    const terms = { ...options, liquidity: { BTC: { spread: 0, depthUsd: 934_000 } } };
    const usd = 20_000 + 29_400 + 44_000;
    const mean = -Math.expm1((-0.01 * usd) / 934_000) / ((0.01 * usd) / 934_000);
    for (const positions of [
      [one, two, three],
      [three, two, one],
    ]) {
      const { rows } = stopCascade(book(positions), ready, terms);
      const pnl = (id: string) => rows.find((row) => row.position === id)!.pnlUsd;
      expectClose(pnl("spot"), 200 * 100 * (mean - 1), { relative: 1e-9, subject: "spot" });
      expectClose(pnl("perp"), 300 * 98 * (mean - 1), { relative: 1e-9, subject: "perp" });
      expectClose(pnl("future"), 400 * 110 * (mean - 1), { relative: 1e-9, subject: "future" });
    }
  });

  // 10,000 dollars entered at 200: at 100 half the dollars were lost in coins, 50 of them. Half a spread of 1 %
  // costs 10,000 × (1 / 99 - 1 / 100) coins at 100.
  test("fills an inverse contract in coins, which are worth spot and not the fill", () => {
    const inverse = position({
      quantity: 10_000,
      stop: 120,
      entryPrice: 200,
      instrument: { type: "perpetual", underlying: "BTC", settlement: "inverse", contractSize: 1 },
    });
    const wide = { BTC: { spread: 0.02, depthUsd: 1e15 } };
    const ready = { ...market, spot: { BTC: 100 } };
    const { rows } = stopCascade(book([inverse]), ready, { ...options, liquidity: wide });
    const loss = 10_000 * (1 / 99 - 1 / 100) * 100;
    expectClose(rows[0]!.pnlUsd, -loss, { relative: 1e-8, subject: "P&L" });
  });

  test("takes a coin worth nothing: there is nothing to sell, and nothing more to lose", () => {
    const dead = { ...market, spot: { BTC: 0 } };
    const found = stopCascade(book([near, far]), dead, options);
    expect(found.rows.map(({ pnlUsd }) => Math.abs(pnlUsd))).toEqual([0, 0]);
  });

  test("names the asset without liquidity", () => {
    const other = position({ instrument: perpetual("SOL"), stop: 99 });
    const all = { ...options, liquidity: { BTC: liquid }, trigger: "all" } as const;
    expect(() => stopCascade(book([other]), market, all)).toThrow(
      'asset must have a liquidity (BTC): "SOL"',
    );
  });
});
