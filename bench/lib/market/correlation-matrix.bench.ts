import { correlationMatrix } from "../../../lib/market/correlation-matrix.ts";
import { growthCurve } from "../../growth.ts";
import { panelOf } from "../samples.ts";

growthCurve({
  name: "correlationMatrix, pearson, by dates, 10 assets",
  sizes: [250, 1_000, 4_000, 16_000],
  prepare: (rows) => panelOf(rows, 10),
  run: (panel) => correlationMatrix(panel, { method: "pearson", missing: "complete" }),
});

growthCurve({
  name: "correlationMatrix, spearman, by dates, 10 assets",
  sizes: [250, 1_000, 4_000, 16_000],
  prepare: (rows) => panelOf(rows, 10),
  run: (panel) => correlationMatrix(panel, { method: "spearman", missing: "complete" }),
});

growthCurve({
  name: "correlationMatrix, kendall, by dates, 10 assets",
  sizes: [250, 1_000, 4_000, 16_000],
  prepare: (rows) => panelOf(rows, 10),
  run: (panel) => correlationMatrix(panel, { method: "kendall", missing: "complete" }),
});
