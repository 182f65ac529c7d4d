import { resolve } from "node:path";

/** An error in the compiler's output; `file` is absolute, line and column count from 1. */
export interface Diagnostic {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly code: string;
  readonly message: string;
}

const located = /^(.+)\((\d+),(\d+)\): error (TS\d+): (.*)$/;

/**
 * Reads what `tsc --pretty false` printed in `folder`; the lines of a longer message follow it
 * indented. Throws an Error for one without a place: then nothing was checked.
 */
export function readDiagnostics(output: string, folder: string): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  for (const text of output.split(/\r?\n/)) {
    const [, file = "", line, column, code = "", message = ""] = located.exec(text) ?? [];
    const last = diagnostics.at(-1);
    if (file !== "") {
      const place = { line: Number(line), column: Number(column) };
      diagnostics.push({ file: resolve(folder, file), ...place, code, message });
    } else if (text.startsWith(" ") && last !== undefined) {
      diagnostics[diagnostics.length - 1] = { ...last, message: `${last.message}\n${text}` };
    } else if (text.trim() !== "") {
      throw new Error(`the strict check could not run: ${text}`);
    }
  }
  return diagnostics;
}
