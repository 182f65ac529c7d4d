import { z } from "zod";
import { describe } from "../base/check.ts";
import { type InputIssue, InvalidInputError } from "../base/invalid-input.ts";
import type { Manifest } from "./manifest.ts";

const text = z.string().min(1);
const hex = z.string().regex(/^([0-9a-f]{8})+$/, "must be hexadecimal, 8 digits each");
const safePath = z
  .string()
  .regex(/^[\w-]+(\/[\w-]+)*\.csv$/, "must be a path of a .csv file inside the data folder");

const gap = z.strictObject({ from: text, to: text, steps: z.int().positive() });

const asset = z.strictObject({
  asset: text,
  first: text,
  last: text,
  observations: z.int().positive(),
  gaps: z.array(gap),
});

const file = z.strictObject({
  name: text,
  kind: z.enum(["daily", "hourly", "funding"]),
  path: safePath,
  unit: text,
  source: text,
  sha256: z.string().regex(/^[0-9a-f]{64}$/, "must be 64 hexadecimal digits"),
  rows: z.int().positive(),
  first: text,
  last: text,
  assets: z.array(asset).min(1),
  digests: z.array(z.strictObject({ block: text, rows: hex, columns: hex })).min(1),
});

const manifest = z.strictObject({ format: z.literal(1), files: z.array(file) });

/**
 * Reads the text of a manifest.
 *
 * @param subject what the messages call it: `data/manifest.json`.
 * @throws InvalidInputError naming every path, rule and value that is wrong.
 */
export function parseManifest(subject: string, json: string): Manifest {
  const document = parseJson(subject, json);
  const result = manifest.safeParse(document);
  if (result.success) return result.data;
  throw new InvalidInputError(
    subject,
    result.error.issues.map((issue) => ({
      path: pathText(issue.path),
      rule: issue.message,
      value: describe(valueAt(document, issue.path)),
    })),
  );
}

function parseJson(subject: string, json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    const issue: InputIssue = { path: "", rule: "must be JSON", value: String(error) };
    throw new InvalidInputError(subject, [issue]);
  }
}

function pathText(path: readonly PropertyKey[]): string {
  return path
    .map((key) => (typeof key === "number" ? `[${key}]` : `.${String(key)}`))
    .join("")
    .replace(/^\./, "");
}

function valueAt(document: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, key) => {
    if (typeof value !== "object" || value === null) return undefined;
    return (value as Record<PropertyKey, unknown>)[key];
  }, document);
}
