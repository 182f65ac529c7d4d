import { filteredHistoricalVar } from "../../../lib/var/filtered-historical-var.ts";
import { growthCurve } from "../../growth.ts";
import { outcomesOf } from "../samples.ts";

growthCurve({
  name: "filteredHistoricalVar, ten days, by paths, 730 returns",
  sizes: [1_000, 4_000, 16_000],
  prepare: (paths) => ({ paths, returns: outcomesOf(730) }),
  run: ({ paths, returns }) =>
    filteredHistoricalVar(returns, {
      confidence: 0.99,
      horizonDays: 10,
      unit: "fraction",
      returns: "log",
      model: "garch",
      innovations: "normal",
      paths,
      seed: 1,
    }),
});
