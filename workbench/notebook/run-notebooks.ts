import { realpathSync, rmdirSync } from "node:fs";
import { basename, join } from "node:path";
import { type GivenParameters, injectParameters } from "../parameters/inject-parameters.ts";
import { isCurrent } from "../stamp/is-current.ts";
import { makeStamp } from "../stamp/make-stamp.ts";
import { withStamp } from "../stamp/stamp.ts";
import type { CellFailure } from "./cell-failure.ts";
import { makeFolder } from "./make-folder.ts";
import { withOutputs } from "./normalise.ts";
import { hasTag, type Notebook, numberedCells } from "./notebook.ts";
import { readNotebookFile, writeNotebookFile } from "./notebook-file.ts";
import { type ProcessResult, runInProcess } from "./notebook-process.ts";

export interface RunOptions {
  /** Notebooks at a time; the results do not depend on it. */
  readonly jobs: number;
  /** The longest a single cell may take. */
  readonly timeoutSeconds: number;
  /** The most memory for JavaScript objects in one notebook's process. */
  readonly memoryMegabytes: number;
  /** Values for the notebooks' parameters; every notebook must have all of them. */
  readonly parameters?: GivenParameters;
  /** Where results go instead of over the notebooks, whose cells may then write beside them. */
  readonly outFolder?: string;
  /** Lets cells reach the network; they cannot otherwise. */
  readonly allowNetwork?: boolean;
  /** Leaves a notebook as it is, unrun, when its stamp matches all that is there now. */
  readonly reuse?: boolean;
  readonly onEvent?: (event: RunEvent) => void;
  /** Aborting it stops every child; the run then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

export type RunEvent =
  | { readonly type: "started"; readonly file: string; readonly cells: number }
  | { readonly type: "cell"; readonly file: string; readonly cell: number }
  | { readonly type: "finished"; readonly file: string; readonly run: NotebookRun }
  /** The run was aborted while this notebook ran; the failure says where. */
  | { readonly type: "stopped"; readonly file: string; readonly failure: CellFailure };

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
  /** Whether the bytes of the file, or of `target`, changed. */
  readonly written: boolean;
  /** The file that holds the result, when it is another one. */
  readonly target?: string;
  /** Whether it was left as it is because nothing that it was made from has changed. */
  readonly reused?: boolean;
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
 * Throws InvalidInputError, before anything runs, when a file is not a TypeScript notebook or a
 * parameter does not fit it.
 */
export async function runNotebooks(
  files: readonly string[],
  options: RunOptions,
): Promise<RunReport> {
  const runs = await executeNotebooks(files, options, (run) => {
    if (run.notebook === undefined) return run;
    const target = resultFile(run.file, options.outFolder);
    const written = writeNotebookFile(target, run.notebook);
    return { ...run, written, ...(target !== run.file && { target }) };
  });
  return { runs, failed: runs.some(({ failure }) => failure !== undefined) };
}

/** The file that a run of `file` writes. */
export function resultFile(file: string, outFolder: string | undefined): string {
  return outFolder === undefined ? file : join(outFolder, basename(file));
}

/** Runs notebooks without writing, passing each through `then` before it counts as finished. */
export async function executeNotebooks<Run extends NotebookRun>(
  files: readonly string[],
  options: RunOptions,
  then: (run: NotebookRun, before: Notebook) => Run,
): Promise<Run[]> {
  const { parameters } = options;
  const notebooks = files.map((file) => {
    const notebook = readNotebookFile(file);
    return parameters === undefined ? notebook : injectParameters(notebook, parameters, file);
  });
  const runs: Run[] = [];
  const waiting = files.keys();
  const worker = async (): Promise<void> => {
    for (const index of waiting) {
      const [file, notebook] = [files[index]!, notebooks[index]!];
      const run = then(await executeOrReuse(file, notebook, options), notebook);
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

async function executeOrReuse(
  file: string,
  notebook: Notebook,
  options: RunOptions,
): Promise<NotebookRun> {
  const began = performance.now();
  const { reuse = false, outFolder } = options;
  if (!reuse || outFolder !== undefined || !isCurrent(notebook, file)) {
    return executeNotebook(file, notebook, options);
  }
  return {
    file,
    notebook,
    cells: numberedCells(notebook).length,
    notRun: [],
    written: false,
    reused: true,
    milliseconds: performance.now() - began,
    startMilliseconds: 0,
    cellMilliseconds: new Map(),
  };
}

async function executeNotebook(
  file: string,
  notebook: Notebook,
  options: RunOptions,
): Promise<NotebookRun> {
  const { onEvent, outFolder, allowNetwork = false } = options;
  const cells = numberedCells(notebook).map(({ number, cell }) => {
    return { number, source: cell.source, raises: hasTag(cell, "raises-exception") };
  });
  onEvent?.({ type: "started", file, cells: cells.length });
  const began = performance.now();
  const result = await withFilesFolder(file, outFolder, (filesFolder) =>
    runInProcess(file, cells, {
      ...options,
      ...(filesFolder !== undefined && { filesFolder }),
      onCell: (cell) => onEvent?.({ type: "cell", file, cell }),
      onStopped: (failure) => onEvent?.({ type: "stopped", file, failure }),
    }),
  );
  const milliseconds = performance.now() - began;
  const run = describe(file, notebook, { ...result, allowNetwork });
  return { ...run, cells: cells.length, milliseconds };
}

/** Gives a run with an output folder a place for files in it, and takes it away if it stays empty. */
async function withFilesFolder<Result>(
  file: string,
  outFolder: string | undefined,
  run: (filesFolder: string | undefined) => Promise<Result>,
): Promise<Result> {
  if (outFolder === undefined) return run(undefined);
  const folder = join(outFolder, `${basename(file, ".ipynb")}-files`);
  makeFolder(folder);
  try {
    // The engine compares real paths.
    return await run(realpathSync(folder));
  } finally {
    removeWhenEmpty(folder);
  }
}

function removeWhenEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // It holds what the notebook wrote.
  }
}

function describe(
  file: string,
  notebook: Notebook,
  result: ProcessResult & { readonly allowNetwork: boolean },
): Omit<NotebookRun, "cells" | "milliseconds"> {
  const { failure, outputs, startMilliseconds, cellMilliseconds } = result;
  const timing = { startMilliseconds, cellMilliseconds };
  if (failure === undefined) {
    const after = withOutputs(notebook, file, outputs);
    return { file, notebook: stamped(after, file, result), notRun: [], written: false, ...timing };
  }
  const finished = new Set(cellMilliseconds.keys());
  const notRun = numberedCells(notebook)
    .map(({ number }) => number)
    .filter((number) => number !== failure.cell && !finished.has(number));
  return { file, failure, notRun, written: false, ...timing };
}

function stamped(
  notebook: Notebook,
  file: string,
  { touched, allowNetwork }: Pick<ProcessResult, "touched"> & { readonly allowNetwork: boolean },
): Notebook {
  if (touched === undefined) return withStamp(notebook, undefined);
  const outside = [...touched.outside, ...(allowNetwork ? ["the network"] : [])];
  return withStamp(notebook, makeStamp(notebook, file, { ...touched, outside }));
}
