import type ts from "@tslab/typescript-for-tslab";
import type { CellView, Problem } from "./rule.ts";

/** SB104, SB105: awaits that the kernel overlooks, so that it runs the cell as if it had none. */
export function topLevelAwait(node: ts.Node, cell: CellView): Problem | undefined {
  const { typescript } = cell;
  if (cell.isAsync) return undefined;
  if (isAwait(node, cell) && isTopLevel(node, cell)) {
    const message = "the kernel overlooks this await: name the promise first, then await the name";
    return { code: "SB104", node, message };
  }
  const isLoop = typescript.isForOfStatement(node) && node.awaitModifier !== undefined;
  if (isLoop && isTopLevel(node, cell)) {
    const message = "the kernel cannot read for await at top level: put it into an async function";
    return { code: "SB105", node, message };
  }
  return undefined;
}

// Where it is overlooked, `await` may be an ordinary name to the kernel's parser.
function isAwait(node: ts.Node, { typescript }: CellView): boolean {
  if (typescript.isAwaitExpression(node)) return true;
  if (!typescript.isIdentifier(node) || node.text !== "await") return false;
  const { parent } = node;
  return (
    (typescript.isCallExpression(parent) && parent.expression === node) ||
    (typescript.isElementAccessExpression(parent) && parent.expression === node) ||
    (typescript.isTaggedTemplateExpression(parent) && parent.tag === node) ||
    (typescript.isBinaryExpression(parent) && parent.left === node) ||
    typescript.isExpressionStatement(parent)
  );
}

function isTopLevel(node: ts.Node, { typescript }: CellView): boolean {
  for (let around = node.parent; around !== undefined; around = around.parent) {
    if (typescript.isSourceFile(around)) return true;
    if (typescript.isFunctionLike(around) || typescript.isClassLike(around)) return false;
  }
  return true;
}
