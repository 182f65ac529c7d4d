import type ts from "@tslab/typescript-for-tslab";
import { importedModule, packageOf } from "./imported-module.ts";
import type { CellView, Problem } from "./rule.ts";

const packages = new Set(["child_process", "cluster", "execa", "cross-spawn", "zx"]);

/** SB204: the runner allows a notebook no processes of its own. */
export function processes(node: ts.Node, cell: CellView): Problem | undefined {
  const module = importedModule(node, cell);
  if (module === undefined || !packages.has(packageOf(module.text))) return undefined;
  const message = `${module.text} starts processes, which the runner refuses to a notebook`;
  return { code: "SB204", node: module, message };
}
