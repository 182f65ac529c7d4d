import { normalQuantile } from "../../../lib/math/normal-quantile.ts";
import { quantilePairs } from "../../../lib/math/quantile-pairs.ts";
import { randomStream } from "../../../lib/math/random-stream.ts";
import { peaksOverThresholdVar } from "../../../lib/var/peaks-over-threshold.ts";
import { growthCurve } from "../../growth.ts";

const asked = { confidence: 0.99, horizonDays: 1, unit: "fraction" } as const;

const outcomesOf = (size: number): Float64Array => {
  const random = randomStream({ seed: size, stream: 0 });
  return Float64Array.from({ length: size }, () => -(random.uniform() ** -0.3));
};

const sizes = [500, 2_000, 8_000];

for (const method of ["maximum-likelihood", "probability-weighted-moments"] as const) {
  growthCurve({
    name: `peaksOverThresholdVar by ${method}, a tenth above the threshold`,
    sizes,
    prepare: outcomesOf,
    run: (pnl) => peaksOverThresholdVar(pnl, { ...asked, method }),
  });
}

growthCurve({
  name: "peaksOverThresholdVar with profile-likelihood intervals",
  sizes,
  prepare: outcomesOf,
  run: (pnl) => peaksOverThresholdVar(pnl, { ...asked, intervals: "profile-likelihood" }),
});

growthCurve({
  name: "quantilePairs, every rank with its band",
  sizes: [250, 1_000, 4_000],
  prepare: outcomesOf,
  run: (sample) => quantilePairs(sample, normalQuantile, { level: 0.95 }),
});
