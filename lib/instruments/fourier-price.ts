import { type Complex, multiplyComplex } from "../math/complex.ts";
import { cos, sin } from "../math/elementary/trigonometric.ts";
import { integrateToInfinity } from "../math/integrate.ts";
import { naturalExp } from "../math/natural-exp.ts";
import { naturalLog } from "../math/natural-log.ts";
import type { OptionKind } from "./european-option.ts";
import { logMoneyness } from "./undiscounted-black.ts";

/** The law of ln(price at expiry / forward) by its exponential moments. */
export interface LogPriceLaw {
  /** ln E[(price / forward)^z]; 0 at z of 0 and of 1. */
  readonly logMoment: (z: Complex) => Complex;
  /** True where E[(price / forward)^p] is finite. */
  readonly momentIsFinite: (p: number) => boolean;
}

/** What is paid and where the price is expected. */
export interface FourierPayoff {
  readonly kind: OptionKind;
  readonly strike: number;
  /** > 0. */
  readonly forward: number;
}

/** An undiscounted price from a Fourier integral. */
export interface FourierPrice {
  readonly price: number;
  /** Of the integral, in the unit of the price; rounding of the moments comes on top. */
  readonly errorEstimate: number;
  readonly evaluations: number;
}

const relativeTolerance = 1e-13;
/** Log of a share of the forward that no double holds. */
const negligible = -745;
const goldenRatio = 0.6180339887498949;

/**
 * Expected payoff of a European option from the moments of the log price, without discounting: the
 * out-of-the-money option by Lewis's single integral, and what is in the money by parity.
 *
 * With k = ln(strike / forward) the out-of-the-money price over forward is
 * (1/π) ∫ Re[exp(logMoment(z) + (1 - z) k) / (z (z - 1))] du along z = p + iu from u = 0. The path
 * p > 1 gives the call, p < 0 the put; p is chosen where the integrand on the real axis is least, so
 * that hardly anything cancels and far wings keep their relative precision.
 *
 * Source: A. Lewis, A simple option formula for general jump-diffusion and other exponential Lévy
 * processes (2001); R. Lord, C. Kahl, Optimal Fourier inversion in semi-analytical option pricing,
 * Journal of Computational Finance 10 (2007).
 */
export function fourierPrice(law: LogPriceLaw, payoff: FourierPayoff): FourierPrice {
  const { kind, strike, forward } = payoff;
  const k = -logMoneyness(payoff);
  const side = k >= 0 ? 1 : -1;
  const logSize = (p: number): number =>
    law.logMoment({ re: p, im: 0 }).re + (1 - p) * k - naturalLog(p * (p - 1));
  const p = leastPoint(logSize, { side, momentIsFinite: law.momentIsFinite });
  const peak = logSize(p);
  const intrinsic = Math.max(0, kind === "call" ? forward - strike : strike - forward);
  if (!(peak > negligible)) return { price: intrinsic, errorEstimate: 0, evaluations: 0 };
  const integrand = (u: number): number => alongPath(law, { re: p, im: u }, { k, peak });
  const integral = integrateToInfinity(integrand, { scale: width(logSize, p), relativeTolerance });
  const unit = (forward * naturalExp(peak)) / Math.PI;
  return {
    price: intrinsic + Math.max(0, unit * integral.value),
    errorEstimate: unit * integral.errorEstimate,
    evaluations: integral.evaluations,
  };
}

interface PathTerms {
  readonly k: number;
  /** Log of the integrand at u = 0, taken out so that nothing underflows. */
  readonly peak: number;
}

function alongPath(law: LogPriceLaw, z: Complex, { k, peak }: PathTerms): number {
  const log = law.logMoment(z);
  const size = naturalExp(log.re + (1 - z.re) * k - peak);
  if (size === 0) return 0;
  const phase = log.im - z.im * k;
  const under = multiplyComplex(z, { re: z.re - 1, im: z.im });
  const square = under.re * under.re + under.im * under.im;
  return (size * (cos(phase) * under.re + sin(phase) * under.im)) / square;
}

interface Branch {
  /** 1 for p > 1, -1 for p < 0. */
  readonly side: 1 | -1;
  readonly momentIsFinite: (p: number) => boolean;
}

/** Where a function that is convex on one branch of the real axis, and infinite at its ends, is least. */
function leastPoint(logSize: (p: number) => number, { side, momentIsFinite }: Branch): number {
  const start = side === 1 ? 1 : 0;
  const at = (distance: number): number => start + side * distance;
  const size = (distance: number): number =>
    momentIsFinite(at(distance)) ? logSize(at(distance)) : Infinity;
  let step = 1;
  while (!Number.isFinite(size(step)) && step > 1e-12) step /= 2;
  while (size(step / 2) < size(step)) step /= 2;
  while (size(2 * step) < size(step) && size(step) > negligible) step *= 2;
  if (!(size(step) > negligible)) return at(step);
  let [low, high] = [step / 2, step * 2];
  let inner = [high - goldenRatio * (high - low), low + goldenRatio * (high - low)];
  for (let count = 0; count < 20; count++) {
    const right = size(inner[1]!);
    if (right === Infinity || size(inner[0]!) < right) high = inner[1]!;
    else low = inner[0]!;
    inner = [high - goldenRatio * (high - low), low + goldenRatio * (high - low)];
  }
  return at(momentIsFinite(at((low + high) / 2)) ? (low + high) / 2 : low);
}

/** One over the root of the curvature: how far from the real axis the integrand stays large. */
function width(logSize: (p: number) => number, p: number): number {
  const step = 0.01 * Math.min(Math.abs(p), Math.abs(p - 1));
  const curvature = (logSize(p + step) - 2 * logSize(p) + logSize(p - step)) / (step * step);
  return Number.isFinite(curvature) && curvature > 0 ? 4 / Math.sqrt(curvature) : 1;
}
