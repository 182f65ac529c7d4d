import { checkObject, checkPositive, checkSample } from "../../base/check.ts";
import { deltaMethodError, informationCovariance } from "../../math/delta-method.ts";
import { type Minimum, minimizeInBox } from "../../math/minimize-in-box.ts";
import { isConstant, mean, sampleVariance } from "../../math/moments.ts";
import { naturalExp } from "../../math/natural-exp.ts";
import { naturalLog } from "../../math/natural-log.ts";
import { driftBetweenJumps, type JumpDiffusionLaw } from "./jump-diffusion-law.ts";
import { minusMixtureLikelihood } from "./jump-mixture.ts";

/** Why a reader should hesitate before using a fitted jump-diffusion. */
export interface JumpFitWarning {
  readonly code:
    | "no-jumps"
    | "frequent-jumps"
    | "not-converged"
    | "on-bound"
    | "no-standard-errors"
    | "few-returns";
  readonly message: string;
}

/** A fitted law with what is known of it. */
export interface JumpDiffusionFit {
  readonly law: JumpDiffusionLaw;
  /** Standard errors, by the delta method from the observed information; left out on a bound and where it fails. */
  readonly standardErrors?: JumpDiffusionLaw;
  readonly logLikelihood: number;
  /** Of a normal law of the same sample: what the three jump parameters have to beat. */
  readonly normalLogLikelihood: number;
  readonly aic: number;
  readonly normalAic: number;
  readonly periodsPerYear: number;
  readonly observations: number;
  readonly converged: boolean;
  readonly warnings: readonly JumpFitWarning[];
}

export interface JumpDiffusionFitOptions {
  /** Returns in a year: 365 for daily ones. */
  readonly periodsPerYear: number;
}

const fewestReturns = 50;
const fewReturns = 250;
/** Jumps a period above which they are no rare events any more. */
const frequent = 0.1;
const highestIntensity = 3;
/** Of both spreads, in standard deviations of the sample: below, the likelihood has no bound. */
const leastSpread = 0.05;

/**
 * Fits Merton's jump-diffusion to log returns of one period each by maximum likelihood: a Poisson mixture
 * of normals, searched from six starts. Needs 50 returns that are not all equal.
 *
 * The likelihood of such a mixture is unbounded where a component shrinks onto one return; the search
 * keeps both spreads above 5 % of the sample's and at least one jump expected in it. What is identified
 * is the shape of the law: many small jumps and few large ones can be almost equally likely, which the
 * standard errors show and `frequent-jumps` says. Where the gain over a normal law does not pay for
 * three parameters, `no-jumps`: their values then mean nothing. No test of zero jumps is offered, the
 * likelihood ratio having no chi-square law there (Davies 1977).
 *
 * Sources: C. Ball, W. Torous, On jumps in common stock prices and their impact on call option pricing,
 * Journal of Finance 40 (1985); P. Honoré, Pitfalls in estimating jump-diffusion models (1998).
 *
 * @throws RangeError for NaN, fewer returns, and returns that do not vary.
 * @example fitJumpDiffusion(logReturns, { periodsPerYear: 365 }).law
 */
export function fitJumpDiffusion(
  returns: ArrayLike<number>,
  options: JumpDiffusionFitOptions,
): JumpDiffusionFit {
  checkObject("options", options);
  const { periodsPerYear } = options;
  checkPositive("periodsPerYear", periodsPerYear);
  checkSample("returns", returns, fewestReturns);
  if (isConstant(returns)) throw new RangeError(`returns must not all be equal: ${returns[0]}`);
  const unit = Math.sqrt(sampleVariance(returns));
  const sample = Float64Array.from(returns, (x) => x / unit);
  const bounds = boundsOf(sample.length);
  const found = likeliest(sample, bounds);
  const count = sample.length;
  const logLikelihood = -count * (found.value + naturalLog(unit));
  const normalLogLikelihood = normalLikelihood(sample) - count * naturalLog(unit);
  const lawAt = (point: readonly number[]): JumpDiffusionLaw =>
    lawOf(point, { unit, periodsPerYear });
  const onBound = boundNames(found.point, bounds);
  const standardErrors = onBound.length > 0 ? undefined : errorsOf(sample, found, lawAt);
  const fit = {
    law: lawAt(found.point),
    logLikelihood,
    normalLogLikelihood,
    aic: 10 - 2 * logLikelihood,
    normalAic: 4 - 2 * normalLogLikelihood,
    periodsPerYear,
    observations: count,
    converged: found.converged,
    ...(standardErrors !== undefined && { standardErrors }),
  };
  return { ...fit, warnings: warningsOf(fit, onBound) };
}

