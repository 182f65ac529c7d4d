import type { PeerAnswer } from "./python-peer.ts";

interface SimulatedRisk {
  readonly valueAtRisk: number;
  readonly expectedShortfall: number;
  readonly standardError: number;
  readonly expectedShortfallStandardError: number;
}

const mostErrors = 4;

/** Two simulations of one risk, as precise as each other, lie within four errors of their difference. */
export function withinErrors(ours: SimulatedRisk, theirs: PeerAnswer): string {
  const apart = (mine: number, other: number, error: number): number =>
    Math.abs(mine - other) / (error * Math.SQRT2);
  const figures = {
    VaR: apart(ours.valueAtRisk, numberOf(theirs, "valueAtRisk"), ours.standardError),
    ES: apart(
      ours.expectedShortfall,
      numberOf(theirs, "expectedShortfall"),
      ours.expectedShortfallStandardError,
    ),
  };
  for (const [name, errors] of Object.entries(figures)) {
    if (!(errors <= mostErrors)) throw new Error(`${name} differs by ${errors} standard errors`);
  }
  const { VaR, ES } = figures;
  return `VaR within ${VaR.toFixed(1)}, ES within ${ES.toFixed(1)} standard errors`;
}

interface Tolerance {
  readonly most: number;
  /** What the difference is a share of: 1 when absolute. */
  readonly scale?: ArrayLike<number>;
}

/** Two arrays of one figure, whose elements differ by at most so much. */
export function withinDifference(
  name: string,
  [ours, theirs]: readonly [ArrayLike<number>, ArrayLike<number>],
  { most, scale }: Tolerance,
): string {
  if (ours.length !== theirs.length) {
    throw new Error(`${name}: ${ours.length} against ${theirs.length}`);
  }
  let largest = 0;
  for (let i = 0; i < ours.length; i++) {
    const difference = Math.abs(ours[i]! - theirs[i]!) / (scale?.[i] ?? 1);
    if (!(difference <= most)) {
      throw new Error(`${name} ${i} differs by more than ${most}: ${ours[i]} and ${theirs[i]}`);
    }
    if (difference > largest) largest = difference;
  }
  return `${name} within ${largest.toExponential(0)}`;
}

/** A figure of a peer that is a number. */
export function numberOf(answer: PeerAnswer, name: string): number {
  const value = answer[name];
  if (typeof value === "number") return value;
  throw new Error(`the peer gave no number ${name}`);
}

/** A figure of a peer that is an array. */
export function arrayOf(answer: PeerAnswer, name: string): Float64Array {
  const value = answer[name];
  if (value instanceof Float64Array) return value;
  throw new Error(`the peer gave no array ${name}`);
}
