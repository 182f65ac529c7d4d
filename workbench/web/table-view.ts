import type { Json } from "../notebook/json.ts";

/** Replaced when the table payload is known. */
export function tableView(_table: Json): string | undefined {
  return undefined;
}
