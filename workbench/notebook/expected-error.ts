import type { CellFailure } from "./cell-failure.ts";

/**
 * What a cell tagged `raises-exception` leaves in its output: the error's message and the places in
 * cells that it came through, without anything that differs between machines.
 */
export function expectedError({ kind, cell, line, message, trace }: CellFailure): string {
  const place = line === undefined ? `cell [${cell}]` : `cell [${cell}], line ${line}`;
  if (kind === "type-error") {
    const further = (trace ?? []).map((text) => `    ${text}\n`).join("");
    return `TypeScript: ${message}\n    at ${place}\n${further}`;
  }
  return `${message}\n${(trace ?? [place]).map((text) => `    at ${text}\n`).join("")}`;
}
