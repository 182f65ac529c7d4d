import type { CellFailure } from "../notebook/cell-failure.ts";
import type { Comparison } from "../notebook/compare-notebooks.ts";
import type { Notebook } from "../notebook/notebook.ts";
import { type NotebookVerification, reproduces } from "../notebook/verify-notebooks.ts";
import type { StampCheck } from "../stamp/check-stamps.ts";
import type { StaleReason } from "../stamp/stale-reason.ts";

/** How a notebook stands: `same` after a run, `current` when only its stamp was looked at. */
export type Verdict = "same" | "current" | "differs" | "stale" | "failed";

/** What the reports say of one notebook. */
export interface NotebookResult {
  readonly file: string;
  readonly verdict: Verdict;
  readonly cells: number;
  readonly milliseconds: number;
  readonly failure?: CellFailure;
  /** Absent when nothing was run to its end. */
  readonly comparison?: Comparison;
  readonly stale: readonly StaleReason[];
  readonly committed: Notebook;
  /** The notebook as the run made it. */
  readonly now?: Notebook;
}

/** Whether a verdict is what a build may pass. */
export function isGood(verdict: Verdict): boolean {
  return verdict === "same" || verdict === "current";
}

/** The result of running a notebook again. */
export function resultOfRun(verification: NotebookVerification): NotebookResult {
  const { file, cells, milliseconds, failure, comparison, stale, committed, notebook } =
    verification;
  return {
    file,
    verdict: verdictOf(verification),
    cells,
    milliseconds,
    stale,
    committed,
    ...(failure && { failure }),
    ...(comparison && { comparison }),
    ...(notebook && { now: notebook }),
  };
}

/** The result of looking at a notebook's stamp. */
export function resultOfStamp({
  file,
  notebook,
  cells,
  milliseconds,
  stale,
}: StampCheck): NotebookResult {
  const verdict = stale.length === 0 ? "current" : "stale";
  return { file, verdict, cells, milliseconds, stale, committed: notebook };
}

/** `same`, `stale` (with equal outputs), `differs` or `failed`. */
export function verdictOf(verification: NotebookVerification): Verdict {
  if (verification.comparison === undefined) return "failed";
  if (verification.comparison.count > 0) return "differs";
  return reproduces(verification) ? "same" : "stale";
}
