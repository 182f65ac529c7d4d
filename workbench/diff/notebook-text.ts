import { createHash } from "node:crypto";
import type { JsonObject } from "../notebook/json.ts";
import type { Cell, Notebook } from "../notebook/notebook.ts";
import { formatLeaf, jsonLeaves, type Leaf } from "./json-leaves.ts";
import { outputParts } from "./output-parts.ts";

/** Values written out per output; of the others a fingerprint shows whether they changed. */
const mostValues = 5000;

/**
 * A notebook as plain lines for a line-by-line comparison: sources, texts, one line for each value
 * behind a chart or table; no ids, no counters, no pictures but their fingerprints.
 */
export function notebookText(notebook: Notebook): string {
  const { kernelspec, language_info, ...metadata } = notebook.metadata;
  const lines = [
    ...notebook.cells.flatMap((cell) => [
      `===== ${cell.kind === "code" ? "cell" : "text"}`,
      ...metadataLines(cell.metadata),
      ...cell.source.split("\n"),
      ...outputLines(cell),
    ]),
    ...metadataLines(metadata),
  ];
  return lines.map((line) => `${line.trimEnd()}\n`).join("");
}

function metadataLines(metadata: JsonObject): string[] {
  if (Object.keys(metadata).length === 0) return [];
  return valueLines(jsonLeaves(metadata)).map((line) => `metadata ${line}`);
}

function outputLines(cell: Cell): string[] {
  if (cell.kind !== "code") return [];
  return cell.outputs
    .map(outputParts)
    .flatMap(({ label, lines, values, pictures }) => [
      `----- ${label}`,
      ...lines,
      ...[...pictures].map(([type, fingerprint]) => `${type} ${fingerprint}`),
      ...valueLines(values),
    ]);
}

function valueLines(values: ReadonlyMap<string, Leaf>): string[] {
  const lines = [...values].map(([path, leaf]) => `${path} = ${formatLeaf(leaf)}`);
  if (lines.length <= mostValues) return lines;
  const rest = lines.slice(mostValues);
  const fingerprint = createHash("sha256").update(rest.join("\n")).digest("hex").slice(0, 8);
  return [...lines.slice(0, mostValues), `and ${rest.length} more values, ${fingerprint}`];
}
