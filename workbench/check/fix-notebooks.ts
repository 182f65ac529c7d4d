import { readFileSync } from "node:fs";
import { readNotebookFile } from "../notebook/notebook-file.ts";
import { type CheckReport, checkNotebooks, type NotebookCheck } from "./check-notebooks.ts";
import { applyEdits, replaceSources } from "./edit-sources.ts";
import type { FileFindings, Finding } from "./finding.ts";
import { replaceFile } from "./replace-file.ts";

/** What is left after fixing, and what was fixed. */
export interface FixReport extends CheckReport {
  /** Findings that are gone, as they were reported; only notebooks that were rewritten. */
  readonly fixed: readonly FileFindings[];
}

/** A fix can bring another one to light; this many rounds are more than any cell needs. */
const mostRounds = 5;

/**
 * Checks notebooks and rewrites the cells that have something to fix; every other byte of a file
 * stays, outputs included, and a file is replaced whole or not at all.
 */
export async function fixNotebooks(files: readonly string[]): Promise<FixReport> {
  const fixed = new Map<string, Finding[]>();
  let report = await checkNotebooks(files);
  for (let round = 0; round < mostRounds; round++) {
    const fixable = report.notebooks.filter(({ findings }) => findings.some(hasEdits));
    if (fixable.length === 0) break;
    for (const check of fixable) {
      fixed.set(check.file, [...(fixed.get(check.file) ?? []), ...fixNotebook(check)]);
    }
    report = await checkNotebooks(files);
  }
  return { ...report, fixed: [...fixed].map(([file, findings]) => ({ file, findings })) };
}

function fixNotebook({ file, findings }: NotebookCheck): Finding[] {
  const { cells } = readNotebookFile(file);
  const fixable = findings.filter(hasEdits);
  const sources = new Map(
    [...Map.groupBy(fixable, ({ index }) => index ?? 0)].map(([index, found]) => [
      index,
      applyEdits(
        cells[index]?.source ?? "",
        found.flatMap(({ edits }) => edits ?? []),
      ),
    ]),
  );
  replaceFile(file, replaceSources(readFileSync(file, "utf8"), sources));
  return fixable;
}

function hasEdits({ edits }: Finding): boolean {
  return edits !== undefined;
}
