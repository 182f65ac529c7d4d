import { solvePositiveDefinite } from "./positive-definite.ts";

/** A function with its gradient at one point. */
export interface ValueAndGradient {
  /** Anything not finite means: outside the domain. */
  readonly value: number;
  readonly gradient: readonly number[];
}

/** Bounds of one variable; without a bound it is free on that side. */
export interface Bounds {
  readonly lower?: number;
  readonly upper?: number;
}

export interface MinimizeOptions {
  /** One entry per variable. */
  readonly bounds: readonly Bounds[];
  /** Stop when no free element of the gradient is larger; 1e-6 when not given. */
  readonly gradientTolerance?: number;
  /**
   * An estimate of the Hessian at the start, in rows, symmetric: the first step then goes where it says.
   * Without one, or where it is not positive definite, down the gradient.
   */
  readonly curvature?: readonly (readonly number[])[];
  /** 200 when not given. */
  readonly maximumIterations?: number;
}

/** Where a search ended. */
export interface Minimum {
  readonly point: readonly number[];
  readonly value: number;
  readonly gradient: readonly number[];
  /** The largest element of the gradient that does not push against a bound. */
  readonly projectedGradient: number;
  /** True when `projectedGradient` is within the tolerance, or near it and rounding hides the rest. */
  readonly converged: boolean;
  readonly iterations: number;
}

type Point = readonly number[];
type Objective = (point: readonly number[]) => ValueAndGradient;
type Rows = readonly (readonly number[])[];

/** Share of the predicted decrease that a step must deliver. */
const sufficientDecrease = 1e-4;
const mostHalvings = 30;
/** How much above the tolerance a gradient may be where rounding hides what is left to gain. */
const roundingSlopes = 100;

/**
 * A local minimum of a smooth function inside a box, by BFGS on the variables that are off their
 * bounds and a backtracking search along the projected step. Steps to where the function is not
 * finite are taken back. Variables should be scaled to a size of about one.
 *
 * Source: D. Bertsekas, Projected Newton methods for optimization problems with simple constraints,
 * SIAM Journal on Control and Optimization 20 (1982); J. Nocedal, S. Wright, Numerical Optimization,
 * 2nd edition (2006), procedure 18.2 for the damped update.
 *
 * @throws RangeError when the function is not finite at the start.
 */
export function minimizeInBox(
  objective: Objective,
  start: Point,
  options: MinimizeOptions,
): Minimum {
  const { bounds, gradientTolerance = 1e-6, maximumIterations = 200 } = options;
  let point: Point = clamp(start, bounds);
  let here = objective(point);
  if (!isUsable(here)) throw new RangeError(`objective must be finite at the start: ${here.value}`);
  let hessian: Rows = options.curvature ?? identity(point.length);
  let fresh = options.curvature === undefined;
  let iterations = 0;
  let converged = false;
  while (iterations < maximumIterations) {
    const free = freeVariables(point, here.gradient, bounds);
    const direction = fresh ? undefined : newtonDirection(hessian, here.gradient, free);
    converged = isLevel(here, { free, direction, gradientTolerance });
    if (converged) break;
    iterations++;
    const step =
      (direction && search(objective, { point, here, direction, bounds })) ??
      search(objective, { point, here, direction: steepest(here.gradient, free), bounds });
    if (step === undefined) break;
    hessian = updated(fresh ? undefined : hessian, { from: point, here, step });
    fresh = false;
    ({ point, here } = step);
  }
  const free = freeVariables(point, here.gradient, bounds);
  const projectedGradient = largest(free.map((i) => here.gradient[i]!));
  return { point, ...here, projectedGradient, converged, iterations };
}

interface Level {
  readonly free: readonly number[];
  readonly direction: readonly number[] | undefined;
  readonly gradientTolerance: number;
}

/** Nothing left to gain: by the gradient, or because the gain foreseen is lost in rounding. */
function isLevel(
  { value, gradient }: ValueAndGradient,
  { free, direction, gradientTolerance }: Level,
): boolean {
  const slope = largest(free.map((i) => gradient[i]!));
  if (slope <= gradientTolerance) return true;
  if (direction === undefined || slope > roundingSlopes * gradientTolerance) return false;
  return -dot(gradient, direction) <= 4 * Number.EPSILON * Math.abs(value);
}

interface Search {
  readonly point: Point;
  readonly here: ValueAndGradient;
  readonly direction: readonly number[];
  readonly bounds: readonly Bounds[];
}

