import { describe, expect, test } from "vitest";
import { brownianModel } from "../../../../lib/market/paths/brownian-model.ts";
import { pathExtremes } from "../../../../lib/market/paths/path-extremes.ts";
import { pricePaths, pricesAlong, pricesAt } from "../../../../lib/market/paths/price-paths.ts";
import { quantileFan } from "../../../../lib/market/paths/quantile-fan.ts";
import { visitPaths } from "../../../../lib/market/paths/visit-paths.ts";
import { groupedMean } from "../../../../lib/math/grouped-mean.ts";
import { matrixAt, matrixFromRows } from "../../../../lib/math/matrix.ts";
import { normalQuantile } from "../../../../lib/math/normal-quantile.ts";
import { expectClose } from "../../expect-close.ts";

const model = brownianModel({
  assets: ["BTC", "ETH"],
  start: [30_000, 2_000],
  periodsPerYear: 365,
  drift: { measure: "real-world", annualGrowth: [0.1, 0.2] },
  annualVolatility: [0.6, 0.8],
  correlation: matrixFromRows([
    [1, 0.8],
    [0.8, 1],
  ]),
});
const options = { steps: 5, paths: 40, seed: 11 };

describe("pricePaths", () => {
  test("keeps the first paths when more are asked for, and gives shares that join to the whole", () => {
    const whole = pricePaths(model, options);
    const more = pricePaths(model, { ...options, paths: 90 });
    expect(more.prices.slice(0, whole.prices.length)).toEqual(whole.prices);
    const late = pricePaths(model, { ...options, paths: 15, firstPath: 25 });
    expect(whole.prices.slice(25 * 5 * 2)).toEqual(late.prices);
    expect(pricePaths(model, { ...options, seed: 12 }).prices).not.toEqual(whole.prices);
  });

  test("keeps the first steps when more are asked for", () => {
    const [short, long] = [5, 9].map((steps) => pricePaths(model, { ...options, steps }));
    expect(pricesAt(long!, { asset: "ETH", step: 5 })).toEqual(
      pricesAt(short!, { asset: "ETH", step: 5 }),
    );
  });

  test("lays prices out as paths × steps × assets, and says how to draw them again", () => {
    const paths = pricePaths(model, options);
    expect(paths.prices.length).toBe(40 * 5 * 2);
    const along = pricesAlong(paths, { asset: "ETH", path: 7 });
    expect([...along.slice(1)]).toEqual(
      [1, 2, 3, 4, 5].map((step) => pricesAt(paths, { asset: "ETH", step })[7]),
    );
    expect(along[0]).toBe(2_000);
    expect(paths).toMatchObject({
      model: "geometric Brownian motion",
      measure: "real-world",
      seed: 11,
      sampling: "independent",
      matched: "none",
    });
  });

  test("refuses what it cannot draw, by name", () => {
    const run = (changed: object) => () => pricePaths(model, { ...options, ...changed });
    expect(run({ steps: 0 })).toThrow("steps must be an integer of at least 1: 0");
    expect(run({ paths: 2.5 })).toThrow("paths must be an integer of at least 1: 2.5");
    expect(run({ seed: undefined })).toThrow("seed must be a number: undefined");
    expect(run({ firstPath: -1 })).toThrow("firstPath must be an integer of at least 0: -1");
    expect(run({ sampling: "latin" })).toThrow("sampling must be one of independent, antithetic");
    expect(run({ sampling: "antithetic", paths: 3 })).toThrow(
      "paths must be even when antithetic: 3",
    );
    const paths = pricePaths(model, options);
    expect(() => pricesAt(paths, { asset: "SOL", step: 1 })).toThrow(
      "asset must be one of BTC, ETH",
    );
    expect(() => pricesAt(paths, { asset: "BTC", step: 6 })).toThrow("step must be at most 5: 6");
    expect(() => pricesAlong(paths, { asset: "BTC", path: 40 })).toThrow(
      "path must be below 40: 40",
    );
  });

  test("names the path on which a price leaves the numbers", () => {
    const wild = brownianModel({
      assets: ["X"],
      start: [1],
      periodsPerYear: 1,
      drift: { measure: "real-world", annualGrowth: [800] },
      annualVolatility: [0],
    });
    expect(() => pricePaths(wild, { steps: 1, paths: 1, seed: 1 })).toThrow(
      "price of X on path 0 at step 1 must be finite: Infinity",
    );
  });
});

