import { covarianceMatrix } from "../../../lib/market/covariance-matrix.ts";
import { symmetricEigen } from "../../../lib/math/symmetric-eigen.ts";
import { growthCurve } from "../../growth.ts";
import { panelOf } from "../samples.ts";

growthCurve({
  name: "symmetricEigen of n assets",
  sizes: [10, 20, 40, 80, 160],
  prepare: (size) => covarianceMatrix(panelOf(500, size), { missing: "complete" }).values,
  run: (matrix) => symmetricEigen(matrix),
});
