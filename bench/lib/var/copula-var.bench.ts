import { copulaVar } from "../../../lib/var/copula-var.ts";
import { growthCurve } from "../../growth.ts";
import { matrixOf } from "../samples.ts";

growthCurve({
  name: "copulaVar, t copula, by draws, 10 assets",
  sizes: [1_000, 4_000, 16_000],
  prepare: (draws) => ({ draws, returns: matrixOf(730, 10) }),
  run: ({ draws, returns }) =>
    copulaVar(returns, {
      ...{ confidence: 0.99, horizonDays: 1, unit: "fraction" },
      exposures: new Float64Array(10).fill(1),
      copula: "student-t",
      degreesOfFreedom: 4,
      marginals: "empirical",
      draws,
      seed: 1,
    }),
});
