import { describe, expect, test } from "vitest";
import { heston } from "../../../../lib/instruments/heston.ts";
import { hestonModel } from "../../../../lib/market/paths/heston-model.ts";
import { pathExtremes } from "../../../../lib/market/paths/path-extremes.ts";
import { pricePaths } from "../../../../lib/market/paths/price-paths.ts";
import { quadraticExponentialStep } from "../../../../lib/market/paths/quadratic-exponential.ts";
import { groupedMean } from "../../../../lib/math/grouped-mean.ts";
import { matrixFromRows } from "../../../../lib/math/matrix.ts";
import { normalQuantile } from "../../../../lib/math/normal-quantile.ts";
import golden from "../../../golden/path-prices.json" with { type: "json" };
import { expectClose } from "../../expect-close.ts";
import { expectWithinErrors, forward, logReturnsAt, meanOf } from "./paths.ts";

const lewis = {
  initialVariance: 0.04,
  meanReversion: 4,
  longRunVariance: 0.25,
  volatilityOfVariance: 1,
  correlation: -0.5,
};
const base = {
  assets: ["X"],
  start: [100],
  periodsPerYear: 16,
  drift: { measure: "risk-neutral", rate: 0.01, assetYields: [0.02] },
  variances: [lewis],
} as const;

describe("quadraticExponentialStep", () => {
  test("has the exact conditional mean and variance, and the transform it states", () => {
    const n = 400_000;
    for (const [variance, years] of [
      [0.3, 1 / 365],
      [0.001, 1 / 365],
      [0.5, 0.25],
      [0, 0.1],
    ] as const) {
      const step = quadraticExponentialStep(lewis, years, -0.7);
      let [mean, square, transform] = [0, 0, 0];
      for (let i = 0; i < n; i++) {
        const { next } = step(variance, normalQuantile((i + 0.5) / n));
        mean += next / n;
        square += next ** 2 / n;
        transform += Math.exp(-0.7 * next) / n;
      }
      const decay = Math.exp(-4 * years);
      const exact = 0.25 + (variance - 0.25) * decay;
      const spread = (variance * decay * (1 - decay)) / 4 + (0.25 * (1 - decay) ** 2) / 8;
      const subject = `${variance} over ${years}`;
      expectClose(mean, exact, { relative: 1e-4, subject: `mean of ${subject}` });
      expectClose(square - mean ** 2, spread, {
        relative: 2e-3,
        subject: `variance of ${subject}`,
      });
      expectClose(step(variance, 0).logTransform, Math.log(transform), {
        relative: 1e-4,
        subject: `transform of ${subject}`,
      });
    }
  });
});

