import { Command } from "commander";
import { exitCodes } from "./exit-codes.ts";
import { notebookFiles } from "./notebook-files.ts";
import { type RunFlags, withRunOptions } from "./run-options.ts";

const help = `
Each notebook runs in a process of its own, in UTC and a neutral locale. A notebook whose cell fails
keeps its file as it was, and the others finish.

Examples:
  stressbook run                                   all notebooks of the project
  stressbook run notebooks/02-historical-stress.ipynb
  stressbook run --jobs 1 --timeout 60 my-analysis.ipynb`;

/** `stressbook run`: runs notebooks and writes their outputs. */
export function runCommand(): Command {
  const command = new Command("run")
    .description("run notebooks and write their outputs")
    .argument("[files...]", "notebooks or folders (default: all in the project's notebooks/)")
    .addHelpText("after", help);
  return withRunOptions(command).action(run);
}

async function run(named: string[], flags: RunFlags): Promise<void> {
  const files = notebookFiles(named, process.cwd());
  const { runAndReport } = await import("./run-and-report.ts");
  const report = await runAndReport(files, flags);
  if (report.failed) process.exitCode = exitCodes.failed;
}
