import type ts from "@tslab/typescript-for-tslab";
import type { CellView, Problem } from "./rule.ts";
import { libraryName } from "./symbols.ts";

const moduleNames = new Set(["__dirname", "__filename", "module"]);

/** SB106: a cell shares all it declares; an export of its own clashes with the kernel's. */
export function exports(node: ts.Node, cell: CellView): Problem | undefined {
  const { typescript } = cell;
  const message = "a cell shares all it declares: leave out export";
  if (typescript.isExportDeclaration(node) || typescript.isExportAssignment(node)) {
    return { code: "SB106", node, message };
  }
  if (node.kind !== typescript.SyntaxKind.ExportKeyword) return undefined;
  if (!typescript.isSourceFile(node.parent.parent)) return undefined;
  const modifiers = typescript.canHaveModifiers(node.parent)
    ? (typescript.getModifiers(node.parent) ?? [])
    : [];
  const isDefault = modifiers.some(({ kind }) => kind === typescript.SyntaxKind.DefaultKeyword);
  if (isDefault) return { code: "SB106", node, message };
  const start = node.getStart(cell.file);
  const space = /^[ \t]*/.exec(cell.file.text.slice(node.getEnd()))?.[0].length ?? 0;
  return { code: "SB106", node, message, edits: [{ start, end: node.getEnd() + space, text: "" }] };
}

/** SB107: what only a module or a CommonJS file has. */
export function moduleGlobals(node: ts.Node, cell: CellView): Problem | undefined {
  const { typescript } = cell;
  if (typescript.isMetaProperty(node) && node.name.text === "meta") return problem("import.meta");
  if (!typescript.isIdentifier(node) || !moduleNames.has(node.text)) return undefined;
  return libraryName(node, cell) === node.text ? problem(node.text) : undefined;

  function problem(name: string): Problem {
    const message = `a cell has no ${name}: write paths from the notebook's folder`;
    return { code: "SB107", node, message };
  }
}
