import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { readNotebookFile } from "../notebook/notebook-file.ts";
import {
  type FileFindings,
  type Finding,
  isExpectedToFail,
  type NotebookSource,
  type SourceCell,
} from "./finding.ts";
import { type KernelPass, runKernelPass } from "./kernel-pass.ts";
import { mergeFindings } from "./merge-findings.ts";
import { sourceOf } from "./notebook-source.ts";
import { checkNotebook } from "./rules/notebook-rules.ts";
import { runStrictPass } from "./strict-pass.ts";

/** One notebook checked. */
export interface NotebookCheck extends FileFindings {
  /** Code cells that run. */
  readonly cells: number;
}

/** What checking some notebooks came to. */
export interface CheckReport {
  /** In the order of the files. */
  readonly notebooks: readonly NotebookCheck[];
  /** Files that notebooks import and that have errors, by absolute path. */
  readonly imported: readonly FileFindings[];
}

/**
 * Checks notebooks without running anything: every cell as the kernel types it, once more strictly
 * with the project's own TypeScript, and against the rules.
 * Throws InvalidInputError for a file that is not a notebook; then nothing is checked.
 */
export async function checkNotebooks(files: readonly string[]): Promise<CheckReport> {
  const notebooks = files.map((file) => ({ file, notebook: readNotebookFile(file) }));
  const sources = notebooks.map(({ file, notebook }) => sourceOf(file, notebook));
  // The strict pass first: its compiler works beside this thread.
  const [strict, kernel] = await Promise.all([runStrictPass(sources), runKernelPasses(sources)]);
  return {
    notebooks: notebooks.map(({ file, notebook }, i) => ({
      file,
      cells: sources[i]!.cells.length,
      findings: withoutExpected(
        mergeFindings([
          checkNotebook(notebook),
          kernel.notebooks[i]!.findings,
          strict.notebooks[i]!.findings,
        ]),
        sources[i]!.cells,
      ),
    })),
    imported: mergeFiles([...kernel.imported, ...strict.imported]),
  };
}

// A type error in the kernel is one way to raise; what else TypeScript says there is not news.
function withoutExpected(findings: readonly Finding[], cells: readonly SourceCell[]): Finding[] {
  const raising = new Set(cells.filter(isExpectedToFail).map(({ index }) => index));
  const isKernelError = ({ view }: Finding): boolean => view === "kernel" || view === "both";
  const raised = new Set(
    findings
      .filter(isKernelError)
      .flatMap(({ index }) => (raising.has(index ?? -1) ? [index] : [])),
  );
  return findings.filter(({ index, view }) => view === undefined || !raised.has(index));
}

function mergeFiles(files: readonly FileFindings[]): FileFindings[] {
  const byFile = Map.groupBy(files, ({ file }) => file);
  return [...byFile]
    .map(([file, found]) => ({
      file,
      findings: mergeFindings(found.map(({ findings }) => findings)),
    }))
    .sort((a, b) => (a.file < b.file ? -1 : 1));
}

/** Cells that make it worth another thread, which loads the compiler and every type anew. */
const cellsPerThread = 80;
const mostThreads = 4;

// The notebooks in equal shares: the first in this thread, each other in one of its own.
async function runKernelPasses(sources: readonly NotebookSource[]): Promise<KernelPass> {
  const cells = sources.reduce((sum, source) => sum + source.cells.length, 0);
  const wanted = Math.ceil(cells / cellsPerThread);
  const threads = Math.max(
    1,
    Math.min(wanted, sources.length, availableParallelism(), mostThreads),
  );
  const shares = share(sources, threads);
  const others = shares.slice(1).map(runInThread);
  const passes = [runKernelPass(shares[0] ?? []), ...(await Promise.all(others))];
  const byFile = new Map(
    passes.flatMap(({ notebooks }) => notebooks.map((found) => [found.file, found] as const)),
  );
  return {
    notebooks: sources.map(({ file }) => byFile.get(file) ?? { file, findings: [] }),
    imported: passes.flatMap(({ imported }) => imported),
  };
}

/** Largest first, each to the share with the fewest cells. */
function share(sources: readonly NotebookSource[], count: number): NotebookSource[][] {
  const shares = Array.from({ length: count }, () => ({ cells: 0, of: [] as NotebookSource[] }));
  for (const source of sources.toSorted((a, b) => b.cells.length - a.cells.length)) {
    const least = shares.reduce((a, b) => (b.cells < a.cells ? b : a));
    least.of.push(source);
    least.cells += source.cells.length;
  }
  return shares.map(({ of }) => of);
}

function runInThread(sources: readonly NotebookSource[]): Promise<KernelPass> {
  return new Promise((done, reject) => {
    const worker = new Worker(new URL("./kernel-pass-thread.ts", import.meta.url), {
      workerData: sources,
    });
    worker.once("message", done);
    worker.once("error", reject);
  });
}
