import { square } from "../math/elementary/power.ts";
import type { Interval } from "../math/interval.ts";
import { orderStatisticRanks } from "../math/order-statistic-interval.ts";
import { rankedQuantile } from "../math/quantile.ts";
import { exactTail, expectedShortfallOf } from "./tail.ts";
import type { TailRisk } from "./tail-risk.ts";

/** VaR and expected shortfall of many losses, with the errors of having no more of them. */
export interface LargeSampleRisk extends TailRisk {
  readonly tailCount: number;
  readonly standardError: number;
  readonly expectedShortfallStandardError: number;
  readonly valueAtRiskInterval: Interval;
}

interface LargeSampleOptions {
  readonly confidence: number;
  readonly intervalLevel: number;
}

/** How much of a sample its risk rests on. */
export interface TopOfSample {
  /** How many of the largest losses. */
  readonly count: number;
  /** From these, ascending. */
  readonly risk: (top: Float64Array) => LargeSampleRisk;
}

/**
 * The type-7 quantile of `count` losses and the exact mean of the worst 1 - confidence, the same bits as
 * from all of them sorted, from the largest ones alone.
 *
 * The standard error of VaR is half the distance between the order statistics one binomial deviation,
 * sqrt(n p (1 - p)), below and above it; that of expected shortfall is Manistre and Hancock's. The
 * losses must be finite and enough for the confidence.
 */
export function topOfSample(
  count: number,
  { confidence, intervalLevel }: LargeSampleOptions,
): TopOfSample {
  const deviation = Math.sqrt(count * confidence * (1 - confidence));
  const ranks = orderStatisticRanks(count, { probability: confidence, level: intervalLevel });
  const middle = count * confidence;
  const lowest = Math.floor(Math.min(middle - deviation - 2, ranks.lowerRank - 1));
  const skipped = Math.max(0, lowest);
  const risk = (top: Float64Array): LargeSampleRisk => {
    const at = (rank: number): number => top[Math.min(Math.max(rank, 1), count) - 1 - skipped]!;
    const valueAtRisk = rankedQuantile(count, at, { probability: confidence, type: 7 });
    const tail = exactTail(count, confidence);
    const inTop = { ...tail, start: tail.start - skipped };
    const low = at(Math.floor(middle - deviation));
    const high = at(Math.ceil(middle + deviation));
    return {
      valueAtRisk,
      expectedShortfall: expectedShortfallOf(top, inTop, valueAtRisk),
      tailCount: count - tail.start,
      standardError: (high - low) / 2,
      expectedShortfallStandardError: shortfallError(top, { count, confidence, valueAtRisk }),
      valueAtRiskInterval: {
        lower: ranks.lowerRank < 1 ? -Infinity : at(ranks.lowerRank),
        upper: ranks.upperRank > count ? Infinity : at(ranks.upperRank),
      },
    };
  };
  return { count: count - skipped, risk };
}

interface ShortfallErrorOptions {
  readonly count: number;
  readonly confidence: number;
  readonly valueAtRisk: number;
}

/** The standard deviation of max(loss - VaR, 0), 0 below the tail, over (1 - confidence) sqrt(n). */
function shortfallError(top: Float64Array, options: ShortfallErrorOptions): number {
  const { count, confidence, valueAtRisk } = options;
  let sum = 0;
  for (const loss of top) sum += Math.max(loss - valueAtRisk, 0);
  const mean = sum / count;
  let squares = (count - top.length) * square(mean);
  for (const loss of top) squares += square(Math.max(loss - valueAtRisk, 0) - mean);
  return Math.sqrt(squares / (count - 1) / count) / (1 - confidence);
}
