import type ts from "@tslab/typescript-for-tslab";
import type { InputIssue } from "stressbook";
import type { Json } from "../notebook/json.ts";
import type { ParameterType } from "./parameter-type.ts";
import { readLiteral } from "./read-literal.ts";
import { readType } from "./read-type.ts";
import type { TypeScript } from "./typescript.ts";

/** A value that a run of a notebook may replace. */
export interface Parameter {
  readonly name: string;
  /** Its type as the cell writes it: `readonly number[]`. */
  readonly type: string;
  readonly typeModel: ParameterType;
  /** The value that the cell gives it. */
  readonly default: Json;
  /** The comment behind it on its line, or else above it; empty without. */
  readonly comment: string;
}

/** What a parameters cell declares, and every statement in it that is not a typed literal. */
export interface ParametersCell {
  readonly parameters: readonly Parameter[];
  /** `path` is the line in the cell: `line 3`. */
  readonly issues: readonly InputIssue[];
}

const wanted = "must be `const name: Type = literal`";

/** Reads the source of a cell tagged `parameters`. Nothing in it is executed. */
export function readParameters(typescript: TypeScript, source: string): ParametersCell {
  const target = typescript.ScriptTarget.ES2022;
  const file = typescript.createSourceFile("cell.ts", source, target, true);
  const parameters: Parameter[] = [];
  const issues: InputIssue[] = [];
  for (const statement of file.statements) {
    if (typescript.isEmptyStatement(statement)) continue;
    if (!typescript.isVariableStatement(statement)) {
      issues.push(issueAt(statement, wanted));
      continue;
    }
    const comment = commentOf(typescript, statement);
    for (const declaration of statement.declarationList.declarations) {
      const read = readDeclaration(typescript, { statement, declaration, comment });
      if ("rule" in read) issues.push(read);
      else parameters.push(read);
    }
  }
  return { parameters, issues };
}

function readDeclaration(
  typescript: TypeScript,
  read: {
    readonly statement: ts.Statement;
    readonly declaration: ts.VariableDeclaration;
    readonly comment: string;
  },
): Parameter | InputIssue {
  const { statement, declaration, comment } = read;
  const { name, type, initializer } = declaration;
  if (!typescript.isIdentifier(name)) return issueAt(statement, wanted);
  if (type === undefined) return issueAt(statement, `${wanted}, and ${name.text} has no type`);
  const value = initializer && readLiteral(typescript, initializer);
  if (value === undefined) return issueAt(statement, `${wanted}, and ${name.text} is computed`);
  return {
    name: name.text,
    type: type.getText().replace(/\s+/g, " "),
    typeModel: readType(typescript, type),
    default: value,
    comment,
  };
}

function issueAt(node: ts.Node, rule: string): InputIssue {
  const { line } = node.getSourceFile().getLineAndCharacterOfPosition(node.getStart());
  const [first = ""] = node.getText().split("\n");
  return { path: `line ${line + 1}`, rule, value: first };
}

function commentOf(typescript: TypeScript, statement: ts.Statement): string {
  const text = statement.getSourceFile().text;
  const behind = typescript.getTrailingCommentRanges(text, statement.getEnd());
  const above = typescript.getLeadingCommentRanges(text, statement.getFullStart()) ?? [];
  const lines: string[] = [];
  let start = statement.getStart();
  // Upwards from the statement, until a blank line.
  for (const { pos, end } of behind === undefined ? above.reverse() : behind) {
    if (behind === undefined && /\n\s*\n/.test(text.slice(end, start))) break;
    if (behind === undefined) lines.unshift(text.slice(pos, end));
    else lines.push(text.slice(pos, end));
    start = pos;
  }
  return lines.map(plainComment).join(" ").trim();
}

function plainComment(comment: string): string {
  return comment
    .replace(/^\/\/+|^\/\*+|\*+\/$/g, "")
    .replace(/\s*\n\s*\*?\s*/g, " ")
    .trim();
}
