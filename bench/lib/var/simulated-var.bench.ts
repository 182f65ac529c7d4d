import { brownianModel } from "../../../lib/market/paths/brownian-model.ts";
import { randomStream } from "../../../lib/math/random-stream.ts";
import { pathVar } from "../../../lib/var/path-var.ts";
import { simulatedVar } from "../../../lib/var/simulated-var.ts";
import { growthCurve } from "../../growth.ts";

const model = brownianModel({
  assets: ["A"],
  start: [100],
  periodsPerYear: 365,
  drift: { measure: "real-world", annualGrowth: [0] },
  annualVolatility: [0.7],
});
const options = { confidence: 0.99, horizonDays: 10, unit: "USD", seed: 1 } as const;

growthCurve({
  name: "simulatedVar at 0.99 of n outcomes in pairs",
  sizes: [1_000, 10_000, 100_000],
  prepare: (size) => {
    const random = randomStream({ seed: 1, stream: size });
    return Float64Array.from({ length: size }, () => random.normal());
  },
  run: (pnl) => simulatedVar(pnl, { ...options, method: "Monte Carlo", groupSize: 2 }),
});

growthCurve({
  name: "pathVar, worst on the way, 10 steps, by paths",
  sizes: [1_000, 4_000, 16_000],
  prepare: (paths) => paths,
  run: (paths) => pathVar(model, { ...options, exposures: [1], when: "worst", paths }),
});
