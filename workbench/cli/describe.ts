import { readNotebookFile } from "../notebook/notebook-file.ts";
import { notebookParameters } from "../parameters/notebook-parameters.ts";
import type { Parameter } from "../parameters/read-parameters.ts";

interface DescribedNotebook {
  readonly file: string;
  readonly parameters: readonly Parameter[];
}

/** Name, type, default and comment of every parameter of the notebooks, as aligned text. */
export function describeAsText(files: readonly string[]): string {
  return files.map((file) => formatNotebook(describe(file))).join("\n\n");
}

/** The same as JSON: `[{ file, parameters: [{ name, type, default, comment }] }]`. */
export function describeAsJson(files: readonly string[]): string {
  const notebooks = files.map(describe).map(({ file, parameters }) => ({
    file,
    parameters: parameters.map(({ typeModel, ...shown }) => shown),
  }));
  return JSON.stringify(notebooks, undefined, 2);
}

function describe(file: string): DescribedNotebook {
  return { file, parameters: notebookParameters(readNotebookFile(file), file) };
}

function formatNotebook({ file, parameters }: DescribedNotebook): string {
  if (parameters.length === 0) return `${file}  no parameters`;
  const rows = parameters.map(({ name, type, default: value, comment }) => [
    name,
    type,
    JSON.stringify(value),
    comment,
  ]);
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]!.length)));
  const lines = rows.map((row) =>
    row
      .map((text, column) => text.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
  return [file, ...lines.map((line) => `  ${line}`)].join("\n");
}