/** Jumps a period and their spread, from rare and large to many and small. */
const startingJumps = [
  [0.02, 4],
  [0.1, 2],
  [0.5, 1],
] as const;

interface Range {
  readonly lower?: number;
  readonly upper?: number;
}

function boundsOf(count: number): Range[] {
  return [
    {},
    { lower: naturalLog(leastSpread), upper: naturalLog(2) },
    { lower: naturalLog(1 / count), upper: naturalLog(highestIntensity) },
    { lower: -20, upper: 20 },
    { lower: naturalLog(leastSpread), upper: naturalLog(20) },
  ];
}

function likeliest(sample: Float64Array, bounds: readonly Range[]): Minimum {
  const center = mean(sample);
  let best: Minimum | undefined;
  for (const [intensity, size] of startingJumps) {
    for (const jumpMean of [-0.3, 0.3]) {
      const start = [center, naturalLog(0.6), naturalLog(intensity), jumpMean, naturalLog(size)];
      const found = minimizeInBox((point) => minusMixtureLikelihood(sample, point), start, {
        bounds,
        gradientTolerance: 1e-7,
      });
      if (best === undefined || found.value < best.value) best = found;
    }
  }
  return best!;
}

function normalLikelihood(sample: Float64Array): number {
  const variance = (sampleVariance(sample) * (sample.length - 1)) / sample.length;
  return (-sample.length / 2) * (naturalLog(2 * Math.PI * variance) + 1);
}

interface Units {
  /** The standard deviation of the sample. */
  readonly unit: number;
  readonly periodsPerYear: number;
}

function lawOf(point: readonly number[], { unit, periodsPerYear }: Units): JumpDiffusionLaw {
  const [location, logDiffusion, logIntensity, jumpMean, logJump] = point;
  const still = {
    annualGrowth: 0,
    annualVolatility: unit * naturalExp(logDiffusion!) * Math.sqrt(periodsPerYear),
    jumpsPerYear: naturalExp(logIntensity!) * periodsPerYear,
    meanLogJump: unit * jumpMean!,
    logJumpDeviation: unit * naturalExp(logJump!),
  };
  const annualGrowth = unit * location! * periodsPerYear - driftBetweenJumps(still);
  return { ...still, annualGrowth };
}

function errorsOf(
  sample: Float64Array,
  found: Minimum,
  lawAt: (point: readonly number[]) => JumpDiffusionLaw,
): JumpDiffusionLaw | undefined {
  const gradient = (point: readonly number[]): readonly number[] =>
    minusMixtureLikelihood(sample, point).gradient.map((slope) => slope * sample.length);
  const covariance = informationCovariance(gradient, found.point, [0, 1, 2, 3, 4]);
  if (covariance === undefined) return undefined;
  const of = (name: keyof JumpDiffusionLaw): number =>
    deltaMethodError((point) => lawAt(point)[name], found.point, covariance);
  return {
    annualGrowth: of("annualGrowth"),
    annualVolatility: of("annualVolatility"),
    jumpsPerYear: of("jumpsPerYear"),
    meanLogJump: of("meanLogJump"),
    logJumpDeviation: of("logJumpDeviation"),
  };
}

const names = ["location", "volatility", "intensity", "mean jump", "jump volatility"];

function boundNames(point: readonly number[], bounds: readonly Range[]): string[] {
  return names.filter((_, i) => {
    const { lower = -Infinity, upper = Infinity } = bounds[i]!;
    return point[i]! <= lower || point[i]! >= upper;
  });
}

function warningsOf(
  fit: Omit<JumpDiffusionFit, "warnings">,
  onBound: readonly string[],
): JumpFitWarning[] {
  const warnings: JumpFitWarning[] = [];
  const warn = (code: JumpFitWarning["code"], message: string): number =>
    warnings.push({ code, message });
  const perPeriod = fit.law.jumpsPerYear / fit.periodsPerYear;
  if (!(fit.aic < fit.normalAic)) {
    const gain = fit.logLikelihood - fit.normalLogLikelihood;
    warn("no-jumps", `the log-likelihood gains ${gain} over a normal law, three parameters cost 3`);
  } else if (perPeriod > frequent) {
    warn("frequent-jumps", `${perPeriod} jumps a period are fat tails of its days, no rare events`);
  }
  if (!fit.converged) warn("not-converged", "the likelihood is not level where the search ended");
  if (onBound.length > 0) warn("on-bound", `on the limit of the search: ${onBound.join(", ")}`);
  else if (fit.standardErrors === undefined) {
    warn("no-standard-errors", "minus the Hessian of the likelihood is not positive definite");
  }
  if (fit.observations < fewReturns) warn("few-returns", `${fit.observations} returns`);
  return warnings;
}
