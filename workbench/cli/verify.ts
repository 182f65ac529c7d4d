import { Command } from "commander";
import { exitCodes } from "./exit-codes.ts";
import { notebookFiles } from "./notebook-files.ts";
import { type RunFlags, withRunOptions } from "./run-options.ts";

const help = `
Nothing is written. Numbers are compared one by one, in texts, tables and the data of charts; a
difference is reported with its cell, its place, both values and the relative difference.
Exit code: 0 everything reproduces, 1 something differs or failed, 2 nothing could be run.

Examples:
  stressbook verify                                all notebooks of the project
  stressbook verify notebooks/02-historical-stress.ipynb`;

/** `stressbook verify`: runs notebooks again and reports what does not reproduce. */
export function verifyCommand(): Command {
  const command = new Command("verify")
    .description("run notebooks again and report every output that differs from the committed one")
    .argument("[files...]", "notebooks or folders (default: all in the project's notebooks/)")
    .addHelpText("after", help);
  return withRunOptions(command).action(verify);
}

async function verify(named: string[], flags: RunFlags): Promise<void> {
  const files = notebookFiles(named, process.cwd());
  const { verifyAndReport } = await import("./verify-and-report.ts");
  const report = await verifyAndReport(files, flags);
  if (report.failed) process.exitCode = exitCodes.failed;
}
