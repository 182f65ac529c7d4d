import { InvalidInputError } from "stressbook";
import type { JsonObject } from "../notebook/json.ts";
import { hasTag, type Notebook } from "../notebook/notebook.ts";
import { injectedTag, parametersTag, parameterValues } from "../parameters/notebook-parameters.ts";

/**
 * The values that a run of the notebook started from, for its stamp; undefined without any. A
 * parameters cell that computes has none to state: its source is in the stamp like any other.
 */
export function parametersOf(notebook: Notebook, file: string): JsonObject | undefined {
  const isTagged = notebook.cells.some(
    (cell) => hasTag(cell, parametersTag) || hasTag(cell, injectedTag),
  );
  if (!isTagged) return undefined;
  try {
    return parameterValues(notebook, file);
  } catch (error) {
    if (error instanceof InvalidInputError) return undefined;
    throw error;
  }
}
