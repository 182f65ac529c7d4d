import { availableParallelism } from "node:os";
import { type Command, Option } from "commander";
import { wholeNumber } from "./number-option.ts";

/** What the commands that run notebooks let a user choose. */
export interface RunFlags {
  readonly jobs: number;
  readonly timeout: number;
  readonly memory: number;
  readonly allowNetwork?: boolean;
}

/** Adds `--jobs`, `--timeout`, `--memory` and `--allow-network` to a command. */
export function withRunOptions(command: Command): Command {
  // Each notebook's process takes some 400 MB: more than four at a time fill a common machine.
  const jobs = Math.min(availableParallelism(), 4);
  return command
    .addOption(
      new Option("--jobs <count>", "notebooks at a time; the results do not depend on it")
        .argParser(wholeNumber(1, 64))
        .default(jobs),
    )
    .addOption(
      new Option("--timeout <seconds>", "the longest a cell may take")
        .argParser(wholeNumber(1, 86_400))
        .default(300),
    )
    .addOption(
      new Option("--memory <megabytes>", "the most memory for one notebook's objects")
        .argParser(wholeNumber(256, 65_536))
        .default(2048),
    )
    .option("--allow-network", "let notebooks reach the network");
}
