import { checkCount, checkObject, checkOneOf } from "../base/check.ts";
import { powerOfTwo } from "./elementary/power-of-two.ts";
import type { Matrix } from "./matrix.ts";
import { mostScrambledPoints, owenScramble, shiftDigits } from "./scramble.ts";
import { sobolDirections } from "./sobol-directions.ts";

/**
 * What chance does to the points.
 *
 * - `none`: the plain sequence, k / 2^32; its first point is 0, which no normal quantile bears.
 * - `owen`: nested uniform scrambling (Owen 1995), for the first 2^21 points: every point is uniform on
 *   (0, 1), the points together stay a net, and errors of smooth integrands fall almost as points^(-3/2).
 * - `digital-shift`: the digits of all points of a dimension are flipped alike: cheaper, and also
 *   uniform; the error falls almost as 1 / points.
 */
export type SobolRandomisation = "none" | "owen" | "digital-shift";

/** A quasi-random sequence. */
export interface SobolOptions {
  /** From 1 to 256. */
  readonly dimensions: number;
  readonly randomise: SobolRandomisation;
  /** Needed unless nothing is randomised. */
  readonly seed?: number;
  /** Which of the independent randomisations of the seed, 0 when not given. */
  readonly replicate?: number;
}

export interface SobolPointsOptions extends SobolOptions {
  /** Powers of two keep the points balanced. */
  readonly points: number;
  /** Number of the first point, 0 when not given. */
  readonly firstPoint?: number;
}

/** Points that can be had in any order. */
export interface SobolSequence {
  readonly dimensions: number;
  /** Writes the coordinates of point `index`, below 2^32; when scrambled below 2^21. */
  readonly point: (index: number, out: Float64Array) => void;
}

/** Dimensions the table of directions serves. */
export const mostSobolDimensions: number = sobolDirections.length + 1;

const digits = 32;
const end = powerOfTwo(digits);

/**
 * The Sobol sequence in Gray-code order with the direction numbers of Joe and Kuo, as SciPy has it; point i
 * depends on options and i alone. Randomised points lie in (0, 1) and are independent between
 * replicates: within one they are not, so standard errors go by replicates, see `groupedMean`.
 *
 * Sources: I. M. Sobol, USSR Computational Mathematics and Mathematical Physics 7 (1967); S. Joe, F. Y.
 * Kuo (2008); A. B. Owen, Randomly permuted (t,m,s)-nets and (t,s)-sequences (1995).
 *
 * @throws RangeError for dimensions outside 1 to 256, and without a seed where one is needed.
 */
export function sobolSequence(options: SobolOptions): SobolSequence {
  checkObject("options", options);
  const { dimensions, randomise, seed = 0, replicate = 0 } = options;
  checkCount("dimensions", dimensions, 1);
  if (dimensions > mostSobolDimensions) {
    throw new RangeError(`dimensions must be at most ${mostSobolDimensions}: ${dimensions}`);
  }
  checkOneOf("randomise", randomise, ["none", "owen", "digital-shift"]);
  checkCount("replicate", replicate, 0);
  if (randomise !== "none") checkCount("seed", options.seed as number, 0);
  if (replicate >= 2 ** 31) throw new RangeError(`replicate must be below 2^31: ${replicate}`);
  const most = randomise === "owen" ? mostScrambledPoints : end;
  const directions = Array.from({ length: dimensions }, (_, j) => directionsOf(j));
  const finish = Array.from({ length: dimensions }, (_, dimension) => {
    const key = { seed, replicate, dimension };
    if (randomise === "owen") return owenScramble(key);
    return randomise === "none" ? (bits: number) => bits / end : shiftDigits(key);
  });
  return {
    dimensions,
    point: (index, out) => {
      checkCount("index", index, 0);
      if (index >= most) throw new RangeError(`index must be below ${most}: ${index}`);
      for (let j = 0; j < dimensions; j++) out[j] = finish[j]!(digitsAt(directions[j]!, index));
    },
  };
}

/**
 * Points of a Sobol sequence; rows are points, columns dimensions.
 *
 * @throws RangeError as {@link sobolSequence} does.
 * @example sobolPoints({ dimensions: 10, points: 1024, randomise: "owen", seed: 7 })
 */
export function sobolPoints(options: SobolPointsOptions): Matrix {
  const { dimensions, point } = sobolSequence(options);
  const { points, firstPoint = 0 } = options;
  checkCount("points", points, 1);
  checkCount("firstPoint", firstPoint, 0);
  if (points * dimensions > 500_000_000) {
    throw new RangeError(`points × dimensions must be at most 500000000: ${points * dimensions}`);
  }
  const values = new Float64Array(points * dimensions);
  for (let i = 0; i < points; i++) {
    point(firstPoint + i, values.subarray(i * dimensions, (i + 1) * dimensions));
  }
  return { rows: points, columns: dimensions, values };
}

/** The exclusive or of the directions at the ones of the index in Gray code. */
function digitsAt(directions: Uint32Array, index: number): number {
  let gray = (index ^ (index >>> 1)) >>> 0;
  let bits = 0;
  for (let k = 0; gray !== 0; k++) {
    if (gray & 1) bits ^= directions[k]!;
    gray >>>= 1;
  }
  return bits >>> 0;
}

/** v_k = m_k 2^(32 - k), and beyond the degree by the recurrence of the polynomial. */
function directionsOf(dimension: number): Uint32Array {
  const v = new Uint32Array(digits);
  if (dimension === 0) return v.map((_, k) => powerOfTwo(digits - 1 - k));
  const [inner, ...first] = sobolDirections[dimension - 1]!.split(" ").map(Number);
  const degree = first.length;
  for (let k = 0; k < digits; k++) {
    if (k < degree) {
      v[k] = first[k]! * powerOfTwo(digits - 1 - k);
      continue;
    }
    v[k] = v[k - degree]! ^ (v[k - degree]! >>> degree);
    for (let i = 1; i < degree; i++) {
      if ((inner! >>> (degree - 1 - i)) & 1) v[k] = v[k]! ^ v[k - i]!;
    }
  }
  return v;
}
