import { randomStream } from "../../../lib/math/random-stream.ts";
import { historicalVar } from "../../../lib/var/historical-var.ts";
import { growthCurve } from "../../growth.ts";

growthCurve({
  name: "historicalVar at 0.99 of n outcomes",
  sizes: [250, 1_000, 10_000, 100_000],
  prepare: (size) => {
    const random = randomStream({ seed: 1, stream: size });
    return Float64Array.from({ length: size }, () => random.normal());
  },
  run: (pnl) => historicalVar(pnl, { confidence: 0.99, horizonDays: 1, unit: "USD" }),
});
