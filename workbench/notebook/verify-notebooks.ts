import { changedInputs, checkStamp } from "../stamp/check-stamp.ts";
import { isOutputEdit, type StaleReason } from "../stamp/stale-reason.ts";
import { readStamp } from "../stamp/stamp.ts";
import { type Comparison, compareNotebooks } from "./compare-notebooks.ts";
import { declaredTolerances } from "./compare-tolerance.ts";
import type { Notebook } from "./notebook.ts";
import { readNotebookFile } from "./notebook-file.ts";
import { executeNotebooks, type NotebookRun, type RunOptions } from "./run-notebooks.ts";

/** How a notebook's new run compares with what is committed. */
export interface NotebookVerification extends NotebookRun {
  readonly committed: Notebook;
  /** Absent when a cell failed, so that there is nothing to compare. */
  readonly comparison?: Comparison;
  /** Why the committed stamp is not that of now; empty when it is. */
  readonly stale: readonly StaleReason[];
}

export interface VerifyReport {
  /** In the order of the files given. */
  readonly verifications: readonly NotebookVerification[];
  /** Whether a notebook failed, differs or is stale. */
  readonly failed: boolean;
}

interface VerifyOptions extends RunOptions {
  /** Called as each notebook has been compared. */
  readonly onVerified?: (verification: NotebookVerification) => void;
}

/**
 * Runs notebooks again, all of them and whatever their stamps say, writes nothing, and compares
 * what comes out with the outputs in the files, and their stamps with what is there now.
 * Throws InvalidInputError, before anything runs, when a file is not a TypeScript notebook or asks
 * for a tolerance without saying why.
 */
export async function verifyNotebooks(
  files: readonly string[],
  options: VerifyOptions,
): Promise<VerifyReport> {
  for (const file of files) declaredTolerances(readNotebookFile(file), file);
  const verifications = await executeNotebooks(
    files,
    { ...options, reuse: false },
    (run, committed): NotebookVerification => {
      const verification = verify(run, committed);
      options.onVerified?.(verification);
      return verification;
    },
  );
  return { verifications, failed: verifications.some((one) => !reproduces(one)) };
}

/** Whether every cell ran, every output came out as committed, and the stamp is that of now. */
export function reproduces({ comparison, stale }: NotebookVerification): boolean {
  return comparison?.count === 0 && stale.every(isOutputEdit);
}

function verify(run: NotebookRun, committed: Notebook): NotebookVerification {
  const { file, notebook } = run;
  const stale = checkStamp(committed, file);
  if (notebook === undefined) return { ...run, committed, stale };
  const [before, now] = [readStamp(committed), readStamp(notebook)];
  const inputs = before && now ? changedInputs(before, now) : [];
  const comparison = compareNotebooks(committed, notebook, { name: file });
  return { ...run, committed, comparison, stale: [...stale, ...inputs] };
}
