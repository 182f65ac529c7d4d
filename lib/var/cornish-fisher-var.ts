import { checkObject, checkOneOf, checkSample } from "../base/check.ts";
import { sampleCovariance } from "../math/covariance.ts";
import { deltaMethodError } from "../math/delta-method.ts";
import { cube, power, square } from "../math/elementary/power.ts";
import { excessKurtosis, isConstant, mean, skewness, standardDeviation } from "../math/moments.ts";
import { expansionTail, type FourMoments } from "./cornish-fisher.ts";
import {
  checkRiskOptions,
  type IntervalEstimate,
  type RiskOptions,
  withIntervals,
} from "./interval-estimate.ts";
import { flatTailWarning } from "./normal-var.ts";
import type { RiskWarning } from "./risk-estimate.ts";
import type { TailRisk } from "./tail-risk.ts";

export interface CornishFisherVarOptions extends RiskOptions {
  /** `unbiased` (n - 1, G1, G2) when not given; `population` divides by n throughout. */
  readonly moments?: "unbiased" | "population";
}

/** The moments behind a Cornish-Fisher estimate. */
export interface CornishFisherEstimate extends IntervalEstimate, FourMoments {
  readonly insideDomain: boolean;
  /** The formula as it stands; `valueAtRisk` equals it inside the domain. */
  readonly expansion: number;
}

/**
 * VaR and expected shortfall from four sample moments, see `cornishFisherTail`. Outside the
 * domain of the expansion the figures are those of its rearrangement, with a warning.
 *
 * Standard errors by the delta method from the covariance of the first four powers: they rest on
 * the eighth moment of the sample, so take them as a size and no more. Needs ten observations that are
 * not all equal.
 *
 * @throws RangeError for such samples, NaN and options that are not what they must be.
 */
export function cornishFisherVar(
  pnl: ArrayLike<number>,
  options: CornishFisherVarOptions,
): CornishFisherEstimate {
  checkObject("options", options);
  checkRiskOptions(options);
  checkSample("pnl", pnl, 10);
  if (isConstant(pnl)) throw new RangeError(`pnl must not all be equal: ${pnl[0]}`);
  const convention = options.moments ?? "unbiased";
  checkOneOf("moments", convention, ["unbiased", "population"]);
  const { confidence } = options;
  const moments = convention === "unbiased" ? unbiased(pnl) : population(pnl);
  const tail = expansionTail(moments, confidence);
  const estimate = {
    ...tail,
    ...moments,
    unit: options.unit,
    method: "cornish-fisher",
    confidence,
    horizonDays: options.horizonDays,
    observations: pnl.length,
    tailCount: 0,
    standardError: errorOf(pnl, confidence, "valueAtRisk"),
    expectedShortfallStandardError: errorOf(pnl, confidence, "expectedShortfall"),
    warnings: [...flatTailWarning(tail), ...domainWarning(tail, moments)],
  };
  return withIntervals(estimate, options.intervalLevel);
}

function unbiased(pnl: ArrayLike<number>): FourMoments {
  return {
    mean: mean(pnl),
    standardDeviation: standardDeviation(pnl),
    skewness: skewness(pnl),
    excessKurtosis: excessKurtosis(pnl),
  };
}

function population(pnl: ArrayLike<number>): FourMoments {
  const [center, spread] = [mean(pnl), standardDeviation(pnl)];
  const u = Float64Array.from(pnl, (x) => (x - center) / spread);
  const law = fromPowers([1, 2, 3, 4].map((k) => mean(u.map((x) => power(x, k)))));
  return {
    ...law,
    mean: center + spread * law.mean,
    standardDeviation: spread * law.standardDeviation,
  };
}

/** Moments from the means of the first four powers. */
function fromPowers(powers: readonly number[]): FourMoments {
  const [a, b, c, d] = powers as [number, number, number, number];
  const variance = b - a * a;
  const third = c - 3 * a * b + 2 * cube(a);
  const fourth = d - 4 * a * c + 6 * a * a * b - 3 * square(square(a));
  return {
    mean: a,
    standardDeviation: Math.sqrt(variance),
    skewness: third / power(variance, 1.5),
    excessKurtosis: fourth / square(variance) - 3,
  };
}

/** In units of the sample, where the powers are of a size of about one. */
function errorOf(pnl: ArrayLike<number>, confidence: number, figure: keyof TailRisk): number {
  const [center, spread] = [mean(pnl), standardDeviation(pnl)];
  const u = Float64Array.from(pnl, (x) => (x - center) / spread);
  const powers = [1, 2, 3, 4].map((k) => u.map((x) => power(x, k)));
  const covariance = powers.map((left) =>
    powers.map((right) => sampleCovariance(left, right) / u.length),
  );
  const of = (point: readonly number[]): number =>
    expansionTail(fromPowers(point), confidence)[figure];
  return (
    spread *
    deltaMethodError(
      of,
      powers.map((power) => mean(power)),
      covariance,
    )
  );
}

function domainWarning(
  { insideDomain, expansion }: { readonly insideDomain: boolean; readonly expansion: number },
  { skewness: s, excessKurtosis: k }: FourMoments,
): RiskWarning[] {
  if (insideDomain) return [];
  const message = `skewness ${s} and excess kurtosis ${k} lie where the expansion falls in part: it was rearranged; as it stands it gives ${expansion}`;
  return [{ code: "outside-domain", message }];
}
