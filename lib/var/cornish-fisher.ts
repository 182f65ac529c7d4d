import { checkFinite, checkFraction, checkObject, checkPositive } from "../base/check.ts";
import { normalDensity, normalDistribution } from "../math/normal-distribution.ts";
import { normalQuantile } from "../math/normal-quantile.ts";
import type { TailRisk } from "./tail-risk.ts";

/** Moments of profit and loss, signed: negative skewness means large losses. */
export interface FourMoments {
  readonly mean: number;
  readonly standardDeviation: number;
  readonly skewness: number;
  readonly excessKurtosis: number;
}

export interface CornishFisherTail extends TailRisk {
  /** The expansion rises everywhere, so that it is the quantile function of some law. */
  readonly insideDomain: boolean;
  /** The formula as it stands; equals `valueAtRisk` inside the domain. */
  readonly expansion: number;
}

/** Beyond this many standard deviations no double holds the probability. */
const farthest = 40;
const halvings = 120;

/**
 * VaR and expected shortfall of s w(Z) - m for the losses, with Z normal and the expansion
 * w(z) = z + (z² - 1) S / 6 + (z³ - 3z) K / 24 - (2z³ - 5z) S² / 36, S minus the skewness of the outcomes
 * and K their excess kurtosis.
 *
 * Where w rises everywhere (Maillard's domain) VaR is s w(z) - m and expected shortfall the closed
 * integral of w beyond z. Elsewhere w is no quantile function; then both are those of the law of
 * w(Z) itself, which is the increasing rearrangement of w: VaR stays monotone in confidence and below
 * expected shortfall. Far in the tail that is often the same number.
 *
 * Source: E. Cornish, R. Fisher (1938); D. Maillard, A user's guide to the Cornish Fisher expansion
 * (2012), for the domain; V. Chernozhukov, I. Fernández-Val, A. Galichon, Rearranging
 * Edgeworth-Cornish-Fisher expansions, Economic Theory 42 (2010).
 *
 * @throws RangeError for moments that are not finite, a standard deviation that is not positive and a
 * confidence outside (0, 1). No law has excess kurtosis below skewness² - 2: also refused.
 */
export function cornishFisherTail(moments: FourMoments, confidence: number): CornishFisherTail {
  checkObject("moments", moments);
  checkMoments(moments);
  checkFraction("confidence", confidence);
  return expansionTail(moments, confidence);
}

/** As {@link cornishFisherTail}, unchecked: sample moments on the edge may lie beyond it by rounding. */
export function expansionTail(moments: FourMoments, confidence: number): CornishFisherTail {
  const curve = curveOf(moments);
  const z = normalQuantile(confidence);
  const insideDomain = rises(curve);
  const y = insideDomain ? at(curve, z) : rearrangedQuantile(curve, 1 - confidence);
  const beyond = above(curve, y, insideDomain ? [[z, Infinity]] : undefined);
  const { mean, standardDeviation: s } = moments;
  const valueAtRisk = s * y - mean;
  return {
    valueAtRisk,
    expectedShortfall: Math.max(valueAtRisk, (s * beyond.moment) / (1 - confidence) - mean),
    insideDomain,
    expansion: s * at(curve, z) - mean,
  };
}

/** Coefficients of w in z, from the constant up, and in Hermite polynomials 1 to 3. */
interface Curve {
  readonly power: readonly [number, number, number, number];
  readonly hermite: readonly [number, number, number];
}

type Run = readonly [number, number];

function curveOf({ skewness, excessKurtosis: k }: FourMoments): Curve {
  const s = 0 - skewness;
  const cubic = k / 24 - (s * s) / 18;
  return {
    power: [-s / 6, 1 - k / 8 + (5 * s * s) / 36, s / 6, cubic],
    hermite: [1 - (s * s) / 36, s / 6, cubic],
  };
}

function at({ power: [a, b, c, d] }: Curve, z: number): number {
  return a + z * (b + z * (c + z * d));
}

/** The derivative b + 2 c z + 3 d z² is nowhere negative. */
function rises({ power: [, b, c, d] }: Curve): boolean {
  return d === 0 ? c === 0 && b > 0 : d > 0 && c * c <= 3 * d * b;
}

/** Where the curve turns, between the ends of the line. */
function turns({ power: [, b, c, d] }: Curve): number[] {
  const root = Math.sqrt(c * c - 3 * b * d);
  const all = d === 0 ? [-b / (2 * c)] : [(-c - root) / (3 * d), (-c + root) / (3 * d)];
  return all.filter((z) => Math.abs(z) < farthest).sort((p, q) => p - q);
}

/** The runs of z on which the curve lies above y. */
function runsAbove(curve: Curve, y: number): Run[] {
  const ends = [-farthest, ...turns(curve), farthest];
  return ends.slice(1).flatMap((to, i): Run[] => {
    const from = ends[i]!;
    const [left, right] = [at(curve, from) > y, at(curve, to) > y];
    if (left === right) return left ? [[from, to]] : [];
    const cross = crossing((z) => at(curve, z) > y === left, from, to);
    return left ? [[from, cross]] : [[cross, to]];
  });
}

/** Halves between a point where `before` holds and one where it does not. */
function crossing(before: (z: number) => boolean, from: number, to: number): number {
  let [low, high] = [from, to];
  for (let i = 0; i < halvings; i++) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    if (before(middle)) low = middle;
    else high = middle;
  }
  return high;
}

/** Probability and first moment of w(Z) above y. */
function above(
  curve: Curve,
  y: number,
  runs: readonly Run[] = runsAbove(curve, y),
): { readonly probability: number; readonly moment: number } {
  let [probability, moment] = [0, 0];
  for (const [from, to] of runs) {
    probability += normalDistribution(-from) - normalDistribution(-to);
    moment += momentFrom(curve, from) - momentFrom(curve, to);
  }
  return { probability, moment };
}

/** The integral of w times the normal density from z to infinity. */
function momentFrom({ hermite: [one, two, three] }: Curve, z: number): number {
  if (z === Infinity) return 0;
  return normalDensity(z) * (one + z * two + (z * z - 1) * three);
}

function rearrangedQuantile(curve: Curve, exceeded: number): number {
  const points = [-farthest, ...turns(curve), farthest].map((z) => at(curve, z));
  const more = (y: number): boolean => above(curve, y).probability > exceeded;
  return crossing(more, Math.min(...points), Math.max(...points));
}

function checkMoments(moments: FourMoments): void {
  const { mean, standardDeviation, skewness, excessKurtosis } = moments;
  checkFinite("mean", mean);
  checkPositive("standardDeviation", standardDeviation);
  checkFinite("skewness", skewness);
  checkFinite("excessKurtosis", excessKurtosis);
  if (excessKurtosis < skewness * skewness - 2 - 1e-9) {
    const rule = "excessKurtosis must be at least skewness² - 2";
    throw new RangeError(`${rule}: ${excessKurtosis} with skewness ${skewness}`);
  }
}
