import { describe, expect, test } from "vitest";
import { loadMarginModel } from "../../../../lib/data/load-margin-model.ts";
import { shiftedVolatility } from "../../../../lib/instruments/volatility-shift.ts";
import {
  type DeribitModel,
  deribitPortfolioMargin,
} from "../../../../lib/scenario/margin/deribit-portfolio-margin.ts";
import golden from "../../../golden/margin-models.json" with { type: "json" };
import { expectClose } from "../../expect-close.ts";
import { market as plain } from "../../portfolio/fixtures.ts";
import { future, type Held, holdings, inversePerpetual, option } from "./positions.ts";

const load = (name: string) => loadMarginModel(`data/parameters/${name}.json`) as DeribitModel;
const current = load("deribit-2024-06");
const first = load("deribit-2021");
const market = { ...plain, volatility: { BTC: 0.8 } };
const terms = current.terms.BTC!;

/** Each figure three times: the volatilities, which a future does not feel. */
const thrice = (vector: readonly number[]): number[] => vector.flatMap((pnl) => [pnl, pnl, pnl]);

function expectVector(found: ArrayLike<number>, expected: readonly number[], relative: number) {
  expect(found.length).toBe(expected.length);
  expected.forEach((pnl, i) => {
    expectClose(found[i]!, pnl, { relative, absolute: 1e-15, subject: `entry ${i}` });
  });
}

