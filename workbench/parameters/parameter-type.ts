import type { InputIssue } from "stressbook";
import { isJsonObject, type Json } from "../notebook/json.ts";

/** The type that a parameters cell declares, as far as it is written out there. */
export type ParameterType =
  | { readonly kind: "string" | "number" | "boolean" }
  | { readonly kind: "literal"; readonly value: string | number | boolean | null }
  | { readonly kind: "array"; readonly element: ParameterType }
  | { readonly kind: "tuple"; readonly elements: readonly ParameterType[] }
  | { readonly kind: "object"; readonly properties: ReadonlyMap<string, ObjectProperty> }
  | { readonly kind: "record"; readonly value: ParameterType }
  | { readonly kind: "union"; readonly members: readonly ParameterType[] }
  /** A type defined elsewhere: its name says nothing about its values. */
  | { readonly kind: "named"; readonly name: string };

export interface ObjectProperty {
  readonly type: ParameterType;
  readonly isOptional: boolean;
}

/**
 * What is wrong with `value` as a `type`, innermost place first (`levels[1]`), or undefined. A value
 * of a named type is refused, since only the kernel can tell, and too late.
 */
export function mismatch(type: ParameterType, value: Json, path: string): InputIssue | undefined {
  if (type.kind === "array" && Array.isArray(value)) {
    return firstIssue(value, (item, i) => mismatch(type.element, item, `${path}[${i}]`));
  }
  if (type.kind === "tuple" && Array.isArray(value) && value.length === type.elements.length) {
    return firstIssue(value, (item, i) => mismatch(type.elements[i]!, item, `${path}[${i}]`));
  }
  if (type.kind === "record" && isJsonObject(value)) {
    return firstIssue(Object.entries(value), ([key, item]) => {
      return mismatch(type.value, item, `${path}.${key}`);
    });
  }
  if (type.kind === "object" && isJsonObject(value)) return objectMismatch(type, value, path);
  if (type.kind === "union") return unionMismatch(type.members, value, path);
  if (type.kind === "literal" && type.value === value) return undefined;
  if (type.kind === typeof value) return undefined;
  return { path, rule: `must be ${describe(type)}`, value: JSON.stringify(value) };
}

/** A type in words: `a number`, `"long" or "short"`, `a list of numbers`. */
export function describe(type: ParameterType): string {
  switch (type.kind) {
    case "literal":
      return JSON.stringify(type.value);
    case "boolean":
      return "true or false";
    case "array":
      return `a list, each ${describe(type.element)}`;
    case "tuple":
      return `a list of ${type.elements.length}: ${type.elements.map(describe).join(", ")}`;
    case "object":
      return `an object with ${[...type.properties.keys()].join(", ")}`;
    case "record":
      return `an object, each value ${describe(type.value)}`;
    case "union":
      return type.members.map(describe).join(" or ");
    case "named":
      return `of the type ${type.name}, which only the cell knows: write the type out there`;
    default:
      return `a ${type.kind}`;
  }
}

function objectMismatch(
  { properties }: { readonly properties: ReadonlyMap<string, ObjectProperty> },
  value: Readonly<Record<string, Json>>,
  path: string,
): InputIssue | undefined {
  for (const [key, { type, isOptional }] of properties) {
    const item = value[key];
    const found =
      item === undefined
        ? { path: `${path}.${key}`, rule: `must be ${describe(type)}`, value: "missing" }
        : mismatch(type, item, `${path}.${key}`);
    if (found !== undefined && !(item === undefined && isOptional)) return found;
  }
  const extra = Object.keys(value).find((key) => !properties.has(key));
  if (extra === undefined) return undefined;
  const known = [...properties.keys()].join(", ");
  return { path: `${path}.${extra}`, rule: `must be one of ${known}`, value: extra };
}

function unionMismatch(
  members: readonly ParameterType[],
  value: Json,
  path: string,
): InputIssue | undefined {
  const found = members.map((member) => mismatch(member, value, path));
  if (found.includes(undefined)) return undefined;
  // Inside the one member of the value's own kind, the place says more than the whole union.
  const inner = found.filter((issue) => issue !== undefined && issue.path !== path);
  if (inner.length === 1) return inner[0];
  const rule = `must be ${describe({ kind: "union", members })}`;
  return { path, rule, value: JSON.stringify(value) };
}

function firstIssue<Item>(
  items: readonly Item[],
  check: (item: Item, index: number) => InputIssue | undefined,
): InputIssue | undefined {
  for (const [index, item] of items.entries()) {
    const found = check(item, index);
    if (found !== undefined) return found;
  }
  return undefined;
}
