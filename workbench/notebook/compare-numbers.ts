/** How far two numbers may be apart and count as the same. */
export interface Tolerance {
  /** Largest |now - committed| as a share of the larger of the two. */
  readonly relative: number;
  /** Numbers no larger than this count as 0. */
  readonly absolute: number;
  /** Why it is looser than the default; absent for the default. */
  readonly reason?: string;
}

/**
 * For notebooks that ask for no other: room for the last digits of a sum taken in another order,
 * none for a change of data or formula. Below 1e-15 a number is the rest of a subtraction.
 */
export const defaultTolerance: Tolerance = { relative: 1e-9, absolute: 1e-15 };

/** What makes two numbers differ. */
export type NumberVerdict = "same" | "number" | "sign" | "not-a-number";

/**
 * Whether two numbers are the same under a tolerance. NaN equals only NaN and an infinity only
 * itself; signs must agree; whole numbers must be equal unless a tolerance was asked for, since
 * they count something.
 */
export function compareNumbers(
  committed: number,
  now: number,
  { relative, absolute, reason }: Tolerance,
): NumberVerdict {
  if (committed === now || Object.is(committed, now)) return "same";
  if (Number.isNaN(committed) || Number.isNaN(now)) return "not-a-number";
  const larger = Math.max(Math.abs(committed), Math.abs(now));
  if (larger <= absolute) return "same";
  if (committed < 0 !== now < 0 && committed !== 0 && now !== 0) return "sign";
  if (larger === Infinity) return "number";
  const counted = Number.isSafeInteger(committed) && Number.isSafeInteger(now);
  if (counted && reason === undefined) return "number";
  return Math.abs(now - committed) <= relative * larger ? "same" : "number";
}