describe("deribitPortfolioMargin", () => {
  test("reproduces the example of Deribit's API reference", () => {
    const { market: at, positionsCoins, tolerance, ...expected } = golden.deribitApiExample;
    const example = {
      asOf: "2024-06-17",
      hourUtc: 10.6,
      spot: { BTC: at.spot },
      mark: { BTC: at.mark },
      forward: { BTC: [{ expiry: at.expiry, price: at.future }] },
    };
    // Deribit states coins at the mark; contracts are dollars.
    const positions = holdings(
      [positionsCoins["BTC-PERPETUAL"] * at.mark, inversePerpetual()],
      [positionsCoins["BTC-28JUN24"] * at.future, future(at.expiry)],
    );
    const [unit] = deribitPortfolioMargin(positions, example, current).units;
    const [standard, extended] = unit!.arrays;
    const column = (array: typeof standard, j: number): number[] =>
      [...array!.values.values].filter((_, i) => i % 2 === j);
    const names = ["BTC-PERPETUAL", "BTC-28JUN24"] as const;
    names.forEach((name, j) => {
      // Differences of profits since entry lose a few digits of what is left of them.
      expectVector(column(standard, j), thrice(expected.standard[name]), 1e-10);
      expectVector(column(extended, j), expected.extended[name], 1e-10);
    });
    expect(extended!.totals.every((total) => total === 0)).toBe(true);
    expect(unit!.worst.scenario).toBe("−16 %, volatility up");
    const figures = { ...unit!.parts, initial: unit!.initial, maintenance: unit!.maintenance };
    const wanted = {
      worstLoss: expected.worst,
      rollShock: expected.rollShock,
      deltaShock: expected.deltaShock,
      initial: expected.initial,
      maintenance: expected.maintenance,
    };
    for (const [name, value] of Object.entries(wanted)) {
      const found = figures[name as keyof typeof figures]!;
      expectClose(found, value, { absolute: tolerance.margin, subject: name });
    }
    expect(unit!.currency).toBe("BTC");
  });

  test("reproduces a short perpetual as Deribit's API answered it", () => {
    const { market: at, positionCoins, tolerance, ...expected } = golden.deribitApiResponse;
    const answer = { asOf: "2026-02-15", spot: { ETH: at.spot }, mark: { ETH: at.mark } };
    const positions = holdings([positionCoins * at.mark, inversePerpetual("ETH")]);
    const [unit] = deribitPortfolioMargin(positions, answer, load("deribit-2026-02")).units;
    expectVector(unit!.arrays[0]!.totals, thrice(expected.standard), 1e-10);
    expectClose(unit!.worst.loss, expected.worst, { absolute: tolerance.margin, subject: "worst" });
    expect(unit!.worst.scenario).toBe("+18 %, volatility up");
    expectClose(unit!.parts.rollShock!, expected.rollShock, { absolute: 1e-12, subject: "roll" });
    expectClose(unit!.initial, expected.initial, {
      absolute: tolerance.margin,
      subject: "initial",
    });
    expectClose(unit!.maintenance, expected.maintenance, {
      absolute: 1e-9,
      subject: "maintenance",
    });
  });

  test("agrees with the formulas written again in numpy for an option book with every charge", () => {
    const { tolerance, ...expected } = golden.deribitOptionBook;
    const positions = holdings(
      [-10_000, option("call", 45_000)],
      [-10_000, option("put", 35_000)],
      [5000, option("call", 60_000, { expiry: "2022-06-24" })],
      [3e8, inversePerpetual()],
      [-2e8, future("2022-06-24")],
    );
    const [unit] = deribitPortfolioMargin(positions, market, current).units;
    const close = { ...tolerance, absolute: 1e-8 };
    expected.standard.forEach((pnl, i) => {
      expectClose(unit!.arrays[0]!.totals[i]!, pnl, { ...close, subject: `standard ${i}` });
    });
    expected.extended.forEach((pnl, i) => {
      expectClose(unit!.arrays[1]!.totals[i]!, pnl, { ...close, subject: `extended ${i}` });
    });
    expectClose(unit!.parts.worstLoss!, expected.worst, { ...close, subject: "worst" });
    expectClose(unit!.parts.rollShock!, expected.roll, { ...close, subject: "roll shock" });
    expectClose(unit!.parts.deltaShock!, expected.deltaShock, { ...close, subject: "delta shock" });
    expect(unit!.worst.scenario).toBe("−66 %, volatility up");
  });

  // docs.oreome.com, Advanced Risk Scenarios: the formula for 60 % a week before expiry.
  test("scales volatility by the time to expiry, up to no less than its floor", () => {
    const term = { days: 30, shortPower: terms.shortVegaPower, longPower: terms.longVegaPower };
    const week = 7 / 365;
    const up = { relative: terms.volatilityUp, atLeast: terms.leastVolatilityUp, term };
    const close = { absolute: 1e-12 };
    expectClose(shiftedVolatility(0.6, up, week), 1.0642246731632439, { ...close, subject: "up" });
    const down = shiftedVolatility(0.6, { relative: -terms.volatilityDown, term }, week);
    expectClose(down, 0.367887663418378, { ...close, subject: "down" });
    expect(shiftedVolatility(0.1, up, 1)).toBe(0.5);
    expect(shiftedVolatility(0.1, { relative: -0.9, term }, 1e-4)).toBe(0);
  });

  // support.deribit.com 25944756247837 and docs.oreome.com: nine buckets, eight extended moves.
  test("has Deribit's nine price buckets and eight extended moves", () => {
    const { arrays } = deribitPortfolioMargin(holdings([1, inversePerpetual()]), market, current)
      .units[0]!;
    const moves = arrays[0]!.scenarios.map((scenario) => scenario.return);
    const buckets = [...new Set(moves)];
    expect(buckets).toEqual([-0.16, -0.12, -0.08, -0.04, 0, 0.04, 0.08, 0.12, 0.16]);
    expect(moves).toHaveLength(27);
    expect(arrays[1]!.scenarios.map((scenario) => scenario.return)).toEqual([
      -0.66, -0.33, 0.5, 1, 2, 3, 4, 5,
    ]);
  });

  // deribit.com/pages/docs/portfoliomargin: the two worked examples of its contingencies.
  test("charges the first model's contingencies as its page works them out", () => {
    const strike = holdings([10, option("call", 45_000)], [-20, option("put", 45_000)]);
    const [sold] = deribitPortfolioMargin(strike, market, first).units;
    expectClose(sold!.parts.shortOptions!, 0.1, {
      relative: 1e-12,
      subject: "10 net short x 0.01 BTC",
    });
    const spread = holdings([4e6, future("2022-06-24")], [-4e6, future("2022-09-30")]);
    const [offset] = deribitPortfolioMargin(spread, market, first).units;
    expectClose(offset!.parts.offsetFutures!, 1, { relative: 1e-12, subject: "1 % of 100 BTC" });
    expect(offset!.arrays).toHaveLength(1);
    const linear = holdings([-20, option("put", 45_000, { settlement: "linear" })]);
    const { parts, currency } = deribitPortfolioMargin(linear, market, first).units[0]!;
    expect(currency).toBe("USD");
    expectClose(parts.shortOptions!, 0.2 * 40_000, { relative: 1e-12, subject: "in dollars" });
  });

  test("lets long options take off the delta that is charged, but not turn it around", () => {
    const shock = (...held: readonly Held[]): number =>
      deribitPortfolioMargin(holdings(...held), market, current).units[0]!.parts.deltaShock!;
    const alone = shock([1e8, inversePerpetual()]);
    // 2,500 coins, 2,000 beyond 20 million dollars: 10 % of them.
    expectClose(alone, 250, { relative: 1e-12, subject: "2,500 coins" });
    expect(shock([1e8, inversePerpetual()], [1000, option("put", 40_000)])).toBeLessThan(alone);
    expect(shock([1e8, inversePerpetual()], [1e5, option("put", 40_000)])).toBe(0);
    expect(shock([1e8, inversePerpetual()], [1e5, option("call", 40_000)])).toBe(alone);
  });

  test("refuses an underlying that the parameters do not have", () => {
    expect(() =>
      deribitPortfolioMargin(holdings([1, inversePerpetual("ETH")]), market, current),
    ).toThrow('underlying must have terms in Deribit portfolio margin (BTC): "ETH"');
  });
});
