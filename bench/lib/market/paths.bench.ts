import { bootstrapPathModel } from "../../../lib/market/paths/bootstrap-path-model.ts";
import { brownianModel } from "../../../lib/market/paths/brownian-model.ts";
import { fitJumpDiffusion } from "../../../lib/market/paths/fit-jump-diffusion.ts";
import { garchPathModel } from "../../../lib/market/paths/garch-path-model.ts";
import { hestonModel } from "../../../lib/market/paths/heston-model.ts";
import { jumpDiffusionModel } from "../../../lib/market/paths/jump-diffusion-model.ts";
import { matchMoments } from "../../../lib/market/paths/match-moments.ts";
import { pathExtremes } from "../../../lib/market/paths/path-extremes.ts";
import type { PathModel } from "../../../lib/market/paths/path-model.ts";
import { pricePaths } from "../../../lib/market/paths/price-paths.ts";
import { quantileFan } from "../../../lib/market/paths/quantile-fan.ts";
import { regimeSwitchingModel } from "../../../lib/market/paths/regime-switching-model.ts";
import { randomStream } from "../../../lib/math/random-stream.ts";
import { growthCurve } from "../../growth.ts";

const from = { assets: ["A"], start: [100], periodsPerYear: 365 };
const drift = { measure: "real-world", annualGrowth: [0] } as const;
const brownian = brownianModel({ ...from, drift, annualVolatility: [0.7] });
const random = randomStream({ seed: 1, stream: 0 });
const days = Float64Array.from({ length: 1_000 }, () => 0.04 * random.normal());
const models: readonly PathModel[] = [
  brownian,
  jumpDiffusionModel({
    ...from,
    drift,
    annualVolatility: [0.5],
    jumps: { clock: "own", jumpsPerYear: [20], meanLogJump: [-0.03], logJumpDeviation: [0.1] },
  }),
  hestonModel({
    ...from,
    drift,
    variances: [
      {
        initialVariance: 0.5,
        meanReversion: 3,
        longRunVariance: 0.5,
        volatilityOfVariance: 1.5,
        correlation: -0.3,
      },
    ],
  }),
  garchPathModel({
    ...from,
    models: [
      {
        model: {
          kind: "garch",
          omega: 3e-5,
          alpha: 0.09,
          beta: 0.89,
          innovations: "student-t",
          degreesOfFreedom: 5,
        },
        state: { variance: 1.5e-3, residual: 0.04 },
      },
    ],
    returns: "log",
  }),
  regimeSwitchingModel({
    ...from,
    regimes: [
      { name: "calm", drift, annualVolatility: [0.5] },
      { name: "storm", drift, annualVolatility: [1.2] },
    ],
    transition: { rows: 2, columns: 2, values: Float64Array.of(0.97, 0.03, 0.1, 0.9) },
    initial: "stationary",
  }),
  bootstrapPathModel(
    {
      kind: "log",
      dates: Array.from(days, (_, i) => `day ${i}`),
      assets: ["A"],
      values: { rows: days.length, columns: 1, values: days },
    },
    { ...from, scheme: "circular", blockLength: 10, drift: "observed" },
  ),
];

for (const model of models) {
  growthCurve({
    name: `pathExtremes, ${model.name}, 30 steps, by paths`,
    sizes: [1_000, 4_000, 16_000],
    prepare: (paths) => paths,
    run: (paths) => pathExtremes(model, { steps: 30, paths, seed: 1 }),
  });
}

growthCurve({
  name: "pathExtremes, Brownian motion, 500 paths, by steps",
  sizes: [30, 120, 480],
  prepare: (steps) => steps,
  run: (steps) => pathExtremes(brownian, { steps, paths: 500, seed: 1 }),
});

growthCurve({
  name: "pathExtremes, Brownian motion, 30 steps, 500 paths, by assets (n² products a step)",
  sizes: [2, 8, 32],
  prepare: (size) => {
    const assets = Array.from({ length: size }, (_, i) => `A${i}`);
    const values = Float64Array.from({ length: size * size }, (_, at) =>
      at % (size + 1) === 0 ? 1 : 0.6,
    );
    return brownianModel({
      assets,
      start: assets.map(() => 100),
      periodsPerYear: 365,
      drift: { measure: "real-world", annualGrowth: assets.map(() => 0) },
      annualVolatility: assets.map(() => 0.7),
      correlation: { rows: size, columns: size, values },
    });
  },
  run: (model) => pathExtremes(model, { steps: 30, paths: 500, seed: 1 }),
});

growthCurve({
  name: "quantileFan, 30 steps, by paths (sorts)",
  sizes: [1_000, 4_000, 16_000],
  prepare: (paths) => pricePaths(brownian, { steps: 30, paths, seed: 1 }),
  run: (paths) => quantileFan(paths, { asset: "A", probabilities: [0.05, 0.5, 0.95] }),
});

growthCurve({
  name: "matchMoments, mean and variance, 30 steps, by paths",
  sizes: [1_000, 4_000, 16_000],
  prepare: (paths) => pricePaths(brownian, { steps: 30, paths, seed: 1 }),
  run: (paths) => matchMoments(paths, brownian, "mean-and-variance"),
});

growthCurve({
  name: "fitJumpDiffusion, by returns",
  sizes: [500, 1_000, 2_000],
  prepare: (size) => {
    const stream = randomStream({ seed: 2, stream: size });
    return Float64Array.from(
      { length: size },
      () => 0.02 * stream.normal() + (stream.uniform() < 0.05 ? 0.1 * stream.normal() : 0),
    );
  },
  run: (returns) => fitJumpDiffusion(returns, { periodsPerYear: 365 }),
});
