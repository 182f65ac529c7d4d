import { describe, expect, test } from "vitest";
import { hourlyPriceBars, type PriceBars } from "../../../lib/market/price-bars.ts";
import {
  garmanKlassVolatility,
  parkinsonVolatility,
  rogersSatchellVolatility,
  yangZhangVolatility,
} from "../../../lib/market/range-volatility.ts";
import { matrixFromRows } from "../../../lib/math/matrix.ts";
import { randomStream } from "../../../lib/math/random-stream.ts";
import golden from "../../golden/range-volatility.json" with { type: "json" };
import { expectClose } from "../expect-close.ts";

const options = { periodsPerYear: 365 };
const all = {
  parkinson: parkinsonVolatility,
  garmanKlass: garmanKlassVolatility,
  rogersSatchell: rogersSatchellVolatility,
  yangZhang: yangZhangVolatility,
};
const { parkinson, ...withOpen } = all;

describe("the four range volatilities", () => {
  test("agree with their formulae in numpy on twenty bars with gaps and drift", () => {
    for (const [name, volatilityOf] of Object.entries(all)) {
      const expected = golden.volatility[name as keyof typeof all];
      const found = volatilityOf(golden.bars, options).volatility;
      expectClose(found, expected, { relative: golden.tolerance.relative, subject: name });
    }
  });

  test("find the 80 % of a finely watched random walk without drift, within 5 %", () => {
    const bars = randomWalk({ count: 1_000, steps: 1_000, drift: 0 });
    for (const [name, volatilityOf] of Object.entries(all)) {
      const subject = name;
      expectClose(volatilityOf(bars, options).volatility, 0.8, { relative: 0.05, subject });
    }
  });

  test("with a strong drift: Rogers-Satchell and Yang-Zhang still find it, the others do not", () => {
    const bars = randomWalk({ count: 1_000, steps: 1_000, drift: 0.06 });
    const of = (name: keyof typeof all): number => all[name](bars, options).volatility;
    expectClose(of("rogersSatchell"), 0.8, { relative: 0.05, subject: "Rogers-Satchell" });
    expectClose(of("yangZhang"), 0.8, { relative: 0.05, subject: "Yang-Zhang" });
    expect(of("parkinson")).toBeGreaterThan(0.95);
    expect(of("garmanKlass")).toBeGreaterThan(0.85);
  });

  test("are 0 for bars that never move, and scale with the root of the periods per year", () => {
    const flat = Array(5).fill(100);
    const still: PriceBars = { open: flat, high: flat, low: flat, close: flat };
    for (const volatilityOf of Object.values(all)) {
      expect(volatilityOf(still, options).volatility).toBe(0);
      const daily = volatilityOf(golden.bars, { periodsPerYear: 1 }).volatility;
      const hourly = volatilityOf(golden.bars, { periodsPerYear: 8760 }).volatility;
      expectClose(hourly, daily * Math.sqrt(8760), { relative: 1e-14, subject: "scale" });
    }
  });

  test("do not depend on the unit of the price", () => {
    const scaled = mapBars(golden.bars, (price) => price * 1e-9);
    for (const volatilityOf of Object.values(all)) {
      const subject = volatilityOf.name;
      const plain = volatilityOf(golden.bars, options).volatility;
      expectClose(volatilityOf(scaled, options).volatility, plain, { relative: 1e-10, subject });
    }
  });

  test("leave out bars with a missing price and count them; Yang-Zhang the bar after a gap too", () => {
    const missing = { ...golden.bars, close: golden.bars.close.with(7, Number.NaN) };
    for (const volatilityOf of [parkinson, ...Object.values(withOpen).slice(0, 2)]) {
      const { bars, missing: left } = volatilityOf(missing, options);
      expect({ bars, left }).toEqual({ bars: 19, left: 1 });
    }
    const { bars, missing: left } = yangZhangVolatility(missing, options);
    expect({ bars, left }).toEqual({ bars: 17, left: 3 });
  });

  test("refuse a high below the low, prices outside the range, prices of 0, too few bars", () => {
    const one = { open: [10, 10], high: [11, 11], low: [9, 9], close: [10, 10] };
    for (const volatilityOf of Object.values(all)) {
      const run = (changed: Partial<PriceBars>) => () =>
        volatilityOf({ ...one, ...changed }, options);
      expect(run({ high: [11, 8] })).toThrow("high of bar 1 must not be below low: 8, 9");
      expect(run({ close: [10, 12] })).toThrow(
        "close of bar 1 must lie between low and high: 12, 9 to 11",
      );
      expect(run({ open: [8, 10] })).toThrow("open of bar 0 must lie between");
      expect(run({ low: [0, 9] })).toThrow("prices of bar 0 must be positive numbers: 0");
      expect(run({ low: [9] })).toThrow("open and low must have the same length: 2 and 1");
      expect(run({ open: [], high: [], low: [], close: [] })).toThrow("bars must hold at least");
      expect(() => volatilityOf(one, { periodsPerYear: 0 })).toThrow("periodsPerYear must be");
    }
    expect(() => yangZhangVolatility(one, options)).toThrow(
      "at least 2 whole ones after a close: 1",
    );
  });
});

