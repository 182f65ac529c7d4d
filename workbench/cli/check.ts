import { Command } from "commander";
import { exitCodes } from "./exit-codes.ts";
import { notebookFiles } from "./notebook-files.ts";

const help = `
Nothing is run. Every cell is typed as the kernel does and strictly with the project's TypeScript, and
held against the rules of docs/check-rules.md; a comment in the line above allows one of them:
  // stressbook-allow SB202: measures the machine
Exit code: 0 nothing found, 1 something found, 2 nothing could be checked.

Examples:
  stressbook check                                 all notebooks of the project
  stressbook check --fix notebooks/02-historical-stress.ipynb
  stressbook check --json | jq .notebooks`;

interface CheckFlags {
  readonly fix?: boolean;
  readonly json?: boolean;
}

/** `stressbook check`: types and lints notebooks without running them. */
export function checkCommand(): Command {
  return new Command("check")
    .description("check types and rules of notebooks without running them")
    .argument("[files...]", "notebooks or folders (default: all in the project's notebooks/)")
    .option("--fix", "rewrite what can be rewritten safely; outputs stay as they are")
    .option("--json", "print the findings as JSON")
    .addHelpText("after", help)
    .action(check);
}

async function check(named: string[], flags: CheckFlags): Promise<void> {
  const files = notebookFiles(named, process.cwd());
  const { checkAndReport } = await import("./check-and-report.ts");
  if (await checkAndReport(files, flags)) process.exitCode = exitCodes.failed;
}
