import type ts from "@tslab/typescript-for-tslab";
import type { CellView, Problem } from "./rule.ts";
import { isFromEarlierCell } from "./symbols.ts";

/** SB101, SB102: the kernel does not see that a shorthand speaks of an earlier cell's variable. */
export function shorthand(node: ts.Node, cell: CellView): Problem | undefined {
  const { typescript, types } = cell;
  if (!typescript.isShorthandPropertyAssignment(node)) return undefined;
  if (!isFromEarlierCell(types.getShorthandAssignmentValueSymbol(node), cell)) return undefined;
  const name = node.name.text;
  const end = node.name.getEnd();
  const edits = [{ start: end, end, text: `: ${name}` }];
  return isAssigned(node.parent, cell)
    ? {
        code: "SB102",
        node,
        message: `${name} of the earlier cell keeps its old value: write ${name}: ${name}`,
        edits,
      }
    : {
        code: "SB101",
        node,
        message: `the kernel does not find ${name} of the earlier cell: write ${name}: ${name}`,
        edits,
      };
}

/** Whether an object or array literal stands where a value goes in, as in `({ x } = point)`. */
function isAssigned(node: ts.Node, cell: CellView): boolean {
  const { typescript } = cell;
  const { parent } = node;
  if (typescript.isBinaryExpression(parent)) {
    const isEquals = parent.operatorToken.kind === typescript.SyntaxKind.EqualsToken;
    if (!isEquals || parent.left !== node) return false;
    return true;
  }
  if (typescript.isForOfStatement(parent) || typescript.isForInStatement(parent)) {
    return parent.initializer === node;
  }
  if (typescript.isPropertyAssignment(parent)) return isAssigned(parent.parent, cell);
  const isInside =
    typescript.isArrayLiteralExpression(parent) ||
    typescript.isParenthesizedExpression(parent) ||
    typescript.isSpreadElement(parent);
  return isInside && isAssigned(parent, cell);
}
