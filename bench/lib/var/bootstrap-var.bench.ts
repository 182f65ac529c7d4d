import { bootstrapRisk } from "../../../lib/var/bootstrap-var.ts";
import { historicalVar } from "../../../lib/var/historical-var.ts";
import { growthCurve } from "../../growth.ts";
import { outcomesOf } from "../samples.ts";

growthCurve({
  name: "bootstrapRisk of historicalVar, 200 resamples in blocks of 10",
  sizes: [250, 500, 1_000, 2_000],
  prepare: outcomesOf,
  run: (pnl) =>
    bootstrapRisk(
      pnl,
      (sample) => historicalVar(sample, { confidence: 0.99, horizonDays: 1, unit: "fraction" }),
      { scheme: "block", blockLength: 10, resamples: 200, seed: 1 },
    ),
});
