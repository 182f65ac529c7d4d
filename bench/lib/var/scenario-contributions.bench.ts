import { scenarioContributions } from "../../../lib/var/scenario-contributions.ts";
import { growthCurve } from "../../growth.ts";
import { matrixOf } from "../samples.ts";

growthCurve({
  name: "scenarioContributions, by scenarios, 20 positions",
  sizes: [250, 1_000, 4_000, 16_000],
  prepare: (rows) => matrixOf(rows, 20),
  run: (pnl) =>
    scenarioContributions(pnl, {
      confidence: 0.99,
      positions: Array.from({ length: pnl.columns }, (_, j) => `P${j}`),
    }),
});

growthCurve({
  name: "scenarioContributions, by positions, 1,000 scenarios",
  sizes: [10, 20, 40, 80],
  prepare: (columns) => matrixOf(1_000, columns),
  run: (pnl) =>
    scenarioContributions(pnl, {
      confidence: 0.99,
      positions: Array.from({ length: pnl.columns }, (_, j) => `P${j}`),
    }),
});
