import type ts from "@tslab/typescript-for-tslab";
import type { ObjectProperty, ParameterType } from "./parameter-type.ts";
import { readLiteral } from "./read-literal.ts";
import type { TypeScript } from "./typescript.ts";

/** A type annotation as data; what is not written out in it becomes a `named` type. */
export function readType(typescript: TypeScript, node: ts.TypeNode): ParameterType {
  const { SyntaxKind } = typescript;
  const read = (inner: ts.TypeNode): ParameterType => readType(typescript, inner);
  if (node.kind === SyntaxKind.StringKeyword) return { kind: "string" };
  if (node.kind === SyntaxKind.NumberKeyword) return { kind: "number" };
  if (node.kind === SyntaxKind.BooleanKeyword) return { kind: "boolean" };
  if (typescript.isParenthesizedTypeNode(node)) return read(node.type);
  if (typescript.isArrayTypeNode(node)) return { kind: "array", element: read(node.elementType) };
  if (typescript.isUnionTypeNode(node)) return { kind: "union", members: node.types.map(read) };
  if (typescript.isTypeOperatorNode(node) && node.operator === SyntaxKind.ReadonlyKeyword) {
    return read(node.type);
  }
  if (typescript.isLiteralTypeNode(node)) {
    const value = readLiteral(typescript, node.literal);
    if (value !== undefined && typeof value !== "object") return { kind: "literal", value };
    if (value === null) return { kind: "literal", value };
  }
  return readCompound(typescript, node) ?? { kind: "named", name: node.getText() };
}

function readCompound(typescript: TypeScript, node: ts.TypeNode): ParameterType | undefined {
  const read = (inner: ts.TypeNode): ParameterType => readType(typescript, inner);
  if (typescript.isTupleTypeNode(node)) {
    const elements = node.elements.map((e) => (typescript.isNamedTupleMember(e) ? e.type : e));
    const isFixed = node.elements.every(
      (e) =>
        !typescript.isOptionalTypeNode(e) &&
        !typescript.isRestTypeNode(e) &&
        !(typescript.isNamedTupleMember(e) && (e.questionToken ?? e.dotDotDotToken)),
    );
    return isFixed ? { kind: "tuple", elements: elements.map(read) } : undefined;
  }
  if (typescript.isTypeLiteralNode(node)) return readObject(typescript, node);
  if (!typescript.isTypeReferenceNode(node)) return undefined;
  const [first, second] = node.typeArguments ?? [];
  const name = node.typeName.getText();
  if (first === undefined) return undefined;
  if (name === "Array" || name === "ReadonlyArray") return { kind: "array", element: read(first) };
  if (name === "Readonly") return read(first);
  const isByName = first.kind === typescript.SyntaxKind.StringKeyword;
  if (name === "Record" && isByName && second) return { kind: "record", value: read(second) };
  return undefined;
}

function readObject(typescript: TypeScript, node: ts.TypeLiteralNode): ParameterType | undefined {
  const properties = new Map<string, ObjectProperty>();
  for (const member of node.members) {
    if (!typescript.isPropertySignature(member) || member.type === undefined) return undefined;
    const { name } = member;
    if (!typescript.isIdentifier(name) && !typescript.isStringLiteral(name)) return undefined;
    const type = readType(typescript, member.type);
    properties.set(name.text, { type, isOptional: member.questionToken !== undefined });
  }
  return { kind: "object", properties };
}
