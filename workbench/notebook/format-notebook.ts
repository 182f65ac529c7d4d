import { isJsonObject, type Json, type JsonObject } from "./json.ts";
import type { Cell, Notebook, Output } from "./notebook.ts";

/**
 * The bytes of a notebook file as Jupyter writes them: nbformat 4.5, keys sorted, indent 1, texts
 * as arrays of lines, UTF-8 without escapes, one newline at the end.
 */
export function formatNotebook(notebook: Notebook): string {
  const document = {
    cells: notebook.cells.map(cellDocument),
    metadata: notebook.metadata,
    nbformat: 4,
    nbformat_minor: 5,
  };
  return `${JSON.stringify(sortKeys(document), undefined, 1)}\n`;
}

function cellDocument(cell: Cell): JsonObject {
  const common = {
    cell_type: cell.kind,
    id: cell.id,
    metadata: cell.metadata,
    source: lines(cell.source),
  };
  if (cell.kind === "code") {
    return {
      ...common,
      execution_count: cell.executionCount,
      outputs: cell.outputs.map(outputDocument),
    };
  }
  return cell.attachments === undefined ? common : { ...common, attachments: cell.attachments };
}

function outputDocument(output: Output): JsonObject {
  if (output.kind === "stream") {
    return { output_type: "stream", name: output.name, text: lines(output.text) };
  }
  if (output.kind === "display") {
    const data = Object.entries(output.data).map(([type, value]) => [
      type,
      typeof value === "string" && isSplit(type) ? lines(value) : value,
    ]);
    return {
      output_type: "display_data",
      data: Object.fromEntries(data),
      metadata: output.metadata,
    };
  }
  const { name, value, traceback } = output;
  return { output_type: "error", ename: name, evalue: value, traceback };
}

// Jupyter keeps base64 in one string and splits what a person may read.
function isSplit(type: string): boolean {
  return type.startsWith("text/") || type === "image/svg+xml" || type === "application/javascript";
}

function lines(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function sortKeys(value: Json): Json {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value).map(([key, item]): [string, Json] => [key, sortKeys(item)]);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}
