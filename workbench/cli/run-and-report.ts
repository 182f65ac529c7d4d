import { recordDuration } from "../notebook/durations.ts";
import {
  type NotebookRun,
  type RunOptions,
  type RunReport,
  runNotebooks,
} from "../notebook/run-notebooks.ts";
import { formatRun, formatTotal } from "./format-run.ts";
import type { RunFlags } from "./run-options.ts";
import { withProgress } from "./with-progress.ts";

/** Runs notebooks with a progress line and prints how each went as it finishes. */
export async function runAndReport(
  files: readonly string[],
  flags: RunFlags,
  more: Pick<RunOptions, "parameters" | "outFolder" | "reuse"> = {},
): Promise<RunReport> {
  const report = await withProgress(files, flags, (options, print) =>
    runNotebooks(files, {
      ...options,
      ...more,
      onEvent: (event) => {
        if (event.type === "finished") {
          print(event.file, formatRun(event.run));
          if (isWholeRun(event.run)) recordDuration(event.file, event.run.milliseconds);
        }
        options.onEvent?.(event);
      },
    }),
  );
  if (files.length > 1) console.log(formatTotal(report.runs));
  return report;
}

/** Whether every cell of the notebook itself ran, with its own parameters. */
function isWholeRun({ failure, reused, target }: NotebookRun): boolean {
  return failure === undefined && !reused && target === undefined;
}
