import { checkCount, checkFinite, checkFraction, checkObject } from "../base/check.ts";
import { daysPerYear } from "../base/time.ts";
import {
  checkJumpDiffusionLaw,
  driftBetweenJumps,
  type JumpDiffusionLaw,
} from "../market/paths/jump-diffusion-law.ts";
import { expm1 } from "../math/elementary/expm1.ts";
import { square } from "../math/elementary/power.ts";
import { naturalExp } from "../math/natural-exp.ts";
import { normalDistribution } from "../math/normal-distribution.ts";
import type { TailRisk } from "./tail-risk.ts";

export interface JumpDiffusionTailOptions {
  readonly confidence: number;
  readonly horizonDays: number;
}

/** A log return given a number of jumps: its probability, mean and standard deviation. */
interface Part {
  readonly weight: number;
  readonly mean: number;
  readonly spread: number;
}

/** What is left of the Poisson weights when the rest is dropped. */
const negligible = 1e-17;
const mostJumpsExpected = 500;

/**
 * VaR and expected shortfall of the simple return of one asset under Merton's jump-diffusion, exactly:
 * the log return over the horizon is a Poisson mixture of normals, whose quantile is found by
 * bisection and whose tail mean is a sum of normal ones. As fractions of the value now.
 *
 * Source: R. Merton, Journal of Financial Economics 3 (1976); S. Kou, Handbooks in Operations Research
 * 15 (2007), section 2, for the mixture.
 *
 * @throws RangeError for a law without diffusion, more than 500 jumps expected over the horizon, and a
 * confidence outside (0, 1).
 */
export function jumpDiffusionTail(
  law: JumpDiffusionLaw,
  options: JumpDiffusionTailOptions,
): TailRisk {
  checkObject("options", options);
  const { confidence, horizonDays } = options;
  checkJumpDiffusionLaw(law);
  checkFraction("confidence", confidence);
  checkCount("horizonDays", horizonDays, 1);
  const parts = partsOf(law, horizonDays / daysPerYear);
  const tail = 1 - confidence;
  const edge = quantileOf(parts, tail);
  const kept = parts.reduce(
    (sum, { weight, mean, spread }) =>
      sum +
      weight *
        naturalExp(mean + square(spread) / 2) *
        normalDistribution((edge - mean) / spread - spread),
    0,
  );
  checkFinite("mean beyond VaR", kept);
  const valueAtRisk = -expm1(edge);
  return { valueAtRisk, expectedShortfall: Math.max(valueAtRisk, 1 - kept / tail) };
}

function partsOf(law: JumpDiffusionLaw, years: number): Part[] {
  const { annualVolatility, jumpsPerYear, meanLogJump, logJumpDeviation } = law;
  const expected = jumpsPerYear * years;
  if (!(expected <= mostJumpsExpected)) {
    throw new RangeError(`expected jumps must be at most ${mostJumpsExpected}: ${expected}`);
  }
  const drift = driftBetweenJumps(law) * years;
  const largest =
    drift + expected * meanLogJump + square(annualVolatility) + square(logJumpDeviation);
  if (!Number.isFinite(largest)) {
    throw new RangeError(`law must stay in the range of numbers: log drift ${drift}`);
  }
  const parts: Part[] = [];
  for (let n = 0, weight = naturalExp(-expected); n <= expected || weight > negligible; n++) {
    const variance = square(annualVolatility) * years + n * square(logJumpDeviation);
    parts.push({ weight, mean: drift + n * meanLogJump, spread: Math.sqrt(variance) });
    weight *= expected / (n + 1);
  }
  return parts;
}

/** The log return with probability `p` below it. */
function quantileOf(parts: readonly Part[], p: number): number {
  const below = (x: number): number =>
    parts.reduce(
      (sum, { weight, mean, spread }) => sum + weight * normalDistribution((x - mean) / spread),
      0,
    );
  let [low, high] = [-1, 1];
  while (below(low) > p) low *= 2;
  while (below(high) < p) high *= 2;
  for (;;) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) return middle;
    if (below(middle) < p) low = middle;
    else high = middle;
  }
}
