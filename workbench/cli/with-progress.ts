import type { RunEvent, RunOptions } from "../notebook/run-notebooks.ts";
import { formatStopped } from "./format-run.ts";
import { inOrder } from "./in-order.ts";
import { untilInterrupted } from "./interrupts.ts";
import { createProgress } from "./progress.ts";
import type { RunFlags } from "./run-options.ts";

/**
 * Runs `work` under the user's limits, until it is interrupted, with a progress line on a terminal;
 * what `work` prints about a file takes the line's place, in the order of `files`.
 */
export async function withProgress<Result>(
  files: readonly string[],
  flags: RunFlags,
  work: (options: RunOptions, print: (file: string, text: string) => void) => Promise<Result>,
): Promise<Result> {
  const progress = createProgress(process.stderr);
  const printer = inOrder(files, (text) => {
    progress.clear();
    console.log(text);
  });
  const options = {
    jobs: flags.jobs,
    timeoutSeconds: flags.timeout,
    memoryMegabytes: flags.memory,
    allowNetwork: flags.allowNetwork ?? false,
    onEvent: (event: RunEvent) => {
      progress.onEvent(event);
      if (event.type !== "stopped") return;
      progress.clear();
      console.error(formatStopped(event.file, event.failure));
    },
  };
  try {
    return await untilInterrupted((signal) => work({ ...options, signal }, printer.add));
  } finally {
    printer.flush();
    progress.clear();
  }
}
