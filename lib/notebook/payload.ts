/** What a payload is made of: plain JSON. */
export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json };

/**
 * A value as plain JSON that {@link decodePayload} turns back. NaN, the infinities and -0 become
 * `{"$number": "NaN"}`, dates `{"$date": ISO}`, typed arrays plain arrays; a key that begins with
 * `$` gets another one; undefined properties are dropped and undefined elements refused.
 *
 * Throws a TypeError with the path for what JSON cannot hold: functions, symbols, bigints, cycles,
 * maps, sets and instances of classes.
 */
export function encodePayload(value: unknown): Json {
  return encode(value, "payload", []);
}

/** The value that {@link encodePayload} wrote; throws a TypeError for an unknown `$` tag. */
export function decodePayload(json: Json): unknown {
  if (json === null || typeof json !== "object") return json;
  if (isList(json)) return json.map(decodePayload);
  const [key, ...more] = Object.keys(json);
  if (key !== undefined && more.length === 0 && isTag(key)) return untag(key, json[key]!);
  return Object.fromEntries(
    Object.entries(json).map(([name, inner]) => {
      if (isTag(name)) throw new TypeError(`payload has an unknown tag: ${JSON.stringify(name)}`);
      return [name.startsWith("$$") ? name.slice(1) : name, decodePayload(inner)];
    }),
  );
}

const specialNumbers = ["NaN", "Infinity", "-Infinity", "-0"];

function encode(value: unknown, path: string, above: readonly object[]): Json {
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number") return encodeNumber(value);
  if (typeof value !== "object")
    return refuse(path, value === undefined ? "undefined" : `a ${typeof value}`);
  if (above.includes(value)) return refuse(path, "a cycle");
  if (value instanceof Date) return encodeDate(value, path);
  const inside = [...above, value];
  if (Array.isArray(value)) {
    return Array.from(value, (element, i) => encode(element, `${path}[${i}]`, inside));
  }
  if (ArrayBuffer.isView(value)) return encodeTyped(value, path);
  if (!isPlain(value)) return refuse(path, `a ${value.constructor?.name ?? "special object"}`);
  return encodeObject(value, path, inside);
}

function encodeObject(value: object, path: string, inside: readonly object[]): Json {
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return Object.fromEntries(
    entries.map(([key, inner]) => [
      key.startsWith("$") ? `$${key}` : key,
      encode(inner, `${path}.${key}`, inside),
    ]),
  );
}

function encodeNumber(value: number): Json {
  if (Number.isFinite(value) && !Object.is(value, -0)) return value;
  return { $number: Object.is(value, -0) ? "-0" : String(value) };
}

function encodeDate(value: Date, path: string): Json {
  return Number.isNaN(value.getTime())
    ? refuse(path, "an invalid date")
    : { $date: value.toISOString() };
}

function encodeTyped(value: ArrayBufferView, path: string): Json {
  if (value instanceof DataView) return refuse(path, "a DataView");
  if (value instanceof BigInt64Array || value instanceof BigUint64Array)
    return refuse(path, "a bigint");
  return Array.from(value as Float64Array, encodeNumber);
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  // An object of another realm is as plain as one of this: compare shapes, not identities.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function isList(json: object): json is readonly Json[] {
  return Array.isArray(json);
}

function isTag(key: string): boolean {
  return key.startsWith("$") && !key.startsWith("$$");
}

function untag(key: string, inner: Json): unknown {
  if (key === "$number" && specialNumbers.includes(String(inner))) return Number(inner);
  if (key === "$date" && !Number.isNaN(Date.parse(String(inner)))) return new Date(String(inner));
  throw new TypeError(`payload has an unknown tag: ${JSON.stringify({ [key]: inner })}`);
}

function refuse(path: string, what: string): never {
  throw new TypeError(`${path} must be plain data (numbers, strings, arrays, objects): ${what}`);
}
