import { checkPositive, checkSample } from "../base/check.ts";
import { informationCovariance } from "./delta-method.ts";
import { digamma } from "./digamma.ts";
import { log1p } from "./elementary/log1p.ts";
import { logGamma } from "./log-gamma.ts";
import { type Bounds, minimizeInBox, type ValueAndGradient } from "./minimize-in-box.ts";
import { isConstant } from "./moments.ts";
import { naturalExp } from "./natural-exp.ts";
import { naturalLog } from "./natural-log.ts";
import { sortedQuantile } from "./quantile.ts";

/** The degrees of freedom that are searched: above them the law is the normal to four digits. */
const degreesOfFreedomSearched: { readonly lowest: number; readonly highest: number } = {
  lowest: 0.1,
  highest: 10_000,
};

export interface FitStudentTOptions {
  /** Held at this value; estimated when not given. */
  readonly degreesOfFreedom?: number;
}

/** Student's t moved and stretched: location + scale × T. The scale is no standard deviation. */
export interface StudentTFit {
  readonly location: number;
  readonly scale: number;
  readonly degreesOfFreedom: number;
  readonly logLikelihood: number;
  readonly converged: boolean;
  /** The degrees of freedom lie on a limit of the search. */
  readonly onBound: boolean;
  /** The law in units of the sample: (location - middle) / unit, ln(scale / unit), ln(degrees). */
  readonly point: readonly number[];
  readonly middle: number;
  readonly unit: number;
  /** Covariance of `point`; undefined where the information is not positive definite. */
  readonly covariance: readonly (readonly number[])[] | undefined;
}

/**
 * Fits location, scale and degrees of freedom of Student's t by maximum likelihood, in units of the
 * sample's own spread. Needs ten observations that are not all equal; more than half of them equal
 * leave no likelihood to maximise and are refused.
 *
 * @throws RangeError for such samples, for NaN and for degrees of freedom that are not positive.
 */
export function fitStudentT(
  values: ArrayLike<number>,
  options: FitStudentTOptions = {},
): StudentTFit {
  checkSample("values", values, 10);
  if (options.degreesOfFreedom !== undefined) {
    checkPositive("degreesOfFreedom", options.degreesOfFreedom);
  }
  const { middle, unit, sample } = standardize(values);
  const fixed = options.degreesOfFreedom;
  const held: Bounds =
    fixed === undefined
      ? {
          lower: naturalLog(degreesOfFreedomSearched.lowest),
          upper: naturalLog(degreesOfFreedomSearched.highest),
        }
      : { lower: naturalLog(fixed), upper: naturalLog(fixed) };
  const minus = (point: readonly number[]): ValueAndGradient => minusLikelihood(sample, point);
  const found = minimizeInBox(minus, [0, -0.3, naturalLog(fixed ?? 5)], {
    bounds: [{}, {}, held],
    gradientTolerance: 1e-8,
  });
  const [location, logScale, logDegrees] = found.point as [number, number, number];
  const onBound = fixed === undefined && (logDegrees === held.lower || logDegrees === held.upper);
  const free = fixed !== undefined || onBound ? [0, 1] : [0, 1, 2];
  const gradient = (point: readonly number[]): readonly number[] =>
    minus(point).gradient.map((slope) => slope * sample.length);
  return {
    location: middle + unit * location,
    scale: unit * naturalExp(logScale),
    degreesOfFreedom: fixed ?? naturalExp(logDegrees),
    logLikelihood: -sample.length * (found.value + naturalLog(unit)),
    converged: found.converged,
    onBound,
    point: found.point,
    middle,
    unit,
    covariance: informationCovariance(gradient, found.point, free),
  };
}

interface Standardized {
  readonly middle: number;
  readonly unit: number;
  readonly sample: Float64Array;
}

function standardize(values: ArrayLike<number>): Standardized {
  if (isConstant(values)) throw new RangeError(`values must not all be equal: ${values[0]}`);
  const sorted = Float64Array.from(values).sort();
  const middle = sortedQuantile(sorted, 0.5, 7);
  const distances = sorted.map((x) => Math.abs(x - middle)).sort();
  const unit = sortedQuantile(distances, 0.5, 7) * 1.4826;
  if (!(unit > 0)) {
    throw new RangeError(`values must not be equal in more than half of the sample: ${middle}`);
  }
  return { middle, unit, sample: sorted.map((x) => (x - middle) / unit) };
}

/** Per observation, with its gradient by location, ln scale and ln degrees of freedom. */
function minusLikelihood(sample: Float64Array, point: readonly number[]): ValueAndGradient {
  const [location, logScale, logDegrees] = point as [number, number, number];
  const scale = naturalExp(logScale);
  const n = naturalExp(logDegrees);
  const count = sample.length;
  let logs = 0;
  let [byLocation, byScale] = [0, 0];
  for (let i = 0; i < count; i++) {
    const z = (sample[i]! - location) / scale;
    const pull = ((n + 1) * z) / (n + z * z);
    logs += log1p((z * z) / n);
    byLocation += pull / scale;
    byScale += pull * z;
  }
  const constant = logGamma((n + 1) / 2) - logGamma(n / 2) - naturalLog(n * Math.PI) / 2 - logScale;
  const byDegrees = (digamma((n + 1) / 2) - digamma(n / 2) - 1 / n) / 2;
  return {
    value: -constant + (((n + 1) / 2) * logs) / count,
    gradient: [
      -byLocation / count,
      1 - byScale / count,
      -n * (byDegrees + (byScale / n - logs) / (2 * count)),
    ],
  };
}
