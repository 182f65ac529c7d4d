import { readFileSync } from "node:fs";
import { Command, CommanderError } from "commander";
import { checkCommand } from "./check.ts";
import { diffCommand } from "./diff.ts";
import { exitCodes } from "./exit-codes.ts";
import { exportCommand } from "./export.ts";
import { Interrupted } from "./interrupts.ts";
import { kernelCommand } from "./kernel.ts";
import { reportCommand } from "./report.ts";
import { runCommand } from "./run.ts";
import { serveCommand } from "./serve.ts";
import { startCommand } from "./start.ts";
import { stressCommand } from "./stress.ts";
import { verifyCommand } from "./verify.ts";

const help = `
Examples:
  stressbook start                 run the historical-stress notebook, print its table, show the pages
  stressbook run                   run all notebooks and write their outputs
  stressbook verify                run them again and report every output that differs
  stressbook help run              what a command takes`;

process.exitCode = exitCodes.ok;
process.stdout.on("error", endWhenPipeCloses);
try {
  await (await program()).parseAsync();
} catch (error) {
  process.exitCode = report(error);
}

async function program(): Promise<Command> {
  const { version } = JSON.parse(
    readFileSync(new URL("../package.json", import.meta.url), "utf8"),
  ) as { version: string };
  const root = new Command("stressbook")
    .description("Typed risk notebooks for crypto portfolios: run, verify, serve.")
    .version(version, "--version", "print the version")
    .helpOption("--help", "print this help")
    .showHelpAfterError("(`stressbook --help` lists the commands)")
    .exitOverride()
    .addHelpText("after", help);
  const own = [
    startCommand(),
    runCommand(),
    verifyCommand(),
    checkCommand(),
    diffCommand(),
    serveCommand(),
    exportCommand(),
    kernelCommand(),
    stressCommand(),
    reportCommand(),
  ];
  for (const command of [...own, await dataCommand()]) inherit(root, command);
  return root;
}

// The data command's modules are worth loading only for somebody who asks for it.
async function dataCommand(): Promise<Command> {
  if (process.argv.slice(2, 4).includes("data")) return (await import("./data.ts")).dataCommand();
  return new Command("data").description("verify the data set, or import figures into it");
}

function inherit(parent: Command, command: Command): void {
  parent.addCommand(command.copyInheritedSettings(parent));
  for (const child of command.commands) child.copyInheritedSettings(command);
}

/** Tells the user what went wrong and returns the exit code. */
function report(error: unknown): number {
  if (error instanceof CommanderError) {
    return error.exitCode === 0 ? exitCodes.ok : exitCodes.invalid;
  }
  if (error instanceof Interrupted) {
    console.error(`${error.message}: running notebooks were stopped and keep their files`);
    return error.exitCode;
  }
  // By name: the library's error may come from its sources or from its build.
  if (error instanceof Error && ["InvalidInputError", "UsageError"].includes(error.name)) {
    console.error(`error: ${error.message}`);
    return exitCodes.invalid;
  }
  // A full disk, a folder that nobody may write to: the system's own words say it best.
  if (error instanceof Error && "syscall" in error) console.error(`error: ${error.message}`);
  else console.error(error);
  return exitCodes.failed;
}

function endWhenPipeCloses(error: NodeJS.ErrnoException): void {
  if (error.code !== "EPIPE") throw error;
  process.exit();
}
