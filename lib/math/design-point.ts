import { checkCount, checkPositive } from "../base/check.ts";
import { euclideanNorm } from "./elementary/hypot.ts";
import { randomStream } from "./random-stream.ts";

/** How far and from where a search looks. */
export interface DesignPointOptions {
  /** Number of coordinates. */
  readonly size: number;
  /** Nothing farther from the origin than this is looked at. */
  readonly mostDistance: number;
  /** Directions to look along, of any length, besides both ways of each axis and the gradient. */
  readonly directions?: readonly ArrayLike<number>[];
  /** Further directions, uniform on the sphere: direction i from stream i of the seed. */
  readonly randomDirections: number;
  readonly seed: number;
}

/** The point nearest to the origin that was found where the margin is used up. */
export interface DesignPoint {
  readonly point: Float64Array;
  /** Its length. */
  readonly distance: number;
  /** |sine| of the angle between the point and the slope there: 0 at an exact local minimum. */
  readonly misalignment: number;
  /** How many of the searches ended at this distance, to a relative 1e-4. */
  readonly agreeing: number;
  /** How many reached a point where the margin is used up. */
  readonly searches: number;
}

/** Room left: positive inside, zero or negative where it is used up. */
type Margin = (point: Float64Array) => number;

const raySteps = 48;
const mostIterations = 60;
const levelMisalignment = 1e-7;

/**
 * The least |y| with margin(y) <= 0: the design point of first-order reliability. From each crossing
 * along a set of rays the improved Hasofer-Lind-Rackwitz-Fiessler search goes on, with gradients by
 * central differences; each end is put back on the border along its own ray, so that the margin there
 * is used up to rounding and the distance is never understated by the linearisation.
 *
 * A search finds local minima: `agreeing` of `searches` says how far they are of one mind. Undefined
 * when no ray crosses within `mostDistance`. The origin itself when its margin is used up.
 *
 * Source: A. Der Kiureghian, First- and second-order reliability methods, Engineering Design
 * Reliability Handbook (2005), chapter 14; Y. Zhang, A. Der Kiureghian (1995) for the merit function.
 *
 * @throws RangeError when the margin is NaN at a point, naming the point.
 */
export function designPoint(margin: Margin, options: DesignPointOptions): DesignPoint | undefined {
  checkCount("size", options.size, 1);
  checkPositive("mostDistance", options.mostDistance);
  checkCount("randomDirections", options.randomDirections, 0);
  const checked = checkedMargin(margin);
  const origin = new Float64Array(options.size);
  if (checked(origin) <= 0) {
    return { point: origin, distance: 0, misalignment: 0, agreeing: 1, searches: 1 };
  }
  const ends = directionsOf(checked, options).flatMap((direction) => {
    const crossing = crossingAlong(checked, direction, options.mostDistance);
    return crossing === undefined ? [] : [descend(checked, crossing, options.mostDistance)];
  });
  if (ends.length === 0) return undefined;
  const best = ends.reduce((near, end) => (end.distance < near.distance ? end : near));
  const agreeing = ends.filter(({ distance }) => distance <= best.distance * (1 + 1e-4)).length;
  return { ...best, agreeing, searches: ends.length };
}

interface End {
  readonly point: Float64Array;
  readonly distance: number;
  readonly misalignment: number;
}

function checkedMargin(margin: Margin): Margin {
  return (point) => {
    const value = margin(point);
    if (!Number.isNaN(value)) return value;
    throw new RangeError(`margin must be a number at (${Array.from(point).join(", ")}): NaN`);
  };
}

function directionsOf(margin: Margin, options: DesignPointOptions): Float64Array[] {
  const { size, directions = [], randomDirections, seed } = options;
  const axes = Array.from({ length: 2 * size }, (_, i) =>
    Float64Array.from({ length: size }, (__, j) => (j === i >> 1 ? 1 - 2 * (i % 2) : 0)),
  );
  const random = Array.from({ length: randomDirections }, (_, i) => {
    const stream = randomStream({ seed, stream: i });
    return Float64Array.from({ length: size }, () => stream.normal());
  });
  const downhill = gradientAt(margin, new Float64Array(size)).map((slope) => -slope);
  const given = directions.map((direction) => Float64Array.from(direction));
  return [downhill, ...given, ...axes, ...random]
    .filter((direction) => lengthOf(direction) > 0)
    .map((direction) => scaled(direction, 1 / lengthOf(direction)));
}

