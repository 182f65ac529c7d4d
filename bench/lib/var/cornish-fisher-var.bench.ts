import { cornishFisherVar } from "../../../lib/var/cornish-fisher-var.ts";
import { growthCurve } from "../../growth.ts";
import { outcomesOf } from "../samples.ts";

growthCurve({
  name: "cornishFisherVar of n outcomes",
  sizes: [250, 1_000, 4_000, 16_000],
  prepare: outcomesOf,
  run: (pnl) => cornishFisherVar(pnl, { confidence: 0.99, horizonDays: 1, unit: "fraction" }),
});
