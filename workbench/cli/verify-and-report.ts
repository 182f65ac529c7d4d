import { accessSync, constants, existsSync, renameSync, statSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { verifyNotebooks } from "../notebook/verify-notebooks.ts";
import { htmlReport } from "../report/html-report.ts";
import { jsonReport } from "../report/json-report.ts";
import { junitReport } from "../report/junit-report.ts";
import { type NotebookResult, resultOfRun, resultOfStamp } from "../report/notebook-result.ts";
import { checkStamps } from "../stamp/check-stamps.ts";
import {
  formatNextStep,
  formatStampCheck,
  formatVerdict,
  formatVerification,
} from "./format-verify.ts";
import type { RunFlags } from "./run-options.ts";
import { UsageError } from "./usage-error.ts";
import { withProgress } from "./with-progress.ts";

/** Where to write a report besides the terminal. */
export interface ReportFiles {
  readonly json?: string;
  readonly junit?: string;
  readonly html?: string;
}

/**
 * Verifies notebooks with a progress line, prints how each compares as it finishes, and writes the
 * reports asked for. Returns whether a notebook failed, differs or is stale.
 */
export async function verifyAndReport(
  files: readonly string[],
  flags: RunFlags & ReportFiles,
): Promise<boolean> {
  checkWritable(flags);
  const { verifications, failed } = await withProgress(files, flags, (options, print) =>
    verifyNotebooks(files, {
      ...options,
      onVerified: (verification) => print(verification.file, formatVerification(verification)),
    }),
  );
  const results = verifications.map(resultOfRun);
  conclude(results);
  writeReports(results, flags);
  return failed;
}

/** The same for stamps alone, without running anything. */
export function checkStampsAndReport(files: readonly string[], flags: ReportFiles): boolean {
  checkWritable(flags);
  const checks = checkStamps(files);
  for (const check of checks) console.log(formatStampCheck(check));
  const results = checks.map(resultOfStamp);
  conclude(results);
  writeReports(results, flags);
  return checks.some(({ stale }) => stale.length > 0);
}

function conclude(results: readonly NotebookResult[]): void {
  if (results.length > 1) console.log(formatVerdict(results));
  const next = formatNextStep(results);
  if (next !== "") console.log(next);
}

const formats = { json: jsonReport, junit: junitReport, html: htmlReport } as const;

function writeReports(results: readonly NotebookResult[], flags: ReportFiles): void {
  for (const format of ["json", "junit", "html"] as const) {
    const file = flags[format];
    if (file !== undefined) write(file, formats[format](results));
  }
}

/** Finds out before minutes of running that a report has nowhere to go. */
function checkWritable(flags: ReportFiles): void {
  for (const file of [flags.json, flags.junit, flags.html]) {
    if (file === undefined) continue;
    refusing(file, () => {
      if (existsSync(file) && statSync(file).isDirectory()) throw new Error("it is a folder");
      accessSync(existsSync(file) ? file : dirname(resolve(file)), constants.W_OK);
    });
  }
}

/** Replaces a report by a whole new one; a pipe or a terminal is written to. */
function write(file: string, text: string): void {
  refusing(file, () => {
    if (existsSync(file) && !statSync(file).isFile()) return writeFileSync(file, text);
    const temporary = `${file}.${process.pid}.tmp`;
    writeFileSync(temporary, text);
    renameSync(temporary, file);
  });
}

function refusing(file: string, work: () => void): void {
  try {
    work();
  } catch (error) {
    throw new UsageError(`the report ${file} cannot be written: ${(error as Error).message}`);
  }
}
