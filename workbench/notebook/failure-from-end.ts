import type { CellFailure, FailureKind } from "./cell-failure.ts";
import { tellingSighting } from "./messages.ts";

/** All that is known of a child that has ended. */
export interface ChildEnd {
  /** The cell that ran last; 0 when none had started. */
  readonly cell: number;
  /** What the engine itself wrote (the cells' own text does not come this way). */
  readonly stderr: string;
  readonly finished?: boolean;
  /** The failure that the child reported. */
  readonly failure?: CellFailure;
  readonly timedOut?: boolean;
  readonly flooded?: boolean;
  /** It took more memory than its heap limit and what an engine needs beside it. */
  readonly overflowed?: boolean;
  /** The runner was stopped, and stopped it. */
  readonly interrupted?: boolean;
  readonly code?: number;
  readonly signal?: NodeJS.Signals;
  readonly timeoutSeconds?: number;
  readonly memoryMegabytes?: number;
}

/** The failure that a child's end stands for, or undefined when it ran every cell. */
export function failureFromEnd(end: ChildEnd): CellFailure | undefined {
  if (end.failure !== undefined) return end.failure;
  if (end.finished) return undefined;
  const [kind, message] = explain(end);
  const seen = tellingSighting(end.stderr);
  const isSeen = seen !== undefined && ["timeout", "memory", "interrupted"].includes(kind);
  const cell = isSeen ? seen.cell : end.cell;
  const place = isSeen && seen.position?.cell === cell ? seen.position : undefined;
  const called = isSeen && seen.position !== undefined && place === undefined;
  return {
    kind,
    cell,
    ...(place && { line: place.line, column: place.column }),
    message,
    ...(called && { trace: [`cell [${seen.position.cell}], line ${seen.position.line}`] }),
  };
}

function explain(end: ChildEnd): [FailureKind, string] {
  if (end.interrupted) return ["interrupted", "interrupted"];
  if (end.flooded) return ["output", "printed more than 50 million characters"];
  if (end.timedOut) {
    if (end.cell === 0) return ["start", "the kernel did not start within 60 s"];
    return ["timeout", `still running after ${end.timeoutSeconds} s (--timeout)`];
  }
  if (end.overflowed || /heap out of memory|heap limit/i.test(end.stderr)) {
    return ["memory", `out of memory: the limit is ${end.memoryMegabytes} MB (--memory)`];
  }
  if (end.cell === 0) return ["start", `the kernel did not start: ${lastLine(end.stderr)}`];
  if (end.signal !== undefined) return ["killed", `the process was killed by ${end.signal}`];
  return ["exit", `the process ended with exit code ${end.code ?? "unknown"}`];
}

function lastLine(stderr: string): string {
  const lines = stderr.split("\n").filter((line) => line.trim() !== "");
  return (lines.find((line) => /Error/.test(line)) ?? lines.at(-1) ?? "no message").trim();
}
