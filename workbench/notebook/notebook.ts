import type { Json, JsonObject } from "./json.ts";

/** A notebook of nbformat 4.5 in memory: texts are whole strings, not arrays of lines. */
export interface Notebook {
  readonly cells: readonly Cell[];
  readonly metadata: JsonObject;
}

export type Cell = CodeCell | TextCell;

export interface CodeCell {
  readonly kind: "code";
  readonly id: string;
  readonly metadata: JsonObject;
  readonly source: string;
  readonly executionCount: number | null;
  readonly outputs: readonly Output[];
}

interface TextCell {
  readonly kind: "markdown" | "raw";
  readonly id: string;
  readonly metadata: JsonObject;
  readonly source: string;
  readonly attachments?: JsonObject;
}

export type Output = StreamOutput | DisplayOutput | ErrorOutput;

/** Text that a cell printed; neighbours of one name are merged. */
interface StreamOutput {
  readonly kind: "stream";
  readonly name: "stdout" | "stderr";
  readonly text: string;
}

/** A picture, a table or a text, once per MIME type, with what it takes to draw it again. */
export interface DisplayOutput {
  readonly kind: "display";
  readonly data: JsonObject;
  readonly metadata: JsonObject;
}

/** An error that another front end saved; the runner itself never writes one. */
export interface ErrorOutput {
  readonly kind: "error";
  readonly name: string;
  readonly value: string;
  readonly traceback: readonly Json[];
}

/** A code cell with the number in brackets that a reader sees beside it: [1], [2], … */
interface NumberedCell {
  readonly number: number;
  readonly cell: CodeCell;
}

/** The code cells that run, numbered from 1; a cell of nothing but white space has no number. */
export function numberedCells(notebook: Notebook): NumberedCell[] {
  return notebook.cells
    .filter((cell) => cell.kind === "code")
    .filter((cell) => cell.source.trim() !== "")
    .map((cell, index) => ({ number: index + 1, cell }));
}

/** Whether a cell carries a tag. */
export function hasTag(cell: Cell, tag: string): boolean {
  const { tags } = cell.metadata;
  return Array.isArray(tags) && tags.includes(tag);
}
