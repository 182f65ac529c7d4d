import { formatNotebook } from "../../../workbench/notebook/format-notebook.ts";
import type { JsonObject } from "../../../workbench/notebook/json.ts";
import type { Cell, Notebook, Output } from "../../../workbench/notebook/notebook.ts";

/** Makes a cell once its place, and so its id, is known. */
export type CellMaker = (id: string) => Cell;

/** A PNG of one grey pixel. */
export const onePixel =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==";

/** A notebook of these cells, numbered ids. */
export function notebookOf(...cells: readonly CellMaker[]): Notebook {
  return { cells: cells.map((cell, i) => cell(`cell-${i}`)), metadata: tslab };
}

/** The file's text of a notebook of these cells. */
export function notebookText(...cells: readonly CellMaker[]): string {
  return formatNotebook(notebookOf(...cells));
}

export function markdownCell(source: string): CellMaker {
  return (id) => ({ kind: "markdown", id, metadata: {}, source });
}

export function codeCell(source: string, ...outputs: readonly Output[]): CellMaker {
  return (id) => ({ kind: "code", id, metadata: {}, source, executionCount: 1, outputs });
}

export function display(data: JsonObject, metadata: JsonObject = {}): Output {
  return { kind: "display", data, metadata };
}

export function stream(text: string, name: "stdout" | "stderr" = "stdout"): Output {
  return { kind: "stream", name, text };
}

const tslab: JsonObject = {
  kernelspec: { display_name: "TypeScript", language: "typescript", name: "tslab" },
};
