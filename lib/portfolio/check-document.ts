import { z } from "zod";
import { describe } from "../base/check.ts";
import { type InputIssue, InvalidInputError } from "../base/invalid-input.ts";
import { nearestName } from "./nearest-name.ts";

/**
 * A document from outside, checked by a schema and by rules that look across its fields.
 *
 * @throws InvalidInputError with every refusal of both: path, rule and value.
 * @internal
 */
export function checkDocument<T>(
  input: unknown,
  options: {
    readonly subject: string;
    readonly schema: z.ZodType<T>;
    readonly across: (input: unknown) => readonly InputIssue[];
  },
): T {
  const { subject, schema, across } = options;
  const parsed = schema.safeParse(input);
  const fields = parsed.success ? [] : parsed.error.issues.flatMap((issue) => told(issue, input));
  const issues = [...fields, ...across(input)];
  if (parsed.success && issues.length === 0) return parsed.data;
  throw new InvalidInputError(subject, issues);
}

/**
 * Schema of an object with these fields and no others; a field of another name is refused with the
 * nearest known one.
 *
 * @internal
 */
export function record<Shape extends z.ZodRawShape>(
  shape: Shape,
): z.ZodObject<Shape, z.core.$strict> {
  return z.strictObject(shape, {
    error: ({ code }) =>
      code === "unrecognized_keys" ? Object.keys(shape).join(",") : "must be an object",
  });
}

/**
 * Schema of one value by a test and the rule it stands for: `must be a positive number`.
 *
 * @internal
 */
export function rule<T>(text: string, holds: (value: unknown) => boolean): z.ZodType<T> {
  return z.custom<T>(holds, { error: text });
}

/**
 * Schema of a list.
 *
 * @internal
 */
export function list<T>(element: z.ZodType<T>): z.ZodArray<z.ZodType<T>> {
  return z.array(element, { error: "must be a list" });
}

function told(issue: z.core.$ZodIssue, input: unknown): InputIssue[] {
  if (issue.code !== "unrecognized_keys") {
    const { path, message } = issue;
    return [{ path: pathText(path), rule: message, value: shownAt(input, path) }];
  }
  const known = issue.message.split(",");
  return issue.keys.map((key) => {
    const path = [...issue.path, key];
    const near = nearestName(key, known);
    const hint = near === undefined ? `known: ${known.join(", ")}` : `did you mean ${near}?`;
    return {
      path: pathText(path),
      rule: `is not a known field (${hint})`,
      value: shownAt(input, path),
    };
  });
}

function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === "number") return `${text}[${key}]`;
    return text === "" ? String(key) : `${text}.${String(key)}`;
  }, "");
}

/** The value that a path leads to, as an error message shows it. */
function shownAt(input: unknown, path: readonly PropertyKey[]): string {
  let value = input;
  for (const key of path) {
    const inside = typeof value === "object" && value !== null && Object.hasOwn(value, key);
    if (!inside) return "missing";
    value = (value as Record<PropertyKey, unknown>)[key];
  }
  return value === undefined ? "missing" : describe(value);
}
