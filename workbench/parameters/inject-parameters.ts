import { type InputIssue, InvalidInputError } from "stressbook";
import type { Json, JsonObject } from "../notebook/json.ts";
import { type Cell, type CodeCell, hasTag, type Notebook } from "../notebook/notebook.ts";
import { similar } from "../notebook/similar.ts";
import { injectedTag, notebookParameters, parametersCell } from "./notebook-parameters.ts";
import { mismatch } from "./parameter-type.ts";
import { parseValue } from "./parse-value.ts";
import type { Parameter } from "./read-parameters.ts";

/** Values for a notebook's parameters, by name. */
export interface GivenParameters {
  /** As typed: JSON or bare words, read by the parameter's type. They win over `values`. */
  readonly texts: ReadonlyMap<string, string>;
  readonly values: JsonObject;
}

/**
 * The notebook with a cell behind its parameters cell that declares the given values, with the
 * declared types; one from an earlier run is replaced, or removed when no value is given.
 * Throws InvalidInputError for a notebook without a parameters cell, a name that is not one of its
 * parameters, and a value that is not of the parameter's type; every such issue is listed.
 */
export function injectParameters(
  notebook: Notebook,
  given: GivenParameters,
  file: string,
): Notebook {
  const target = parametersCell(notebook, file);
  if (target === undefined) throw withoutParameters(given, file);
  const parameters = notebookParameters(notebook, file);
  const declarations = declare(parameters, given, file);
  const cells = notebook.cells.filter((cell) => !hasTag(cell, injectedTag));
  if (declarations.length === 0) return { ...notebook, cells };
  const ids = cells.map(({ id }) => id);
  const injected: CodeCell = {
    kind: "code",
    id: freeId(ids),
    metadata: { tags: [injectedTag] },
    source: declarations.join("\n"),
    executionCount: null,
    outputs: [],
  };
  return {
    ...notebook,
    cells: cells.flatMap((cell): Cell[] => (cell === target ? [cell, injected] : [cell])),
  };
}

function declare(
  parameters: readonly Parameter[],
  { texts, values }: GivenParameters,
  file: string,
): string[] {
  const issues: InputIssue[] = [];
  const names = new Set([...Object.keys(values), ...texts.keys()]);
  const known = parameters.map(({ name }) => name);
  for (const name of names) {
    if (known.includes(name)) continue;
    issues.push(unknownName(name, known, texts.get(name) ?? JSON.stringify(values[name])));
  }
  const declarations: string[] = [];
  for (const { name, type, typeModel } of parameters.filter((one) => names.has(one.name))) {
    const text = texts.get(name);
    const read =
      text === undefined
        ? checked(values[name]!, mismatch(typeModel, values[name]!, name))
        : parseValue(typeModel, text, name);
    if ("issue" in read) issues.push(read.issue);
    else declarations.push(`const ${name}: ${type} = ${literal(read.value)};`);
  }
  if (issues.length > 0) throw new InvalidInputError(`a parameter of ${file}`, issues);
  return declarations;
}

function checked(
  value: Json,
  issue: InputIssue | undefined,
): { readonly value: Json } | { readonly issue: InputIssue } {
  return issue === undefined ? { value } : { issue };
}

function unknownName(name: string, known: readonly string[], value: string): InputIssue {
  const meant = similar(name, known);
  const suggestion = meant.length === 0 ? "" : `did you mean ${meant.join(" or ")}? `;
  const list = known.length === 0 ? "its cell declares none" : `it has ${known.join(", ")}`;
  return { path: name, rule: `is not a parameter (${suggestion}${list})`, value };
}

function withoutParameters({ texts, values }: GivenParameters, file: string): InvalidInputError {
  const names = [...new Set([...Object.keys(values), ...texts.keys()])].join(", ");
  const rule = "must have a code cell tagged `parameters` to be given any";
  return new InvalidInputError(`notebook ${file}`, [{ path: "", rule, value: names }]);
}

/** A JSON value as a TypeScript literal. */
function literal(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(literal).join(", ")}]`;
  if (typeof value === "object" && value !== null) {
    const items = Object.entries(value).map(([key, item]) => {
      // Written plainly, this one key would set the prototype.
      const name = key === "__proto__" ? '["__proto__"]' : quote(key);
      return `${name}: ${literal(item)}`;
    });
    return items.length === 0 ? "{}" : `{ ${items.join(", ")} }`;
  }
  return Object.is(value, -0) ? "-0" : quote(value);
}

// JSON lets two line separators stand in a text where the kernel's TypeScript sees a line end.
function quote(value: Json): string {
  return JSON.stringify(value).replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029");
}

function freeId(taken: readonly string[]): string {
  for (let id = injectedTag, count = 2; ; id = `${injectedTag}-${count++}`) {
    if (!taken.includes(id)) return id;
  }
}
