import type ts from "@tslab/typescript-for-tslab";
import type { TypeScript } from "../parameters/typescript.ts";
import { type DeclaredNames, namesOfFile, parseCell, untyped } from "./declared-names.ts";
import { isExpectedToFail, type SourceCell } from "./finding.ts";
import { importLines } from "./import-lines.ts";
import type { ModuleLine, StrictPlace } from "./module-line.ts";

/** A notebook as one TypeScript module: its text, and the way back from a place in it to a cell. */
export interface StrictModule {
  readonly text: string;
  /** The place for a line and column of the module (from 1), or undefined for text of its own. */
  readonly placeOf: (line: number, column: number) => StrictPlace | undefined;
}

/**
 * Writes a notebook's cells as one module, in order: imports first, then each cell verbatim. A cell
 * that declares a name anew opens a block, so that the new name holds from there on. A cell that
 * does not parse is left out, its names known but untyped; one that is there to fail stands in a
 * function of its own.
 */
export function strictModule(typescript: TypeScript, cells: readonly SourceCell[]): StrictModule {
  const imports: ModuleLine[] = [];
  const body: ModuleLine[] = [];
  const visible = new Map<string, string>();
  let open = 0;
  for (const cell of cells) {
    const file = parseCell(typescript, cell.source);
    const names = namesOfFile(typescript, file);
    const declared = [...names.values, ...names.types];
    const hoisted = importLines(typescript, { file, cell, visible });
    const isPassing = isExpectedToFail(cell);
    if (isPassing) body.push({ text: "void (async () => {" });
    else if ([...declared, ...hoisted.renamed].some((name) => visible.has(name))) {
      body.push({ text: "{" });
      open++;
    }
    if (!isPassing) for (const name of declared) visible.set(name, `cell ${cell.index}`);
    imports.push(...hoisted.lines);
    body.push(...hoisted.aliases);
    if (isBroken(file)) body.push(...withoutTypes(names));
    else body.push(...verbatim(cell, blank(typescript, { file, source: cell.source })));
    body.push({ text: isPassing ? "});" : ";" });
  }
  // A statement first: comments that stand before any would speak of the whole module.
  const lines = [{ text: "export {};" }, ...imports, ...body, { text: "}".repeat(open) }];
  return {
    text: `${lines.map(({ text }) => text).join("\n")}\n`,
    placeOf: (line, column) => placeIn(lines[line - 1], column),
  };
}

function placeIn(line: ModuleLine | undefined, column: number): StrictPlace | undefined {
  if (line?.from === undefined || line.isPoint) return line?.from;
  return { ...line.from, column: line.from.column + column - 1 };
}

function isBroken(file: ts.SourceFile): boolean {
  const { parseDiagnostics } = file as ts.SourceFile & { parseDiagnostics?: readonly unknown[] };
  return (parseDiagnostics ?? []).length > 0;
}

function withoutTypes({ values, types }: DeclaredNames): ModuleLine[] {
  return [
    ...values.map((name) => ({ text: `let ${name}: ${untyped} = JSON.parse("");` })),
    ...types.map((name) => ({ text: `type ${name} = ${untyped};` })),
  ];
}

function verbatim(cell: SourceCell, text: string): ModuleLine[] {
  return text
    .split("\n")
    .map((line, i) => ({ text: line, from: { cell, line: i + 1, column: 1 } }));
}

// The cell's text with imports and `export` made white space and top-level `var` made `let`.
function blank(
  typescript: TypeScript,
  { file, source }: { readonly file: ts.SourceFile; readonly source: string },
): string {
  let text = source;
  const replace = (start: number, end: number, by: string): void => {
    text = text.slice(0, start) + by + text.slice(end);
  };
  const erase = (node: ts.Node): void => {
    const start = node.getStart(file);
    replace(start, node.end, source.slice(start, node.end).replace(/[^\r\n]/g, " "));
  };
  for (const statement of file.statements) {
    const isOfModule =
      typescript.isImportDeclaration(statement) ||
      typescript.isExportDeclaration(statement) ||
      typescript.isExportAssignment(statement);
    if (isOfModule) {
      erase(statement);
      continue;
    }
    const modifiers = typescript.canHaveModifiers(statement)
      ? (typescript.getModifiers(statement) ?? [])
      : [];
    const { ExportKeyword, DefaultKeyword } = typescript.SyntaxKind;
    for (const modifier of modifiers) {
      if (modifier.kind === ExportKeyword || modifier.kind === DefaultKeyword) erase(modifier);
    }
    if (typescript.isVariableStatement(statement)) {
      const start = statement.declarationList.getStart(file);
      if (source.startsWith("var", start)) replace(start, start + 3, "let");
    }
  }
  return text;
}
