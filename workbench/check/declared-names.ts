import type ts from "@tslab/typescript-for-tslab";
import type { TypeScript } from "../parameters/typescript.ts";

/** The names that a cell declares at its top level, imports left out. A class is in both lists. */
export interface DeclaredNames {
  readonly values: readonly string[];
  readonly types: readonly string[];
}

/** In generated code: the type of what nothing is known about, with which anything may be done. */
export const untyped = "ReturnType<typeof JSON.parse>";

/** What a cell's source declares, as far as it parses. */
export function declaredNames(typescript: TypeScript, source: string): DeclaredNames {
  return namesOfFile(typescript, parseCell(typescript, source));
}

/** The syntax tree of a cell, as the module that it is to the kernel. */
export function parseCell(typescript: TypeScript, source: string): ts.SourceFile {
  return typescript.createSourceFile("cell.ts", source, {
    languageVersion: typescript.ScriptTarget.ES2022,
    setExternalModuleIndicator: (file) => {
      (file as { externalModuleIndicator?: ts.Node }).externalModuleIndicator = file;
    },
  });
}

/** The names that a parsed cell declares. */
export function namesOfFile(typescript: TypeScript, file: ts.SourceFile): DeclaredNames {
  const values = new Set<string>();
  const types = new Set<string>();
  for (const statement of file.statements) {
    if (typescript.isVariableStatement(statement)) {
      for (const { name } of statement.declarationList.declarations) addBound(name);
    } else if (typescript.isFunctionDeclaration(statement) && statement.name) {
      values.add(statement.name.text);
    } else if (
      typescript.isClassDeclaration(statement) ||
      typescript.isEnumDeclaration(statement)
    ) {
      if (statement.name) values.add(statement.name.text);
      if (statement.name) types.add(statement.name.text);
    } else if (
      typescript.isInterfaceDeclaration(statement) ||
      typescript.isTypeAliasDeclaration(statement)
    ) {
      types.add(statement.name.text);
    } else if (typescript.isModuleDeclaration(statement)) {
      if (typescript.isIdentifier(statement.name)) values.add(statement.name.text);
    }
  }
  return { values: [...values], types: [...types] };

  function addBound(name: ts.BindingName): void {
    if (typescript.isIdentifier(name)) values.add(name.text);
    else for (const e of name.elements) if (!typescript.isOmittedExpression(e)) addBound(e.name);
  }
}
