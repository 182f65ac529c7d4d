import { isJsonObject, type Json } from "../notebook/json.ts";

/** A number, text, boolean or null inside a JSON value; what JSON cannot hold is a number too. */
export type Leaf = null | boolean | number | string;

/**
 * Every leaf of a JSON value by its path, in order: `data[3].pnlUsd`. An empty list or object counts
 * as a leaf, so that nothing goes unseen. Tagged numbers of chart payloads are taken as numbers.
 */
export function jsonLeaves(value: Json, path = ""): Map<string, Leaf> {
  const leaves = new Map<string, Leaf>();
  collect(value, path, leaves);
  return leaves;
}

function collect(value: Json, path: string, leaves: Map<string, Leaf>): void {
  if (value === null || typeof value !== "object") {
    leaves.set(path, value);
    return;
  }
  if (!isJsonObject(value)) {
    if (value.length === 0) leaves.set(path, "[]");
    for (const [index, item] of value.entries()) collect(item, `${path}[${index}]`, leaves);
    return;
  }
  const entries = Object.entries(value);
  const [only] = entries;
  if (only === undefined) leaves.set(path, "{}");
  else if (entries.length === 1 && only[0] === "$number") leaves.set(path, Number(only[1]));
  else
    for (const [key, item] of entries) collect(item, path === "" ? key : `${path}.${key}`, leaves);
}

/** A leaf as a reader sees it: numbers whole, texts in quotes, long hashes by their first digits. */
export function formatLeaf(leaf: Leaf): string {
  if (typeof leaf === "number") return Object.is(leaf, -0) ? "-0" : String(leaf);
  if (typeof leaf !== "string" || leaf === "[]" || leaf === "{}") return String(leaf);
  return JSON.stringify(leaf.replace(/\b([0-9a-f]{8})[0-9a-f]{8,}\b/g, "$1"));
}
