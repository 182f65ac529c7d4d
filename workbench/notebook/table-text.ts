import { isJsonObject, type Json } from "./json.ts";
import type { Notebook } from "./notebook.ts";

/** The plain text of the table that a notebook shows under `name`, or undefined. */
export function tableText(notebook: Notebook, name: string): string | undefined {
  const displays = notebook.cells
    .flatMap((cell) => (cell.kind === "code" ? cell.outputs : []))
    .filter((output) => output.kind === "display");
  const found = displays.find(({ metadata }) => {
    const table = property(property(metadata, "stressbook"), "table");
    return property(table, "name") === name;
  });
  const text = found?.data["text/plain"];
  return typeof text === "string" ? text : undefined;
}

function property(value: Json | undefined, name: string): Json | undefined {
  return isJsonObject(value) ? value[name] : undefined;
}
