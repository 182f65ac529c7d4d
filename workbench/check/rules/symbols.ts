import type ts from "@tslab/typescript-for-tslab";
import type { CellView } from "./rule.ts";

/** The kernel's own question: is what this name stands for declared by an earlier cell? */
export function isFromEarlierCell(symbol: ts.Symbol | undefined, cell: CellView): boolean {
  const declarations = symbol?.declarations ?? [];
  return declarations.some((declaration) => declaration.getSourceFile() === cell.earlier);
}

/**
 * What a name stands for in JavaScript's or Node's own library, e.g. `Math.random`,
 * `DateConstructor.now`, `fetch`; undefined for anything a notebook or a package declares, whatever
 * it is called. Follows `Math["random"]` and `const { random } = Math`; of imports only the
 * specifier itself is named, not its uses.
 */
export function libraryName(node: ts.Node, cell: CellView): string | undefined {
  const symbol = symbolOf(node, cell);
  const declaration = symbol?.declarations?.[0];
  if (symbol === undefined || declaration === undefined) return undefined;
  const file = declaration.getSourceFile();
  const isLibrary =
    cell.program.isSourceFileDefaultLibrary(file) ||
    /\/node_modules\/(@types\/node|undici-types)\//.test(file.fileName);
  if (!isLibrary) return undefined;
  const owner = ownerName(declaration, cell);
  return owner === undefined ? symbol.name : `${owner}.${symbol.name}`;
}

/** Whether a node is a name, or a text that names a property: `Math.random`, `Math["random"]`. */
export function isName(
  node: ts.Node,
  { typescript }: CellView,
): node is ts.Identifier | ts.StringLiteral {
  if (typescript.isIdentifier(node)) return true;
  return typescript.isStringLiteral(node) && typescript.isElementAccessExpression(node.parent);
}

function symbolOf(node: ts.Node, cell: CellView): ts.Symbol | undefined {
  const { typescript, types } = cell;
  const { parent } = node;
  if (typescript.isBindingElement(parent) && (parent.propertyName ?? parent.name) === node) {
    const name = typescript.isIdentifier(node) ? node.text : "";
    return types.getTypeAtLocation(parent.parent).getProperty(name);
  }
  const symbol = typescript.isShorthandPropertyAssignment(parent)
    ? types.getShorthandAssignmentValueSymbol(parent)
    : types.getSymbolAtLocation(node);
  if (symbol === undefined || !(symbol.flags & typescript.SymbolFlags.Alias)) return symbol;
  const isImport =
    typescript.isImportSpecifier(parent) && (parent.propertyName ?? parent.name) === node;
  return isImport ? types.getAliasedSymbol(symbol) : undefined;
}

// The interface, class or module around a declaration; `declare global` counts as nothing.
function ownerName(declaration: ts.Node, { typescript }: CellView): string | undefined {
  for (let node = declaration.parent; node !== undefined; node = node.parent) {
    if (typescript.isModuleDeclaration(node)) {
      return typescript.isStringLiteral(node.name)
        ? node.name.text.replace(/^node:/, "")
        : undefined;
    }
    if (typescript.isInterfaceDeclaration(node)) return node.name.text;
    if (typescript.isClassDeclaration(node)) return node.name?.text;
  }
  return undefined;
}