describe("hourlyPriceBars", () => {
  const hourly = {
    event: "test",
    hours: ["2022-05-09T00:00Z", "2022-05-09T01:00Z", "2022-05-09T02:00Z", "2022-05-09T03:00Z"],
    assets: ["BTC", "LUNA"],
    high: matrixFromRows([
      [11, 1],
      [12, 1],
      [Number.NaN, 1],
      [13, 1],
    ]),
    low: matrixFromRows([
      [9, 1],
      [10.8, 1],
      [Number.NaN, 1],
      [12, 1],
    ]),
    close: matrixFromRows([
      [10, 1],
      [11, 1],
      [Number.NaN, 1],
      [12.5, 1],
    ]),
  };

  test("opens each hour at the close before, inside a range widened to hold it", () => {
    const bars = hourlyPriceBars(hourly, "BTC");
    expect(Array.from(bars.open)).toEqual([10, 11, Number.NaN]);
    expect(Array.from(bars.high)).toEqual([12, Number.NaN, 13]);
    expect(Array.from(bars.low)).toEqual([10, Number.NaN, 12]);
    expect(Array.from(bars.close)).toEqual([11, Number.NaN, 12.5]);
    expect(rogersSatchellVolatility(bars, { periodsPerYear: 8760 })).toMatchObject({
      bars: 1,
      missing: 2,
    });
  });

  test("refuses an asset that is not there", () => {
    expect(() => hourlyPriceBars(hourly, "DOGE")).toThrow("DOGE");
  });
});

interface Walk {
  readonly count: number;
  readonly steps: number;
  readonly drift: number;
}

function randomWalk({ count, steps, drift }: Walk): PriceBars {
  const random = randomStream({ seed: 17, stream: count });
  const deviation = 0.8 / Math.sqrt(365 * steps);
  const rows: number[][] = [];
  let price = 0;
  for (let bar = 0; bar < count; bar++) {
    const open = price;
    let [high, low] = [price, price];
    for (let i = 0; i < steps; i++) {
      price += drift / steps + deviation * random.normal();
      high = Math.max(high, price);
      low = Math.min(low, price);
    }
    rows.push([open, high, low, price].map(Math.exp));
  }
  return columnsOf(rows);
}

function columnsOf(rows: readonly number[][]): PriceBars {
  const column = (j: number): number[] => rows.map((row) => row[j]!);
  return { open: column(0), high: column(1), low: column(2), close: column(3) };
}

function mapBars(bars: PriceBars, change: (price: number) => number): PriceBars {
  const map = (prices: ArrayLike<number>): number[] => Array.from(prices, (price) => change(price));
  return { open: map(bars.open), high: map(bars.high), low: map(bars.low), close: map(bars.close) };
}
