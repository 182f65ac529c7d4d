import { createHash } from "node:crypto";
import { isJsonObject, type Json, type JsonObject } from "../notebook/json.ts";
import type { Output } from "../notebook/notebook.ts";
import { jsonLeaves, type Leaf } from "./json-leaves.ts";

/** What a reader compares in an output: its text, the numbers behind it, the picture's fingerprint. */
export interface OutputParts {
  /** `stdout`, `table var-by-window`, `chart varBacktest`, `text`, `error`. */
  readonly label: string;
  readonly lines: readonly string[];
  /** The values that a chart or table was made from, by path. */
  readonly values: ReadonlyMap<string, Leaf>;
  /** A fingerprint of each picture, by MIME type; the picture itself says nothing as text. */
  readonly pictures: ReadonlyMap<string, string>;
}

const nothing = { values: new Map<string, Leaf>(), pictures: new Map<string, string>() };

/** The parts of an output. */
export function outputParts(output: Output): OutputParts {
  if (output.kind === "stream") {
    return { ...nothing, label: output.name, lines: linesOf(output.text) };
  }
  if (output.kind === "error") {
    return { ...nothing, label: "error", lines: [`${output.name}: ${output.value}`] };
  }
  const payload = output.metadata.stressbook;
  const values = isJsonObject(payload) ? payloadValues(payload) : nothing.values;
  return {
    label: labelOf(payload),
    lines: linesOf(textOf(output.data)),
    values,
    pictures: picturesOf(output.data),
  };
}

/** The lines of a text, without an empty one at its end. */
export function linesOf(text: string): string[] {
  return text === "" ? [] : text.replace(/\n$/, "").split("\n");
}

function payloadValues(payload: JsonObject): Map<string, Leaf> {
  const { chart, table, ...rest } = payload;
  return jsonLeaves(isJsonObject(table) ? { ...table, ...rest } : rest);
}

function labelOf(payload: Json | undefined): string {
  if (!isJsonObject(payload)) return "text";
  const { chart, table } = payload;
  if (typeof chart === "string") return `chart ${chart}`;
  if (!isJsonObject(table)) return "text";
  const name = [table.name, table.title].find((text) => typeof text === "string" && text !== "");
  return name === undefined ? "table" : `table ${name}`;
}

function textOf(data: JsonObject): string {
  for (const type of ["text/markdown", "text/plain", "text/html", "text/latex"]) {
    const text = data[type];
    if (typeof text === "string") return text;
  }
  return "";
}

function picturesOf(data: JsonObject): Map<string, string> {
  const pictures = new Map<string, string>();
  for (const [type, value] of Object.entries(data)) {
    if (type.startsWith("text/")) continue;
    const bytes = typeof value === "string" ? value : JSON.stringify(value);
    pictures.set(type, createHash("sha256").update(bytes).digest("hex").slice(0, 8));
  }
  return pictures;
}
