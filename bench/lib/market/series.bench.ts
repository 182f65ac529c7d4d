import { addDays } from "../../../lib/base/time.ts";
import { drawdownPath } from "../../../lib/market/drawdown.ts";
import { ewmaVolatility } from "../../../lib/market/ewma-volatility.ts";
import { exceedanceCorrelation } from "../../../lib/market/exceedance-correlation.ts";
import { tailDependence } from "../../../lib/market/tail-dependence.ts";
import { volatilityCone } from "../../../lib/market/volatility-cone.ts";
import { growthCurve } from "../../growth.ts";
import { outcomesOf, panelOf } from "../samples.ts";

const sizes = [1_000, 4_000, 16_000];
const seriesOf = (days: number) => ({
  dates: Array.from({ length: days }, (_, i) => addDays("1960-01-01", i)),
  values: outcomesOf(days),
});

growthCurve({
  name: "ewmaVolatility, by days",
  sizes,
  prepare: outcomesOf,
  run: (returns) => ewmaVolatility(returns, { lambda: 0.94, start: "sample-variance" }),
});

growthCurve({
  name: "volatilityCone, windows of 10, 30 and 90 days, by days",
  sizes,
  prepare: seriesOf,
  run: (series) =>
    volatilityCone(series, {
      ...{ windows: [10, 30, 90], periodsPerYear: 365, probabilities: [0.05, 0.5, 0.95] },
    }),
});

growthCurve({
  name: "drawdownPath, by days",
  sizes,
  prepare: (days) => {
    const series = seriesOf(days);
    return { ...series, values: series.values.map((value) => 100 * Math.exp(value)) };
  },
  run: (prices) => drawdownPath(prices),
});

growthCurve({
  name: "tailDependence, five assets, by days (ranks)",
  sizes,
  prepare: (days) => panelOf(days, 5),
  run: (panel) => tailDependence(panel, { tail: 0.05, confidence: 0.95 }),
});

growthCurve({
  name: "exceedanceCorrelation, by days",
  sizes,
  prepare: (days) => panelOf(days, 2),
  run: (panel) => exceedanceCorrelation(panel, { thresholds: [0, 0.5, 1], confidence: 0.95 }),
});
