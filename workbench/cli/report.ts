import { join } from "node:path";
import { Command, InvalidArgumentError, Option } from "commander";
import type { MissingPolicy } from "stressbook";
import { missingOption, refusing, scenarioOption } from "./book-options.ts";
import { wholeNumber } from "./number-option.ts";
import { checkOutFolder } from "./out-option.ts";
import { UsageError } from "./usage-error.ts";

interface ReportArguments {
  readonly out?: string;
  readonly asof?: string;
  readonly margin?: string;
  readonly model?: string;
  readonly volatility: Readonly<Record<string, number>>;
  readonly warning: number;
  readonly critical: number;
  readonly leverage: number;
  readonly confidence: number;
  readonly days: number;
  readonly missing: MissingPolicy;
  readonly scenario: readonly string[];
  readonly json?: boolean;
}

const help = `
Writes with --out: daily-risk-report.csv, daily-risk-report-with-severity.csv, asset-concentration.csv,
trader-concentration.csv and summary.txt; all of them or none. What the columns mean: docs/report.md.

Examples:
  stressbook report seeds/books/three-desk.json --missing proxy:BTC
  stressbook report mine.json --missing exclude --out reports/today
  stressbook report mine.json --missing fail --margin my-schedule.json --asof 2022-05-09

Exit code: 0 done (breaches are in the report), 2 the book, another file or the command line is not valid.`;

/** `stressbook report`: the desk's morning page as text and CSV, without a notebook. */
export function reportCommand(): Command {
  return new Command("report")
    .description("print the desk's risk report of a book, and write it as CSV files")
    .argument("<book>", "a book as JSON: seeds/books/three-desk.json")
    .option("--out <folder>", "write the report's files there")
    .option("--asof <date>", "value the book at the closes of this day (default: its own date)")
    .option(
      "--margin <file>",
      "margin schedule (default: data/parameters/reference-perpetuals.json)",
    )
    .option("--model <file>", "margin model for options and accounts in portfolio mode")
    .addOption(volatilityOption())
    .option("--warning <percent>", "utilisation that is a warning", percentage, 70)
    .option("--critical <percent>", "utilisation that is critical", percentage, 85)
    .option("--leverage <times>", "leverage above which it is critical", aboveZero, 10)
    .option("--confidence <percent>", "confidence of VaR", confidenceLevel, 95)
    .option("--days <count>", "past days that VaR is taken of", wholeNumber(1, 100_000), 365)
    .addOption(missingOption())
    .addOption(scenarioOption())
    .option("--json", "print the whole report as JSON instead of the summary")
    .addHelpText("after", help)
    .action(report);
}

async function report(book: string, asked: ReportArguments): Promise<void> {
  const { makeReport } = await import("../desk/make-report.ts");
  const { reportFiles } = await import("../desk/report-files.ts");
  const { out, asof, scenario, warning, critical, leverage, confidence, json, ...rest } = asked;
  if (out !== undefined) checkOutFolder(out, []);
  const made = hinting(() =>
    makeReport({
      ...rest,
      book,
      ...(asof === undefined ? {} : { asOf: asof }),
      scenarios: scenario,
      confidence: confidence / 100,
      policy: {
        warningUtilisation: warning / 100,
        criticalUtilisation: critical / 100,
        mostLeverage: leverage,
      },
    }),
  );
  const files = reportFiles(made);
  if (out !== undefined) await write(out, files);
  console.log(json ? JSON.stringify(made, null, 2) : files.get("summary.txt")!.trimEnd());
  if (out === undefined) return;
  for (const name of files.keys()) console.error(`wrote ${join(out, name)}`);
}

async function write(out: string, files: ReadonlyMap<string, string>): Promise<void> {
  const { makeFolder } = await import("../notebook/make-folder.ts");
  const { commitFiles } = await import("../data/commit-files.ts");
  makeFolder(out);
  commitFiles(out, files);
}

const hints: readonly (readonly [RegExp, string])[] = [
  [/^pnl must have at least/, "more --days"],
  [/^date must be within/, "fewer --days"],
  [/^criticalUtilisation must be above/, "--critical above --warning, in percent"],
  [/riskModel must be given/, "--model data/parameters/deribit-2024-06.json"],
  [/must have a volatility of/, "--volatility BTC=0.65"],
];

/** Says which option a refusal of the library is about. */
function hinting<Result>(make: () => Result): Result {
  try {
    return refusing(make);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    const hint = hints.find(([pattern]) => pattern.test(error.message))?.[1];
    throw hint === undefined ? error : new UsageError(`${error.message}\nhere: ${hint}`);
  }
}

function volatilityOption(): Option {
  return new Option("--volatility <asset=value>", "for options, as BTC=0.65; repeatable")
    .argParser(volatilities)
    .default({}, "none");
}

/** Beyond it a yearly fraction is a percentage by mistake: 65 would be 6,500 %. */
const mostVolatility = 10;

/** Not a percentage by mistake, as all other shares on this command line are. */
function volatilities(
  text: string,
  before: Readonly<Record<string, number>>,
): Readonly<Record<string, number>> {
  const [, asset, value] = /^([\w.-]+)=(\d*\.?\d+)$/.exec(text) ?? [];
  const yearly = Number(value);
  if (asset !== undefined && yearly > 0 && yearly < mostVolatility) {
    return { ...before, [asset]: yearly };
  }
  throw new InvalidArgumentError(
    `It must be an asset and a yearly fraction below ${mostVolatility}: BTC=0.65 is 65 %.`,
  );
}

function aboveZero(text: string): number {
  const value = Number(text);
  if (/^\d*\.?\d+$/.test(text) && value > 0) return value;
  throw new InvalidArgumentError("It must be a positive number.");
}

/** Not a fraction by mistake: 0.7 would make everything critical. */
function percentage(text: string): number {
  const value = aboveZero(text);
  if (value > 1) return value;
  throw new InvalidArgumentError("It must be a percentage above 1: 70 is 70 %.");
}

function confidenceLevel(text: string): number {
  const value = aboveZero(text);
  if (value >= 50 && value < 100) return value;
  throw new InvalidArgumentError("It must be a percentage from 50 to below 100: 95 is 95 %.");
}
