import { type Comparison, compareNotebooks } from "./compare-notebooks.ts";
import { executeNotebooks, type NotebookRun, type RunOptions } from "./run-notebooks.ts";

/** How a notebook's new run compares with what is committed. */
export interface NotebookVerification extends NotebookRun {
  /** Absent when a cell failed, so that there is nothing to compare. */
  readonly comparison?: Comparison;
}

export interface VerifyReport {
  /** In the order of the files given. */
  readonly verifications: readonly NotebookVerification[];
  /** Whether a notebook failed or differs. */
  readonly failed: boolean;
}

interface VerifyOptions extends RunOptions {
  /** Called as each notebook has been compared. */
  readonly onVerified?: (verification: NotebookVerification) => void;
}

/**
 * Runs notebooks again, writes nothing, and compares what comes out with the outputs in the files.
 * Throws InvalidInputError, before anything runs, when a file is not a TypeScript notebook.
 */
export async function verifyNotebooks(
  files: readonly string[],
  options: VerifyOptions,
): Promise<VerifyReport> {
  const verifications = await executeNotebooks(
    files,
    options,
    (run, committed): NotebookVerification => {
      const { notebook } = run;
      const verification =
        notebook === undefined
          ? run
          : { ...run, comparison: compareNotebooks(committed, notebook) };
      options.onVerified?.(verification);
      return verification;
    },
  );
  return { verifications, failed: verifications.some((one) => !reproduces(one)) };
}

/** Whether every cell ran and every output came out as committed. */
export function reproduces({ comparison }: NotebookVerification): boolean {
  return comparison?.count === 0;
}
