import { addDays } from "../../../lib/base/time.ts";
import type { ReturnSeries } from "../../../lib/market/returns.ts";
import { rollingCorrelation } from "../../../lib/market/rolling-correlation.ts";
import { pearsonCorrelation } from "../../../lib/math/covariance.ts";
import { randomStream } from "../../../lib/math/random-stream.ts";
import { growthCurve } from "../../growth.ts";

const window = 90;
const sizes = [500, 1_461, 5_000, 20_000];

function seriesOf(asset: string, size: number): ReturnSeries<"log"> {
  const random = randomStream({ seed: asset.length, stream: size });
  return {
    kind: "log",
    asset,
    dates: Array.from({ length: size }, (_, i) => addDays("2000-01-01", i)),
    values: Float64Array.from({ length: size }, () => random.normal()),
  };
}

const prepare = (size: number): [ReturnSeries<"log">, ReturnSeries<"log">] => [
  seriesOf("A", size),
  seriesOf("BB", size),
];

growthCurve({
  name: "plain: Pearson's correlation of every window of 90",
  sizes,
  prepare,
  run: ([left, right]) =>
    Array.from({ length: left.values.length - window + 1 }, (_, i) =>
      pearsonCorrelation(left.values.slice(i, i + window), right.values.slice(i, i + window)),
    ),
});

growthCurve({
  name: "rollingCorrelation, windows of 90",
  sizes,
  prepare,
  run: (pair) => rollingCorrelation(pair, { window }),
});
