import { checkCount, checkFraction, checkObject } from "../base/check.ts";
import { correlationDifferenceInterval, fisherInterval } from "../math/fisher-interval.ts";
import type { Interval } from "../math/interval.ts";
import { quantile } from "../math/quantile.ts";
import { bootstrapCorrelations, type CorrelationBootstrap } from "./bootstrap-correlations.ts";
import { checkAllVary, checkComplete, checkPanel } from "./complete-panel.ts";
import type { DependenceWarning } from "./dependence-warning.ts";
import { sliceReturns } from "./return-window.ts";
import type { ReturnPanel } from "./returns.ts";
import type { DateRange } from "./slice-dates.ts";

export interface CompareCorrelationOptions {
  /** The two stretches of dates; they must not share any. */
  readonly calm: DateRange;
  readonly crisis: DateRange;
  /** Of all intervals, in (0, 1). */
  readonly confidence: number;
  /** Neighbouring dates that the bootstrap keeps together; at most the shorter period. */
  readonly blockLength: number;
  /** How many resamples the bootstrap draws from each period; at least 100. */
  readonly resamples: number;
  readonly seed: number;
}

/** A figure in one period; `interval` is the block bootstrap's. */
export interface PeriodFigure {
  readonly value: number;
  readonly interval: Interval;
}

/** Crisis minus calm. */
export interface CorrelationChange {
  readonly calm: PeriodFigure;
  readonly crisis: PeriodFigure;
  readonly difference: PeriodFigure;
}

/** The same for one pair, with intervals by Fisher's transformation beside the bootstrap's. */
export interface PairChange extends CorrelationChange {
  readonly assets: readonly [string, string];
  readonly calmFisher: Interval;
  readonly crisisFisher: Interval;
  /** Zou's, from the two above. */
  readonly differenceFisher: Interval;
}

/** First and last date of a period with its count. */
export interface ComparedPeriod {
  readonly from: string;
  readonly to: string;
  readonly observations: number;
}

export interface CorrelationComparison {
  readonly calm: ComparedPeriod;
  readonly crisis: ComparedPeriod;
  readonly pairs: readonly PairChange[];
  /** The mean correlation of different assets. */
  readonly average: CorrelationChange;
  readonly confidence: number;
  readonly blockLength: number;
  readonly resamples: number;
  readonly seed: number;
  readonly warnings: readonly DependenceWarning[];
}

/**
 * Pearson's correlations in a calm and in a crisis period, pair by pair and on average, with
 * intervals of both and of the difference: Fisher's (independent normal pairs) and percentiles of
 * a circular block bootstrap that keeps dates together across assets and `blockLength` neighbours
 * in time. The periods are resampled apart, each resample from a random stream of its own.
 *
 * A higher correlation in turbulent times is partly selection: volatility alone raises it.
 * Throws a RangeError for periods that share dates or hold fewer than four, a missing return (take
 * the panel from `completeRows`), and an asset that does not vary within a period.
 *
 * @example compareCorrelation(panel, { calm, crisis, confidence: 0.95, blockLength: 5, resamples: 2000, seed: 1 })
 */
export function compareCorrelation(
  panel: ReturnPanel,
  options: CompareCorrelationOptions,
): CorrelationComparison {
  checkPanel(panel);
  checkObject("options", options);
  const { confidence, blockLength, resamples, seed } = options;
  checkFraction("confidence", confidence);
  checkCount("resamples", resamples, 100);
  if (panel.assets.length < 2) {
    throw new RangeError(`panel must have at least 2 assets: ${panel.assets.length}`);
  }
  const calm = periodOf(panel, options.calm);
  const crisis = periodOf(panel, options.crisis);
  checkApart(calm, crisis);
  const draw = { blockLength, resamples, seed };
  const sides: Sides = {
    before: bootstrapCorrelations(calm.values, { ...draw, side: 0 }),
    after: bootstrapCorrelations(crisis.values, { ...draw, side: 1 }),
    counts: { calm: calm.dates.length, crisis: crisis.dates.length },
    confidence,
  };
  const names = pairsOf(panel.assets);
  return {
    calm: summaryOf(calm),
    crisis: summaryOf(crisis),
    pairs: names.map((assets, pair) => withFisher(assets, changeOf(sides, pair), sides)),
    average: changeOf(sides, names.length),
    confidence,
    blockLength,
    resamples,
    seed,
    warnings: warningsOf(sides),
  };
}

interface Sides {
  readonly before: CorrelationBootstrap;
  readonly after: CorrelationBootstrap;
  readonly counts: { readonly calm: number; readonly crisis: number };
  readonly confidence: number;
}

function changeOf({ before, after, confidence }: Sides, figure: number): CorrelationChange {
  const [from, to] = [before.draws[figure]!, after.draws[figure]!];
  const shared = Math.min(from.length, to.length);
  const apart = Float64Array.from({ length: shared }, (_, r) => to[r]! - from[r]!);
  const [calm, crisis] = [before.estimates[figure]!, after.estimates[figure]!];
  return {
    calm: { value: calm, interval: percentiles(from, confidence) },
    crisis: { value: crisis, interval: percentiles(to, confidence) },
    difference: { value: crisis - calm, interval: percentiles(apart, confidence) },
  };
}

function withFisher(
  assets: readonly [string, string],
  change: CorrelationChange,
  { counts, confidence }: Sides,
): PairChange {
  const from = { correlation: change.calm.value, observations: counts.calm };
  const to = { correlation: change.crisis.value, observations: counts.crisis };
  return {
    assets,
    ...change,
    calmFisher: fisherInterval(from, confidence),
    crisisFisher: fisherInterval(to, confidence),
    differenceFisher: correlationDifferenceInterval({ from, to }, confidence),
  };
}

function percentiles(draws: Float64Array, confidence: number): Interval {
  if (draws.length === 0) return { lower: Number.NaN, upper: Number.NaN };
  const type = 7;
  return {
    lower: quantile(draws, (1 - confidence) / 2, { type }),
    upper: quantile(draws, (1 + confidence) / 2, { type }),
  };
}

function warningsOf({ before, after, counts }: Sides): DependenceWarning[] {
  const warnings: DependenceWarning[] = [];
  const fewest = Math.min(counts.calm, counts.crisis);
  if (fewest < 30) {
    const message = `the shorter period holds ${fewest} dates`;
    warnings.push({ code: "few-observations", message });
  }
  const skipped = before.skipped + after.skipped;
  if (skipped > 0) {
    const message = `${skipped} resamples in which an asset did not move were left out`;
    warnings.push({ code: "skipped-resamples", message });
  }
  return warnings;
}

function periodOf(panel: ReturnPanel, range: DateRange): ReturnPanel {
  const period = sliceReturns(panel, range);
  checkComplete(period, 4);
  checkAllVary(period);
  return period;
}

function checkApart(calm: ReturnPanel, crisis: ReturnPanel): void {
  const [a, b] = [summaryOf(calm), summaryOf(crisis)];
  if (a.to < b.from || b.to < a.from) return;
  throw new RangeError(
    `calm and crisis must not share dates: ${a.from} to ${a.to} and ${b.from} to ${b.to}`,
  );
}

function summaryOf({ dates }: ReturnPanel): ComparedPeriod {
  return { from: dates[0]!, to: dates.at(-1)!, observations: dates.length };
}

/** In the order of `bootstrapCorrelations`; the earlier asset of the panel first. */
function pairsOf(assets: readonly string[]): (readonly [string, string])[] {
  return assets.flatMap((asset, i) => assets.slice(0, i).map((other) => [other, asset] as const));
}
