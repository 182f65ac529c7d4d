import type { CellFailure } from "./cell-failure.ts";
import { withOutputs } from "./normalise.ts";
import { type Notebook, numberedCells } from "./notebook.ts";
import { readNotebookFile, writeNotebookFile } from "./notebook-file.ts";
import { type ProcessResult, runInProcess } from "./notebook-process.ts";

export interface RunOptions {
  /** Notebooks at a time; the results do not depend on it. */
  readonly jobs: number;
  /** The longest a single cell may take. */
  readonly timeoutSeconds: number;
  /** The most memory for JavaScript objects in one notebook's process. */
  readonly memoryMegabytes: number;
  readonly onEvent?: (event: RunEvent) => void;
  /** Aborting it kills every child; the run then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

export type RunEvent =
  | { readonly type: "started"; readonly file: string; readonly cells: number }
  | { readonly type: "cell"; readonly file: string; readonly cell: number }
  | { readonly type: "finished"; readonly file: string; readonly run: NotebookRun };

/** How one notebook ran. */
export interface NotebookRun {
  readonly file: string;
  /** Cells that have a number; `failure` leaves those after its cell not run. */
  readonly cells: number;
  readonly failure?: CellFailure;
  /** Numbers of the cells that did not run. */
  readonly notRun: readonly number[];
  /** The notebook with its new outputs, when all cells ran. */
  readonly notebook?: Notebook;
  /** Whether the file's bytes changed. */
  readonly written: boolean;
  readonly milliseconds: number;
  readonly startMilliseconds: number;
  readonly cellMilliseconds: ReadonlyMap<number, number>;
}

export interface RunReport {
  /** In the order of the files given, whatever finished first. */
  readonly runs: readonly NotebookRun[];
  readonly failed: boolean;
}

/**
 * Runs notebooks, each in a process of its own, and replaces the files whose outputs changed. A
 * notebook that fails keeps its file as it was; the others finish.
 * Throws InvalidInputError, before anything runs, when a file is not a TypeScript notebook.
 */
export async function runNotebooks(
  files: readonly string[],
  options: RunOptions,
): Promise<RunReport> {
  const runs = await executeNotebooks(files, options, (run) => {
    const written = run.notebook !== undefined && writeNotebookFile(run.file, run.notebook);
    return { ...run, written };
  });
  return { runs, failed: runs.some(({ failure }) => failure !== undefined) };
}

/** Runs notebooks without writing, passing each through `then` before it counts as finished. */
export async function executeNotebooks<Run extends NotebookRun>(
  files: readonly string[],
  options: RunOptions,
  then: (run: NotebookRun, before: Notebook) => Run,
): Promise<Run[]> {
  const notebooks = files.map(readNotebookFile);
  const runs: Run[] = [];
  const waiting = files.keys();
  const worker = async (): Promise<void> => {
    for (const index of waiting) {
      const [file, notebook] = [files[index]!, notebooks[index]!];
      const run = then(await executeNotebook(file, notebook, options), notebook);
      runs[index] = run;
      options.onEvent?.({ type: "finished", file, run });
    }
  };
  const workers = Math.min(options.jobs, files.length);
  const ends = await Promise.allSettled(Array.from({ length: workers }, worker));
  const refused = ends.find((end) => end.status === "rejected");
  if (refused !== undefined) throw refused.reason;
  return runs;
}

async function executeNotebook(
  file: string,
  notebook: Notebook,
  options: RunOptions,
): Promise<NotebookRun> {
  const { onEvent } = options;
  const cells = numberedCells(notebook).map(({ number, cell: { source } }) => ({ number, source }));
  onEvent?.({ type: "started", file, cells: cells.length });
  const began = performance.now();
  const result = await runInProcess(file, cells, {
    ...options,
    onCell: (cell) => onEvent?.({ type: "cell", file, cell }),
  });
  const milliseconds = performance.now() - began;
  return { ...describe(file, notebook, result), cells: cells.length, milliseconds };
}

function describe(
  file: string,
  notebook: Notebook,
  result: ProcessResult,
): Omit<NotebookRun, "cells" | "milliseconds"> {
  const { failure, outputs, startMilliseconds, cellMilliseconds } = result;
  const timing = { startMilliseconds, cellMilliseconds };
  if (failure === undefined) {
    const after = withOutputs(notebook, file, outputs);
    return { file, notebook: after, notRun: [], written: false, ...timing };
  }
  const finished = new Set(cellMilliseconds.keys());
  const notRun = numberedCells(notebook)
    .map(({ number }) => number)
    .filter((number) => number !== failure.cell && !finished.has(number));
  return { file, failure, notRun, written: false, ...timing };
}
