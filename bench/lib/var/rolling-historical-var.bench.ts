import { addDays } from "../../../lib/base/time.ts";
import type { DatedSeries } from "../../../lib/market/dated-series.ts";
import { sortedQuantile } from "../../../lib/math/quantile.ts";
import { randomStream } from "../../../lib/math/random-stream.ts";
import { rollingHistoricalVar } from "../../../lib/var/rolling-historical-var.ts";
import { growthCurve } from "../../growth.ts";

const window = 250;
const sizes = [1_461, 5_000, 20_000, 100_000];

function prepare(size: number): DatedSeries {
  const random = randomStream({ seed: 2, stream: size });
  return {
    dates: Array.from({ length: size }, (_, i) => addDays("1800-01-01", i)),
    values: Float64Array.from({ length: size }, () => random.normal()),
  };
}

growthCurve({
  name: "plain: sort every window of 250 and take the quantile",
  sizes,
  prepare,
  run: ({ values }) =>
    Array.from({ length: values.length - window }, (_, day) =>
      sortedQuantile(values.slice(day, day + window).sort(), 0.95, 7),
    ),
});

growthCurve({
  name: "rollingHistoricalVar, VaR and expected shortfall, windows of 250",
  sizes,
  prepare,
  run: (series) => rollingHistoricalVar(series, { confidence: 0.95, window }),
});

const shrinking = (size: number): DatedSeries => {
  const { dates, values } = prepare(size);
  return { dates, values: values.map((value, day) => value / 1e3 + day) };
};

for (const [name, made] of [
  ["independent losses", prepare],
  ["losses that shrink day by day", shrinking],
] as const) {
  growthCurve({
    name: `rollingHistoricalVar by window, ten windows, 0.99, ${name}`,
    sizes: [250, 1_000, 4_000, 16_000],
    prepare: (size) => ({ series: made(10 * size), size }),
    run: ({ series, size }) => rollingHistoricalVar(series, { confidence: 0.99, window: size }),
  });
}
