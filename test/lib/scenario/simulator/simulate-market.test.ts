import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { loadMarginModel } from "../../../../lib/data/load-margin-model.ts";
import { loadMarginSchedule } from "../../../../lib/data/load-margin-schedule.ts";
import { surfaceArbitrage } from "../../../../lib/instruments/surface-arbitrage.ts";
import type { VolatilitySurface } from "../../../../lib/instruments/volatility-surface.ts";
import { surfaceVolatility } from "../../../../lib/instruments/volatility-surface.ts";
import { pearsonCorrelation } from "../../../../lib/math/covariance.ts";
import { matrixFromRows } from "../../../../lib/math/matrix.ts";
import { mean, sampleVariance } from "../../../../lib/math/moments.ts";
import { accountMargins } from "../../../../lib/portfolio/margin/account-margin.ts";
import { riskModelOf } from "../../../../lib/scenario/margin/scenario-margin.ts";
import { marginAlong } from "../../../../lib/scenario/simulator/margin-along.ts";
import {
  type SimulatedTick,
  type SimulateMarketOptions,
  simulateMarket,
} from "../../../../lib/scenario/simulator/simulate-market.ts";
import { type SurfaceLaw, surfaceAt } from "../../../../lib/scenario/simulator/surface-law.ts";
import { expectClose } from "../../expect-close.ts";
import { book, frozen, market, perpetual, position } from "../../portfolio/fixtures.ts";

const law: SurfaceLaw = {
  startVolatility: 0.9,
  longRunVolatility: 0.7,
  meanReversion: 50,
  volatilityOfVolatility: 2,
  priceCorrelation: -0.6,
  jumpResponse: 1.5,
  tenorsDays: [1, 7, 30, 90, 365],
  skew: -0.3,
  wings: 1,
};
const options: SimulateMarketOptions = frozen({
  start: { ...market, mark: { BTC: 40_100 } },
  assets: ["BTC", "ETH"],
  tickHours: 1,
  ticks: 5,
  seed: 20_221_108,
  annualGrowth: [0.1, -0.2],
  annualVolatility: [0.6, 0.8],
  correlation: matrixFromRows([
    [1, 0.7],
    [0.7, 1],
  ]),
  jumps: {
    clock: "common",
    jumpsPerYear: [200, 200],
    meanLogJump: [-0.02, -0.03],
    logJumpDeviation: [0.02, 0.03],
    correlation: matrixFromRows([
      [1, 0.5],
      [0.5, 1],
    ]),
  },
  surfaces: { BTC: law, ETH: { ...law, startVolatility: 0.7, priceCorrelation: 0 } },
});
const take = (count: number, changes: Partial<SimulateMarketOptions> = {}): SimulatedTick[] => [
  ...simulateMarket({ ...options, ticks: count - 1, ...changes }),
];
const logMoves = (ticks: readonly SimulatedTick[], asset: string): number[] =>
  ticks
    .slice(1)
    .map(({ market: now }, t) => Math.log(now.spot[asset]! / ticks[t]!.market.spot[asset]!));

describe("simulateMarket", () => {
  test("gives the same first ticks whatever the number asked for, another path others", () => {
    const many = take(40);
    expect(take(7)).toEqual(many.slice(0, 7));
    expect(take(40)).toEqual(many);
    const other = take(2, { path: 1 });
    expect(other[0]).toEqual(many[0]);
    expect(other[1]!.market.spot.BTC).not.toBe(many[1]!.market.spot.BTC);
  });

  test("begins at the start, walks what walks, moves the mark along, and leaves the rest", () => {
    const [first, second] = take(2);
    expect(first!.market).toMatchObject({ spot: market.spot, asOf: "2022-05-05", hourUtc: 24 });
    expectClose(first!.levels.BTC!, 0.9, { relative: 1e-15, subject: "level" });
    const { spot, mark } = second!.market;
    expectClose(mark!.BTC! / spot.BTC!, 40_100 / 40_000, { relative: 1e-14, subject: "mark" });
    expect([spot.SOL, spot.USDT]).toEqual([100, 0.99]);
  });

  test("lets time pass: hours of the day, then the next date", () => {
    const times = take(5, { tickHours: 12 }).map(({ market: { asOf, hourUtc } }) => [
      asOf,
      hourUtc,
    ]);
    expect(times).toEqual([
      ["2022-05-05", 24],
      ["2022-05-06", 12],
      ["2022-05-07", 0],
      ["2022-05-07", 12],
      ["2022-05-08", 0],
    ]);
  });

  test("leaves prices and other surfaces as they are when one surface is taken away", () => {
    const without = take(20, { surfaces: { BTC: law } });
    take(20).forEach((tick, t) => {
      expect(without[t]!.market.spot).toEqual(tick.market.spot);
      expect(without[t]!.levels.BTC).toBe(tick.levels.BTC);
    });
  });

  test("stands still without noise", () => {
    const still = { ...law, startVolatility: 0.7, volatilityOfVolatility: 0, jumpResponse: 0 };
    const levels = take(50, { surfaces: { BTC: still } }).map((tick) => tick.levels.BTC!);
    levels.forEach((level) => {
      expectClose(level, 0.7, { relative: 1e-13, subject: "level" });
    });
  });
});

