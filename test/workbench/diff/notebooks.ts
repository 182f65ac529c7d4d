import type { JsonObject } from "../../../workbench/notebook/json.ts";
import type { Cell, Notebook, Output } from "../../../workbench/notebook/notebook.ts";

/** A code cell; `id` is its own, whatever its place. */
export function code(id: string, source: string, ...outputs: Output[]): Cell {
  return { kind: "code", id, metadata: {}, source, executionCount: 1, outputs };
}

export function text(id: string, source: string): Cell {
  return { kind: "markdown", id, metadata: {}, source };
}

export function notebook(cells: readonly Cell[], metadata: JsonObject = {}): Notebook {
  return { cells, metadata };
}

/** What a cell printed. */
export function printed(words: string): Output {
  return { kind: "stream", name: "stdout", text: words };
}

/** A chart with its picture, its key numbers as text and the data behind it. */
export function chart(data: JsonObject, png = "iVBORw0KGgo=", words = "Title\nkey 1"): Output {
  return {
    kind: "display",
    data: { "image/png": png, "text/plain": words },
    metadata: { stressbook: { chart: "pnlByScenario", data, options: {} } },
  };
}
