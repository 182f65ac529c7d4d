import type { InputIssue } from "stressbook";
import type { Json } from "../notebook/json.ts";
import { describe, mismatch, type ParameterType } from "./parameter-type.ts";

/** A parameter's value as typed on a command line, or what is wrong with it. */
type ParsedValue = { readonly value: Json } | { readonly issue: InputIssue };

/**
 * The value that `text` stands for as a `type`: JSON where that fits (`0.99`, `[0.9, 0.95]`,
 * `{"BTC": -0.3}`), else a bare word for a text and a list separated by commas for an array.
 */
export function parseValue(type: ParameterType, text: string, path: string): ParsedValue {
  const candidates = [...readings(type, text)];
  const fitting = candidates.find((value) => mismatch(type, value, path) === undefined);
  if (fitting !== undefined) return { value: fitting };
  const nested = candidates
    .filter((value) => typeof value === "object")
    .map((value) => mismatch(type, value, path))
    .find((found) => found !== undefined && found.path !== path);
  const issue = nested ?? { path, rule: `must be ${describe(type)}`, value: text };
  return { issue };
}

function* readings(type: ParameterType, text: string): Generator<Json> {
  const json = parseJson(text);
  if (json !== undefined) yield json;
  if (/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)) yield Number(text);
  const elements = elementTypes(type);
  // A text that begins like JSON was meant as JSON: its pieces would be nonsense.
  if (elements.length > 0 && !/^\s*[[{]/.test(text)) {
    for (const element of elements) {
      const items = text.split(",").map((item) => parseValue(element, item.trim(), ""));
      const values = items.flatMap((item) => ("value" in item ? [item.value] : []));
      if (values.length === items.length) yield values;
    }
  }
  yield text;
}

function elementTypes(type: ParameterType): ParameterType[] {
  if (type.kind === "array") return [type.element];
  return type.kind === "union" ? type.members.flatMap(elementTypes) : [];
}

function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
