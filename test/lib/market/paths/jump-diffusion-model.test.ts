import { describe, expect, test } from "vitest";
import { mertonJump } from "../../../../lib/instruments/merton-jump.ts";
import { jumpDiffusionModel } from "../../../../lib/market/paths/jump-diffusion-model.ts";
import { pathExtremes } from "../../../../lib/market/paths/path-extremes.ts";
import { type PricePaths, pricePaths } from "../../../../lib/market/paths/price-paths.ts";
import { type GroupedMean, groupedMean } from "../../../../lib/math/grouped-mean.ts";
import { matrixFromRows } from "../../../../lib/math/matrix.ts";
import { mean } from "../../../../lib/math/moments.ts";
import golden from "../../../golden/path-prices.json" with { type: "json" };
import { expectClose } from "../../expect-close.ts";
import { expectWithinErrors, forward, logReturnsAt, meanOf } from "./paths.ts";

const jumps = {
  clock: "own",
  jumpsPerYear: [6],
  meanLogJump: [-0.08],
  logJumpDeviation: [0.12],
} as const;
const crypto = {
  assets: ["BTC"],
  start: [100],
  periodsPerYear: 365,
  drift: { measure: "risk-neutral", rate: 0.04 },
  annualVolatility: [0.5],
  jumps,
} as const;