interface Step {
  readonly point: Point;
  readonly here: ValueAndGradient;
}

/** The first of the steps 1, 1/2, 1/4... that lowers the function enough; undefined for none. */
function search(
  objective: Objective,
  { point, here, direction, bounds }: Search,
): Step | undefined {
  const rounding = 4 * Number.EPSILON * Math.abs(here.value);
  let length = 1;
  for (let halving = 0; halving < mostHalvings; halving++, length /= 2) {
    const next = clamp(
      point.map((x, i) => x + length * direction[i]!),
      bounds,
    );
    const moved = next.map((x, i) => x - point[i]!);
    if (moved.every((x) => x === 0)) return undefined;
    const there = objective(next);
    if (!isUsable(there)) continue;
    const predicted = dot(here.gradient, moved);
    if (predicted >= 0) continue;
    const lower = there.value <= here.value + sufficientDecrease * predicted;
    const level = there.value <= here.value + rounding && shrinks(there, here);
    if (lower || level) return { point: next, here: there };
  }
  return undefined;
}

/** Below the rounding of the function the gradient alone can tell that a step is an improvement. */
function shrinks(there: ValueAndGradient, here: ValueAndGradient): boolean {
  return largest(there.gradient) < 0.9 * largest(here.gradient);
}

function newtonDirection(
  hessian: Rows,
  gradient: readonly number[],
  free: readonly number[],
): number[] | undefined {
  const solved = solvePositiveDefinite(
    free.map((i) => free.map((j) => hessian[i]![j]!)),
    free.map((i) => -gradient[i]!),
  );
  if (solved === undefined) return undefined;
  const direction = gradient.map(() => 0);
  for (const [k, i] of free.entries()) direction[i] = solved[k]!;
  return direction;
}

/** Downhill, at most a quarter long: nothing is known yet of the curvature. */
function steepest(gradient: readonly number[], free: readonly number[]): number[] {
  const size = largest(free.map((i) => gradient[i]!));
  const direction = gradient.map(() => 0);
  for (const i of free) direction[i] = -gradient[i]! * Math.min(1, 0.25 / size);
  return direction;
}

/** Powell's damped BFGS update: stays positive definite whatever the curvature of the step. */
function updated(
  hessian: Rows | undefined,
  { from, here, step }: { from: Point; here: ValueAndGradient; step: Step },
): Rows {
  const s = step.point.map((x, i) => x - from[i]!);
  const y = step.here.gradient.map((x, i) => x - here.gradient[i]!);
  const sy = dot(s, y);
  const size = sy > 0 ? dot(y, y) / sy : 1;
  const old = hessian ?? identity(s.length).map((row) => row.map((x) => x * size));
  const olds = old.map((row) => dot(row, s));
  const sos = dot(s, olds);
  if (!(sos > 0)) return old;
  const share = sy >= 0.2 * sos ? 1 : (0.8 * sos) / (sos - sy);
  const r = y.map((x, i) => share * x + (1 - share) * olds[i]!);
  const sr = dot(s, r);
  return old.map((row, i) =>
    row.map((x, j) => x - (olds[i]! * olds[j]!) / sos + (r[i]! * r[j]!) / sr),
  );
}

/** The variables off their bounds, or on one with the gradient leading inwards. */
function freeVariables(
  point: Point,
  gradient: readonly number[],
  bounds: readonly Bounds[],
): number[] {
  return point.flatMap((x, i) => {
    const { lower = -Infinity, upper = Infinity } = bounds[i]!;
    const held = (x <= lower && gradient[i]! > 0) || (x >= upper && gradient[i]! < 0);
    return held ? [] : [i];
  });
}

function clamp(point: Point, bounds: readonly Bounds[]): number[] {
  return point.map((x, i) => {
    const { lower = -Infinity, upper = Infinity } = bounds[i]!;
    return Math.min(Math.max(x, lower), upper);
  });
}

function identity(size: number): number[][] {
  return Array.from({ length: size }, (_, i) =>
    Array.from({ length: size }, (_, j) => (i === j ? 1 : 0)),
  );
}

function isUsable({ value, gradient }: ValueAndGradient): boolean {
  return Number.isFinite(value) && gradient.every(Number.isFinite);
}

function dot(left: readonly number[], right: readonly number[]): number {
  return left.reduce((sum, x, i) => sum + x * right[i]!, 0);
}

function largest(values: readonly number[]): number {
  return values.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
}
