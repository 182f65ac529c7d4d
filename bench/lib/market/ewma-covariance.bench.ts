import { ewmaCovariance } from "../../../lib/market/ewma-covariance.ts";
import { growthCurve } from "../../growth.ts";
import { panelOf } from "../samples.ts";

growthCurve({
  name: "ewmaCovariance, by dates, 20 assets",
  sizes: [250, 1_000, 4_000, 16_000],
  prepare: (rows) => panelOf(rows, 20),
  run: (panel) => ewmaCovariance(panel, { lambda: 0.94, start: "sample-variance" }),
});

growthCurve({
  name: "ewmaCovariance, by assets, 1,461 dates",
  sizes: [10, 20, 40, 80],
  prepare: (columns) => panelOf(1_461, columns),
  run: (panel) => ewmaCovariance(panel, { lambda: 0.94, start: "sample-variance" }),
});
