import { chiSquareQuantile } from "../math/chi-square.ts";
import { expm1 } from "../math/elementary/expm1.ts";
import { powerOfTwo } from "../math/elementary/power-of-two.ts";
import { type GpdShapeAndScale, gpdLogLikelihood } from "../math/fit-gpd.ts";
import type { Interval } from "../math/interval.ts";
import { naturalExp } from "../math/natural-exp.ts";
import { naturalLog } from "../math/natural-log.ts";

/** A fit by maximum likelihood, and how far its shape is searched. */
export interface GpdSummit extends GpdShapeAndScale {
  readonly excesses: Float64Array;
  readonly logLikelihood: number;
  /** The likeliest shape for any other parameter is looked for between these. */
  readonly shapes: Interval;
}

/** A figure of the tail as its scale times a positive function of its shape. */
export type ScaleMultiple = (shape: number) => number;

/** Shapes with a mean are searched up to this far below 1. */
const leastGap = 1e-9;
const scanPoints = 24;
const goldenSteps = 22;
const mostDoublings = 60;
const bisections = 36;
const goldenShare = (Math.sqrt(5) - 1) / 2;

/**
 * The profile-likelihood interval of a figure scale × multiple(shape): every value under which the
 * likeliest law falls short of the summit by no more than half the chi-square quantile of `level`. It
 * need not be symmetric. The upper end is Infinity where the likelihood never falls that far.
 *
 * Source: S. Coles, An Introduction to Statistical Modeling of Extreme Values (2001), 2.6.6, 4.3.3.
 */
export function profileInterval(
  summit: GpdSummit,
  multiple: ScaleMultiple,
  level: number,
): Interval {
  const estimate = summit.scale * multiple(summit.shape);
  const likely = likelyFigures(summit, multiple, level);
  return { lower: edge(likely, estimate, 0.5), upper: edge(likely, estimate, 2) };
}

/**
 * {@link profileInterval} of a figure that grows beyond all bounds as the shape nears 1 from below.
 * Any figure, however large, is then about as likely as a shape of 1: the upper end is Infinity where
 * that shape is likely, and so is the lower one where no smaller shape is.
 */
export function meanProfileInterval(
  summit: GpdSummit,
  multiple: ScaleMultiple,
  level: number,
): Interval {
  const shapes = shapeProfileInterval(summit, level);
  if (shapes.lower >= 1) return { lower: Infinity, upper: Infinity };
  const likely = likelyFigures(withMean(summit), (x) => multiple(fromBelowOne(x)), level);
  const start = summit.scale * multiple(Math.min(summit.shape, 1 - leastGap));
  const powers = Array.from({ length: 21 }, (_, i) => (i % 2 === 0 ? -i : i + 1));
  const inside = powers.map((power) => start * powerOfTwo(power)).find(likely) ?? start;
  const upper = shapes.upper >= 1 ? Infinity : edge(likely, inside, 2);
  return { lower: edge(likely, inside, 0.5), upper };
}

/** The same law with the shape as -ln(1 - shape): near 1 there is as much room as elsewhere. */
function withMean({ shapes, ...summit }: GpdSummit): Searched {
  const to = (shape: number): number => -naturalLog(1 - Math.min(shape, 1 - leastGap));
  const ends = { lower: to(shapes.lower), upper: to(shapes.upper) };
  return { ...summit, shapes: ends, shapeOf: fromBelowOne };
}

function fromBelowOne(x: number): number {
  return -expm1(-x);
}

interface Searched extends GpdSummit {
  /** The shape at a place between the ends of `shapes`; that place itself when not given. */
  readonly shapeOf?: (x: number) => number;
}

function likelyFigures(
  { excesses, logLikelihood, shapes, shapeOf = (x) => x }: Searched,
  multiple: ScaleMultiple,
  level: number,
): (figure: number) => boolean {
  const least = logLikelihood - chiSquareQuantile(level, 1) / 2;
  return (figure) =>
    exceeds(least, shapes, (x) =>
      gpdLogLikelihood(excesses, { shape: shapeOf(x), scale: figure / multiple(x) }),
    );
}

/** The profile-likelihood interval of the shape. */
export function shapeProfileInterval(summit: GpdSummit, level: number): Interval {
  const { excesses, shape: best, scale, shapes } = summit;
  const least = summit.logLikelihood - chiSquareQuantile(level, 1) / 2;
  const scales = { lower: naturalLog(scale) - 3, upper: naturalLog(scale) + 3 };
  const likely = (shape: number): boolean =>
    exceeds(least, scales, (log) => gpdLogLikelihood(excesses, { shape, scale: naturalExp(log) }));
  return { lower: between(likely, best, shapes.lower), upper: between(likely, best, shapes.upper) };
}

/** Moves away from the estimate by factors until the figure is no longer likely, then halves. */
function edge(likely: (figure: number) => boolean, estimate: number, factor: number): number {
  let inside = estimate;
  for (let i = 0; i < mostDoublings; i++) {
    const outside = inside * factor;
    if (!likely(outside)) return between(likely, inside, outside);
    inside = outside;
  }
  return factor > 1 ? Infinity : 0;
}

/** The last likely place on the way from one to the other, which itself may be likely. */
function between(likely: (x: number) => boolean, from: number, to: number): number {
  if (likely(to)) return to;
  let [inside, outside] = [from, to];
  for (let i = 0; i < bisections; i++) {
    const middle = (inside + outside) / 2;
    if (likely(middle)) inside = middle;
    else outside = middle;
  }
  return inside;
}

/** Whether a function with one summit rises above a level in an interval: a scan, golden sections. */
function exceeds(level: number, { lower, upper }: Interval, of: (x: number) => number): boolean {
  const step = (upper - lower) / scanPoints;
  let [top, best] = [0, -Infinity];
  for (let i = 0; i <= scanPoints; i++) {
    const value = of(lower + i * step);
    if (value > level) return true;
    if (value > best) [top, best] = [i, value];
  }
  let left = lower + Math.max(0, top - 1) * step;
  let right = lower + Math.min(scanPoints, top + 1) * step;
  for (let i = 0; i < goldenSteps; i++) {
    const [a, b] = [right - goldenShare * (right - left), left + goldenShare * (right - left)];
    const [low, high] = [of(a), of(b)];
    if (Math.max(low, high) > level) return true;
    if (low > high) right = b;
    else left = a;
  }
  return false;
}
