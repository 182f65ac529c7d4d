import { homedir } from "node:os";
import { dirname, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { projectFolder } from "./child-environment.ts";
import { isJsonObject, type JsonObject, mapStringsOfObject } from "./json.ts";
import {
  type Cell,
  type DisplayOutput,
  type Notebook,
  numberedCells,
  type Output,
} from "./notebook.ts";
import type { OutputCollector } from "./outputs.ts";

// What tslab 1.0.22 answers, so that saving in JupyterLab changes nothing.
const kernelspec = { display_name: "TypeScript", language: "typescript", name: "tslab" };
const languageInfo = {
  codemirror_mode: { mode: "typescript", name: "javascript", typescript: true },
  file_extension: ".ts",
  mimetype: "text/typescript",
  name: "typescript",
  version: "3.7.2",
};

/** What front ends note about when a cell ran or how it was scrolled. */
const volatileMetadata = ["execution", "ExecuteTime", "papermill", "scrolled", "collapsed"];

/**
 * The notebook with the outputs of a run, free of all that differs between two equal runs: cells
 * counted from 1, no times, no colour codes, no folders of this machine.
 */
export function withOutputs(
  notebook: Notebook,
  file: string,
  outputs: Pick<OutputCollector, "of">,
): Notebook {
  const clean = outputCleaner(file);
  const numbers = new Map(numberedCells(notebook).map(({ cell, number }) => [cell.id, number]));
  return {
    metadata: {
      ...without(notebook.metadata, ["papermill"]),
      kernelspec,
      language_info: languageInfo,
    },
    cells: notebook.cells.map((cell): Cell => {
      const metadata = without(cell.metadata, volatileMetadata);
      if (cell.kind !== "code") return { ...cell, metadata };
      const number = numbers.get(cell.id);
      return {
        ...cell,
        metadata,
        executionCount: number ?? null,
        outputs: number === undefined ? [] : outputs.of(number).map(clean),
      };
    }),
  };
}

/**
 * A function that takes colour codes and this machine's folders out of an output of `file`: the
 * project's folder becomes `<project>`, the home folder `~`.
 */
function outputCleaner(file: string): (output: Output) => Output {
  const folder = dirname(resolve(file));
  const places = [
    [projectFolder(folder) ?? folder, "<project>"],
    [homedir(), "~"],
  ] as const;
  const replacements = places
    .filter(([path]) => path.length > 1)
    .flatMap(([path, name]): [RegExp, string][] => [
      [pathPattern(pathToFileURL(path).href), `file://${name}`],
      [pathPattern(path), name],
    ]);
  const replace = (text: string): string =>
    replacements.reduce((result, [pattern, name]) => result.replace(pattern, name), text);
  return (output) => cleanOutput(output, replace);
}

function cleanOutput(output: Output, replace: (text: string) => string): Output {
  if (output.kind === "stream") return { ...output, text: replace(stripAnsi(output.text)) };
  if (output.kind === "error") return output;
  const kept = Object.entries(output.data).filter(([type]) => !isLiveChart(output, type));
  const data = kept.map(([type, value]) => {
    if (typeof value !== "string") return [type, value];
    if (!type.startsWith("text/")) return [type, value];
    return [type, replace(type === "text/plain" ? stripAnsi(value) : value)];
  });
  return {
    ...output,
    data: Object.fromEntries(data),
    metadata: mapStringsOfObject(output.metadata, replace),
  };
}

// The chart as HTML that `show` adds in live Jupyter: large, and blank where scripts are off.
function isLiveChart({ metadata: { stressbook } }: DisplayOutput, type: string): boolean {
  return type === "text/html" && isJsonObject(stressbook) && typeof stressbook.chart === "string";
}

// A path counts only as a whole: `a/b` inside `a/bc` or `xa/b` is another one.
function pathPattern(path: string): RegExp {
  const escaped = path.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`(?<![\\w.~/-])${escaped}(?![\\w-])`, "g");
}

function stripAnsi(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: escape codes start with one.
  return text.replace(/\u001b(?:\[[0-9;?]*[A-Za-z]|\][^\u0007\u001b]*(?:\u0007|\u001b\\))/g, "");
}

function without(object: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)));
}
