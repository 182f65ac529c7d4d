import { Command, Option } from "commander";
import { exitCodes } from "./exit-codes.ts";
import { notebookFiles } from "./notebook-files.ts";
import { givenParameters, type ParameterFlags, withParameterOptions } from "./parameter-options.ts";
import { type RunFlags, withRunOptions } from "./run-options.ts";
import { UsageError } from "./usage-error.ts";

const help = `
Each notebook runs in a process of its own, in UTC and a neutral locale, without network, processes
or environment; it writes files only with --out. A notebook whose cell fails keeps its file as it
was, and the others finish. A notebook whose stamp says that nothing changed since its last run is
not run again. More: docs/parameters.md, docs/verify.md.

Examples:
  stressbook run                                   all notebooks of the project
  stressbook run notebooks/02-historical-stress.ipynb
  stressbook run --jobs 1 --timeout 60 my-analysis.ipynb
  stressbook run my-analysis.ipynb --describe      its parameters
  stressbook run my-analysis.ipynb --param confidence=0.99 --out results`;

interface RunCommandFlags extends RunFlags, ParameterFlags {
  readonly describe?: boolean;
  readonly json?: boolean;
  readonly save?: boolean;
  readonly out?: string;
  readonly force?: boolean;
}

/** `stressbook run`: runs notebooks and writes their outputs. */
export function runCommand(): Command {
  const command = new Command("run")
    .description("run notebooks and write their outputs")
    .argument("[files...]", "notebooks or folders (default: all in the project's notebooks/)");
  return withRunOptions(withParameterOptions(command))
    .option("--out <folder>", "write results there and leave the notebooks as they are")
    .addOption(
      new Option("--save", "write results over the notebooks, even with parameters").conflicts(
        "out",
      ),
    )
    .addOption(
      new Option("--describe", "list the parameters and run nothing").conflicts([
        "param",
        "params",
        "out",
        "save",
      ]),
    )
    .option("--json", "with --describe: as JSON")
    .option("--force", "run also what has not changed since its last run")
    .addHelpText("after", help)
    .action(run);
}

async function run(named: string[], flags: RunCommandFlags): Promise<void> {
  if (flags.json && !flags.describe) throw new UsageError("--json goes with --describe");
  const parameters = givenParameters(flags);
  if (parameters !== undefined && flags.out === undefined && !flags.save) {
    throw new UsageError(
      "a run with parameters does not overwrite a notebook unasked: add --out <folder> for the " +
        "result, or --save to put it into the notebook itself",
    );
  }
  const files = notebookFiles(named, process.cwd());
  if (flags.describe) {
    const { describeAsJson, describeAsText } = await import("./describe.ts");
    console.log(flags.json ? describeAsJson(files) : describeAsText(files));
    return;
  }
  const { checkOutFolder } = await import("./out-option.ts");
  if (flags.out !== undefined) checkOutFolder(flags.out, files);
  const { runAndReport } = await import("./run-and-report.ts");
  const report = await runAndReport(files, flags, {
    ...(parameters && { parameters }),
    ...(flags.out !== undefined && { outFolder: flags.out }),
    reuse: !flags.force,
  });
  if (report.failed) process.exitCode = exitCodes.failed;
}
