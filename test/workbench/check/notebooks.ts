import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";
import { type CheckReport, checkNotebooks } from "../../../workbench/check/check-notebooks.ts";
import type { Finding } from "../../../workbench/check/finding.ts";

const root = fileURLToPath(new URL("../../../", import.meta.url));

/** A code cell of a test's notebook, by its source, or with tags. */
export type TestCell =
  | string
  | { readonly source: string; readonly tags: readonly string[] }
  | { readonly markdown: string };

/** A folder of the test's own inside the project, where packages are found; git ignores it. */
export function projectPlace(): string {
  const place = makePlace();
  onTestFinished(() => rmSync(place, { recursive: true, force: true }));
  return place;
}

function makePlace(): string {
  const parent = join(root, ".stressbook", "test-check");
  mkdirSync(parent, { recursive: true });
  return mkdtempSync(join(parent, "place-"));
}

/** Writes a notebook with a title and the given cells; returns its path. */
export function writeNotebook(place: string, name: string, cells: readonly TestCell[]): string {
  const path = join(place, `${name}.ipynb`);
  writeFileSync(
    path,
    `${JSON.stringify(notebook([{ markdown: "# Title" }, ...cells]), null, 1)}\n`,
  );
  return path;
}

/** A notebook document of the given cells alone. */
export function notebook(cells: readonly TestCell[]): object {
  return {
    cells: cells.map((cell, i) => cellDocument(cell, `cell-${i}`)),
    metadata: {},
    nbformat: 4,
    nbformat_minor: 5,
  };
}

/** Checks one notebook of the given code cells; the whole report. */
export function checkReport(...cells: TestCell[]): Promise<CheckReport> {
  return checkNotebooks([writeNotebook(projectPlace(), "test", cells)]);
}

/** The findings in one notebook of the given code cells. */
export async function check(...cells: TestCell[]): Promise<readonly Finding[]> {
  return (await checkReport(...cells)).notebooks[0]!.findings;
}

/** What a test says about a notebook: its code cells and all that is found in it, in short. */
export interface Claim {
  readonly title: string;
  readonly cells: readonly TestCell[];
  /** Nothing where the notebook is clean. */
  readonly finds: readonly string[];
}

/** The findings for every claim, in short, by title; all notebooks are checked in one go. */
export async function checkClaims(claims: readonly Claim[]): Promise<Map<string, string[]>> {
  const place = makePlace();
  try {
    const files = claims.map(({ cells }, i) => writeNotebook(place, `claim-${i}`, cells));
    const { notebooks } = await checkNotebooks(files);
    return new Map(claims.map(({ title }, i) => [title, notebooks[i]!.findings.map(brief)]));
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

/** A finding in short: `[2] 1:7 SB101`, with `kernel` or `strict` where only one of them reports it. */
export function brief({ cell, index, line, column, code, view }: Finding): string {
  const place = cell === undefined ? `cell ${(index ?? -1) + 1}` : `[${cell}]`;
  return `${place} ${line}:${column} ${code}${view && view !== "both" ? ` ${view}` : ""}`;
}

function cellDocument(cell: TestCell, id: string): object {
  if (typeof cell === "object" && "markdown" in cell) {
    return { cell_type: "markdown", id, metadata: {}, source: [cell.markdown] };
  }
  const { source, tags } = typeof cell === "string" ? { source: cell, tags: [] } : cell;
  return {
    cell_type: "code",
    execution_count: null,
    id,
    metadata: tags.length > 0 ? { tags } : {},
    outputs: [],
    source: source.match(/[^\n]*\n|[^\n]+$/g) ?? [],
  };
}
