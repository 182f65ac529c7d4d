import type ts from "@tslab/typescript-for-tslab";
import type { TypeScript } from "../parameters/typescript.ts";
import type { SourceCell } from "./finding.ts";
import type { ModuleLine } from "./module-line.ts";

/** What a cell's imports become in the module of its notebook. */
interface ImportLines {
  /** For the top of the module. */
  readonly lines: readonly ModuleLine[];
  /** For the place of the cell: names that mean something else from here on. */
  readonly aliases: readonly ModuleLine[];
  readonly renamed: readonly string[];
}

interface CellImports {
  readonly file: ts.SourceFile;
  readonly cell: SourceCell;
  /** Names in force and what they stand for; imported ones are added. */
  readonly visible: Map<string, string>;
}

/**
 * The imports of a cell, ready to stand at the top of a module. One that repeats what is in force
 * is left out; one that takes a name in force for something else comes in under another name.
 */
export function importLines(typescript: TypeScript, imports: CellImports): ImportLines {
  const lines: ModuleLine[] = [];
  const aliases: ModuleLine[] = [];
  const renamed: string[] = [];
  for (const statement of imports.file.statements) {
    if (!typescript.isImportDeclaration(statement)) continue;
    const names = importedNames(typescript, statement);
    if (names.every(({ name }) => !imports.visible.has(name))) {
      for (const { name, origin } of names) imports.visible.set(name, origin);
      lines.push(...verbatim(statement, imports));
      continue;
    }
    for (const { name, origin, clause } of names) {
      if (imports.visible.get(name) === origin) continue;
      const from = placeOf(statement.getStart(imports.file), imports);
      const isTaken = imports.visible.has(name);
      const local = isTaken ? `${name}__${imports.cell.index}` : name;
      const source = statement.moduleSpecifier.getText(imports.file);
      lines.push({ text: `import ${clause(local)} from ${source};`, from, isPoint: true });
      if (isTaken) aliases.push({ text: `const ${name} = ${local}; type ${name} = ${local};` });
      if (isTaken) renamed.push(name);
      imports.visible.set(name, origin);
    }
  }
  return { lines, aliases, renamed };
}

interface ImportedName {
  readonly name: string;
  /** Equal for two names that import the same thing. */
  readonly origin: string;
  /** The clause that imports it alone, under a local name. */
  readonly clause: (local: string) => string;
}

function importedNames(typescript: TypeScript, statement: ts.ImportDeclaration): ImportedName[] {
  const { importClause, moduleSpecifier } = statement;
  if (importClause === undefined) return [];
  const module = typescript.isStringLiteral(moduleSpecifier) ? moduleSpecifier.text : "";
  const { name, namedBindings } = importClause;
  const found: ImportedName[] = [];
  if (name !== undefined) add(name.text, "default", (local) => local);
  if (namedBindings !== undefined && typescript.isNamespaceImport(namedBindings)) {
    add(namedBindings.name.text, "*", (local) => `* as ${local}`);
  } else {
    for (const { name: local, propertyName } of namedBindings?.elements ?? []) {
      const original = (propertyName ?? local).text;
      add(local.text, original, (as) => `{ ${original} as ${as} }`);
    }
  }
  return found;

  function add(local: string, original: string, clause: ImportedName["clause"]): void {
    found.push({ name: local, origin: `${original} of ${module}`, clause });
  }
}

function verbatim(statement: ts.ImportDeclaration, imports: CellImports): ModuleLine[] {
  const start = statement.getStart(imports.file);
  const first = placeOf(start, imports);
  const text = imports.cell.source.slice(start, statement.end);
  return text.split("\n").map((line, i) => ({
    text: line,
    from: i === 0 ? first : { ...first, line: first.line + i, column: 1 },
  }));
}

function placeOf(
  offset: number,
  { file, cell }: CellImports,
): { cell: SourceCell; line: number; column: number } {
  const { line, character } = file.getLineAndCharacterOfPosition(offset);
  return { cell, line: line + 1, column: character + 1 };
}
