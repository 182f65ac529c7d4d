import type ts from "@tslab/typescript-for-tslab";
import type { CellView, Problem } from "./rule.ts";

/** SB305: nothing waits for the promise, so its result and its failure belong to no cell. */
export function floatingPromises(node: ts.Node, cell: CellView): Problem | undefined {
  const { typescript, types } = cell;
  if (typescript.isExpressionStatement(node)) {
    return node.getStart(cell.file) < cell.end && isFloating(node.expression, cell)
      ? { code: "SB305", node, message: "nothing waits for this promise: await it" }
      : undefined;
  }
  const isAsync =
    (typescript.isArrowFunction(node) || typescript.isFunctionExpression(node)) &&
    node.modifiers?.some(({ kind }) => kind === typescript.SyntaxKind.AsyncKeyword);
  if (!isAsync || !typescript.isCallExpression(node.parent)) return undefined;
  const signatures = types.getContextualType(node)?.getCallSignatures() ?? [];
  const isVoid = ({ flags }: ts.Type): boolean => (flags & typescript.TypeFlags.Void) !== 0;
  return signatures.length > 0 && signatures.every((taken) => isVoid(taken.getReturnType()))
    ? {
        code: "SB305",
        node,
        message: `nothing waits for what this function promises: use for … of with await`,
      }
    : undefined;
}

function isFloating(node: ts.Expression, cell: CellView): boolean {
  const { typescript, types } = cell;
  if (typescript.isParenthesizedExpression(node)) return isFloating(node.expression, cell);
  if (typescript.isBinaryExpression(node)) {
    const operator = node.operatorToken.kind;
    if (operator === typescript.SyntaxKind.CommaToken) {
      return isFloating(node.left, cell) || isFloating(node.right, cell);
    }
    const { FirstAssignment, LastAssignment } = typescript.SyntaxKind;
    if (operator >= FirstAssignment && operator <= LastAssignment) return false;
  }
  if (typescript.isConditionalExpression(node)) {
    return isFloating(node.whenTrue, cell) || isFloating(node.whenFalse, cell);
  }
  return holdsPromise(types.getTypeAtLocation(node), cell);
}

function holdsPromise(type: ts.Type, cell: CellView): boolean {
  const { types } = cell;
  if (type.isUnion()) return type.types.some((part) => holdsPromise(part, cell));
  const elements = types.isArrayType(type) ? types.getTypeArguments(type as ts.TypeReference) : [];
  return isThenable(type, cell) || elements.some((element) => isThenable(element, cell));
}

function isThenable(type: ts.Type, { types, file }: CellView): boolean {
  const then = type.getProperty("then");
  return (
    then !== undefined && types.getTypeOfSymbolAtLocation(then, file).getCallSignatures().length > 0
  );
}
