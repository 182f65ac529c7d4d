import { power } from "./elementary/power.ts";

/** Where an integration over [0, Infinity) puts its points and when it stops. */
export interface IntegrateOptions {
  /** Length over which the integrand does most of what it does, > 0. */
  readonly scale: number;
  /** Of the integral's absolute value over its range, > 0. */
  readonly relativeTolerance: number;
  /** Most intervals; 400 when not given. */
  readonly mostIntervals?: number;
}

/** An integral with what the rule says of its own error. */
export interface Integral {
  readonly value: number;
  /** Upper bound in practice, not by proof: 10- and 21-point rules compared on every interval. */
  readonly errorEstimate: number;
  readonly evaluations: number;
}

/** Positive nodes of the 21-point Kronrod rule; those at odd positions are Gauss's 10 points. */
const nodes = [
  0.9956571630258081, 0.9739065285171717, 0.9301574913557082, 0.8650633666889845,
  0.7808177265864169, 0.6794095682990244, 0.5627571346686047, 0.4333953941292472,
  0.2943928627014602, 0.14887433898163122, 0,
];
const kronrodWeights = [
  0.011694638867371874, 0.03255816230796473, 0.054755896574351995, 0.07503967481091996,
  0.0931254545836976, 0.10938715880229764, 0.12349197626206584, 0.13470921731147334,
  0.14277593857706009, 0.1477391049013385, 0.1494455540029169,
];
const gaussWeights = [
  0.06667134430868814, 0.1494513491505806, 0.219086362515982, 0.26926671930999635,
  0.29552422471475287,
];

/**
 * The integral of a smooth function from 0 to Infinity: the range is mapped to (0, 1) by
 * u = scale × y / (1 - y), and the interval with the largest error is halved until the sum of errors
 * is within the tolerance. The function must vanish faster than 1 / u².
 *
 * Source: R. Piessens, E. de Doncker-Kapenga, C. Überhuber, D. Kahaner, QUADPACK (1983), QAG with
 * the 21-point rule.
 */
export function integrateToInfinity(
  integrand: (u: number) => number,
  options: IntegrateOptions,
): Integral {
  const { scale, relativeTolerance, mostIntervals = 400 } = options;
  const mapped = (y: number): number => {
    const rest = 1 - y;
    const value = integrand((scale * y) / rest);
    return value === 0 ? 0 : (value * scale) / (rest * rest);
  };
  const intervals = [0, 1, 2, 3].map((k) => kronrod(mapped, k / 4, (k + 1) / 4));
  for (;;) {
    const total = summed(intervals);
    const allowed = relativeTolerance * total.size;
    if (!(total.error > allowed) || intervals.length >= mostIntervals) {
      return {
        value: total.value,
        errorEstimate: total.error,
        evaluations: 21 * (2 * intervals.length - 4),
      };
    }
    let worst = 0;
    intervals.forEach(({ error }, i) => {
      if (error > intervals[worst]!.error) worst = i;
    });
    const { from, to } = intervals[worst]!;
    const middle = (from + to) / 2;
    intervals.splice(worst, 1, kronrod(mapped, from, middle), kronrod(mapped, middle, to));
  }
}

interface Interval {
  readonly from: number;
  readonly to: number;
  readonly value: number;
  readonly error: number;
  /** Of the absolute values. */
  readonly size: number;
}

function kronrod(integrand: (y: number) => number, from: number, to: number): Interval {
  const center = (from + to) / 2;
  const half = (to - from) / 2;
  const middle = integrand(center);
  let value = kronrodWeights[10]! * middle;
  let size = Math.abs(value);
  let gauss = 0;
  for (let i = 0; i < 10; i++) {
    const left = integrand(center - half * nodes[i]!);
    const right = integrand(center + half * nodes[i]!);
    value += kronrodWeights[i]! * (left + right);
    size += kronrodWeights[i]! * (Math.abs(left) + Math.abs(right));
    if (i % 2 === 1) gauss += gaussWeights[(i - 1) / 2]! * (left + right);
  }
  // The difference of the rules is the error of the lower one; QUADPACK's power scales it down.
  const difference = Math.abs(value - gauss);
  const scaled = size === 0 ? 0 : power(Math.min(1, (200 * difference) / size), 1.5) * size;
  const error = half * Math.max(Math.min(difference, scaled), 2 * Number.EPSILON * size);
  return { from, to, value: half * value, size: half * size, error };
}

function summed(intervals: readonly Interval[]): Pick<Interval, "value" | "error" | "size"> {
  let [value, error, size] = [0, 0, 0];
  for (const one of intervals) {
    value += one.value;
    error += one.error;
    size += one.size;
  }
  return { value, error, size };
}
