import { describe, expect, test } from "vitest";
import { bootstrapPathModel } from "../../../../lib/market/paths/bootstrap-path-model.ts";
import { brownianModel } from "../../../../lib/market/paths/brownian-model.ts";
import { garchPathModel } from "../../../../lib/market/paths/garch-path-model.ts";
import { hestonModel } from "../../../../lib/market/paths/heston-model.ts";
import { jumpDiffusionModel } from "../../../../lib/market/paths/jump-diffusion-model.ts";
import { pathExtremes } from "../../../../lib/market/paths/path-extremes.ts";
import type { PathModel } from "../../../../lib/market/paths/path-model.ts";
import { pricePaths } from "../../../../lib/market/paths/price-paths.ts";
import { regimeSwitchingModel } from "../../../../lib/market/paths/regime-switching-model.ts";
import { visitPaths } from "../../../../lib/market/paths/visit-paths.ts";
import { groupedMean } from "../../../../lib/math/grouped-mean.ts";
import { matrixFromRows } from "../../../../lib/math/matrix.ts";
import { naturalExp } from "../../../../lib/math/natural-exp.ts";
import { randomStream } from "../../../../lib/math/random-stream.ts";
import { majorReturns } from "../major-returns.ts";

const correlation = matrixFromRows([
  [1, 0.7],
  [0.7, 1],
]);
const from = { assets: ["BTC", "ETH"], start: [30_000, 2_000], periodsPerYear: 365 };
const drift = { measure: "real-world", annualGrowth: [0.2, 0.1] } as const;
const variance = {
  initialVariance: 0.4,
  meanReversion: 3,
  longRunVariance: 0.5,
  volatilityOfVariance: 1.9,
  correlation: -0.4,
};
const fat = {
  model: {
    kind: "gjr",
    omega: 3e-5,
    alpha: 0.06,
    gamma: 0.05,
    beta: 0.88,
    innovations: "skewed-t",
    degreesOfFreedom: 5,
    skew: -0.1,
  },
  state: { variance: 1.2e-3, residual: -0.03 },
} as const;
const regime = { drift, correlation };
const models: readonly PathModel[] = [
  brownianModel({ ...from, drift, annualVolatility: [0.6, 0.8], correlation }),
  jumpDiffusionModel({
    ...from,
    drift,
    annualVolatility: [0.5, 0.7],
    correlation,
    jumps: {
      clock: "common",
      jumpsPerYear: [40, 40],
      meanLogJump: [-0.03, -0.04],
      logJumpDeviation: [0.08, 0.1],
      correlation,
    },
  }),
  hestonModel({ ...from, drift, variances: [variance, variance], correlation }),
  garchPathModel({ ...from, models: [fat, fat], returns: "log", correlation }),
  regimeSwitchingModel({
    ...from,
    regimes: [
      { ...regime, name: "calm", annualVolatility: [0.5, 0.6] },
      { ...regime, name: "storm", annualVolatility: [1.1, 1.4] },
    ],
    transition: matrixFromRows([
      [0.95, 0.05],
      [0.2, 0.8],
    ]),
    initial: "stationary",
  }),
  bootstrapPathModel(majorReturns(["BTC", "ETH"]), {
    start: [30_000, 2_000],
    periodsPerYear: 365,
    scheme: "stationary",
    blockLength: 6,
    drift: "removed",
  }),
];

describe.each(models.map((model) => [model.name, model] as const))("%s", (_, model) => {
  const options = { steps: 12, paths: 30, seed: 9 };

  test("keeps its first paths among more, in shares, and when paths are walked in turn", () => {
    const whole = pricePaths(model, options).prices;
    expect(pricePaths(model, { ...options, paths: 41 }).prices.slice(0, whole.length)).toEqual(
      whole,
    );
    const share = pricePaths(model, { ...options, paths: 10, firstPath: 20 }).prices;
    expect(whole.slice(20 * 12 * 2)).toEqual(share);
    const walks = [0, 1].map((stream) => model.begin(randomStream({ seed: 9, stream }), 12));
    const logs = walks.map(() => new Float64Array(2));
    const moves = new Float64Array(2);
    for (let step = 0; step < 12; step++) {
      walks.forEach((walk, i) => {
        walk(moves);
        logs[i] = logs[i]!.map((log, j) => log + moves[j]!);
      });
    }
    logs.forEach((log, i) => {
      log.forEach((value, j) => {
        expect(model.start[j]! * naturalExp(value)).toBe(whole[(i * 12 + 11) * 2 + j]);
      });
    });
  });

  test("is not disturbed by paths that a visitor draws meanwhile", () => {
    const whole = pricePaths(model, { ...options, paths: 3 }).prices;
    const seen: number[] = [];
    visitPaths(model, { ...options, paths: 3 }, (prices) => {
      seen.push(...prices);
      pathExtremes(model, { steps: 1, paths: 1, seed: 77 });
    });
    expect(seen).toEqual([...whole]);
  });

  test("has positive prices, and pairs that know the mean better where it can be mirrored", () => {
    const run = { steps: 12, paths: 1_000, seed: 3 };
    const first = (values: Float64Array): Float64Array => values.filter((__, i) => i % 2 === 0);
    const plain = pathExtremes(model, run);
    expect(Math.min(...plain.minimum.values)).toBeGreaterThan(0);
    if (!model.mirrors) return;
    const pairs = pathExtremes(model, { ...run, sampling: "antithetic" });
    const errors = [
      groupedMean(first(plain.end.values), { groupSize: 1 }),
      groupedMean(first(pairs.end.values), { groupSize: 2 }),
    ];
    expect(errors[1]!.standardError).toBeLessThan(0.75 * errors[0]!.standardError);
  });
});
