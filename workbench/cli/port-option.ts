import { Option } from "commander";
import { wholeNumber } from "./number-option.ts";

/** `--port`, for the commands that serve. */
export function portOption(): Option {
  return new Option("--port <number>", "port on this machine; the next free one if it is taken")
    .argParser(wholeNumber(0, 65_535))
    .default(4870);
}
