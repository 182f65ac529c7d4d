import { randomStream } from "../../../../lib/math/random-stream.ts";
import { modelConfidenceSet } from "../../../../lib/var/backtest/model-confidence-set.ts";
import { growthCurve } from "../../../growth.ts";

growthCurve({
  name: "modelConfidenceSet of four models over n days, 500 resamples",
  sizes: [250, 1_000, 4_000],
  prepare: (size) => {
    const random = randomStream({ seed: 1, stream: size });
    const losses = (): Float64Array => Float64Array.from({ length: size }, () => random.uniform());
    return { a: losses(), b: losses(), c: losses(), d: losses() };
  },
  run: (losses) =>
    modelConfidenceSet(losses, { confidence: 0.9, seed: 1, blockLength: 10, resamples: 500 }),
});
