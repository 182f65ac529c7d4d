import { checkNonNegative } from "../base/check.ts";
import {
  addComplex,
  type Complex,
  divideComplex,
  expm1Complex,
  log1pComplex,
  multiplyComplex,
  rootComplex,
  scaleComplex,
} from "../math/complex.ts";
import { atan } from "../math/elementary/arctangent.ts";
import { expm1 } from "../math/elementary/expm1.ts";
import { naturalExp } from "../math/natural-exp.ts";
import {
  checkEuropeanOption,
  checkSpotTerms,
  type EuropeanOption,
  impliedForward,
  type SpotTerms,
} from "./european-option.ts";
import { fourierPrice, type LogPriceLaw } from "./fourier-price.ts";
import { undiscountedBlack } from "./undiscounted-black.ts";

/** A price whose variance itself moves: dv = κ (θ - v) dt + ω √v dW, correlated with the price. */
export interface HestonTerms extends SpotTerms {
  /** Annual variance now, v(0) >= 0: 0.25 is a volatility of 50 %. */
  readonly initialVariance: number;
  /** θ >= 0. */
  readonly longRunVariance: number;
  /** κ >= 0, per year. */
  readonly meanReversion: number;
  /** ω >= 0, annual; 0 is a variance that moves without chance. */
  readonly volatilityOfVariance: number;
  /** Of the two Brownian motions, in [-1, 1]. */
  readonly correlation: number;
}

/**
 * Price of a European option under Heston's stochastic volatility in USD per coin, by one Fourier
 * integral along the path on which it is smallest, in the form of the characteristic function that
 * has no branch cut ("little trap"), integrated adaptively to 1e-13 of itself.
 *
 * Accuracy: 1e-13 of the out-of-the-money price from ten days to ten years, also far in the wings.
 * As the correlation nears 1 or -1 with a large volatility of variance the integrand dies out slowly and
 * moments end close by: there count on 1e-6 of the forward.
 * The variance of variance may be 0 and Feller's condition broken. At zero time, or without any
 * variance, it is the discounted payoff at the forward.
 *
 * Source: S. Heston, A closed-form solution for options with stochastic volatility, Review of
 * Financial Studies 6 (1993); H. Albrecher, P. Mayer, W. Schoutens, J. Tistaert, The little Heston
 * trap, Wilmott (January 2007); L. Andersen, V. Piterbarg, Moment explosions in stochastic volatility
 * models, Finance and Stochastics 11 (2007), for where moments are finite.
 *
 * @throws RangeError naming what is not a number or outside its range.
 */
export function heston(option: EuropeanOption, model: HestonTerms): number {
  checkEuropeanOption(option);
  checkHestonTerms(model);
  const { kind, strike, years } = option;
  const { initialVariance, longRunVariance, meanReversion, volatilityOfVariance } = model;
  const forward = impliedForward(model, years);
  const discount = naturalExp(-model.rate * years);
  const expectedVariance =
    longRunVariance * years +
    (initialVariance - longRunVariance) * (-phi(meanReversion * years) * years);
  if (volatilityOfVariance === 0 || expectedVariance === 0 || forward === 0) {
    const deviation = Math.sqrt(expectedVariance);
    return discount * undiscountedBlack({ kind, strike, forward, deviation });
  }
  return discount * fourierPrice(hestonLaw(model, years), { kind, strike, forward }).price;
}

function checkHestonTerms(model: HestonTerms): void {
  checkSpotTerms(model);
  checkNonNegative("initialVariance", model.initialVariance);
  checkNonNegative("longRunVariance", model.longRunVariance);
  checkNonNegative("meanReversion", model.meanReversion);
  checkNonNegative("volatilityOfVariance", model.volatilityOfVariance);
  if (!(Math.abs(model.correlation) <= 1)) {
    throw new RangeError(`correlation must be in [-1, 1]: ${model.correlation}`);
  }
}

/** (exp(-x) - 1) / x, -1 at 0. */
function phi(x: number): number {
  return x === 0 ? -1 : expm1(-x) / x;
}

function hestonLaw(model: HestonTerms, years: number): LogPriceLaw {
  return {
    logMoment: (z) => logMoment(model, { z, years }),
    momentIsFinite: (p) => momentIsFinite(model, { p, years }),
  };
}

/**
 * κ θ A + v(0) D, with β = κ - ρ ω z, d = √(β² + ω² (z - z²)), E = (1 - exp(-d T)) / d:
 * D = (z² - z) E / (β E + 1 + exp(-d T)) and
 * A = (β - d) T / ω² - 2 ln(1 + (β - d) E / 2) / ω², where β - d loses nothing for small ω.
 */
function logMoment(
  model: HestonTerms,
  { z, years }: { readonly z: Complex; readonly years: number },
): Complex {
  const { initialVariance, longRunVariance, meanReversion, correlation } = model;
  const omega = model.volatilityOfVariance;
  const beta = addComplex({ re: meanReversion, im: 0 }, scaleComplex(z, -correlation * omega));
  const convexity = addComplex(multiplyComplex(z, z), scaleComplex(z, -1));
  const d = rootComplex(
    addComplex(multiplyComplex(beta, beta), scaleComplex(convexity, -omega * omega)),
  );
  const lost = expm1Complex(scaleComplex(d, -years));
  const E =
    d.re === 0 && d.im === 0 ? { re: years, im: 0 } : divideComplex(scaleComplex(lost, -1), d);
  const under = addComplex(multiplyComplex(beta, E), addComplex({ re: 2, im: 0 }, lost));
  const D = divideComplex(multiplyComplex(convexity, E), under);
  const rest =
    beta.re > 0
      ? divideComplex(scaleComplex(convexity, omega * omega), addComplex(beta, d))
      : addComplex(beta, scaleComplex(d, -1));
  const log = log1pComplex(scaleComplex(multiplyComplex(rest, E), 0.5));
  const A = scaleComplex(
    addComplex(scaleComplex(rest, years), scaleComplex(log, -2)),
    1 / (omega * omega),
  );
  return addComplex(
    scaleComplex(A, meanReversion * longRunVariance),
    scaleComplex(D, initialVariance),
  );
}

/** Whether E[price^p] has not exploded by the time. */
function momentIsFinite(
  { meanReversion, volatilityOfVariance: omega, correlation }: HestonTerms,
  { p, years }: { readonly p: number; readonly years: number },
): boolean {
  if (p >= 0 && p <= 1) return true;
  const beta = meanReversion - correlation * omega * p;
  const square = beta * beta - omega * omega * (p * p - p);
  if (square < 0) {
    const frequency = Math.sqrt(-square);
    return (frequency * years) / 2 < Math.PI / 2 + atan(beta / frequency);
  }
  const d = Math.sqrt(square);
  return 2 + expm1(-d * years) - beta * years * phi(d * years) > 0;
}
