import type ts from "@tslab/typescript-for-tslab";
import type { CellView, Problem } from "./rule.ts";

/** Values, nested ones counted, that an array or object in a cell may hold. */
const mostValues = 200;
/** Characters that a text in a cell may have. */
const mostCharacters = 2000;

/** SB304: figures belong into a file of `data/`, where they have a source and a checksum. */
export function largeLiterals(node: ts.Node, cell: CellView): Problem | undefined {
  const { typescript } = cell;
  if (isCollection(node, cell)) {
    if (isWithinCollection(node, cell)) return undefined;
    const values = countValues(node, cell);
    return values > mostValues
      ? problem(node, `${values} values (at most ${mostValues})`)
      : undefined;
  }
  const isText = typescript.isStringLiteralLike(node) || typescript.isTemplateExpression(node);
  if (!isText) return undefined;
  const characters = typescript.isTemplateExpression(node)
    ? [node.head, ...node.templateSpans.map(({ literal }) => literal)].reduce(
        (sum, { text }) => sum + text.length,
        0,
      )
    : node.text.length;
  return characters > mostCharacters
    ? problem(node, `${characters} characters (at most ${mostCharacters})`)
    : undefined;
}

function problem(node: ts.Node, size: string): Problem {
  const message = `a literal of ${size}: keep figures in a file and load them`;
  return { code: "SB304", node, message };
}

function isCollection(node: ts.Node, { typescript }: CellView): boolean {
  return typescript.isArrayLiteralExpression(node) || typescript.isObjectLiteralExpression(node);
}

function isWithinCollection(node: ts.Node, cell: CellView): boolean {
  const { parent } = node;
  const isPart = cell.typescript.isPropertyAssignment(parent) || isCollection(parent, cell);
  return isPart;
}

function countValues(node: ts.Node, cell: CellView): number {
  const { typescript } = cell;
  if (typescript.isArrayLiteralExpression(node)) {
    return node.elements.reduce((sum, element) => sum + countValues(element, cell), 0);
  }
  if (typescript.isObjectLiteralExpression(node)) {
    return node.properties.reduce(
      (sum, property) =>
        sum +
        (typescript.isPropertyAssignment(property) ? countValues(property.initializer, cell) : 1),
      0,
    );
  }
  return 1;
}
