import { describe, expect, test } from "vitest";
import * as door from "../../lib/index.ts";
import { calls } from "./calls.ts";

type Call = (...values: unknown[]) => unknown;
type Path = readonly (string | number)[];

/** Special functions, which answer NaN outside their domain, and what cannot be computed quickly. */
const numberToNumber =
  /^(normal(Density|Distribution|Quantile|ExceedanceCorrelation)|studentT(Density|Distribution|Quantile)|chiSquareTail)$/;

/** Results that say "none" by NaN where the page of the method says so. */
const mayBeNaN: Readonly<Record<string, RegExp>> = {
  dcc: /standardErrors/,
  denoiseCorrelation: /residualEigenvalue/,
  ewmaCorrelation: /average/,
  exceedanceCorrelation: /correlation|interval|normal/,
  logReturns: /values/,
  overlappingReturns: /values/,
  parametricAttribution: /marginal|Error/,
  peaksOverThresholdVar: /Error|Interval/,
  priceSeries: /./,
  returnSeries: /values/,
  rollingAverageCorrelation: /values/,
  rollingCorrelation: /values/,
  scaleByRootTime: /Error/,
  scenarioAttribution: /marginal/,
  selectAssets: /closes/,
  selectReturns: /values/,
  studentTVar: /Error|Interval/,
  simpleReturns: /values/,
  toLogReturns: /values/,
  toSimpleReturns: /values/,
};

/** What an engine says of a mistake in a library, not of a mistake of its caller. */
const obscure =
  /Cannot (read|mix|convert|destructure|set|access)|is not (iterable|a function|a constructor)|nvalid (array|typed array) length|call stack|of undefined|of null|Reduce of empty|allocation/;

describe("each numeric function of the door", () => {
  test.each(Object.keys(calls))(
    "%s refuses what is wrong in words, and never gives NaN",
    (name) => {
      const call = (door as unknown as Record<string, Call>)[name]!;
      expect(findings(name, call, calls[name]!)).toEqual([]);
    },
  );
});

function findings(name: string, call: Call, valid: readonly unknown[]): string[] {
  const found = numberToNumber.test(name) ? [] : nansOf(call(...valid));
  const bad = found.filter((path) => !mayBeNaN[name]?.test(path)).map((path) => `valid: ${path}`);
  for (const path of pathsOf(valid)) {
    const before = valueAt(valid, path);
    for (const [kind, value] of worse(before)) {
      const trouble = troubleOf(name, call, replaced(valid, path, value) as unknown[]);
      if (trouble !== undefined) bad.push(`${path.join(".")} ${kind}: ${trouble}`);
    }
  }
  return bad;
}

function troubleOf(name: string, call: Call, values: unknown[]): string | undefined {
  try {
    const result = call(...values);
    if (numberToNumber.test(name)) return undefined;
    const nans = nansOf(result).filter((path) => !mayBeNaN[name]?.test(path));
    return nans.length === 0 ? undefined : `NaN in ${nans.slice(0, 3).join(", ")}`;
  } catch (error) {
    if (numberToNumber.test(name)) return undefined;
    const { message } = error as Error;
    const named = error instanceof RangeError || error instanceof TypeError;
    const own = named || error instanceof door.GarchRefusedError;
    return own && !obscure.test(message) ? undefined : message;
  }
}

function worse(value: unknown): [string, unknown][] {
  const always: [string, unknown][] = [
    ["null", null],
    ["undefined", undefined],
    ["a string", "x"],
    ["a bigint", 10n],
    ["an object", {}],
    ["an empty array", []],
  ];
  if (typeof value === "number") {
    const numbers = [Number.NaN, Infinity, -1, 0, 1e300, -1e300, 1e-300, 1.5];
    return [...always, ...numbers.map((x): [string, unknown] => [String(x), x])];
  }
  return isNumbers(value) ? [...always, ...worseSamples(value)] : always;
}

function worseSamples(sample: ArrayLike<number>): [string, unknown][] {
  const all = Array.from(sample);
  const typed = ArrayBuffer.isView(sample);
  const made = (values: number[]): unknown => (typed ? Float64Array.from(values) : values);
  return [
    ["one", made(all.slice(0, 1))],
    ["zeros", made(all.map(() => 0))],
    ["constant", made(all.map(() => 0.1))],
    ["times 1e300", made(all.map((x) => x * 1e300))],
    ["times 1e-300", made(all.map((x) => x * 1e-300))],
    ["negated", made(all.map((x) => -x))],
    ["with NaN", made(all.with(all.length - 1, Number.NaN))],
    ["with 1e300", made(all.with(0, 1e300))],
    ["of strings", all.map(String)],
  ];
}

function pathsOf(value: unknown, at: Path = []): Path[] {
  const own = at.length === 0 ? [] : [at];
  if (typeof value !== "object" || value === null || isNumbers(value)) return own;
  if (Array.isArray(value) && at.length > 0 && typeof value[0] !== "object") return own;
  return [...own, ...Object.entries(value).flatMap(([key, inner]) => pathsOf(inner, [...at, key]))];
}

/** Names and labels are echoed, so what they are is not judged here. */
const labels = /^(kind|asset|unit|method|missing|warnings|observations|tailCount|confidence)$/;

function nansOf(value: unknown, at = ""): string[] {
  if (typeof value === "number") return Number.isNaN(value) ? [at || "result"] : [];
  if (typeof value !== "object" || value === null) return [];
  if (isNumbers(value)) return Array.from(value).some(Number.isNaN) ? [`${at}[]`] : [];
  return Object.entries(value)
    .filter(([key]) => !labels.test(key))
    .flatMap(([key, inner]) => nansOf(inner, `${at}.${key}`));
}

function isNumbers(value: unknown): value is ArrayLike<number> {
  if (ArrayBuffer.isView(value)) return true;
  return Array.isArray(value) && value.length > 0 && value.every((x) => typeof x === "number");
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce((inner, key) => (inner as Record<string, unknown>)[key], value);
}

/** A copy in which only the value at the path is another. */
function replaced(value: unknown, path: Path, by: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return by;
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as never;
  (copy as Record<string, unknown>)[key] = replaced(
    (value as Record<string, unknown>)[key],
    rest,
    by,
  );
  return copy;
}
