import { SourceMap, type SourceMapPayload } from "node:module";
import type { CellPosition } from "./cell-failure.ts";

/** The two steps from a cell's TypeScript to the JavaScript that runs, as source maps. */
export interface CellMaps {
  readonly cell: number;
  /** Emitted CommonJS to emitted ES module, then ES module to the kernel's copy of the cell. */
  readonly steps: readonly SourceMapPayload[];
  /** Lines that the kernel puts before the cell's first one. */
  readonly leadingLines: number;
  /** Lines of the emitted JavaScript; what follows is the kernel's own call of it. */
  readonly emittedLines: number;
  /** Characters that the kernel puts before the first line of the emitted JavaScript. */
  readonly leadingCharacters: number;
}

const scheme = "stressbook-cell:";

/** The name under which the engine knows the script of a cell. */
export function cellScriptName(cell: number): string {
  return `${scheme}${cell}`;
}

/** The cell of a script name, or undefined for any other file. */
export function cellOfScript(name: string): number | undefined {
  return name.startsWith(scheme) ? Number(name.slice(scheme.length)) : undefined;
}

/**
 * The place in the cell that a place in its emitted JavaScript stands for (line and column from 0),
 * or undefined for code that the kernel added.
 */
export function originalPosition(
  maps: CellMaps,
  emitted: { readonly line: number; readonly column: number },
): CellPosition | undefined {
  if (emitted.line >= maps.emittedLines) return undefined;
  const start = emitted.line === 0 ? maps.leadingCharacters : 0;
  let { line, column } = { line: emitted.line, column: Math.max(0, emitted.column - start) };
  for (const payload of maps.steps) {
    const entry = new SourceMap(payload).findEntry(line, column);
    if (!("originalLine" in entry)) return undefined;
    line = entry.originalLine;
    column = entry.originalColumn;
  }
  line -= maps.leadingLines;
  return line < 0 ? undefined : { cell: maps.cell, line: line + 1, column: column + 1 };
}
