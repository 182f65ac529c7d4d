import { overlap } from "../base/overlap.ts";
import { isShared } from "./output.ts";
import { closeGate, isQuiet, writeGate } from "./write-gate.ts";

/** Arrays that a run writes to, or that a worker may still write to after the run was rejected. */
interface Loan {
  readonly arrays: readonly Float64Array[];
  /** What workers write through; there is none where they have no shared memory. */
  readonly gate: Int32Array | undefined;
  atWork: boolean;
}

const loans = new WeakMap<ArrayBufferLike, Set<Loan>>();

/** Pauses of a millisecond: a worker ends its chunk in a few; one that died never does. */
const mostPauses = 1_000;

/**
 * Lends a caller's arrays, by their names, to one run at a time. A run that is given up rejects at once; the next
 * one waits until no worker is left that writes to them for it.
 *
 * @throws RangeError, as a rejection, while another run is at work on some of their memory, and after one that
 * was given up when a worker had died at it.
 */
export async function lendArrays<Result>(
  named: Readonly<Record<string, Float64Array>>,
  run: (gate: Int32Array | undefined) => Promise<Result>,
): Promise<Result> {
  for (let pauses = 0; isLent(named, pauses); pauses++) await pause();
  const gate = typeof SharedArrayBuffer === "undefined" ? undefined : writeGate();
  const loan: Loan = { arrays: Object.values(named), gate, atWork: true };
  for (const { buffer } of loan.arrays) loansOf(buffer).add(loan);
  try {
    const result = await run(gate);
    for (const { buffer } of loan.arrays) loansOf(buffer).delete(loan);
    return result;
  } catch (error) {
    if (gate) closeGate(gate);
    loan.atWork = false;
    throw error;
  }
}

/** Whether a worker has yet to end its chunk. */
function isLent(named: Readonly<Record<string, Float64Array>>, pauses: number): boolean {
  for (const [name, array] of Object.entries(named)) {
    const loan = openLoan(array);
    if (loan === undefined) continue;
    if (!loan.atWork && pauses < mostPauses) return true;
    throw new RangeError(`${name} must be free: another call may still write to it`);
  }
  return false;
}

const pause = (): Promise<unknown> => new Promise((resolve) => setTimeout(resolve, 1));

/** A loan of some of the array's memory that is not over. */
function openLoan(array: Float64Array): Loan | undefined {
  const { buffer } = array;
  for (const loan of loansOf(buffer)) {
    if (!loan.arrays.some((other) => overlap(array, other))) continue;
    if (loan.atWork || (loan.gate && isShared(buffer) && !isQuiet(loan.gate))) return loan;
    loansOf(buffer).delete(loan);
  }
  return undefined;
}

function loansOf(buffer: ArrayBufferLike): Set<Loan> {
  const known = loans.get(buffer) ?? new Set();
  loans.set(buffer, known);
  return known;
}
