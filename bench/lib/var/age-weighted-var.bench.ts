import { ageWeightedVar } from "../../../lib/var/age-weighted-var.ts";
import { growthCurve } from "../../growth.ts";
import { outcomesOf } from "../samples.ts";

growthCurve({
  name: "ageWeightedVar of n outcomes",
  sizes: [250, 1_000, 4_000, 16_000],
  prepare: outcomesOf,
  run: (pnl) =>
    ageWeightedVar(pnl, { confidence: 0.99, horizonDays: 1, unit: "fraction", lambda: 0.99 }),
});
