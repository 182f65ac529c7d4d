import { type CompareOptions, compareNumberPair } from "./compare-number-pair.ts";
import { compareLine, compareText } from "./compare-text.ts";
import { isJsonObject, type Json } from "./json.ts";

interface Values {
  readonly committed: Json | undefined;
  readonly now: Json | undefined;
}

/**
 * Compares two JSON values leaf by leaf: numbers within the tolerance, numbers inside texts too,
 * everything else exactly. NaN and the infinities are recognised in the form in which payloads
 * hold them (`{"$number": "NaN"}`). `path` is that of the values themselves.
 */
export function compareJson(path: string, values: Values, options: CompareOptions): void {
  const { committed, now } = values;
  const [old, fresh] = [numberIn(committed), numberIn(now)];
  if (old !== undefined && fresh !== undefined) {
    const pair = { committed: written(old), now: written(fresh) };
    compareNumberPair(path, pair, options);
  } else if (typeof committed === "string" && typeof now === "string") {
    const isLine = !`${committed}${now}`.includes("\n");
    (isLine ? compareLine : compareText)(path, { committed, now }, options);
  } else if (isList(committed) && isList(now)) {
    compareLists(path, { committed, now }, options);
  } else if (isJsonObject(committed) && isJsonObject(now)) {
    for (const key of new Set([...Object.keys(committed), ...Object.keys(now)].sort())) {
      compareJson(join(path, key), { committed: committed[key], now: now[key] }, options);
    }
  } else if (committed !== now) {
    const kind = committed === undefined || now === undefined ? "count" : "structure";
    options.sink.add({ path, kind, committed: show(committed), now: show(now) });
  }
}

function compareLists(
  path: string,
  { committed, now }: { readonly committed: readonly Json[]; readonly now: readonly Json[] },
  options: CompareOptions,
): void {
  if (committed.length !== now.length) {
    const counts = { committed: elements(committed), now: elements(now) };
    options.sink.add({ path, kind: "count", ...counts });
  }
  for (let i = 0; i < Math.min(committed.length, now.length); i++) {
    const values = { committed: committed[i], now: now[i] };
    compareJson(`${path}[${i}]`, values, withRow(options, rowName(values)));
  }
}

/** The options with a sink that says of what it is told in which row it lies. */
function withRow(options: CompareOptions, row: string | undefined): CompareOptions {
  if (row === undefined) return options;
  const { sink } = options;
  return {
    ...options,
    sink: { ...sink, add: (difference) => sink.add({ row, ...difference }) },
  };
}

/** The first two texts of a row of data, by which a reader finds it. */
function rowName({ committed, now }: Values): string | undefined {
  if (!isJsonObject(committed) || !isJsonObject(now)) return undefined;
  const texts = Object.keys(now)
    .sort()
    .map((key) => (committed[key] === now[key] ? now[key] : undefined))
    .filter((value) => typeof value === "string" && value.length <= longestName);
  return texts.length === 0 ? undefined : texts.slice(0, 2).join(", ");
}

/** The number that a value is, plain or as a payload's tag; undefined when it is none. */
function numberIn(value: Json | undefined): number | undefined {
  if (typeof value === "number") return value;
  if (!isJsonObject(value) || Object.keys(value).join() !== "$number") return undefined;
  return Number(value.$number);
}

function written(value: number): { value: number; text: string } {
  return { value, text: Object.is(value, -0) ? "-0" : String(value) };
}

function join(path: string, key: string): string {
  return /^[\w$-]+$/.test(key) ? `${path}.${key}` : `${path}[${JSON.stringify(key)}]`;
}

function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

function elements(list: readonly Json[]): string {
  return `${list.length} ${list.length === 1 ? "element" : "elements"}`;
}

const longest = 200;
const longestName = 40;

function show(value: Json | undefined): string {
  if (value === undefined) return "nothing";
  const text = JSON.stringify(value);
  return text.length > longest ? `${text.slice(0, longest - 3)}...` : text;
}