describe("the law of 20,000 hours, within four standard errors", () => {
  const count = 20_000;
  const years = 1 / (24 * 365);
  let ticks: SimulatedTick[] = [];
  let [moves, others]: number[][] = [[], []];
  beforeAll(() => {
    ticks = take(count + 1);
    [moves, others] = [logMoves(ticks, "BTC"), logMoves(ticks, "ETH")];
  });

  test("has Merton's mean and variance", () => {
    const jump = Math.expm1(-0.02 + 0.02 ** 2 / 2);
    const expected = (0.1 - 0.18 - 200 * jump + 200 * -0.02) * years;
    const variance = (0.36 + 200 * (0.02 ** 2 + 0.02 ** 2)) * years;
    expect(Math.abs(mean(moves!) - expected)).toBeLessThan(4 * Math.sqrt(variance / count));
    // Fourth cumulant of a normal jump: λ (m⁴ + 6 m² q² + 3 q⁴).
    const fourth = 200 * years * 10 * 0.02 ** 4;
    const error = Math.sqrt((2 * variance ** 2 + fourth) / count);
    expect(Math.abs(sampleVariance(moves!) - variance)).toBeLessThan(4 * error);
  });

  test("correlates the diffusions, read off the hours without a jump", () => {
    const calm = moves!.flatMap((_, t) => (ticks[t + 1]!.jumped.length === 0 ? [t] : []));
    const found = pearsonCorrelation(
      calm.map((t) => moves![t]!),
      calm.map((t) => others![t]!),
    );
    expect(Math.abs(Math.atanh(found) - Math.atanh(0.7))).toBeLessThan(4 / Math.sqrt(calm.length));
  });

  test("jumps together and as often as asked", () => {
    const jumps = ticks.filter(({ jumped }) => jumped.length > 0);
    const expected = count * -Math.expm1(-200 * years);
    expect(Math.abs(jumps.length - expected)).toBeLessThan(4 * Math.sqrt(expected));
    expect(jumps.every(({ jumped }) => jumped.join() === "BTC,ETH")).toBe(true);
  });

  test("returns the level to its long run, by the half-life asked for", () => {
    // ETH's level is an Ornstein-Uhlenbeck process between jumps; they add their own variance.
    const free = take(count + 1, {
      surfaces: { BTC: law, ETH: { ...law, startVolatility: 0.7, jumpResponse: 0 } },
    }).map(({ levels }) => Math.log(levels.ETH! / 0.7));
    const kept = Math.exp(-50 * years);
    const slope = pearsonCorrelation(free.slice(0, -1), free.slice(1));
    expect(Math.abs(slope - kept)).toBeLessThan(4 * Math.sqrt((1 - kept ** 2) / count));
    const shocks = free.slice(1).map((log, t) => log - kept * free[t]!);
    const variance = (4 * -Math.expm1(-100 * years)) / 100;
    expect(Math.abs(sampleVariance(shocks) / variance - 1)).toBeLessThan(4 * Math.sqrt(2 / count));
  });

  test("raises the level when the price falls: between jumps as correlated, in jumps by response", () => {
    const kept = Math.exp(-50 * years);
    const logs = ticks.map(({ levels }) => Math.log(levels.BTC! / 0.7));
    const shocks = logs.slice(1).map((log, t) => log - kept * logs[t]!);
    const calm = shocks.flatMap((_, t) => (ticks[t + 1]!.jumped.length === 0 ? [t] : []));
    const found = pearsonCorrelation(
      calm.map((t) => shocks[t]!),
      calm.map((t) => moves![t]!),
    );
    expect(Math.abs(Math.atanh(found) - Math.atanh(-0.6))).toBeLessThan(4 / Math.sqrt(calm.length));
    const inJumps = shocks.filter((_, t) => ticks[t + 1]!.jumped.length > 0);
    expect(mean(inJumps)).toBeGreaterThan(0.02);
  });

  test("never shows a surface with arbitrage", () => {
    const seen = ticks
      .filter((_, t) => t % 400 === 0)
      .map(({ market: now }) => now.volatility!.BTC);
    for (const surface of seen) {
      expect(surfaceArbitrage(surface as VolatilitySurface)).toEqual([]);
    }
  });
});

