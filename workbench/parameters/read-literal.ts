import type ts from "@tslab/typescript-for-tslab";
import type { Json } from "../notebook/json.ts";
import type { TypeScript } from "./typescript.ts";

/** The value of an expression that is a literal through and through, or undefined. */
export function readLiteral(typescript: TypeScript, node: ts.Node): Json | undefined {
  const { SyntaxKind } = typescript;
  if (typescript.isStringLiteralLike(node)) return node.text;
  if (typescript.isNumericLiteral(node)) return Number(node.text);
  if (node.kind === SyntaxKind.TrueKeyword) return true;
  if (node.kind === SyntaxKind.FalseKeyword) return false;
  if (node.kind === SyntaxKind.NullKeyword) return null;
  if (typescript.isPrefixUnaryExpression(node) && typescript.isNumericLiteral(node.operand)) {
    if (node.operator === SyntaxKind.MinusToken) return -Number(node.operand.text);
    return node.operator === SyntaxKind.PlusToken ? Number(node.operand.text) : undefined;
  }
  if (typescript.isArrayLiteralExpression(node)) {
    const items = node.elements.map((element) => readLiteral(typescript, element));
    return items.includes(undefined) ? undefined : (items as Json[]);
  }
  return typescript.isObjectLiteralExpression(node) ? readObject(typescript, node) : undefined;
}

function readObject(
  typescript: TypeScript,
  { properties }: ts.ObjectLiteralExpression,
): Json | undefined {
  const entries: [string, Json][] = [];
  for (const property of properties) {
    if (!typescript.isPropertyAssignment(property)) return undefined;
    const { name, initializer } = property;
    const value = readLiteral(typescript, initializer);
    if (value === undefined || typescript.isComputedPropertyName(name)) return undefined;
    entries.push([name.text, value]);
  }
  return Object.fromEntries(entries);
}