describe("hestonModel", () => {
  test("gives the published case 16.0702 (Lewis) within errors and a bias of 0.2 %", () => {
    const { strike, price, rate } = golden.golden.hestonLewis100;
    const { end } = pathExtremes(hestonModel(base), {
      steps: 16,
      paths: 20_000,
      seed: 8,
      sampling: "antithetic",
    });
    const payoffs = end.values.map((s) => Math.exp(-rate) * Math.max(s - strike, 0));
    const found = groupedMean(payoffs, { groupSize: 2 });
    expectWithinErrors(found, price, { subject: "call", bias: 0.002 * price });
    expect(found.standardError).toBeLessThan(0.015 * price);
    const mean = groupedMean(end.values, { groupSize: 2 });
    expectWithinErrors(mean, forward(hestonModel(base), 16), { subject: "forward" });
  });

  test("gives prices in and out of the money where the variance touches zero", () => {
    for (const name of new Set(golden.heston.map((one) => one.name))) {
      const cases = golden.heston.filter((one) => one.name === name);
      const { initialVariance, meanReversion, longRunVariance, volatilityOfVariance, correlation } =
        cases[0]!;
      const model = hestonModel({
        ...base,
        periodsPerYear: 365 / 4,
        drift: { measure: "risk-neutral", rate: 0.04 },
        variances: [
          { initialVariance, meanReversion, longRunVariance, volatilityOfVariance, correlation },
        ],
      });
      const { end } = pathExtremes(model, {
        steps: 15,
        paths: 8_000,
        seed: 4,
        sampling: "antithetic",
      });
      for (const { strike, type, price: witness } of cases) {
        const kind = type as "call" | "put";
        const law = { ...cases[0]!, spot: 100, rate: 0.04, assetYield: 0 };
        const price = heston({ kind, strike, years: 60 / 365 }, law);
        expectClose(price, witness, { relative: 1e-8, subject: "closed form and QuantLib" });
        const sign = type === "call" ? 1 : -1;
        const discount = Math.exp((-0.04 * 60) / 365);
        const payoffs = end.values.map((s) => discount * Math.max(sign * (s - strike), 0));
        const found = groupedMean(payoffs, { groupSize: 2 });
        expectWithinErrors(found, price, {
          subject: `${name}: ${type} at ${strike}`,
          bias: 0.002 * price,
        });
      }
    }
  });

  test("keeps the expected price even with one step a year, where prices are far off", () => {
    const model = hestonModel({ ...base, periodsPerYear: 1 });
    const { end } = pathExtremes(model, { steps: 1, paths: 20_000, seed: 8 });
    expectWithinErrors(
      meanOf(end.values, (s) => s),
      forward(model, 1),
      { subject: "forward" },
    );
  });

  test("clusters volatility and leans: squares follow squares, falls come before them", () => {
    const model = hestonModel({
      ...base,
      periodsPerYear: 12,
      variances: [{ ...lewis, initialVariance: 0.25, meanReversion: 1 }],
    });
    const paths = pricePaths(model, { steps: 7, paths: 10_000, seed: 12 });
    const [first, second] = [6, 7].map((step) => logReturnsAt(paths, "X", step));
    const level = 0.25 / 12;
    const clustering = meanOf(first!, (x, i) => (x * x - level) * (second![i]! ** 2 - level));
    expect(clustering.mean).toBeGreaterThan(4 * clustering.standardError);
    const leverage = meanOf(first!, (x, i) => x * (second![i]! ** 2 - level));
    expect(leverage.mean).toBeLessThan(-4 * leverage.standardError);
  });

  test("correlates the price shocks of two assets by C (rho rho' + ...)", () => {
    const model = hestonModel({
      ...base,
      assets: ["A", "B"],
      start: [1, 1],
      periodsPerYear: 3650,
      drift: { measure: "real-world", annualGrowth: [0, 0] },
      variances: [lewis, { ...lewis, initialVariance: 0.5, correlation: 0.3 }],
      correlation: matrixFromRows([
        [1, 0.8],
        [0.8, 1],
      ]),
    });
    const paths = pricePaths(model, { steps: 1, paths: 20_000, seed: 2 });
    const [a, b] = ["A", "B"].map((asset) => logReturnsAt(paths, asset, 1));
    const scale = Math.sqrt(0.04 * 0.5) / 3650;
    const exact = 0.8 * (-0.5 * 0.3 + Math.sqrt(0.75 * 0.91));
    expectWithinErrors(
      meanOf(a!, (x, i) => (x * b![i]!) / scale),
      exact,
      {
        subject: "correlation",
        bias: 0.01,
      },
    );
  });

  test("warns where the variance reaches zero, and not on the edge", () => {
    expect(
      hestonModel({ ...base, variances: [{ ...lewis, longRunVariance: 0.125 }] }).warnings,
    ).toEqual([]);
    expect(
      hestonModel({ ...base, variances: [{ ...lewis, longRunVariance: 0.1 }] }).warnings,
    ).toEqual([
      {
        code: "feller",
        message: "the variance of X reaches zero: 2 κ θ 0.8 < ω² 1",
      },
    ]);
  });

  test("refuses parameters outside their domain, and steps too long for the forward to exist", () => {
    const of = (changed: object) => () =>
      hestonModel({ ...base, variances: [{ ...lewis, ...changed }] });
    expect(of({ meanReversion: 0 })).toThrow("meanReversion of X must be a positive number: 0");
    expect(of({ initialVariance: -0.1 })).toThrow(
      "initialVariance of X must be zero or a positive number: -0.1",
    );
    expect(of({ volatilityOfVariance: 0 })).toThrow(
      "volatilityOfVariance of X must be a positive number: 0",
    );
    expect(of({ correlation: 1 })).toThrow("correlation of X must be in (-1, 1): 1");
    expect(of({ longRunVariance: Number.NaN })).toThrow(
      "longRunVariance of X must be a positive number: NaN",
    );
    expect(() => hestonModel({ ...base, variances: [] })).toThrow("one per asset, 1: 0");
    const long = hestonModel({
      ...base,
      periodsPerYear: 0.1,
      variances: [
        {
          initialVariance: 4,
          meanReversion: 5,
          longRunVariance: 4,
          volatilityOfVariance: 3,
          correlation: 0.95,
        },
      ],
    });
    expect(() => pricePaths(long, { steps: 1, paths: 9, seed: 1 })).toThrow(
      "periodsPerYear must be larger for the expected price of X to exist: 0.1 at a variance of 4",
    );
  });
});
