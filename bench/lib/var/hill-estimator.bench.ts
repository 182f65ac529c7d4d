import { hillEstimates } from "../../../lib/var/hill-estimator.ts";
import { growthCurve } from "../../growth.ts";
import { outcomesOf } from "../samples.ts";

growthCurve({
  name: "hillEstimates, every count",
  sizes: [250, 1_000, 4_000, 16_000],
  prepare: outcomesOf,
  run: (pnl) => hillEstimates(pnl),
});
