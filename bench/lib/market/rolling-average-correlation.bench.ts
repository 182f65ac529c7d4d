import { addDays } from "../../../lib/base/time.ts";
import type { ReturnPanel } from "../../../lib/market/returns.ts";
import { rollingAverageCorrelation } from "../../../lib/market/rolling-average-correlation.ts";
import { randomStream } from "../../../lib/math/random-stream.ts";
import { growthCurve } from "../../growth.ts";

function panelOf(rows: number, columns: number): ReturnPanel<"log"> {
  const random = randomStream({ seed: rows, stream: columns });
  const values = Float64Array.from({ length: rows * columns }, () => random.normal());
  return {
    kind: "log",
    dates: Array.from({ length: rows }, (_, i) => addDays("2000-01-01", i)),
    assets: Array.from({ length: columns }, (_, j) => `C${j}`),
    values: { rows, columns, values },
  };
}

growthCurve({
  name: "rollingAverageCorrelation, by dates, 11 assets, windows of 90",
  sizes: [500, 1_461, 5_000],
  prepare: (rows) => panelOf(rows, 11),
  run: (panel) => rollingAverageCorrelation(panel, { window: 90 }),
});

growthCurve({
  name: "rollingAverageCorrelation, by assets, 1,461 dates, windows of 90",
  sizes: [5, 10, 20, 40],
  prepare: (columns) => panelOf(1_461, columns),
  run: (panel) => rollingAverageCorrelation(panel, { window: 90 }),
});
