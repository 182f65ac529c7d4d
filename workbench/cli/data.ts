import { Command, InvalidArgumentError, Option } from "commander";
import type { FigureKind } from "stressbook/data";
import { type Answer, checkData, type ImportArguments, importData } from "../data/run.ts";
import { exitCodes } from "./exit-codes.ts";

interface CheckArguments {
  readonly root?: string;
  readonly json?: boolean;
}

/** The command `stressbook data`: verify the data set, take figures into it. */
export function dataCommand(): Command {
  const data = new Command("data").description("verify the data set, or import figures into it");
  for (const command of [checkCommand(), importCommand()]) data.addCommand(command.exitOverride());
  return data.exitOverride();
}

function checkCommand(): Command {
  return new Command("check")
    .description("verify every data file against the manifest, and name each changed figure")
    .option("--root <folder>", "data folder (default: data, here or in a folder above)")
    .option("--json", "print the result as JSON")
    .addHelpText("after", "\nExit code: 0 nothing differs, 1 something does, 2 no data set.")
    .action((options: CheckArguments) => answer(() => checkData(options)));
}

function importCommand(): Command {
  return new Command("import")
    .description("check a CSV of closes, candles or funding and take its figures into the data set")
    .argument("<file>", "CSV: date,BTC,ETH,… or date,asset,close or hour,asset,high,low,close")
    .addOption(kindOption())
    .addOption(new Option("--layout <layout>", "layout, when it is not clear").choices(layouts))
    .option("--asset <asset>", "the asset of a file that does not name one: BTC")
    .option("--event <event>", "event of hourly bars: 2020-03-covid")
    .option("--source <text>", "where the figures come from")
    .option("--ignore <columns>", "columns to leave out, separated by commas", parseColumns)
    .option("--overwrite", "let the file replace figures that the data set holds")
    .option("--dry-run", "check and report, but write nothing")
    .option("--root <folder>", "data folder; without a manifest in it, a new set begins")
    .addHelpText("after", "\nExit code: 0 imported, 2 refused (nothing is written then).")
    .action((file: string, options: ImportArguments) => answer(() => importData(file, options)));
}

const kinds: readonly FigureKind[] = ["daily", "hourly", "funding"];
const layouts = ["wide", "long"];

function kindOption(): Option {
  return new Option("--kind <kind>", "what the figures are, when it is not clear").choices(kinds);
}

function parseColumns(text: string): string[] {
  const columns = text.split(",").map((column) => column.trim());
  if (columns.every((column) => column !== "")) return columns;
  throw new InvalidArgumentError("name columns of the file, separated by commas.");
}

/** Prints what an action answers; a refusal goes to the error output with exit code 2. */
function answer(action: () => Answer): void {
  try {
    const { text, exitCode } = action();
    process.stdout.write(`${text}\n`);
    process.exitCode = exitCode;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    process.stderr.write(`error: ${error.message}\n`);
    process.exitCode = exitCodes.invalid;
  }
}
