import { checkFinite, checkNonNegative, checkObject, checkPositive } from "../../base/check.ts";
import { expm1 } from "../../math/elementary/expm1.ts";
import { square } from "../../math/elementary/power.ts";

/** Merton's law of one asset, a year. */
export interface JumpDiffusionLaw {
  /** Of the expected price, jumps included: E[S_t] = S_0 exp(annualGrowth t). */
  readonly annualGrowth: number;
  /** Of the diffusion alone. */
  readonly annualVolatility: number;
  /** Expected jumps a year. */
  readonly jumpsPerYear: number;
  readonly meanLogJump: number;
  readonly logJumpDeviation: number;
}

/** Throws a RangeError unless the law has a diffusion and nothing negative that must not be. */
export function checkJumpDiffusionLaw(law: JumpDiffusionLaw): void {
  checkObject("law", law);
  checkFinite("annualGrowth", law.annualGrowth);
  checkPositive("annualVolatility", law.annualVolatility);
  checkNonNegative("jumpsPerYear", law.jumpsPerYear);
  checkFinite("meanLogJump", law.meanLogJump);
  checkNonNegative("logJumpDeviation", law.logJumpDeviation);
}

/** Log drift a year between the jumps: growth less half the variance less what jumps add. */
export function driftBetweenJumps(law: JumpDiffusionLaw): number {
  const { annualGrowth, annualVolatility, jumpsPerYear, meanLogJump, logJumpDeviation } = law;
  const jump = expm1(meanLogJump + square(logJumpDeviation) / 2);
  return annualGrowth - square(annualVolatility) / 2 - jumpsPerYear * jump;
}
