import { Command, Option } from "commander";
import type { BookDimension, MissingPolicy } from "stressbook";
import { missingOption, refusing, scenarioOption } from "./book-options.ts";

interface StressArguments {
  readonly by: BookDimension;
  readonly missing: MissingPolicy;
  readonly scenario: readonly string[];
  readonly json?: boolean;
}

const dimensions = ["desk", "trader", "account", "venue", "asset", "sector"];

const help = `
An asset that did not trade in a scenario is refused unless --missing says what to do about it.

Examples:
  stressbook stress seeds/books/long-only.json --missing proxy:BTC
  stressbook stress mine.json --by trader --missing exclude
  stressbook stress mine.json --scenario ftx-2022 --scenario seeds/scenarios/alts-collapse.json

Exit code: 0 done, 2 the book, a scenario or the command line is not valid.`;

/** `stressbook stress`: takes a book through the crashes, without a notebook. */
export function stressCommand(): Command {
  return new Command("stress")
    .description("print what historical or own scenarios do to a book")
    .argument("<book>", "a book as JSON: seeds/books/three-desk.json")
    .addOption(new Option("--by <dimension>", "column per").choices(dimensions).default("desk"))
    .addOption(missingOption())
    .addOption(scenarioOption())
    .option("--json", "print positions, totals and treatments as JSON")
    .addHelpText("after", help)
    .action(stress);
}

async function stress(book: string, asked: StressArguments): Promise<void> {
  const { stressReport, stressText } = await import("../stress/stress-report.ts");
  const { by, missing, scenario, json } = asked;
  const report = refusing(() => stressReport({ book, by, missing, scenarios: scenario }));
  console.log(json ? JSON.stringify(report.result, null, 2) : stressText(report));
}
