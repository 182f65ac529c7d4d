import { dcc } from "../../../lib/market/dcc/dcc.ts";
import { growthCurve } from "../../growth.ts";
import { panelOf } from "../samples.ts";

growthCurve({
  name: "dcc, by dates, 5 assets",
  sizes: [250, 500, 1_000, 2_000],
  prepare: (rows) => {
    const panel = panelOf(rows, 5);
    const { values } = panel.values;
    return {
      ...panel,
      values: { ...panel.values, values: values.map((x) => x * Math.sqrt(1_250)) },
    };
  },
  run: (panel) => dcc(panel),
});
