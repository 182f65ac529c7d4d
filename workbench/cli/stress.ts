import { Command, InvalidArgumentError, Option } from "commander";
import type { BookDimension, MissingPolicy } from "stressbook";
import { UsageError } from "./usage-error.ts";

interface StressArguments {
  readonly by: BookDimension;
  readonly missing: MissingPolicy;
  readonly scenario: readonly string[];
  readonly json?: boolean;
}

const missingHint = "\nhere: --missing exclude or --missing proxy:BTC";
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
    .addOption(
      new Option(
        "--missing <policy>",
        "for assets that did not trade: fail, exclude, proxy:<asset>",
      )
        .argParser(missingPolicy)
        .default("fail"),
    )
    .addOption(
      new Option("--scenario <id>", "event or scenario file; repeatable (default: all five events)")
        .argParser((name: string, before: readonly string[]) => [...before, name])
        .default([], ""),
    )
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

/** What the library refuses is the user's to mend: a message, not a stack. */
function refusing<Result>(measure: () => Result): Result {
  try {
    return measure();
  } catch (error) {
    if (!(error instanceof RangeError) || error.name === "InvalidInputError") throw error;
    const choice = error.message.includes("choose missing") ? missingHint : "";
    throw new UsageError(error.message + choice);
  }
}

function missingPolicy(text: string): MissingPolicy {
  if (text === "fail" || text === "exclude") return text;
  const proxy = /^proxy:(\w+)$/.exec(text)?.[1];
  if (proxy !== undefined) return { proxy };
  throw new InvalidArgumentError(
    "It must be fail, exclude or proxy:<asset>, for example proxy:BTC.",
  );
}
