import { ratioTable } from "../log-ratio.ts";
import { millsTable } from "../mills-ratio.ts";
import { type Kernels, kernels } from "./module.ts";

let filled: Kernels | undefined;

/** The kernels, with the tables that those of options and of the normal law read in their memory. */
export function optionKernels(): Kernels | undefined {
  const compiled = kernels();
  if (compiled === undefined || compiled === filled) return compiled;
  const { memory, optionTables } = compiled.run;
  let at = optionTables();
  for (const table of [millsTable(), ratioTable()]) {
    new Float64Array(memory.buffer, at, table.length).set(table);
    at += table.byteLength;
  }
  filled = compiled;
  return compiled;
}
