import { checkFraction, checkObject, checkSample } from "../../base/check.ts";
import type { Interval } from "../../math/interval.ts";
import { standardDeviation } from "../../math/moments.ts";
import { randomStream } from "../../math/random-stream.ts";
import { bookTotals, type PositionPnl } from "../../scenario/position-pnl.ts";
import {
  type BootstrapOptions,
  checkBootstrap,
  drawIndices,
  percentiles,
} from "../bootstrap-var.ts";
import { checkSampleForConfidence, lossesOf } from "../historical-var.ts";
import { meanOver, tailRows } from "../tail-rows.ts";
import { type AttributionDimension, groupLines } from "./risk-attribution.ts";
import { checkPositionPnl, groupLosses } from "./scenario-attribution.ts";

export interface BootstrapAttributionOptions extends BootstrapOptions {
  readonly by: AttributionDimension;
  readonly confidence: number;
}

/** A figure and how far it moves over resamples. */
export interface BootstrapFigure {
  /** Of the scenarios themselves. */
  readonly value: number;
  readonly standardError: number;
  /** Percentiles, type 7. */
  readonly interval: Interval;
}

/** A part of VaR and of expected shortfall with the noise of each. */
export interface BootstrappedPart {
  readonly key: string;
  readonly valueAtRisk: BootstrapFigure;
  readonly expectedShortfall: BootstrapFigure;
}

/** The totals and their parts over resamples, parts in the order of `scenarioAttribution`. */
export interface BootstrapAttribution {
  readonly by: AttributionDimension;
  readonly confidence: number;
  readonly unit: "USD";
  readonly valueAtRisk: BootstrapFigure;
  readonly expectedShortfall: BootstrapFigure;
  readonly parts: readonly BootstrappedPart[];
  readonly intervalLevel: number;
  readonly resamples: number;
  readonly seed: number;
}

/**
 * How noisy the parts of VaR and of expected shortfall are: both recomputed on resamples of the
 * scenarios, positions kept together. A part of VaR is one or two scenarios' loss and jumps when the
 * quantile falls on others; a part of expected shortfall is a mean over the tail and moves less. Parts
 * sum to the totals in each resample.
 *
 * Source: B. Efron, R. Tibshirani, An Introduction to the Bootstrap (1993), section 13.3.
 *
 * @throws RangeError as `bootstrapRisk` and `scenarioAttribution` do.
 * @example bootstrapAttribution(pnl, { by: "asset", confidence: 0.95, scheme: "iid", resamples: 1000, seed: 1 })
 */
export function bootstrapAttribution(
  pnl: PositionPnl,
  options: BootstrapAttributionOptions,
): BootstrapAttribution {
  checkPositionPnl(pnl);
  checkObject("options", options);
  const { by, confidence, resamples, seed, intervalLevel = 0.95 } = options;
  checkFraction("confidence", confidence);
  checkBootstrap(options);
  const groups = groupLines(pnl.lines, by);
  checkSample("pnl", pnl.values.values, 1);
  checkSampleForConfidence("pnl", pnl.values.rows, confidence);
  const losses = lossesOf(bookTotals(pnl.values));
  const sample = { losses, parts: groups.map(({ columns }) => groupLosses(pnl, columns)) };
  const whole = figuresOf(sample, Uint32Array.from(losses.keys()), confidence);
  const runs = whole.map(() => new Float64Array(resamples));
  for (let i = 0; i < resamples; i++) {
    const indices = drawIndices(randomStream({ seed, stream: i }), losses.length, options);
    figuresOf(sample, indices, confidence).forEach((figure, k) => {
      runs[k]![i] = figure;
    });
  }
  const figure = (k: number): BootstrapFigure => ({
    value: whole[k]!,
    standardError: standardDeviation(runs[k]!),
    interval: percentiles(runs[k]!, intervalLevel),
  });
  const parts = groups.map(({ key }, k) => ({
    key,
    valueAtRisk: figure(2 + 2 * k),
    expectedShortfall: figure(3 + 2 * k),
  }));
  return {
    by,
    confidence,
    unit: "USD",
    valueAtRisk: figure(0),
    expectedShortfall: figure(1),
    parts: parts.toSorted(
      (a, b) => b.expectedShortfall.value - a.expectedShortfall.value || (a.key < b.key ? -1 : 1),
    ),
    intervalLevel,
    resamples,
    seed,
  };
}

interface Sample {
  readonly losses: Float64Array;
  /** The losses of each part. */
  readonly parts: readonly Float64Array[];
}

/** VaR and expected shortfall of the total, then those of each part, over some scenarios. */
function figuresOf(sample: Sample, indices: Uint32Array, confidence: number): number[] {
  const rows = tailRows(
    Float64Array.from(indices, (index) => sample.losses[index]!),
    confidence,
  );
  const { valueAtRisk, expectedShortfall } = rows.risk;
  return [
    valueAtRisk,
    expectedShortfall,
    ...sample.parts.flatMap((own) => {
      const lossAt = (row: number): number => own[indices[row]!]!;
      return [meanOver(rows.valueAtRisk, lossAt), meanOver(rows.expectedShortfall, lossAt)];
    }),
  ];
}
