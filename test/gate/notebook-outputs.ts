import type { Notebook } from "../../workbench/notebook/notebook.ts";
import { numberedCells } from "../../workbench/notebook/notebook.ts";
import { collectOutputs, type OutputCollector } from "../../workbench/notebook/outputs.ts";

/** The outputs that a notebook saved by Jupyter holds, as a run would have collected them. */
export function outputsIn(notebook: Notebook): OutputCollector {
  const outputs = collectOutputs();
  for (const { number, cell } of numberedCells(notebook)) {
    for (const output of cell.outputs) {
      if (output.kind === "stream") outputs.stream(number, output.name, output.text);
      else if (output.kind === "error") throw new Error(`cell [${number}]: ${output.value}`);
      else outputs.display(number, { ...output, update: false });
    }
  }
  return outputs;
}
