import { type VerifyReport, verifyNotebooks } from "../notebook/verify-notebooks.ts";
import { formatVerdict, formatVerification } from "./format-verify.ts";
import type { RunFlags } from "./run-options.ts";
import { withProgress } from "./with-progress.ts";

/** Verifies notebooks with a progress line and prints how each compares as it finishes. */
export async function verifyAndReport(
  files: readonly string[],
  flags: RunFlags,
): Promise<VerifyReport> {
  const report = await withProgress(files, flags, (options, print) =>
    verifyNotebooks(files, {
      ...options,
      onVerified: (verification) => print(verification.file, formatVerification(verification)),
    }),
  );
  if (files.length > 1) console.log(formatVerdict(report.verifications));
  return report;
}
