import type ts from "@tslab/typescript-for-tslab";
import type { CellView, Problem } from "./rule.ts";
import { libraryName } from "./symbols.ts";

const names = new Set([
  ...["document", "window", "localStorage", "sessionStorage", "alert", "confirm", "prompt"],
  ...["requestAnimationFrame", "HTMLElement", "XMLHttpRequest"],
]);

/** SB108: a cell runs in Node, where there is no page. */
export function browserGlobals(node: ts.Node, cell: CellView): Problem | undefined {
  const { typescript, types } = cell;
  if (!typescript.isIdentifier(node) || !names.has(node.text)) return undefined;
  if (!isValue(node, cell)) return undefined;
  const isUnknown = types.getSymbolAtLocation(node) === undefined;
  if (!isUnknown && libraryName(node, cell) !== node.text) return undefined;
  const message = `a cell runs in Node, without ${node.text}: use show and table for output`;
  return { code: "SB108", node, message };
}

function isValue(node: ts.Identifier, { typescript }: CellView): boolean {
  const { parent } = node;
  if (typescript.isPropertyAccessExpression(parent)) return parent.expression === node;
  return typescript.isExpression(parent) || typescript.isStatement(parent) || isInitial(parent);

  function isInitial(around: ts.Node): boolean {
    const hasValue =
      typescript.isVariableDeclaration(around) ||
      typescript.isPropertyAssignment(around) ||
      typescript.isBindingElement(around);
    return hasValue && around.initializer === node;
  }
}
