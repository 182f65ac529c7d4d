import { createHash } from "node:crypto";
import type { Json } from "../notebook/json.ts";

/** The first 16 hexadecimal digits of the SHA-256 of a text or bytes. */
export function shortHash(contents: string | Uint8Array): string {
  return createHash("sha256").update(contents).digest("hex").slice(0, 16);
}

/** The hash of a JSON value, whatever the order of its keys. */
export function hashOfJson(value: Json): string {
  return shortHash(JSON.stringify(value, sortedKeys));
}

function sortedKeys(_: string, value: Json): Json {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
