import { studentTVar } from "../../../lib/var/student-t-var.ts";
import { growthCurve } from "../../growth.ts";
import { outcomesOf } from "../samples.ts";

growthCurve({
  name: "studentTVar of n outcomes",
  sizes: [250, 1_000, 4_000, 16_000],
  prepare: outcomesOf,
  run: (pnl) => studentTVar(pnl, { confidence: 0.99, horizonDays: 1, unit: "fraction" }),
});