/** The first point along a unit direction where the margin is used up, by steps and bisection. */
function crossingAlong(
  margin: Margin,
  direction: Float64Array,
  mostDistance: number,
): Float64Array | undefined {
  let inside = 0;
  for (let step = 1; step <= raySteps; step++) {
    const outside = (mostDistance * step) / raySteps;
    if (margin(scaled(direction, outside)) <= 0) {
      return bisect(margin, direction, { inside, outside });
    }
    inside = outside;
  }
  return undefined;
}

/** The nearest representable distance along a direction at which the margin is used up. */
function bisect(
  margin: Margin,
  direction: Float64Array,
  bracket: { readonly inside: number; readonly outside: number },
): Float64Array {
  let { inside, outside } = bracket;
  for (;;) {
    const middle = inside + (outside - inside) / 2;
    if (middle === inside || middle === outside) return scaled(direction, outside);
    if (margin(scaled(direction, middle)) <= 0) outside = middle;
    else inside = middle;
  }
}

/** The search from a point on the border; its best point, on the border again. */
function descend(margin: Margin, start: Float64Array, mostDistance: number): End {
  let best = endAt(margin, start);
  let point = start;
  for (let i = 0; i < mostIterations && best.misalignment > levelMisalignment; i++) {
    const next = improvedStep(margin, point);
    if (next === undefined || lengthOf(next) === 0) break;
    point = next;
    const back = crossingAlong(margin, scaled(next, 1 / lengthOf(next)), mostDistance);
    if (back === undefined) continue;
    const end = endAt(margin, back);
    if (end.distance < best.distance) best = end;
    else if (end.distance <= best.distance * (1 + 1e-12)) break;
  }
  return best;
}

function endAt(margin: Margin, point: Float64Array): End {
  const slope = gradientAt(margin, point);
  const distance = lengthOf(point);
  const cosine = dot(point, slope) / (distance * lengthOf(slope));
  const misalignment = Number.isFinite(cosine) ? Math.sqrt(Math.max(0, 1 - cosine * cosine)) : 1;
  return { point, distance, misalignment };
}

/** One step of the search with a line search along its merit function; undefined where it is flat. */
function improvedStep(margin: Margin, point: Float64Array): Float64Array | undefined {
  const slope = gradientAt(margin, point);
  const squared = dot(slope, slope);
  if (!(squared > 0 && Number.isFinite(squared))) return undefined;
  const value = margin(point);
  const target = scaled(slope, (dot(slope, point) - value) / squared);
  const weight = 2 * Math.max(lengthOf(point) / Math.sqrt(squared), 1e-12) + 1e-12;
  const merit = (at: Float64Array): number => 0.5 * dot(at, at) + weight * Math.abs(margin(at));
  const now = merit(point);
  for (let share = 1; share > 1e-4; share /= 2) {
    const next = point.map((x, i) => x + share * (target[i]! - x));
    if (merit(next) < now) return next;
  }
  return undefined;
}

function gradientAt(margin: Margin, point: Float64Array): Float64Array {
  return point.map((x, i) => {
    const step = 1e-5 * Math.max(1, Math.abs(x));
    const at = (value: number): number => margin(point.with(i, value) as Float64Array);
    return (at(x + step) - at(x - step)) / (2 * step);
  });
}

function dot(left: Float64Array, right: Float64Array): number {
  return left.reduce((sum, value, i) => sum + value * right[i]!, 0);
}

function lengthOf(vector: Float64Array): number {
  return euclideanNorm(vector);
}

function scaled(vector: Float64Array, factor: number): Float64Array {
  return vector.map((value) => value * factor);
}
