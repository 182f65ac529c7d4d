import { staleWords } from "../stamp/stale-reason.ts";
import { differenceWords } from "./difference-words.ts";
import { isGood, type NotebookResult } from "./notebook-result.ts";

/**
 * Results as JSON for other programs: `format` 1, and of every notebook its verdict, failure,
 * differences with place and both values, what was counted and not kept, tolerances in use, and
 * why it is stale. `docs/verify.md` lists the properties.
 */
export function jsonReport(results: readonly NotebookResult[]): string {
  const report = {
    format: 1,
    passed: results.every(({ verdict }) => isGood(verdict)),
    notebooks: results.map(notebookReport),
  };
  return `${JSON.stringify(report, undefined, 2)}\n`;
}

function notebookReport(result: NotebookResult): object {
  const { file, verdict, cells, milliseconds, failure, comparison, stale } = result;
  return {
    notebook: file,
    verdict,
    cells,
    seconds: Math.round(milliseconds) / 1000,
    ...(failure && { failure }),
    ...(comparison && {
      differenceCount: comparison.count,
      differences: comparison.differences.map((difference) => ({
        ...difference,
        words: differenceWords(difference.kind),
      })),
      omitted: comparison.omitted,
      tolerances: comparison.tolerances,
    }),
    stale: stale.map((reason) => ({ ...reason, words: staleWords(reason) })),
  };
}
