import type { RunOptions } from "../notebook/run-notebooks.ts";
import { untilInterrupted } from "./interrupts.ts";
import { createProgress } from "./progress.ts";
import type { RunFlags } from "./run-options.ts";

/**
 * Runs `work` under the user's limits, until it is interrupted, with a progress line on a terminal;
 * what `work` prints takes the line's place.
 */
export async function withProgress<Result>(
  flags: RunFlags,
  work: (options: RunOptions, print: (text: string) => void) => Promise<Result>,
): Promise<Result> {
  const progress = createProgress(process.stderr);
  const print = (text: string): void => {
    progress.clear();
    console.log(text);
  };
  const options = {
    jobs: flags.jobs,
    timeoutSeconds: flags.timeout,
    memoryMegabytes: flags.memory,
    onEvent: progress.onEvent,
  };
  try {
    return await untilInterrupted((signal) => work({ ...options, signal }, print));
  } finally {
    progress.clear();
  }
}
