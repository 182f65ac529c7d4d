import { basename } from "node:path";
import { Command } from "commander";
import type { RunState } from "../notebook/run-state.ts";
import { exitCodes } from "./exit-codes.ts";
import { notebookFiles } from "./notebook-files.ts";
import { portOption } from "./port-option.ts";
import { type RunFlags, withRunOptions } from "./run-options.ts";
import { UsageError } from "./usage-error.ts";

const notebookName = "02-historical-stress.ipynb";
const tableName = "pnl-by-scenario-and-desk";

const help = `
Examples:
  npm start                        set up, run, print the table, serve on http://localhost:4870
  npm start -- --no-serve          end after the table
  stressbook start --port 8080`;

interface StartFlags extends RunFlags {
  readonly port: number;
  readonly serve: boolean;
  readonly force?: boolean;
}

/** `stressbook start`: runs the historical-stress notebook, prints its table and serves the pages. */
export function startCommand(): Command {
  const command = new Command("start")
    .description(`run ${notebookName}, print P&L by scenario and desk, serve the pages`)
    .addOption(portOption())
    .option("--no-serve", "end after the table")
    .option("--force", "run the notebook even when nothing changed since its last run")
    .addHelpText("after", help);
  return withRunOptions(command).action(start);
}

async function start(flags: StartFlags): Promise<void> {
  const files = notebookFiles([], process.cwd());
  const file = files.find((name) => basename(name) === notebookName);
  if (file === undefined) throw new UsageError(`the project's notebooks have no ${notebookName}`);
  const state = await runAndPrint(file, flags);
  if (state === undefined || !flags.serve) return;
  const { serveUntilStopped } = await import("./serve-until-stopped.ts");
  await serveUntilStopped(files, { port: flags.port, states: { [notebookName]: state } });
}

async function runAndPrint(file: string, flags: StartFlags): Promise<RunState | undefined> {
  const { runAndReport } = await import("./run-and-report.ts");
  const { tableText } = await import("../notebook/table-text.ts");
  const { runs } = await runAndReport([file], flags, { reuse: !flags.force });
  const { notebook, written, reused } = runs[0]!;
  if (notebook === undefined) {
    process.exitCode = exitCodes.failed;
    return undefined;
  }
  const table = tableText(notebook, tableName);
  if (table === undefined) {
    console.error(`error: ${file} shows no table named "${tableName}"`);
    process.exitCode = exitCodes.failed;
    return undefined;
  }
  console.log(`\n${table.trimEnd()}\n`);
  return written || reused ? "fresh" : "reproduced";
}
