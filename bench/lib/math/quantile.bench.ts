import { quantile } from "../../../lib/math/quantile.ts";
import { growthCurve } from "../../growth.ts";
import { outcomesOf } from "../samples.ts";

growthCurve({
  name: "quantile at 0.99 of n unsorted values",
  sizes: [1_000, 10_000, 100_000, 1_000_000],
  prepare: outcomesOf,
  run: (values) => quantile(values, 0.99),
});
