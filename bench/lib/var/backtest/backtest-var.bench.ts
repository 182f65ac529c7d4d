import { isoDate } from "../../../../lib/base/time.ts";
import type { DatedSeries } from "../../../../lib/market/dated-series.ts";
import { randomStream } from "../../../../lib/math/random-stream.ts";
import { backtestVar } from "../../../../lib/var/backtest/backtest-var.ts";
import { historicalVar } from "../../../../lib/var/historical-var.ts";
import { normalVar } from "../../../../lib/var/normal-var.ts";
import { rollingHistoricalVar } from "../../../../lib/var/rolling-historical-var.ts";
import { growthCurve } from "../../../growth.ts";

const shared = { confidence: 0.95, horizonDays: 1, unit: "fraction" } as const;

function daysOf(size: number): DatedSeries {
  const random = randomStream({ seed: 1, stream: size });
  const dates = Array.from({ length: size }, (_, day) => isoDate(day));
  return { dates, values: Float64Array.from(dates, () => random.normal()) };
}

growthCurve({
  name: "plain: backtestVar of historicalVar, n days, 250 before each",
  sizes: [1_000, 4_000, 16_000],
  prepare: daysOf,
  run: (series) =>
    backtestVar(series, {
      confidence: 0.95,
      window: 250,
      estimate: (window) => historicalVar(window, shared),
    }),
});

growthCurve({
  name: "the same by a sorted window: rollingHistoricalVar, n days, 250 before each",
  sizes: [1_000, 4_000, 16_000],
  prepare: daysOf,
  run: (series) => rollingHistoricalVar(series, { confidence: 0.95, window: 250 }),
});

growthCurve({
  name: "rollingHistoricalVar, 20,000 days, n before each",
  sizes: [250, 1_000, 4_000],
  prepare: (window) => ({ series: daysOf(20_000), window }),
  run: ({ series, window }) => rollingHistoricalVar(series, { confidence: 0.95, window }),
});

growthCurve({
  name: "backtestVar of normalVar, n days, 250 before each",
  sizes: [1_000, 4_000, 16_000],
  prepare: daysOf,
  run: (series) =>
    backtestVar(series, {
      confidence: 0.95,
      window: 250,
      estimate: (window) => normalVar(window, shared),
    }),
});