describe("antithetic paths", () => {
  test("mirror the shocks of their twin, which is a path of the independent ones", () => {
    const pairs = pricePaths(model, { ...options, sampling: "antithetic" });
    const plain = pricePaths(model, options);
    const [first, second] = [0, 1].map((path) => pricesAlong(pairs, { asset: "BTC", path }));
    expect(first).toEqual(pricesAlong(plain, { asset: "BTC", path: 0 }));
    // The drifts add, the shocks cancel.
    const center = 2 * ((0.1 - 0.18) / 365) * 5;
    const sum = Math.log(first![5]! / 30_000) + Math.log(second![5]! / 30_000);
    expectClose(sum, center, { absolute: 1e-13, subject: "log prices of a pair" });
  });

  test("know the mean of the end price better than as many independent ones", () => {
    const errorOf = (sampling: "independent" | "antithetic"): number => {
      const { end } = pathExtremes(model, { steps: 10, paths: 1_000, seed: 5, sampling });
      const prices = Float64Array.from({ length: 1_000 }, (_, i) => matrixAt(end, i, 0));
      return groupedMean(prices, { groupSize: sampling === "antithetic" ? 2 : 1 }).standardError;
    };
    expect(errorOf("antithetic")).toBeLessThan(0.2 * errorOf("independent"));
  });
});

describe("pathExtremes", () => {
  test("gives end, minimum and maximum of the paths that pricePaths draws, start included", () => {
    const paths = pricePaths(model, options);
    const { end, minimum, maximum } = pathExtremes(model, options);
    for (let path = 0; path < 40; path++) {
      model.assets.forEach((asset, j) => {
        const along = pricesAlong(paths, { asset, path });
        expect(matrixAt(end, path, j)).toBe(along[5]);
        expect(matrixAt(minimum, path, j)).toBe(Math.min(...along));
        expect(matrixAt(maximum, path, j)).toBe(Math.max(...along));
      });
    }
  });
});

describe("visitPaths", () => {
  test("shows steps from 1 and paths from 0 in order", () => {
    const seen: string[] = [];
    visitPaths(model, { steps: 2, paths: 2, seed: 1, firstPath: 9 }, (prices, step, path) => {
      seen.push(`${path}.${step}.${prices.length}`);
    });
    expect(seen).toEqual(["0.1.2", "0.2.2", "1.1.2", "1.2.2"]);
  });
});

describe("quantileFan", () => {
  test("holds the quantiles of Brownian motion at each step within their errors", () => {
    const count = 4_000;
    const paths = pricePaths(model, { steps: 20, paths: count, seed: 3 });
    const fan = quantileFan(paths, { asset: "BTC", probabilities: [0.1, 0.5, 0.9] });
    expect(fan.quantiles.rows).toBe(21);
    for (const step of [1, 20]) {
      [0.1, 0.5, 0.9].forEach((p, k) => {
        const years = step / 365;
        const exact = -0.08 * years + 0.6 * Math.sqrt(years) * normalQuantile(p);
        const found = Math.log(matrixAt(fan.quantiles, step, k) / 30_000);
        // sqrt(p (1 - p) / n) over the density at the quantile, 0.1755 at the tenths; four of them.
        const error = (0.6 * Math.sqrt(years) * Math.sqrt((p * (1 - p)) / count)) / 0.1755;
        expectClose(found, exact, { absolute: 4 * error, subject: `${step} at ${p}` });
      });
    }
    expect([0, 1, 2].map((k) => matrixAt(fan.quantiles, 0, k))).toEqual([30_000, 30_000, 30_000]);
  });

  test("refuses probabilities that are not ascending in (0, 1)", () => {
    const paths = pricePaths(model, options);
    const fan = (probabilities: number[]) => () =>
      quantileFan(paths, { asset: "BTC", probabilities });
    expect(fan([0.5, 0.5])).toThrow("probabilities[1] must be above the one before: 0.5");
    expect(fan([0])).toThrow("probabilities[0] must be in (0, 1): 0");
    expect(fan([])).toThrow("at least 1 observation");
  });
});
