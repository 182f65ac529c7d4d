import { expect } from "vitest";

/** How far a figure may be from its witness; relative to the larger of 1e-300 and the witness. */
export interface Tolerance {
  readonly relative?: number;
  readonly absolute?: number;
}

/** Fails naming the subject, both figures, the error and the tolerance. */
export function expectClose(
  actual: number,
  expected: number,
  { subject, ...tolerance }: Tolerance & { readonly subject: string },
): void {
  const allowed = (tolerance.absolute ?? 0) + (tolerance.relative ?? 0) * Math.abs(expected);
  const error = Math.abs(actual - expected);
  const message = `${subject}: ${actual}, expected ${expected}, error ${error} above ${allowed}`;
  expect(error <= allowed, message).toBe(true);
}
