import { describe, expect, test } from "vitest";
import { brownianModel } from "../../../../lib/market/paths/brownian-model.ts";
import { hestonModel } from "../../../../lib/market/paths/heston-model.ts";
import { jumpDiffusionModel } from "../../../../lib/market/paths/jump-diffusion-model.ts";
import { pricePaths, pricesAt } from "../../../../lib/market/paths/price-paths.ts";
import { quasiStreams } from "../../../../lib/market/paths/quasi-stream.ts";
import { groupedMean } from "../../../../lib/math/grouped-mean.ts";
import { matrixFromRows } from "../../../../lib/math/matrix.ts";
import { normalQuantile } from "../../../../lib/math/normal-quantile.ts";
import { pathVar } from "../../../../lib/var/path-var.ts";
import { expectClose } from "../../expect-close.ts";

const drift = { measure: "real-world", annualGrowth: [0.1, 0.2] } as const;
const pair = { assets: ["BTC", "ETH"], start: [30_000, 2_000], periodsPerYear: 365 };
const correlation = matrixFromRows([
  [1, 0.8],
  [0.8, 1],
]);
const model = brownianModel({ ...pair, drift, annualVolatility: [0.6, 0.8], correlation });
const sobol = { seed: 11, sampling: "sobol", pointsPerReplicate: 64 } as const;

describe("paths from Sobol points", () => {
  test("do not depend on what else is drawn: shares join to the whole", () => {
    const whole = pricePaths(model, { ...sobol, steps: 5, paths: 200 });
    const late = pricePaths(model, { ...sobol, steps: 5, paths: 73, firstPath: 127 });
    expect(late.prices).toEqual(whole.prices.slice(127 * 5 * 2));
    expect(whole).toMatchObject({ sampling: "sobol", pointsPerReplicate: 64, seed: 11 });
  });

  test("know the expected price far better than chance, and say how well", () => {
    const options = { steps: 8, paths: 64 * 32, seed: 3 };
    const even = pricePaths(model, { ...options, ...sobol });
    const random = pricePaths(model, options);
    for (const [asset, growth] of [
      ["BTC", 0.1],
      ["ETH", 0.2],
    ] as const) {
      const start = asset === "BTC" ? 30_000 : 2_000;
      const mean = groupedMean(pricesAt(even, { asset, step: 8 }), { groupSize: 64 });
      const exact = start * Math.exp((growth * 8) / 365);
      const subject = `expected ${asset}`;
      expectClose(mean.mean, exact, { absolute: 4 * mean.standardError, subject });
      const plain = groupedMean(pricesAt(random, { asset, step: 8 }), { groupSize: 1 });
      expect(mean.standardError).toBeLessThan(plain.standardError / 10);
    }
  });

  test("keep variances and covariance of every step, on paths longer than the table too", () => {
    const [steps, paths] = [150, 64 * 16];
    const streamOf = quasiStreams({ ...sobol, steps, normalsPerStep: 2 });
    const drawn = Array.from({ length: paths }, (_, path) => {
      const random = streamOf(path);
      return Float64Array.from({ length: steps * 2 }, () => random.normal());
    });
    for (const [left, right] of [
      [0, 0],
      [299, 299],
      [0, 1],
      [17, 18],
      [17, 19],
      [7, 298],
    ] as const) {
      const products = drawn.map((normals) => normals[left]! * normals[right]!);
      const { mean, standardError } = groupedMean(products, { groupSize: 64 });
      const subject = `product of normals ${left} and ${right}`;
      const exact = left === right ? 1 : 0;
      expectClose(mean, exact, { absolute: 4 * standardError, subject });
    }
  });

  test("serve Heston, whose forward they meet, and refuse models that draw more than normals", () => {
    const from = { assets: ["BTC"], start: [100], periodsPerYear: 52 };
    const oneDrift = { measure: "real-world", annualGrowth: [0.1] } as const;
    const variance = { initialVariance: 0.36, meanReversion: 4, longRunVariance: 0.36 };
    const heston = hestonModel({
      ...{ ...from, drift: oneDrift },
      variances: [{ ...variance, volatilityOfVariance: 0.8, correlation: -0.4 }],
    });
    const paths = pricePaths(heston, { ...sobol, steps: 10, paths: 64 * 40 });
    const { mean, standardError } = groupedMean(pricesAt(paths, { asset: "BTC", step: 10 }), {
      groupSize: 64,
    });
    const exact = 100 * Math.exp((0.1 * 10) / 52);
    expectClose(mean, exact, { absolute: 4 * standardError, subject: "forward" });
    const jumps = jumpDiffusionModel({
      ...{ ...from, drift: oneDrift, annualVolatility: [0.5] },
      jumps: { clock: "own", jumpsPerYear: [5], meanLogJump: [-0.05], logJumpDeviation: [0.1] },
    });
    expect(() => pricePaths(jumps, { ...sobol, steps: 2, paths: 64 })).toThrow(
      "sampling must be independent",
    );
  });

  test("refuse replicates that are no power of two, missing, or asked for without Sobol", () => {
    const run = (changed: object) => () =>
      pricePaths(model, { ...sobol, steps: 2, paths: 64, ...changed });
    expect(run({ pointsPerReplicate: 60 })).toThrow("power of two up to 2^21: 60");
    expect(run({ pointsPerReplicate: 2 ** 22 })).toThrow("power of two up to 2^21: 4194304");
    expect(run({ pointsPerReplicate: undefined })).toThrow("pointsPerReplicate must be a number");
    expect(run({ sampling: "antithetic" })).toThrow("left out unless sobol: 64");
  });
});

describe("pathVar over Sobol points", () => {
  const asset = brownianModel({
    ...{ assets: ["BTC"], start: [30_000], periodsPerYear: 365 },
    drift: { measure: "real-world", annualGrowth: [0.18] },
    annualVolatility: [0.6],
  });
  const options = { confidence: 0.99, horizonDays: 4, unit: "USD", exposures: [1_000] };
  const plan = {
    when: "end",
    paths: 20 * 256,
    pointsPerReplicate: 256,
    sampling: "sobol",
  } as const;
  const exact = -1_000 * Math.expm1(normalQuantile(0.01) * 0.6 * Math.sqrt(4 / 365));

  test("meets the closed form, and its standard error is the spread over seeds", () => {
    const runs = Array.from({ length: 16 }, (_, seed) =>
      pathVar(asset, { ...options, ...plan, seed }),
    );
    const square = (values: number[]) => values.reduce((sum, x) => sum + x * x, 0) / values.length;
    const error = Math.sqrt(square(runs.map((run) => run.valueAtRisk - exact)));
    const stated = Math.sqrt(square(runs.map((run) => run.standardError)));
    expect(error / stated).toBeGreaterThan(0.6);
    expect(error / stated).toBeLessThan(1.5);
    const plain = pathVar(asset, { ...options, when: "end", paths: plan.paths, seed: 1 });
    expect(stated).toBeLessThan(plain.standardError / 2);
  });

  test("refuses replicates too few to tell the error from", () => {
    expect(() => pathVar(asset, { ...options, ...plan, paths: 256 * 10, seed: 1 })).toThrow(
      "at least 20 groups of 256: 10",
    );
  });
});
