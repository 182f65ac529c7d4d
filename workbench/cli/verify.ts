import { Command } from "commander";
import { exitCodes } from "./exit-codes.ts";
import { notebookFiles } from "./notebook-files.ts";
import { type RunFlags, withRunOptions } from "./run-options.ts";
import type { ReportFiles } from "./verify-and-report.ts";

const help = `
Nothing is written to the notebooks. Numbers are compared one by one, in texts, tables and the data
of charts, within a relative 1e-9 or the tolerance that a notebook declares with its reason; all else
exactly. A notebook whose stamp is not that of now is stale. More: docs/verify.md.
Exit code: 0 everything reproduces, 1 something differs, is stale or failed, 2 nothing could be run.

Examples:
  stressbook verify                                all notebooks of the project
  stressbook verify notebooks/02-historical-stress.ipynb
  stressbook verify --stamp-only                   run nothing, only compare the stamps
  stressbook verify --html report.html             also as a page with old and new side by side`;

interface VerifyFlags extends RunFlags, ReportFiles {
  readonly stampOnly?: boolean;
}

/** `stressbook verify`: runs notebooks again and reports what does not reproduce. */
export function verifyCommand(): Command {
  const command = new Command("verify")
    .description("run notebooks again and report every output that differs from the committed one")
    .argument("[files...]", "notebooks or folders (default: all in the project's notebooks/)")
    .option("--stamp-only", "run nothing: compare the stamps with what is there now")
    .option("--json <file>", "write the report as JSON")
    .option("--junit <file>", "write the report as JUnit XML, for a build server")
    .option("--html <file>", "write the report as a page, old and new side by side")
    .addHelpText("after", help);
  return withRunOptions(command).action(verify);
}

async function verify(named: string[], flags: VerifyFlags): Promise<void> {
  const files = notebookFiles(named, process.cwd());
  const { checkStampsAndReport, verifyAndReport } = await import("./verify-and-report.ts");
  const failed = flags.stampOnly
    ? checkStampsAndReport(files, flags)
    : await verifyAndReport(files, flags);
  if (failed) process.exitCode = exitCodes.failed;
}