describe("jumpDiffusionModel", () => {
  test("gives Merton's prices, with more steps or fewer", () => {
    const day = jumpDiffusionModel({ ...crypto, periodsPerYear: 365 / 20 });
    const { end } = pathExtremes(day, { steps: 3, paths: 30_000, seed: 6, sampling: "antithetic" });
    for (const { strike, type, price: witness } of golden.merton) {
      const kind = type as "call" | "put";
      const price = mertonJump(
        { kind, strike, years: 60 / 365 },
        {
          spot: 100,
          rate: 0.04,
          assetYield: 0,
          volatility: 0.5,
          jumpsPerYear: 6,
          meanLogJump: -0.08,
          logJumpDeviation: 0.12,
        },
      );
      expectClose(price, witness, { relative: 1e-8, subject: "closed form and quadrature" });
      const sign = type === "call" ? 1 : -1;
      const discount = Math.exp((-0.04 * 60) / 365);
      const payoffs = end.values.map((s) => discount * Math.max(sign * (s - strike), 0));
      const found = groupedMean(payoffs, { groupSize: 2 });
      expectWithinErrors(found, price, { subject: `${type} at ${strike}` });
    }
  });

  test("gives the published case 20.67 (Haug 1998, p. 9)", () => {
    const { spot, strike, years, rate, volatility, price, tolerance, ...law } =
      golden.golden.merton001;
    const model = jumpDiffusionModel({
      assets: ["X"],
      start: [spot],
      periodsPerYear: 1 / years,
      drift: { measure: "risk-neutral", rate },
      annualVolatility: [volatility],
      jumps: {
        clock: "own",
        jumpsPerYear: [law.jumpsPerYear],
        meanLogJump: [law.meanLogJump],
        logJumpDeviation: [law.logJumpDeviation],
      },
    });
    const { end } = pathExtremes(model, {
      steps: 1,
      paths: 60_000,
      seed: 1,
      sampling: "antithetic",
    });
    const payoffs = end.values.map((s) => Math.exp(-rate * years) * Math.max(s - strike, 0));
    const found = groupedMean(payoffs, { groupSize: 2 });
    expectWithinErrors(found, price, { subject: "call", bias: tolerance });
    expect(found.standardError).toBeLessThan(0.02);
  });

  test("has the first four cumulants of its log return, and the forward it was asked for", () => {
    const model = jumpDiffusionModel({ ...crypto, periodsPerYear: 12 });
    const paths = pricePaths(model, { steps: 1, paths: 20_000, seed: 3 });
    const { mean, variance } = model.logPriceMoments!(1);
    const logs = logReturnsAt(paths, "BTC", 1).map((x) => x - mean[0]!);
    expectWithinErrors(
      meanOf(logs, (x) => x),
      0,
      { subject: "mean" },
    );
    expectWithinErrors(
      meanOf(logs, (x) => x * x),
      variance[0]!,
      { subject: "variance" },
    );
    const [rate, m, q] = [6 / 12, -0.08, 0.12];
    // Third and fourth cumulants are the rate times the raw moments of a jump.
    const third = rate * (m ** 3 + 3 * m * q ** 2);
    const fourth = rate * (m ** 4 + 6 * m ** 2 * q ** 2 + 3 * q ** 4) + 3 * variance[0]! ** 2;
    expectWithinErrors(
      meanOf(logs, (x) => x ** 3),
      third,
      { subject: "third" },
    );
    expectWithinErrors(
      meanOf(logs, (x) => x ** 4),
      fourth,
      { subject: "fourth" },
    );
    const price = meanOf(paths.prices, (s) => s);
    expectWithinErrors(price, forward(model, 1), { subject: "forward" });
  });

  test("lets assets jump together on a common clock, and apart on their own", () => {
    const two = (clock: "common" | "own"): PricePaths =>
      pricePaths(
        jumpDiffusionModel({
          assets: ["A", "B"],
          start: [1, 1],
          periodsPerYear: 12,
          drift: { measure: "real-world", annualGrowth: [0, 0] },
          annualVolatility: [0.01, 0.01],
          correlation: matrixFromRows([
            [1, 0],
            [0, 1],
          ]),
          jumps: {
            clock,
            jumpsPerYear: [3, 3],
            meanLogJump: [-0.5, -0.5],
            logJumpDeviation: [0.1, 0.2],
            ...(clock === "common" && {
              correlation: matrixFromRows([
                [1, 0.6],
                [0.6, 1],
              ]),
            }),
          },
        }),
        { steps: 1, paths: 8_000, seed: 5 },
      );
    const bothJump = (paths: PricePaths): GroupedMean => {
      const [a, b] = ["A", "B"].map((asset) => logReturnsAt(paths, asset, 1));
      return meanOf(a!, (x, i) => (x < -0.1 && b![i]! < -0.1 ? 1 : 0));
    };
    const none = Math.exp(-3 / 12);
    expectWithinErrors(bothJump(two("common")), 1 - none, {
      subject: "together",
      bias: 0.004,
    });
    const [a, b] = ["A", "B"].map((asset) => logReturnsAt(two("common"), asset, 1));
    const [meanA, meanB] = [mean(a!), mean(b!)];
    // Compensated drifts have no part in a covariance: rate (m m' + rho q q').
    const product = meanOf(a!, (x, i) => (x - meanA) * (b![i]! - meanB));
    expectWithinErrors(product, 0.25 * (0.25 + 0.6 * 0.1 * 0.2), { subject: "covariance" });
    expectWithinErrors(bothJump(two("own")), (1 - none) ** 2, {
      subject: "apart",
      bias: 0.004,
    });
  });

  test("without jumps draws what Brownian motion would be, its moments say", () => {
    const model = jumpDiffusionModel({ ...crypto, jumps: { ...jumps, jumpsPerYear: [0] } });
    const { mean, variance } = model.logPriceMoments!(365);
    expect(mean[0]).toBeCloseTo(0.04 - 0.125, 12);
    expect(variance[0]).toBeCloseTo(0.25, 12);
  });

  test("refuses clocks and sizes that make no sense", () => {
    const two = {
      ...crypto,
      assets: ["A", "B"],
      start: [1, 1],
      annualVolatility: [0.1, 0.1],
      correlation: matrixFromRows([
        [1, 0],
        [0, 1],
      ]),
    };
    const pair = { jumpsPerYear: [1, 2], meanLogJump: [0, 0], logJumpDeviation: [0.1, 0.1] };
    const of = (jumpChange: object) => () =>
      jumpDiffusionModel({ ...two, jumps: { clock: "common", ...pair, ...jumpChange } });
    expect(of({})).toThrow("jumpsPerYear must be the same for all on a common clock: 1, 2");
    expect(of({ jumpsPerYear: [1, 1] })).toThrow("correlation must be given for 2 assets");
    expect(of({ clock: "own", correlation: two.correlation })).toThrow("must be left out");
    expect(of({ jumpsPerYear: [1, 1], logJumpDeviation: [0.1, -0.1] })).toThrow(
      "logJumpDeviation of B must be zero or",
    );
    const many = jumpDiffusionModel({ ...crypto, jumps: { ...jumps, jumpsPerYear: [1e6] } });
    expect(() => pricePaths(many, { steps: 1, paths: 1, seed: 1 })).toThrow("[0, 500]");
  });
});
