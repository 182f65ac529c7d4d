import { covarianceMatrix } from "../../../lib/market/covariance-matrix.ts";
import { deltaGammaVar } from "../../../lib/var/delta-gamma-var.ts";
import { growthCurve } from "../../growth.ts";
import { panelOf } from "../samples.ts";

growthCurve({
  name: "deltaGammaVar by factors, covariance taken as known",
  sizes: [2, 5, 10, 20],
  prepare: (size) => ({
    size,
    covariance: covarianceMatrix(panelOf(500, size), { missing: "complete" }).values,
  }),
  run: ({ size, covariance }) => {
    const gamma = {
      ...covariance,
      values: covariance.values.map((_, at) => (at % (size + 1) === 0 ? -5 : 0)),
    };
    return deltaGammaVar({ delta: new Float64Array(size).fill(1), gamma }, covariance, {
      confidence: 0.99,
      horizonDays: 1,
      unit: "fraction",
    });
  },
});
