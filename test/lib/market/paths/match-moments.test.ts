import { describe, expect, test } from "vitest";
import { brownianModel } from "../../../../lib/market/paths/brownian-model.ts";
import { hestonModel } from "../../../../lib/market/paths/heston-model.ts";
import { matchMoments } from "../../../../lib/market/paths/match-moments.ts";
import { pricePaths, pricesAt } from "../../../../lib/market/paths/price-paths.ts";
import { groupedMean } from "../../../../lib/math/grouped-mean.ts";
import { matrixFromRows } from "../../../../lib/math/matrix.ts";
import { mean } from "../../../../lib/math/moments.ts";
import { normalDensity } from "../../../../lib/math/normal-distribution.ts";
import { normalQuantile } from "../../../../lib/math/normal-quantile.ts";
import { quantile } from "../../../../lib/math/quantile.ts";
import { expectClose } from "../../expect-close.ts";
import { expectWithinErrors, forward } from "./paths.ts";

const start = { start: [100, 10], periodsPerYear: 12, assets: ["A", "B"] };
const correlation = matrixFromRows([
  [1, 0.5],
  [0.5, 1],
]);
const model = brownianModel({
  ...start,
  drift: { measure: "risk-neutral", rate: 0.05 },
  annualVolatility: [0.6, 0.9],
  correlation,
});
const options = { steps: 4, paths: 500, seed: 1 };

describe("matchMoments", () => {
  test("gives the mean of prices exactly, for every step and asset", () => {
    const variance = {
      initialVariance: 0.3,
      meanReversion: 2,
      longRunVariance: 0.3,
      volatilityOfVariance: 1,
      correlation: -0.4,
    };
    const heston = hestonModel({
      ...start,
      drift: { measure: "real-world", annualGrowth: [0.2, -0.1] },
      variances: [variance, variance],
      correlation,
    });
    for (const each of [model, heston]) {
      const drawn = pricePaths(each, options);
      const matched = matchMoments(drawn, each, "mean");
      each.assets.forEach((asset, j) => {
        for (const step of [1, 4]) {
          const prices = pricesAt(matched, { asset, step });
          expectClose(mean(prices), forward(each, step, j), { relative: 1e-13, subject: asset });
          const ratio = prices[0]! / pricesAt(drawn, { asset, step })[0]!;
          expectClose(prices[9]! / pricesAt(drawn, { asset, step })[9]!, ratio, {
            relative: 1e-13,
            subject: "one factor for all paths",
          });
        }
      });
    }
  });

  test("gives mean and variance of log prices exactly", () => {
    const matched = matchMoments(pricePaths(model, options), model, "mean-and-variance");
    for (const step of [1, 4]) {
      const logs = pricesAt(matched, { asset: "B", step }).map((price) => Math.log(price / 10));
      const center = ((0.05 - 0.405) / 12) * step;
      expectClose(mean(logs), center, { absolute: 1e-13, subject: "mean" });
      const squares = mean(logs.map((log) => (log - center) ** 2));
      expectClose(squares, (0.81 / 12) * step, { relative: 1e-12, subject: "variance" });
    }
  });

  test("leaves a quantile the error that theory says: p (1 - p) / phi² - 1 - z² / 2", () => {
    const one = brownianModel({
      assets: ["A"],
      start: [1],
      periodsPerYear: 1,
      drift: { measure: "real-world", annualGrowth: [0.5] },
      annualVolatility: [1],
    });
    const [batches, paths, p] = [400, 400, 0.05];
    const found = { none: [] as number[], "mean-and-variance": [] as number[] };
    for (let batch = 0; batch < batches; batch++) {
      const drawn = pricePaths(one, { steps: 1, paths, seed: 2, firstPath: batch * paths });
      const matched = matchMoments(drawn, one, "mean-and-variance");
      found.none.push(quantile(drawn.prices.map(Math.log), p));
      found["mean-and-variance"].push(quantile(matched.prices.map(Math.log), p));
    }
    const z = normalQuantile(p);
    const plain = (p * (1 - p)) / normalDensity(z) ** 2;
    const ofTheory = { none: plain, "mean-and-variance": plain - 1 - z ** 2 / 2 };
    for (const which of ["none", "mean-and-variance"] as const) {
      const { mean: center, standardError } = groupedMean(found[which], { groupSize: 1 });
      const spread = standardError * Math.sqrt(batches * paths);
      // A standard deviation from 400 batches is known to 1 / sqrt(800), 3.5 %; three of them.
      expectClose(spread, Math.sqrt(ofTheory[which]), { relative: 0.12, subject: which });
      expectWithinErrors({ mean: center, standardError, observations: 0, groups: 0 }, z, {
        subject: `${which} quantile`,
        bias: 5 / paths,
      });
    }
  });

  test("refuses paths of another model, matched or antithetic ones, and unknown moments", () => {
    const drawn = pricePaths(model, options);
    const matched = matchMoments(drawn, model, "mean");
    expect(() => matchMoments(matched, model, "mean")).toThrow("to be matched: mean matched");
    const pairs = pricePaths(model, { ...options, sampling: "antithetic" });
    expect(() => matchMoments(pairs, model, "mean")).toThrow("to be matched: antithetic");
    const renamed = { ...model, name: "another" };
    expect(() => matchMoments(drawn, renamed, "mean")).toThrow(
      "model must be the one of the paths",
    );
    const weekly = { ...model, periodsPerYear: 52 };
    expect(() => matchMoments(drawn, weekly, "mean")).toThrow("in 52 periods a year");
    const { expectedGrowth: _, logPriceMoments: __, ...unknown } = model;
    expect(() => matchMoments(drawn, unknown, "mean")).toThrow("must know its expected price");
    expect(() => matchMoments(drawn, unknown, "mean-and-variance")).toThrow("mean and variance");
    const single = pricePaths(model, { ...options, paths: 1 });
    expect(() => matchMoments(single, model, "mean")).toThrow(
      "paths must be an integer of at least 2",
    );
    expect(() => matchMoments(drawn, model, "variance" as "mean")).toThrow(
      "moments must be one of",
    );
  });
});
