import { degreesOfFreedomLimits, leastOmega } from "./garch-coordinates.ts";
import type { GarchEstimate, SevenNumbers } from "./garch-estimates.ts";
import { type GarchModel, garchPersistence, isStationaryGarch } from "./garch-model.ts";

/** Why a reader should hesitate before using a fit. */
export type GarchWarningCode =
  /** The search ended before the likelihood was level: the parameters are not the likeliest. */
  | "not-converged"
  /** The variance does not return to a long-run level. */
  | "not-stationary"
  /** A parameter lies on its bound, where standard errors do not hold. */
  | "on-bound"
  /** The information matrix is not positive definite: there are no standard errors. */
  | "no-standard-errors"
  /** Fewer than 250 returns. */
  | "few-returns";

/** One reason for caution, as data. */
export interface GarchWarning {
  readonly code: GarchWarningCode;
  readonly message: string;
}

/** What is known of a fit besides its model. */
export interface GarchEvidence {
  /** All seven parameters for returns of variance 1. */
  readonly vector: readonly number[];
  readonly estimates: readonly GarchEstimate[];
  readonly converged: boolean;
  readonly observations: number;
}

const fewReturns = 250;
const nearBound = 1e-6;

/** Every reason for caution about a fit. */
export function warningsOf(model: GarchModel, evidence: GarchEvidence): GarchWarning[] {
  const { vector, estimates, converged, observations } = evidence;
  const warnings: GarchWarning[] = [];
  const warn = (code: GarchWarningCode, message: string): number =>
    warnings.push({ code, message });
  if (!converged) warn("not-converged", notLevel(model));
  if (!isStationaryGarch(model)) {
    warn(
      "not-stationary",
      `persistence must be below 1 for a long-run level: ${garchPersistence(model)}`,
    );
  }
  const bounds = onBounds(model, vector);
  if (bounds.length > 0) warn("on-bound", `no standard errors hold: ${bounds.join(", ")}`);
  if (estimates.some(({ standardError }) => standardError === undefined)) {
    warn("no-standard-errors", "minus the Hessian of the likelihood is not positive definite");
  }
  if (observations < fewReturns) {
    warn("few-returns", `${observations} returns: estimates of persistence are unsteady below 250`);
  }
  return warnings;
}

function notLevel({ kind }: GarchModel): string {
  const place = "the likelihood is not level where the search ended";
  return kind === "egarch" ? `${place}, perhaps at the edge of what can be inverted` : place;
}

function onBounds({ kind }: GarchModel, vector: readonly number[]): string[] {
  const [, omega, alpha, gamma, beta, degreesOfFreedom, skew] = vector as SevenNumbers;
  const { lowest, highest } = degreesOfFreedomLimits;
  const names: string[] = [];
  if (kind !== "egarch") {
    if (omega < 1.01 * leastOmega) names.push("omega is 0");
    if (alpha < nearBound) names.push("alpha is 0");
    if (kind === "gjr" && alpha + gamma < nearBound) names.push("alpha + gamma is 0");
    if (beta < nearBound) names.push("beta is 0");
  }
  if (degreesOfFreedom > 0.99 * highest) names.push("degrees of freedom are those of a normal");
  if (degreesOfFreedom < lowest + 1e-3) names.push("degrees of freedom are 2");
  if (Math.abs(skew) > 0.999) names.push("skew is at its limit");
  return names;
}
