import { returnSeries } from "../../../lib/market/return-window.ts";
import { rollingVolatility } from "../../../lib/market/rolling-volatility.ts";
import { growthCurve } from "../../growth.ts";
import { panelOf } from "../samples.ts";

growthCurve({
  name: "rollingVolatility, windows of 60",
  sizes: [500, 1_461, 5_000, 20_000],
  prepare: (rows) => returnSeries(panelOf(rows, 1), "C0"),
  run: (series) => rollingVolatility(series, { window: 60, periodsPerYear: 365 }),
});

growthCurve({
  name: "rollingVolatility by window, 20,000 returns",
  sizes: [30, 120, 480, 1_920],
  prepare: (window) => ({ window, series: returnSeries(panelOf(20_000, 1), "C0") }),
  run: ({ window, series }) => rollingVolatility(series, { window, periodsPerYear: 365 }),
});
