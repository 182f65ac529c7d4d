import { square } from "./elementary/power.ts";
import { naturalExp } from "./natural-exp.ts";
import { naturalLog } from "./natural-log.ts";
import { normalDensity } from "./normal-distribution.ts";
import { normalQuantile } from "./normal-quantile.ts";
import { normalisedBlack, normalisedVega } from "./normalised-black.ts";

/** Of the limit exp(x / 2): above it the distance to the limit is what is solved for. */
const upperFrom = 0.5;
/** A relative step after which, at the order of these steps, only rounding is left. */
const closeEnough = 1e-8;
const mostSteps = 40;

/**
 * The standard deviation s at which {@link normalisedBlack} is `value`, for x <= 0 and a value
 * strictly between 0 and its limit exp(x / 2); NaN outside. To the last digits that the value
 * determines, in three to four steps.
 *
 * The equation is straightened first: small values as 1 / √(-2 ln b), which is nearly s / |x|; values
 * close to the limit as the normal quantile, which is s / 2 at x = 0; those between as they are. A
 * rational guess is improved by Householder's third-order steps, kept inside a bracket.
 *
 * Source: P. Jäckel, Let's be rational, Wilmott (January 2015), for the plan; guess and
 * straightenings are of this library.
 */
export function impliedDeviation(x: number, value: number): number {
  const limit = naturalExp(x / 2);
  if (!(x <= 0 && value > 0 && value < limit)) return Number.NaN;
  const { lower, middle } = knots(x);
  const straighten = straightening(value, { lower: lower.b, limit });
  let s = guess(value, { lower, middle, x });
  let [low, high] = [0, Infinity];
  for (let count = 0; count < mostSteps; count++) {
    const b = normalisedBlack(x, s);
    const step = b > 0 && b < limit ? householder(straighten, value, { x, s, b }) : Number.NaN;
    if (Math.abs(step) <= closeEnough * s) return s + step;
    if (b > value) high = s;
    else low = s;
    const next = s + step;
    s = next > low && next < high ? next : halfway(low, high);
  }
  return s;
}

/**
 * A transform T of the price b, and its derivatives as they enter those in s, with b' for the vega:
 * T, T' b', T'' b' / T' and T''' b'² / T'.
 */
interface Straight {
  readonly at: number;
  readonly slope: number;
  readonly second: number;
  readonly third: number;
}

type Straightening = (b: number, vega: number) => Straight;

function straightening(
  value: number,
  { lower, limit }: { readonly lower: number; readonly limit: number },
): Straightening {
  if (value < lower) return logarithmic;
  if (value > upperFrom * limit) return (b, vega) => quantile(b, { vega, limit });
  return (b, vega) => ({ at: b, slope: vega, second: 0, third: 0 });
}

/** 1 / √L with L = -2 ln b. */
function logarithmic(b: number, vega: number): Straight {
  const L = -2 * naturalLog(b);
  const growth = vega / b;
  const second = (3 / L - 1) * growth;
  return {
    at: 1 / Math.sqrt(L),
    slope: growth / (L * Math.sqrt(L)),
    second,
    third: second * (second - growth) + 6 * square(growth / L),
  };
}

/** The z with Φ(-z) = (limit - b) / (2 limit). */
function quantile(
  b: number,
  { vega, limit }: { readonly vega: number; readonly limit: number },
): Straight {
  const z = -normalQuantile((limit - b) / (2 * limit));
  const slope = vega / (2 * limit * normalDensity(z));
  return { at: z, slope, second: z * slope, third: slope * slope * (1 + 2 * z * z) };
}

interface Here {
  readonly x: number;
  readonly s: number;
  readonly b: number;
}

/** Householder's step of third order, from the first three derivatives in s. */
function householder(straighten: Straightening, value: number, { x, s, b }: Here): number {
  const vega = normalisedVega(x, s);
  const straight = straighten(b, vega);
  const h = x / s;
  const bend = (h * h) / s - s / 4;
  const twist = bend * bend - (3 * h * h) / (s * s) - 0.25;
  const newton = (straighten(value, vega).at - straight.at) / straight.slope;
  const second = straight.second + bend;
  const third = straight.third + 3 * straight.second * bend + twist;
  const step =
    (newton * (1 + (second * newton) / 2)) / (1 + newton * (second + (third * newton) / 6));
  return Number.isFinite(step) && step * newton > 0 ? step : newton;
}

/** Points at which price and slope are known, and between which a rational function is laid. */
interface Knot {
  readonly s: number;
  readonly b: number;
  readonly vega: number;
}

function knotAt(x: number, s: number): Knot {
  return { s, b: normalisedBlack(x, s), vega: normalisedVega(x, s) };
}

/** Where b turns from convex to concave in s, and where its tangent there reaches 0. */
function knots(x: number): { readonly middle: Knot; readonly lower: Knot } {
  const middle = knotAt(x, Math.sqrt(-2 * x));
  return { middle, lower: knotAt(x, middle.s - middle.b / middle.vega) };
}

/** A first s from rational functions that match price and slope at the knots. */
function guess(
  value: number,
  { lower, middle, x }: ReturnType<typeof knots> & { x: number },
): number {
  if (value < lower.b) {
    const end = logarithmic(lower.b, lower.vega);
    const here = logarithmic(value, lower.vega);
    return risingRational(here.at / end.at, {
      from: 0,
      to: lower.s,
      startSlope: -x * end.at,
      endSlope: end.at / end.slope,
    });
  }
  if (value < middle.b) {
    const rise = middle.b - lower.b;
    return risingRational((value - lower.b) / rise, {
      from: lower.s,
      to: middle.s,
      startSlope: rise / lower.vega,
      endSlope: rise / middle.vega,
    });
  }
  const limit = naturalExp(x / 2);
  const start = quantile(middle.b, { vega: middle.vega, limit });
  const beyond = quantile(value, { vega: middle.vega, limit }).at - start.at;
  // The slope of s in z goes from that at the knot to 2 far out.
  return middle.s + 2 * beyond + ((1 / start.slope - 2) * beyond) / (1 + beyond);
}

interface Rise {
  readonly from: number;
  readonly to: number;
  /** Slopes in the share of the way. */
  readonly startSlope: number;
  readonly endSlope: number;
}

/** A rational function of the share of the way, with these ends and slopes and no turn in between. */
function risingRational(share: number, { from, to, startSlope, endSlope }: Rise): number {
  const rise = to - from;
  const both = share * (1 - share);
  const bulge = (startSlope + endSlope) / rise - 2;
  return from + (rise * share * share + startSlope * both) / (1 + bulge * both);
}

function halfway(low: number, high: number): number {
  if (low === 0) return high / 4;
  return high === Infinity ? low * 2 : Math.sqrt(low * high);
}
