import {
  checkCount,
  checkFinite,
  checkFraction,
  checkFunction,
  checkObject,
  checkOneOf,
  checkSample,
} from "../base/check.ts";
import { circularBlocks } from "../math/block-resample.ts";
import type { Interval } from "../math/interval.ts";
import { standardDeviation } from "../math/moments.ts";
import { sortedQuantile } from "../math/quantile.ts";
import { type RandomStream, randomStream } from "../math/random-stream.ts";
import { stationaryBlocks } from "../math/stationary-resample.ts";
import type { TailRisk } from "./tail-risk.ts";

/** How outcomes are drawn again: one by one, in circular blocks, or in blocks of random length. */
export type BootstrapScheme = "iid" | "block" | "stationary";

export interface BootstrapOptions {
  readonly scheme: BootstrapScheme;
  /** Length of the blocks, or their mean for `stationary`; required for both, refused for `iid`. */
  readonly blockLength?: number;
  readonly resamples: number;
  /** Resample i draws from stream i of this seed. */
  readonly seed: number;
  /** Coverage of the intervals; 0.95 when not given. */
  readonly intervalLevel?: number;
}

/** What resampling says of a method on a sample. */
export interface BootstrapRisk {
  /** The method on the sample itself. */
  readonly estimate: TailRisk;
  readonly standardError: number;
  readonly expectedShortfallStandardError: number;
  /** Percentile intervals, type 7. */
  readonly valueAtRiskInterval: Interval;
  readonly expectedShortfallInterval: Interval;
  /** Mean of the resamples less the estimate. */
  readonly valueAtRiskBias: number;
  readonly expectedShortfallBias: number;
  readonly resamples: number;
  readonly seed: number;
}

/**
 * Standard errors and percentile intervals of any method of VaR and expected shortfall, from
 * resamples of its sample. Blocks keep the dependence inside them; `iid` takes outcomes as independent.
 * A method that refuses a resample ends the whole: a bootstrap of what could be computed would be biased.
 *
 * Source: B. Efron, R. Tibshirani, An Introduction to the Bootstrap (1993), section 13.3.
 *
 * @throws RangeError for NaN, fewer than 100 resamples, and a block length that the scheme cannot use.
 * @example bootstrapRisk(pnl, (x) => historicalVar(x, options), { scheme: "iid", resamples: 999, seed: 1 })
 */
export function bootstrapRisk(
  pnl: ArrayLike<number>,
  method: (pnl: Float64Array) => TailRisk,
  options: BootstrapOptions,
): BootstrapRisk {
  checkObject("options", options);
  checkSample("pnl", pnl, 2);
  checkFunction("method", method);
  checkBootstrap(options);
  const { resamples, seed, intervalLevel = 0.95 } = options;
  const sample = Float64Array.from(pnl);
  const estimate = method(sample);
  const [values, shortfalls] = [new Float64Array(resamples), new Float64Array(resamples)];
  for (let i = 0; i < resamples; i++) {
    const indices = drawIndices(randomStream({ seed, stream: i }), sample.length, options);
    const found = method(Float64Array.from(indices, (index) => sample[index]!));
    checkFinite(`valueAtRisk of resample ${i}`, found.valueAtRisk);
    checkFinite(`expectedShortfall of resample ${i}`, found.expectedShortfall);
    values[i] = found.valueAtRisk;
    shortfalls[i] = found.expectedShortfall;
  }
  const { valueAtRisk, expectedShortfall } = estimate;
  return {
    estimate: { valueAtRisk, expectedShortfall },
    standardError: standardDeviation(values),
    expectedShortfallStandardError: standardDeviation(shortfalls),
    valueAtRiskInterval: percentiles(values, intervalLevel),
    expectedShortfallInterval: percentiles(shortfalls, intervalLevel),
    valueAtRiskBias: biasOf(values, valueAtRisk),
    expectedShortfallBias: biasOf(shortfalls, expectedShortfall),
    resamples,
    seed,
  };
}

/** Throws a RangeError unless scheme, block length and counts fit together. @internal */
export function checkBootstrap(options: BootstrapOptions): void {
  checkOneOf("scheme", options.scheme, ["iid", "block", "stationary"]);
  checkCount("resamples", options.resamples, 100);
  checkFraction("intervalLevel", options.intervalLevel ?? 0.95);
  if ((options.scheme === "iid") !== (options.blockLength === undefined)) {
    const rule = options.scheme === "iid" ? "must not be given" : "must be given";
    throw new RangeError(
      `blockLength ${rule} for the scheme ${options.scheme}: ${options.blockLength}`,
    );
  }
}

/** The observations of one resample. @internal */
export function drawIndices(
  random: RandomStream,
  count: number,
  { scheme, blockLength = 1 }: BootstrapOptions,
): Uint32Array {
  if (scheme === "stationary")
    return stationaryBlocks(random, { count, meanBlockLength: blockLength });
  return circularBlocks(random, { count, blockLength });
}

/** The percentile interval of resampled figures, type 7. @internal */
export function percentiles(values: Float64Array, level: number): Interval {
  const sorted = values.toSorted();
  return {
    lower: sortedQuantile(sorted, (1 - level) / 2, 7),
    upper: sortedQuantile(sorted, (1 + level) / 2, 7),
  };
}

function biasOf(values: Float64Array, estimate: number): number {
  return values.reduce((sum, value) => sum + (value - estimate) / values.length, 0);
}
