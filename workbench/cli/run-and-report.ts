import { type RunReport, runNotebooks } from "../notebook/run-notebooks.ts";
import { formatRun, formatTotal } from "./format-run.ts";
import { untilInterrupted } from "./interrupts.ts";
import { createProgress } from "./progress.ts";
import type { RunFlags } from "./run-options.ts";

/** Runs notebooks with a progress line and prints how each went as it finishes. */
export async function runAndReport(files: readonly string[], flags: RunFlags): Promise<RunReport> {
  const progress = createProgress(process.stderr);
  try {
    const report = await untilInterrupted((signal) =>
      runNotebooks(files, {
        jobs: flags.jobs,
        timeoutSeconds: flags.timeout,
        memoryMegabytes: flags.memory,
        signal,
        onEvent: (event) => {
          progress.clear();
          if (event.type === "finished") console.log(formatRun(event.run));
          progress.onEvent(event);
        },
      }),
    );
    if (files.length > 1) console.log(formatTotal(report.runs));
    return report;
  } finally {
    progress.clear();
  }
}
