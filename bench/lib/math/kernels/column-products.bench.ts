import { correlationMatrix } from "../../../../lib/market/correlation-matrix.ts";
import {
  columnProducts,
  plainColumnProducts,
} from "../../../../lib/math/kernels/column-products.ts";
import { matrixColumn } from "../../../../lib/math/matrix.ts";
import { growthCurve } from "../../../growth.ts";
import { sideBySide } from "../../../side-by-side.ts";
import { matrixOf, panelOf } from "../../samples.ts";

sideBySide({
  name: "sums of products of n columns of 1,000 rows",
  sizes: [8, 64, 256],
  prepare: (size) => {
    const matrix = matrixOf(1_000, size);
    return Array.from({ length: size }, (_, j) => matrixColumn(matrix, j));
  },
  reference: { name: "plain", run: plainColumnProducts },
  subject: { name: "kernel", run: columnProducts },
});

growthCurve({
  name: "correlationMatrix, pearson, 1,000 days, by assets",
  sizes: [10, 100, 500],
  prepare: (assets) => panelOf(1_000, assets),
  run: (panel) => correlationMatrix(panel, { method: "pearson", missing: "complete" }),
});
