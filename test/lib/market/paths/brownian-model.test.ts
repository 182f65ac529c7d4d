import { describe, expect, test } from "vitest";
import { blackScholes } from "../../../../lib/instruments/black-scholes.ts";
import { brownianModel } from "../../../../lib/market/paths/brownian-model.ts";
import { pathExtremes } from "../../../../lib/market/paths/path-extremes.ts";
import { pricePaths } from "../../../../lib/market/paths/price-paths.ts";
import { groupedMean } from "../../../../lib/math/grouped-mean.ts";
import { matrixFromRows } from "../../../../lib/math/matrix.ts";
import { normalDistribution } from "../../../../lib/math/normal-distribution.ts";
import { expectWithinErrors, forward, logReturnsAt, meanOf } from "./paths.ts";

const correlation = matrixFromRows([
  [1, 0.7, -0.2],
  [0.7, 1, 0.1],
  [-0.2, 0.1, 1],
]);
const three = {
  assets: ["A", "B", "C"],
  start: [100, 10, 1],
  periodsPerYear: 12,
  drift: { measure: "real-world", annualGrowth: [0.1, -0.2, 0.3] },
  annualVolatility: [0.5, 0.8, 1.1],
  correlation,
} as const;
const count = 8_000;

describe("brownianModel", () => {
  test("has mean, variance and correlation of its log returns, and no memory", () => {
    const paths = pricePaths(brownianModel(three), { steps: 2, paths: count, seed: 1 });
    const spread = three.annualVolatility.map((v) => v / Math.sqrt(12));
    const shocks = three.assets.map((asset, j) =>
      [1, 2].map((step) =>
        logReturnsAt(paths, asset, step).map(
          (x) =>
            (x - (three.drift.annualGrowth[j]! - three.annualVolatility[j]! ** 2 / 2) / 12) /
            spread[j]!,
        ),
      ),
    );
    three.assets.forEach((asset, i) => {
      const [now, next] = shocks[i]! as [Float64Array, Float64Array];
      expectWithinErrors(
        meanOf(now, (z) => z),
        0,
        { subject: `${asset} mean` },
      );
      expectWithinErrors(
        meanOf(now, (z) => z * z),
        1,
        { subject: `${asset} variance` },
      );
      expectWithinErrors(
        meanOf(now, (z, k) => z * next[k]!),
        0,
        { subject: `${asset} memory` },
      );
      for (let j = 0; j < i; j++) {
        const rho = correlation.values[3 * i + j]!;
        const found = meanOf(now, (z, k) => z * shocks[j]![0]![k]!);
        expectWithinErrors(found, rho, { subject: `correlation (${i}, ${j})` });
      }
    });
  });

  test("expects exp(growth t), and gives a call its Black-Scholes price under the rate", () => {
    const [strike, rate, yieldRate, volatility] = [110, 0.05, 0.02, 0.6];
    const model = brownianModel({
      assets: ["A"],
      start: [100],
      periodsPerYear: 4,
      drift: { measure: "risk-neutral", rate, assetYields: [yieldRate] },
      annualVolatility: [volatility],
    });
    const { end } = pathExtremes(model, {
      steps: 4,
      paths: 60_000,
      seed: 2,
      sampling: "antithetic",
    });
    const mean = groupedMean(end.values, { groupSize: 2 });
    expectWithinErrors(mean, 100 * Math.exp(rate - yieldRate), { subject: "forward" });
    const price = blackScholes(
      { kind: "call", strike, years: 1 },
      { spot: 100, rate, assetYield: yieldRate, volatility },
    );
    const payoffs = end.values.map((s) => Math.exp(-rate) * Math.max(s - strike, 0));
    const found = groupedMean(payoffs, { groupSize: 2 });
    expectWithinErrors(found, price, { subject: "call" });
    expect(found.standardError).toBeLessThan(0.01 * price);
  });

  test("passes a barrier as often as the reflection principle says, steps being close", () => {
    const model = brownianModel({
      assets: ["A"],
      start: [1],
      periodsPerYear: 3650,
      drift: { measure: "real-world", annualGrowth: [0.18] },
      annualVolatility: [0.6],
    });
    const { minimum } = pathExtremes(model, { steps: 300, paths: 2_500, seed: 4 });
    const years = 300 / 3650;
    // Driftless log price: P(min <= b) = 2 P(end <= b), the barrier moved out by 0.5826 sigma sqrt(dt).
    const barrier = Math.log(0.85) - 0.5826 * 0.6 * Math.sqrt(1 / 3650);
    const exact = 2 * normalDistribution(barrier / (0.6 * Math.sqrt(years)));
    const found = meanOf(minimum.values, (low) => (low <= 0.85 ? 1 : 0));
    expectWithinErrors(found, exact, { subject: "passage" });
  });

  test("draws two assets that are one from a singular matrix", () => {
    const model = brownianModel({
      ...three,
      assets: ["A", "B"],
      start: [1, 1],
      drift: { measure: "real-world", annualGrowth: [0, 0] },
      annualVolatility: [0.5, 0.5],
      correlation: matrixFromRows([
        [1, 1],
        [1, 1],
      ]),
    });
    const { prices } = pricePaths(model, { steps: 3, paths: 5, seed: 1 });
    prices.forEach((price, i) => {
      if (i % 2 === 0) expect(Math.abs(price / prices[i + 1]! - 1)).toBeLessThan(1e-12);
    });
  });

  test("without volatility is its forward", () => {
    const model = brownianModel({ ...three, annualVolatility: [0, 0, 0] });
    const { prices } = pricePaths(model, { steps: 12, paths: 1, seed: 1 });
    [0, 1, 2].forEach((j) => {
      expect(Math.abs(prices[33 + j]! / forward(model, 12, j) - 1)).toBeLessThan(1e-13);
    });
  });

  test("refuses wrong starts, volatilities, drifts and matrices by name", () => {
    const of = (changed: object) => () => brownianModel({ ...three, ...changed });
    expect(of({ start: [1, 0, 1] })).toThrow("start of B must be a positive number: 0");
    expect(of({ start: [1, 1] })).toThrow("start must have one number per asset, 3: 2");
    expect(of({ assets: ["A", "A", "C"] })).toThrow('assets[1] must be a name of its own: "A"');
    expect(of({ assets: [] })).toThrow("assets must have at least one name");
    expect(of({ periodsPerYear: 0 })).toThrow("periodsPerYear must be a positive number: 0");
    expect(of({ annualVolatility: [0.1, -1, 1] })).toThrow("annualVolatility of B must be zero or");
    expect(of({ drift: { measure: "physical", annualGrowth: [0, 0, 0] } })).toThrow(
      "measure must be one of real-world, risk-neutral",
    );
    expect(of({ drift: { measure: "risk-neutral", rate: Number.NaN } })).toThrow(
      "rate must be finite",
    );
    expect(of({ correlation: undefined })).toThrow("correlation must be given for 3 assets");
    const two = matrixFromRows([
      [1, 0.2],
      [0.2, 1],
    ]);
    expect(of({ correlation: two })).toThrow("correlation must have 3 rows, one per asset: 2");
    const bad = matrixFromRows([
      [1, 0.9, -0.9],
      [0.9, 1, 0.9],
      [-0.9, 0.9, 1],
    ]);
    expect(of({ correlation: bad })).toThrow("positive semi-definite: smallest eigenvalue -0.8");
  });
});
