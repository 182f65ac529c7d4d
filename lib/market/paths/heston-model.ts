import { checkFinite, checkNonNegative, checkPositive } from "../../base/check.ts";
import type { Matrix } from "../../math/matrix.ts";
import { correlatedNormals } from "./correlated-normals.ts";
import { type Drift, growthOf } from "./drift.ts";
import { exponentialGrowth } from "./expected-growth.ts";
import { checkedStart, type PathModel, type PathStart, type PathWarning } from "./path-model.ts";
import { quadraticExponentialStep, type SquareRootProcess } from "./quadratic-exponential.ts";

/** The variance of one asset: dv = kappa (theta - v) dt + volOfVol sqrt(v) dW, time in years. */
export interface HestonVariance extends SquareRootProcess {
  /** Variance now, a year: the square of an annual volatility. */
  readonly v0: number;
  /** Correlation of the shocks of price and variance, in (-1, 1). */
  readonly rho: number;
}

export interface HestonOptions extends PathStart {
  readonly drift: Drift;
  /** One per asset. */
  readonly variances: readonly HestonVariance[];
  /**
   * Over assets, of the shocks of variance and of what of the price shocks is not theirs; price shocks
   * are then correlated by this times rho rho' + sqrt((1 - rho²)(1 - rho'²)), which is 1 for equal rho.
   */
  readonly correlation?: Matrix;
}

/** Weight of the end of a step in the integral of the variance. */
const endWeight = 0.5;

/**
 * Heston's stochastic volatility by Andersen's quadratic-exponential scheme with its martingale
 * correction: the expected price is exact for any step, and so are mean and variance of the
 * variance; the joint law is not. The bias of option prices falls fast with the step: for kappa 4, theta
 * 0.25, v0 0.04, volOfVol 1, rho -0.5 an at-the-money call over a year is 8 % too low with 1 step a year,
 * 2.4 % with 2, 0.5 % with 4, and from 8 on nothing is seen at a standard error of 0.2 %.
 *
 * Warns (`feller`) where 2 kappa theta < volOfVol²: the variance then reaches zero, as it does for most
 * crypto calibrations, and more of the law rests on the exponential branch.
 *
 * Sources: S. Heston, A closed-form solution for options with stochastic volatility, Review of
 * Financial Studies 6 (1993); L. Andersen, Journal of Computational Finance 11 (2008).
 *
 * @throws RangeError unless kappa, theta and volOfVol are positive, v0 is not negative and rho lies in
 * (-1, 1); while drawing, where the step is so long that the expected price does not exist.
 */
export function hestonModel(options: HestonOptions): PathModel {
  const from = checkedStart(options);
  const { drift, variances, correlation } = options;
  const growth = growthOf(drift, from.assets);
  checkVariances(variances, from.assets);
  const size = from.assets.length;
  const draw = correlatedNormals(size, correlation);
  const years = 1 / from.periodsPerYear;
  const steppers = variances.map((variance, j) =>
    assetStepper(variance, { years, growth: growth[j]!, asset: from.assets[j]! }),
  );
  const shocks = new Float64Array(size);
  return {
    ...from,
    name: "Heston",
    measure: drift.measure,
    warnings: variances.flatMap((variance, j) => fellerWarning(variance, from.assets[j]!)),
    mirrors: true,
    begin: (random) => {
      const now = Float64Array.from(variances, ({ v0 }) => v0);
      return (moves) => {
        draw(random, shocks);
        draw(random, moves);
        for (let j = 0; j < size; j++) {
          const { next, move } = steppers[j]!(now[j]!, shocks[j]!, moves[j]!);
          now[j] = next;
          moves[j] = move;
        }
      };
    },
    expectedGrowth: exponentialGrowth(growth, from.periodsPerYear),
  };
}

interface AssetStep {
  readonly years: number;
  readonly growth: number;
  readonly asset: string;
}

type Stepper = (variance: number, z: number, shock: number) => { next: number; move: number };

/** Andersen (2008), equations 33 and 35, and proposition 9 for the correction. */
function assetStepper(variance: HestonVariance, { years, growth, asset }: AssetStep): Stepper {
  const { kappa, volOfVol, rho } = variance;
  const lean = (kappa * rho) / volOfVol - 0.5;
  const before = (1 - endWeight) * years;
  const after = endWeight * years;
  const k2 = after * lean + rho / volOfVol;
  const [k3, k4] = [before * (1 - rho ** 2), after * (1 - rho ** 2)];
  const step = quadraticExponentialStep(variance, years, k2 + k4 / 2);
  return (now, z, shock) => {
    const { next, logTransform } = step(now, z);
    const move =
      growth * years -
      logTransform -
      (k3 / 2) * now +
      k2 * next +
      Math.sqrt(k3 * now + k4 * next) * shock;
    if (Number.isNaN(move)) {
      throw new RangeError(
        `periodsPerYear must be larger for the expected price of ${asset} to exist: ` +
          `${1 / years} at a variance of ${now}`,
      );
    }
    return { next, move };
  };
}

function checkVariances(variances: readonly HestonVariance[], assets: readonly string[]): void {
  if (variances.length !== assets.length) {
    const count = variances.length;
    throw new RangeError(`variances must be one per asset, ${assets.length}: ${count}`);
  }
  variances.forEach(({ v0, kappa, theta, volOfVol, rho }, j) => {
    checkNonNegative(`v0 of ${assets[j]}`, v0);
    checkPositive(`kappa of ${assets[j]}`, kappa);
    checkPositive(`theta of ${assets[j]}`, theta);
    checkPositive(`volOfVol of ${assets[j]}`, volOfVol);
    checkFinite(`rho of ${assets[j]}`, rho);
    if (!(Math.abs(rho) < 1)) {
      throw new RangeError(`rho of ${assets[j]} must be in (-1, 1): ${rho}`);
    }
  });
}

function fellerWarning(variance: HestonVariance, asset: string): PathWarning[] {
  const { kappa, theta, volOfVol } = variance;
  const [pull, push] = [2 * kappa * theta, volOfVol ** 2];
  if (pull >= push) return [];
  const message = `the variance of ${asset} reaches zero: 2 kappa theta ${pull} < volOfVol² ${push}`;
  return [{ code: "feller", message }];
}