describe("surfaceAt", () => {
  test("is free of arbitrage for every law that is accepted, at any level", () => {
    const skews = fc.double({ min: -0.95, max: 0.95, noNaN: true });
    const levels = fc.double({ min: 0.05, max: 4, noNaN: true });
    fc.assert(
      fc.property(skews, levels, levels, (skew, level, longRunVolatility) => {
        const wings = 2 / (1 + Math.abs(skew));
        const surface = surfaceAt(
          { ...law, skew, wings, longRunVolatility },
          { level, forward: 1 },
        );
        expect(surfaceArbitrage(surface)).toEqual([]);
      }),
      { numRuns: 60, seed: 7 },
    );
  });

  test("goes from the level to the long run, and is dearer for puts with a negative skew", () => {
    const surface = surfaceAt({ ...law, tenorsDays: [0.01, 36_500] }, { level: 1.2, forward: 100 });
    const at = (years: number, strike = 100) => surfaceVolatility(surface, { strike, years });
    expectClose(at(0.01 / 365), 1.2, { relative: 1e-3, subject: "short" });
    expectClose(at(100), 0.7, { relative: 1e-3, subject: "long" });
    const month = surfaceAt(law, { level: 0.7, forward: 100 });
    const of = (strike: number) => surfaceVolatility(month, { strike, years: 30 / 365 });
    expect(of(90)).toBeGreaterThan(of(110));
    // Slope of volatility at the money: ρ φ √w / (2 √T), here by a finite difference.
    const variance = 0.49 * (30 / 365);
    const slope = (-0.3 * Math.sqrt(1 / (variance * (1 + variance))) * 0.7) / 2;
    const found = (of(100 * Math.exp(1e-5)) - of(100 * Math.exp(-1e-5))) / 2e-5;
    expectClose(found, slope, { relative: 1e-6, subject: "skew" });
  });
});

describe("marginAlong", () => {
  const schedule = loadMarginSchedule("data/parameters/reference-perpetuals.json");
  const riskModel = riskModelOf(loadMarginModel("data/parameters/deribit-2024-06.json"));
  const rules = { schedule, positionMode: "one-way", riskModel } as const;
  const put = {
    type: "option",
    underlying: "BTC",
    settlement: "linear",
    contractSize: 1,
    expiry: "2022-05-07",
    strike: 38_000,
    kind: "put",
  } as const;
  const held = book([
    position({ id: "perp", instrument: perpetual("BTC"), entryPrice: 40_000, leverage: 10 }),
    position({ id: "put", instrument: put, quantity: -1, entryPrice: 900 }),
  ]);

  test("is accountMargins of each tick's market, options by their surface", () => {
    const rows = [...marginAlong(held, simulateMarket(options), rules)];
    expect(rows).toHaveLength(6);
    for (const { market: now, accounts } of rows) {
      expect(accounts).toEqual(accountMargins(held, now, rules));
    }
    expect(new Set(rows.map(({ accounts }) => accounts[0]!.initialUsd)).size).toBe(6);
  });

  test("ends in an error, not in less margin, when a contract expires on the way", () => {
    const rows = marginAlong(held, simulateMarket({ ...options, tickHours: 12, ticks: 8 }), rules);
    expect(() => [...rows]).toThrow(/position put: .*must not have expired/);
  });
});

describe("what is no market to simulate is refused", () => {
  test.each<[string, object, string]>([
    ["a tick", { tickHours: 0 }, "tickHours must be a positive number: 0"],
    ["ticks", { ticks: 0 }, "ticks must be an integer of at least 1: 0"],
    ["a seed", { seed: 0.5 }, "seed must be an integer"],
    ["a volatility", { annualVolatility: [0.6, Number.NaN] }, "annualVolatility of ETH must be"],
    ["a price", { assets: ["BTC", "XYZ"], surfaces: {} }, "asset must have a price in the market"],
    ["a correlation", { correlation: undefined }, "correlation must be given for 2 assets"],
    [
      "a surface",
      { surfaces: { SOL: law } },
      'surfaces must be of assets that walk (BTC, ETH): "SOL"',
    ],
    [
      "wings",
      { surfaces: { BTC: { ...law, wings: 1.9 } } },
      "wings of BTC × (1 + |skew|) must be at most 2",
    ],
    ["a skew", { surfaces: { BTC: { ...law, skew: -1 } } }, "skew of BTC must be in (-1, 1): -1"],
    [
      "tenors",
      { surfaces: { BTC: { ...law, tenorsDays: [7, 7] } } },
      "tenorsDays of BTC must rise: 7",
    ],
    [
      "reversion",
      { surfaces: { BTC: { ...law, meanReversion: 0 } } },
      "meanReversion of BTC must be",
    ],
  ])("%s", (_, changes, message) => {
    expect(() => take(2, changes)).toThrow(message);
  });
});
