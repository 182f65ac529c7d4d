import type ts from "@tslab/typescript-for-tslab";
import { parametersTag } from "../../parameters/notebook-parameters.ts";
import { readLiteral } from "../../parameters/read-literal.ts";
import type { CellView, Problem } from "./rule.ts";

/** SB302: a cell tagged `parameters` holds nothing but `const name: Type = literal`. */
export function parameters(node: ts.Node, cell: CellView): Problem | undefined {
  const { typescript } = cell;
  if (!cell.tags.includes(parametersTag) || !typescript.isSourceFile(node.parent)) return undefined;
  if (node.kind === typescript.SyntaxKind.EndOfFileToken) return undefined;
  if (typescript.isEmptyStatement(node)) return undefined;
  const isBound =
    typescript.isVariableStatement(node) &&
    (node.declarationList.flags & typescript.NodeFlags.BlockScoped) !== 0;
  if (!isBound) return problem(node, "only const or let with a literal");
  for (const declaration of node.declarationList.declarations) {
    const { name, type, initializer } = declaration;
    if (!typescript.isIdentifier(name)) return problem(name, "one name for each value");
    if (type === undefined) return problem(name, `${name.text} needs a type: ${name.text}: number`);
    if (initializer === undefined) return problem(name, `${name.text} needs a value`);
    if (readLiteral(typescript, initializer) === undefined)
      return problem(initializer, `${name.text} is computed`);
  }
  return undefined;
}

function problem(node: ts.Node, what: string): Problem {
  return { code: "SB302", node, message: `a parameters cell holds typed literals: ${what}` };
}
