import { correlationMatrix } from "../../../../lib/market/correlation-matrix.ts";
import {
  columnProducts,
  plainColumnProducts,
} from "../../../../lib/math/kernels/column-products.ts";
import { growthCurve } from "../../../growth.ts";
import { sideBySide } from "../../../side-by-side.ts";
import { matrixOf, panelOf } from "../../samples.ts";

sideBySide({
  name: "sums of products of n columns of 1,000 rows, scaled to length one",
  sizes: [8, 64, 256],
  prepare: (size) => matrixOf(1_000, size),
  reference: { name: "plain", run: (matrix) => plainColumnProducts(matrix, "unit") },
  subject: { name: "kernel", run: (matrix) => columnProducts(matrix, "unit") },
});

growthCurve({
  name: "correlationMatrix, pearson, 1,000 days, by assets",
  sizes: [10, 100, 500],
  prepare: (assets) => panelOf(1_000, assets),
  run: (panel) => correlationMatrix(panel, { method: "pearson", missing: "complete" }),
});
