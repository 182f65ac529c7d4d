import { randomStream } from "../../../../lib/math/random-stream.ts";
import { durationTest } from "../../../../lib/var/backtest/duration.ts";
import { growthCurve } from "../../../growth.ts";

growthCurve({
  name: "durationTest of n days with 5 % breaches",
  sizes: [250, 1_000, 10_000, 100_000],
  prepare: (size) => {
    const random = randomStream({ seed: 1, stream: size });
    return Array.from({ length: size }, () => random.uniform() > 0.95);
  },
  run: (breaches) => durationTest(breaches),
});
