import { checkOneOf, checkSample } from "../base/check.ts";
import { informationCovariance } from "./delta-method.ts";
import { log1p } from "./elementary/log1p.ts";
import { cube, square } from "./elementary/power.ts";
import { minimizeInBox, type ValueAndGradient } from "./minimize-in-box.ts";
import { isConstant, mean } from "./moments.ts";
import { naturalExp } from "./natural-exp.ts";
import { naturalLog } from "./natural-log.ts";

/** How a generalised Pareto law is fitted. */
export type GpdMethod = "maximum-likelihood" | "probability-weighted-moments";

export const gpdMethods: readonly GpdMethod[] = [
  "maximum-likelihood",
  "probability-weighted-moments",
];

/** The shapes that maximum likelihood searches; below -1 the likelihood has no maximum. */
export const gpdShapesSearched: { readonly lowest: number; readonly highest: number } = {
  lowest: -0.999,
  highest: 10,
};

/** The two parameters of a generalised Pareto law. */
export interface GpdShapeAndScale {
  /** xi: 1 / shape moments exist; at 1 or above there is no mean. */
  readonly shape: number;
  readonly scale: number;
}

/** P(Y > y) = (1 + shape y / scale)^(-1 / shape) for y >= 0; exp(-y / scale) at a shape of 0. */
export interface GpdFit extends GpdShapeAndScale {
  readonly logLikelihood: number;
  readonly converged: boolean;
  /** The shape lies on a limit of the search. */
  readonly onBound: boolean;
  /** Covariance of shape and ln(scale); undefined where there is none. */
  readonly covariance: readonly (readonly number[])[] | undefined;
}

/**
 * Fits a generalised Pareto law to excesses over a threshold (not negative). Needs ten that are not
 * all equal.
 *
 * Maximum likelihood: covariance from the observed information, regular for a shape above -0.5;
 * left out at or below. Probability-weighted moments: plotting positions (j - 0.35) / n, covariance for
 * a shape below 0.5 only. Those moments exist for a shape below 1 and never give a larger one.
 *
 * Source: J. Hosking, J. Wallis, Parameter and quantile estimation for the generalized Pareto
 * distribution, Technometrics 29 (1987).
 *
 * @throws RangeError for such samples, NaN and an unknown method.
 */
export function fitGpd(excesses: ArrayLike<number>, method: GpdMethod): GpdFit {
  checkOneOf("method", method, gpdMethods);
  checkSample("excesses", excesses, 10);
  const sorted = Float64Array.from(excesses).sort();
  if (sorted[0]! < 0) throw new RangeError(`excesses must not be negative: ${sorted[0]}`);
  if (isConstant(sorted)) throw new RangeError(`excesses must not all be equal: ${sorted[0]}`);
  const unit = mean(sorted);
  const scaled = sorted.map((y) => y / unit);
  const fit = method === "maximum-likelihood" ? likeliest(scaled) : weightedMoments(scaled);
  return {
    ...fit,
    scale: fit.scale * unit,
    logLikelihood: fit.logLikelihood - sorted.length * naturalLog(unit),
  };
}

/** ln L of excesses under a law; -Infinity where one lies beyond its end. */
export function gpdLogLikelihood(
  excesses: Float64Array,
  { shape, scale }: GpdShapeAndScale,
): number {
  if (!(scale > 0 && scale < Infinity)) return -Infinity;
  let [logs, sum] = [0, 0];
  for (const excess of excesses) {
    const a = excess / scale;
    const inside = shape * a;
    if (!(inside > -1)) return -Infinity;
    logs += log1p(inside);
    sum += a;
  }
  const ratio = Math.abs(shape) < 1e-9 ? sum : logs / shape;
  return -excesses.length * naturalLog(scale) - logs - ratio;
}

function likeliest(excesses: Float64Array): GpdFit {
  const minus = (point: readonly number[]): ValueAndGradient => minusLikelihood(excesses, point);
  const { lowest, highest } = gpdShapesSearched;
  const found = minimizeInBox(minus, [0.1, naturalLog(0.9)], {
    bounds: [{ lower: lowest, upper: highest }, {}],
    gradientTolerance: 1e-9,
  });
  const [shape, logScale] = found.point as [number, number];
  const gradient = (point: readonly number[]): readonly number[] =>
    minus(point).gradient.map((slope) => slope * excesses.length);
  return {
    shape,
    scale: naturalExp(logScale),
    logLikelihood: -found.value * excesses.length,
    converged: found.converged,
    onBound: shape === lowest || shape === highest,
    covariance: shape > -0.5 ? informationCovariance(gradient, found.point, [0, 1]) : undefined,
  };
}

function weightedMoments(sorted: Float64Array): GpdFit {
  const n = sorted.length;
  const first = mean(sorted);
  const second = mean(sorted.map((y, j) => y * (1 - (j + 0.65) / n)));
  const apart = first - 2 * second;
  const shape = 2 - first / apart;
  const scale = (2 * first * second) / apart;
  return {
    shape,
    scale,
    logLikelihood: 0 - minusLikelihood(sorted, [shape, naturalLog(scale)]).value * n,
    converged: true,
    onBound: false,
    covariance: shape < 0.5 ? weightedMomentsCovariance(shape, n) : undefined,
  };
}

/** Of shape and ln(scale): Hosking and Wallis's, with their k = -shape. */
function weightedMomentsCovariance(shape: number, count: number): number[][] {
  const k = -shape;
  const share = 1 / ((1 + 2 * k) * (3 + 2 * k) * count);
  const ofScale = (7 + 18 * k + 11 * k * k + 2 * cube(k)) * share;
  const both = -(2 + k) * (2 + 6 * k + 7 * k * k + 2 * cube(k)) * share;
  const ofShape = (1 + k) * square(2 + k) * (1 + k + 2 * k * k) * share;
  return [
    [ofShape, both],
    [both, ofScale],
  ];
}

/** Per excess, with its gradient by shape and ln(scale); Infinity outside the support. */
function minusLikelihood(excesses: Float64Array, point: readonly number[]): ValueAndGradient {
  const [shape, logScale] = point as [number, number];
  const scale = naturalExp(logScale);
  let [value, byShape, byScale] = [0, 0, 0];
  for (const excess of excesses) {
    const a = excess / scale;
    const inside = 1 + shape * a;
    if (!(inside > 0)) return { value: Infinity, gradient: [0, 0] };
    const log = log1p(shape * a);
    const small = Math.abs(shape * a) < 1e-4;
    const ratio = small
      ? a * (1 + shape * a * (-1 / 2 + shape * a * (1 / 3 - (shape * a) / 4)))
      : log / shape;
    const slope = small
      ? a * a * (-1 / 2 + shape * a * (2 / 3 - (3 * shape * a) / 4))
      : (a / inside - ratio) / shape;
    value += log + ratio;
    byShape += a / inside + slope;
    byScale += 1 - ((1 + shape) * a) / inside;
  }
  const n = excesses.length;
  return { value: logScale + value / n, gradient: [byShape / n, byScale / n] };
}
