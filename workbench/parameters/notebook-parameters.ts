import { InvalidInputError } from "stressbook";
import type { JsonObject } from "../notebook/json.ts";
import { type CodeCell, hasTag, type Notebook, numberedCells } from "../notebook/notebook.ts";
import { type Parameter, readParameters } from "./read-parameters.ts";
import { loadTypeScript } from "./typescript.ts";

export const parametersTag = "parameters";
export const injectedTag = "injected-parameters";

/** The code cell tagged `parameters`, or undefined. Throws InvalidInputError for two of them. */
export function parametersCell(notebook: Notebook, file: string): CodeCell | undefined {
  const cells = numberedCells(notebook).filter(({ cell }) => hasTag(cell, parametersTag));
  if (cells.length > 1) {
    const places = cells.map(({ number }) => `cell [${number}]`).join(", ");
    const rule = `must have one cell tagged ${parametersTag} at most`;
    throw new InvalidInputError(`notebook ${file}`, [{ path: "", rule, value: places }]);
  }
  return cells[0]?.cell;
}

/**
 * The parameters of a notebook; none when no cell is tagged `parameters`.
 * Throws InvalidInputError, with the line, when that cell holds anything but typed literals.
 */
export function notebookParameters(notebook: Notebook, file: string): readonly Parameter[] {
  const cell = parametersCell(notebook, file);
  if (cell === undefined) return [];
  const { parameters, issues } = readParameters(loadTypeScript(), cell.source);
  if (issues.length === 0) return parameters;
  const { number } = numberedCells(notebook).find((numbered) => numbered.cell === cell)!;
  const placed = issues.map((issue) => ({ ...issue, path: `cell [${number}], ${issue.path}` }));
  throw new InvalidInputError(`notebook ${file}`, placed);
}

/** The values that a run of the notebook starts from: the defaults, and over them what is injected. */
export function parameterValues(notebook: Notebook, file: string): JsonObject {
  const given = notebook.cells.filter((cell) => hasTag(cell, injectedTag));
  const typescript = loadTypeScript();
  const injected = given.flatMap(({ source }) => readParameters(typescript, source).parameters);
  const all = [...notebookParameters(notebook, file), ...injected];
  return Object.fromEntries(all.map((parameter) => [parameter.name, parameter.default]));
}
