import {
  checkFinite,
  checkNonNegative,
  checkObject,
  checkOneOf,
  checkPositive,
  describe,
} from "../../base/check.ts";
import { innovationLaw } from "./innovation-law.ts";

/** Which recursion the variance follows. */
export type GarchKind = "garch" | "gjr" | "egarch";

/** The law of the standardised innovations: mean 0 and variance 1 whatever its shape. */
export type Innovations = "normal" | "student-t" | "skewed-t";

/**
 * A model of returns r[t] = mean + e[t], e[t] = sqrt(v[t]) z[t], with z independent of mean 0 and
 * variance 1. Everything is per period and in the unit of the returns (fractions).
 *
 * - `garch`: v[t] = omega + alpha e[t-1]^2 + beta v[t-1]
 * - `gjr`: v[t] = omega + (alpha + gamma [e[t-1] < 0]) e[t-1]^2 + beta v[t-1]
 * - `egarch`: ln v[t] = omega + alpha (|z[t-1]| - sqrt(2/pi)) + gamma z[t-1] + beta ln v[t-1]
 *
 * Sources: T. Bollerslev, Journal of Econometrics 31 (1986); L. Glosten, R. Jagannathan, D. Runkle,
 * Journal of Finance 48 (1993); D. Nelson, Econometrica 59 (1991), with sqrt(2/pi) for every law.
 */
export interface GarchModel {
  readonly kind: GarchKind;
  /** The constant mean of the returns; 0 when not given. */
  readonly mean?: number;
  readonly omega: number;
  readonly alpha: number;
  /** The weight of the sign; 0 when not given. A `garch` has none. */
  readonly gamma?: number;
  readonly beta: number;
  /** `normal` when not given. */
  readonly innovations?: Innovations;
  /** Above 2; needed by `student-t` and `skewed-t` and by no other. */
  readonly degreesOfFreedom?: number;
  /** Hansen's lambda in (-1, 1), negative for a longer left tail; `skewed-t` only. */
  readonly skew?: number;
}

/** The name of a parameter that is estimated. */
export type GarchParameter =
  | "mean"
  | "omega"
  | "alpha"
  | "gamma"
  | "beta"
  | "degreesOfFreedom"
  | "skew";

const kinds: readonly GarchKind[] = ["garch", "gjr", "egarch"];
const laws: readonly Innovations[] = ["normal", "student-t", "skewed-t"];

/**
 * Throws a RangeError, naming the parameter, unless the model gives a positive variance after every
 * shock. A model that is not stationary passes: ask {@link isStationaryGarch}.
 */
export function checkGarchModel(model: GarchModel): void {
  checkObject("model", model);
  const { kind, mean = 0, omega, alpha, gamma = 0, beta } = model;
  checkOneOf("kind", kind, kinds);
  checkFinite("mean", mean);
  for (const [name, value] of Object.entries({ omega, alpha, gamma, beta })) {
    checkFinite(name, value);
  }
  if (kind === "garch" && gamma !== 0) throw new RangeError(`gamma must be 0 in garch: ${gamma}`);
  if (kind !== "egarch") {
    for (const [name, value] of Object.entries({ omega, alpha, beta })) {
      checkNonNegative(name, value);
    }
    checkNonNegative("alpha + gamma", alpha + gamma);
  }
  checkShape(model);
}

/** Throws a RangeError unless both are among the known ones. */
export function checkGarchChoice(kind: GarchKind, innovations: Innovations): void {
  checkOneOf("model", kind, kinds);
  checkOneOf("innovations", innovations, laws);
}

/**
 * How much of a shock to the variance is left after one period: alpha + beta (`garch`);
 * alpha + gamma k + beta with k = E[z^2; z < 0], a half unless skewed (`gjr`); beta (`egarch`).
 */
export function garchPersistence(model: GarchModel): number {
  checkGarchModel(model);
  const { kind, alpha, gamma = 0, beta } = model;
  if (kind === "egarch") return beta;
  return alpha + (gamma === 0 ? 0 : gamma * innovationLaw(model).negativeSquareShare()) + beta;
}

/**
 * True when the variance returns to a long-run level: persistence below 1 in `garch` and `gjr`
 * (covariance stationarity), |beta| below 1 in `egarch` (strict stationarity).
 */
export function isStationaryGarch(model: GarchModel): boolean {
  checkObject("model", model);
  return Math.abs(garchPersistence(model)) < 1;
}

function checkShape({ innovations = "normal", degreesOfFreedom, skew }: GarchModel): void {
  checkOneOf("innovations", innovations, laws);
  if (innovations === "normal") refuseShape("degreesOfFreedom", degreesOfFreedom, innovations);
  else {
    checkPositive("degreesOfFreedom", degreesOfFreedom ?? Number.NaN);
    if (!(degreesOfFreedom! > 2)) {
      throw new RangeError(`degreesOfFreedom must be above 2: ${degreesOfFreedom}`);
    }
  }
  if (innovations !== "skewed-t") refuseShape("skew", skew, innovations);
  else if (!(skew !== undefined && Math.abs(skew) < 1)) {
    throw new RangeError(`skew must be in (-1, 1): ${describe(skew)}`);
  }
}

function refuseShape(name: string, value: number | undefined, innovations: Innovations): void {
  if (value === undefined) return;
  throw new RangeError(`${name} must be left out for ${innovations} innovations: ${value}`);
}
