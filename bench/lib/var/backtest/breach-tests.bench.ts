import { randomStream } from "../../../../lib/math/random-stream.ts";
import { berkowitzTest } from "../../../../lib/var/backtest/berkowitz.ts";
import { conditionalCoverageTest } from "../../../../lib/var/backtest/christoffersen.ts";
import { dieboldMarianoTest } from "../../../../lib/var/backtest/diebold-mariano.ts";
import { durationTest } from "../../../../lib/var/backtest/duration.ts";
import { dynamicQuantileTest } from "../../../../lib/var/backtest/dynamic-quantile.ts";
import { mcNeilFreyTest } from "../../../../lib/var/backtest/mcneil-frey.ts";
import { timeBetweenFailuresIndependenceTest } from "../../../../lib/var/backtest/time-between-failures.ts";
import { growthCurve } from "../../../growth.ts";

const confidence = 0.95;
const sizes = [1_000, 10_000, 100_000];
const uniforms = (size: number): Float64Array => {
  const random = randomStream({ seed: 1, stream: size });
  return Float64Array.from({ length: size }, () => random.uniform());
};
const breachesOf = (size: number): boolean[] =>
  Array.from(uniforms(size), (value) => value > confidence);
const forecastsOf = (
  size: number,
): Parameters<typeof mcNeilFreyTest>[0] & { readonly valueAtRisk: Float64Array } => {
  const realised = uniforms(size).map((value) => -value);
  const valueAtRisk = realised.map((_, day) => 0.95 + Math.sin(day) / 1e4);
  return {
    realised,
    valueAtRisk,
    expectedShortfall: valueAtRisk.map((v) => v + 0.025),
    confidence,
  };
};

growthCurve({
  name: "conditionalCoverageTest of n days",
  sizes,
  prepare: breachesOf,
  run: (breaches) => conditionalCoverageTest(breaches, { confidence }),
});

growthCurve({
  name: "timeBetweenFailuresIndependenceTest of n days",
  sizes,
  prepare: breachesOf,
  run: (breaches) => timeBetweenFailuresIndependenceTest(breaches, { confidence }),
});

growthCurve({
  name: "durationTest of n days with 99 permutations",
  sizes: [1_000, 4_000, 16_000],
  prepare: breachesOf,
  run: (breaches) => durationTest(breaches, { permutations: { seed: 1, count: 99 } }),
});

growthCurve({
  name: "dynamicQuantileTest of n days",
  sizes,
  prepare: forecastsOf,
  run: (sample) => dynamicQuantileTest(sample),
});

growthCurve({
  name: "mcNeilFreyTest of n days with 999 resamples",
  sizes: [1_000, 4_000, 16_000],
  prepare: forecastsOf,
  run: (sample) => mcNeilFreyTest(sample, { bootstrap: { seed: 1, resamples: 999 } }),
});

growthCurve({
  name: "berkowitzTest of n days",
  sizes,
  prepare: uniforms,
  run: (probabilities) => berkowitzTest(probabilities),
});

growthCurve({
  name: "dieboldMarianoTest of n days, 10 lags",
  sizes,
  prepare: (size) => ({ first: uniforms(size), second: uniforms(size + 1).slice(0, size) }),
  run: (losses) => dieboldMarianoTest(losses, { lags: 10 }),
});
