import { createHash } from "node:crypto";
import { type InputIssue, InvalidInputError } from "stressbook";
import { z } from "zod";
import { deepestNesting, nestsTooDeep } from "./nesting.ts";
import type { Cell, Notebook, Output } from "./notebook.ts";

const jsonObject = z.record(z.string(), z.json());
const text = z
  .union([z.string(), z.array(z.string())], { error: "must be a text or an array of lines" })
  .transform((value) => (typeof value === "string" ? value : value.join("")));
const bundle = z
  .record(z.string(), z.json())
  .transform((data) =>
    Object.fromEntries(Object.entries(data).map(([type, value]) => [type, joinLines(type, value)])),
  );

const stream = z
  .object({ output_type: z.literal("stream"), name: z.enum(["stdout", "stderr"]), text })
  .transform((o): Output => ({ kind: "stream", name: o.name, text: o.text }));
const display = z
  .object({
    output_type: z.enum(["display_data", "execute_result"]),
    data: bundle,
    metadata: jsonObject.default({}),
  })
  .transform((o): Output => ({ kind: "display", data: o.data, metadata: o.metadata }));
const error = z
  .object({
    output_type: z.literal("error"),
    ename: z.string(),
    evalue: z.string(),
    traceback: z.array(z.string()),
  })
  .transform(
    (o): Output => ({ kind: "error", name: o.ename, value: o.evalue, traceback: o.traceback }),
  );

const common = { id: z.string().optional(), metadata: jsonObject.default({}), source: text };
const codeCell = z.object({
  ...common,
  cell_type: z.literal("code"),
  execution_count: z.number().int().nullable().default(null),
  outputs: z.array(z.union([stream, display, error])).default([]),
});
const textCell = z.object({
  ...common,
  cell_type: z.enum(["markdown", "raw"]),
  attachments: jsonObject.optional(),
});
const schema = z.object({
  nbformat: z.literal(4, { error: "must be 4: save the notebook with a current Jupyter" }),
  nbformat_minor: z.number().int().min(0),
  metadata: jsonObject,
  cells: z.array(z.discriminatedUnion("cell_type", [codeCell, textCell])),
});

type CellDocument = z.infer<typeof schema>["cells"][number];

/**
 * The notebook in a file's text. Cells without an id (nbformat before 4.5), and later ones of two
 * with the same id, get one made of their place and source. `name` is for the message.
 * Throws InvalidInputError for anything that is not a TypeScript notebook of nbformat 4.
 */
export function readNotebook(contents: string, name: string): Notebook {
  const document = parseJson(contents, name);
  const parsed = schema.safeParse(document);
  if (!parsed.success) {
    throw new InvalidInputError(
      `notebook ${name}`,
      parsed.error.issues.slice(0, 10).map((issue) => describeIssue(issue, document)),
    );
  }
  const { metadata, cells } = parsed.data;
  checkLanguage(metadata, name);
  const taken = new Set<string>();
  return { metadata, cells: cells.map((cell, index) => toCell(cell, index, taken)) };
}

function parseJson(contents: string, name: string): unknown {
  if (nestsTooDeep(contents)) {
    const rule = `must not nest more than ${deepestNesting} lists and objects in each other`;
    throw new InvalidInputError(`notebook ${name}`, [{ path: "", rule, value: "deeper" }]);
  }
  try {
    return JSON.parse(contents);
  } catch (cause) {
    const value = cause instanceof Error ? cause.message : String(cause);
    throw new InvalidInputError(`notebook ${name}`, [{ path: "", rule: "must be JSON", value }]);
  }
}

function checkLanguage(metadata: Record<string, unknown>, name: string): void {
  const kernel = z.object({ name: z.string() }).safeParse(metadata.kernelspec);
  if (!kernel.success || kernel.data.name === "tslab") return;
  const rule = 'must be "tslab", the TypeScript kernel';
  throw new InvalidInputError(`notebook ${name}`, [
    { path: "metadata.kernelspec.name", rule, value: JSON.stringify(kernel.data.name) },
  ]);
}

function toCell(cell: CellDocument, index: number, taken: Set<string>): Cell {
  const id = stableId(cell, index, taken);
  taken.add(id);
  const { metadata, source } = cell;
  if (cell.cell_type === "code") {
    const { execution_count: executionCount, outputs } = cell;
    return { kind: "code", id, metadata, source, executionCount, outputs };
  }
  const { cell_type: kind, attachments } = cell;
  return { kind, id, metadata, source, ...(attachments && { attachments }) };
}

function stableId(cell: CellDocument, index: number, taken: ReadonlySet<string>): string {
  const { id } = cell;
  if (id !== undefined && /^[a-zA-Z0-9_-]{1,64}$/.test(id) && !taken.has(id)) return id;
  return createHash("sha256").update(`${index}\0${cell.source}`).digest("hex").slice(0, 8);
}

function joinLines(type: string, value: z.core.util.JSONType): z.core.util.JSONType {
  if (/[/+]json$/.test(type) || !Array.isArray(value)) return value;
  return value.every((line) => typeof line === "string") ? value.join("") : value;
}

function describeIssue(issue: z.core.$ZodIssue, document: unknown): InputIssue {
  const path = issue.path
    .map((key) => (typeof key === "number" ? `[${key}]` : `.${String(key)}`))
    .join("")
    .replace(/^\./, "");
  const found = issue.path.reduce<unknown>(
    (value, key) => (Object(value) as Record<PropertyKey, unknown>)[key],
    document,
  );
  const value = JSON.stringify(found) ?? "missing";
  return {
    path,
    rule: issue.message
      .replace(/^Invalid input: expected (?:record|object)/, "must be an object")
      .replace(/^Invalid input: expected/, "must be")
      .replace(/, received \w+$/, ""),
    value: value.length > 60 ? `${value.slice(0, 57)}...` : value,
  };
}
