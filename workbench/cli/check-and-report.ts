import { checkNotebooks } from "../check/check-notebooks.ts";
import { type FixReport, fixNotebooks } from "../check/fix-notebooks.ts";
import { formatCheck, formatFindings, formatFixed, formatOutcome } from "./format-check.ts";

/** Checks notebooks and prints what was found; returns whether anything was. */
export async function checkAndReport(
  files: readonly string[],
  flags: { readonly fix?: boolean; readonly json?: boolean },
): Promise<boolean> {
  const start = performance.now();
  const report: FixReport = flags.fix
    ? await fixNotebooks(files)
    : { ...(await checkNotebooks(files)), fixed: [] };
  const milliseconds = performance.now() - start;
  if (flags.json) console.log(JSON.stringify(report, undefined, 2));
  else print(report, milliseconds);
  return [...report.notebooks, ...report.imported].some(({ findings }) => findings.length > 0);
}

function print(report: FixReport, milliseconds: number): void {
  for (const fixed of report.fixed) console.log(formatFixed(fixed));
  for (const notebook of report.notebooks) console.log(formatCheck(notebook));
  for (const file of report.imported) console.log(formatFindings(file));
  console.log(formatOutcome(report, milliseconds));
}
