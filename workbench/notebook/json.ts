/** What a JSON document holds. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

export interface JsonObject {
  readonly [key: string]: Json;
}

/** Whether a JSON value is an object (neither null nor an array). */
export function isJsonObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The same JSON value with every string in it replaced, keys excepted. */
function mapStrings(value: Json, replace: (text: string) => string): Json {
  if (typeof value === "string") return replace(value);
  if (Array.isArray(value)) return value.map((item: Json) => mapStrings(item, replace));
  return isJsonObject(value) ? mapStringsOfObject(value, replace) : value;
}

/** `mapStrings` for an object. */
export function mapStringsOfObject(
  value: JsonObject,
  replace: (text: string) => string,
): JsonObject {
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, mapStrings(item, replace)]),
  );
}

/**
 * The path of the first thing in `value` that JSON cannot hold, e.g. `data.rows[3]: NaN`, or
 * undefined. JSON would turn NaN and infinities into null and drop functions without a word;
 * a property that is undefined is left out, as JSON does.
 */
export function notJson(value: unknown, path: string): string | undefined {
  if (value === null || typeof value === "boolean" || typeof value === "string") return undefined;
  if (typeof value === "number") {
    return Number.isFinite(value) ? undefined : `${path}: ${value}`;
  }
  if (typeof value !== "object") return `${path}: ${typeof value}`;
  const isArray = Array.isArray(value);
  const prototype = Object.getPrototypeOf(value);
  if (!isArray && prototype !== null && Object.getPrototypeOf(prototype) !== null) {
    return `${path}: ${value.constructor.name}`;
  }
  for (const [key, item] of Object.entries(value)) {
    if (item === undefined && !isArray) continue;
    const found = notJson(item, isArray ? `${path}[${key}]` : `${path}.${key}`);
    if (found !== undefined) return found;
  }
  return undefined;
}
