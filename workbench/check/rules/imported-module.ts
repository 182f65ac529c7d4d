import type ts from "@tslab/typescript-for-tslab";
import type { CellView } from "./rule.ts";

const loaders = new Set(["require", "require.resolve", "process.getBuiltinModule"]);

/** The text that names a module in an import, `import()` or `require()`; undefined for other nodes. */
export function importedModule(node: ts.Node, cell: CellView): ts.StringLiteralLike | undefined {
  const { typescript } = cell;
  if (typescript.isImportDeclaration(node) || typescript.isExportDeclaration(node)) {
    return literal(node.moduleSpecifier);
  }
  if (typescript.isExternalModuleReference(node)) return literal(node.expression);
  if (!typescript.isCallExpression(node)) return undefined;
  const isImport = node.expression.kind === typescript.SyntaxKind.ImportKeyword;
  if (!isImport && !loaders.has(node.expression.getText(cell.file))) return undefined;
  return literal(node.arguments[0]);

  function literal(found: ts.Node | undefined): ts.StringLiteralLike | undefined {
    return found !== undefined && typescript.isStringLiteralLike(found) ? found : undefined;
  }
}

/** The package or built-in module of a specifier: `node:http` and `http` are one. */
export function packageOf(specifier: string): string {
  const [first = "", second = ""] = specifier.replace(/^node:/, "").split("/");
  return first.startsWith("@") ? `${first}/${second}` : first;
}
