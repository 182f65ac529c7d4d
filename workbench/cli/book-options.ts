import { InvalidArgumentError, Option } from "commander";
import type { MissingPolicy } from "stressbook";
import { UsageError } from "./usage-error.ts";

const missingHint = "\nhere: --missing exclude or --missing proxy:BTC";

/** What to do about assets that a scenario or a past day has nothing for. */
export function missingOption(): Option {
  return new Option(
    "--missing <policy>",
    "for assets that did not trade: fail, exclude, proxy:<asset>",
  )
    .argParser(missingPolicy)
    .default("fail");
}

/** Events or scenario files, as often as wanted. */
export function scenarioOption(): Option {
  return new Option("--scenario <id>", "event or scenario file; repeatable")
    .argParser((name: string, before: readonly string[]) => [...before, name])
    .default([], "all five events");
}

/** What the library refuses is the user's to mend: a message, not a stack. */
export function refusing<Result>(measure: () => Result): Result {
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
