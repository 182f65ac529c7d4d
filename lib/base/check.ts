import { areFinite } from "./are-finite.ts";

/**
 * Argument checks: each throws naming what, the rule and the value, e.g.
 * `confidence must be in (0, 1): 95`, and returns nothing.
 */

/** Throws a RangeError unless `value` is a finite number. */
export function checkFinite(name: string, value: number): void {
  checkNumber(name, value);
  if (!Number.isFinite(value)) refuse(name, "be finite", value);
}

/** Throws a RangeError unless `value` is finite and > 0. */
export function checkPositive(name: string, value: number): void {
  checkNumber(name, value);
  if (!(value > 0 && value < Infinity)) refuse(name, "be a positive number", value);
}

/** Throws a RangeError unless `value` is finite and >= 0. */
export function checkNonNegative(name: string, value: number): void {
  checkNumber(name, value);
  if (!(value >= 0 && value < Infinity)) refuse(name, "be zero or a positive number", value);
}

/** Throws a RangeError unless `value` lies strictly between 0 and 1. */
export function checkFraction(name: string, value: number): void {
  checkNumber(name, value);
  if (!(value > 0 && value < 1)) refuse(name, "be in (0, 1)", value);
}

/** Throws a RangeError unless `value` is from 0 to 1, both included. */
export function checkShare(name: string, value: number): void {
  checkNumber(name, value);
  if (!(value >= 0 && value <= 1)) refuse(name, "be in [0, 1]", value);
}

/** Throws a RangeError unless `value` is an integer of at least `minimum`. */
export function checkCount(name: string, value: number, minimum: number): void {
  checkNumber(name, value);
  if (!(Number.isSafeInteger(value) && value >= minimum)) {
    refuse(name, `be an integer of at least ${minimum}`, value);
  }
}

/** Throws a RangeError unless `values` has at least `minimum` elements, all finite. */
export function checkSample(name: string, values: ArrayLike<number>, minimum: number): void {
  if (!isList(values)) {
    throw new TypeError(`${name} must be an array of numbers: ${describe(values)}`);
  }
  if (values.length < minimum) {
    const noun = minimum === 1 ? "observation" : "observations";
    throw new RangeError(`${name} must have at least ${minimum} ${noun}: ${values.length}`);
  }
  if (values instanceof Float64Array && areFinite(values)) return;
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (typeof value !== "number") {
      throw new TypeError(`${name}[${i}] must be a number: ${describe(value)}`);
    }
    if (!Number.isFinite(value)) refuse(`${name}[${i}]`, "be finite", value);
  }
}

/** Throws a TypeError unless `value` is an object (no array): options, a panel, a matrix. */
export function checkObject(name: string, value: object): void {
  if (typeof value === "object" && value !== null && !isList(value)) return;
  throw new TypeError(`${name} must be an object: ${describe(value)}`);
}

/** Throws a TypeError unless `values` is an array, of anything. */
export function checkList(name: string, values: ArrayLike<unknown>): void {
  if (isList(values)) return;
  throw new TypeError(`${name} must be an array: ${describe(values)}`);
}

/** Throws a TypeError unless `values` is an array of true and false. */
export function checkFlags(name: string, values: readonly boolean[]): void {
  checkList(name, values);
  const wrong = values.findIndex((value) => typeof value !== "boolean");
  if (wrong < 0) return;
  throw new TypeError(`${name}[${wrong}] must be true or false: ${describe(values[wrong])}`);
}

/** Throws a TypeError unless `value` is a function. */
export function checkFunction(name: string, value: unknown): void {
  if (typeof value === "function") return;
  throw new TypeError(`${name} must be a function: ${describe(value)}`);
}

/** Throws a RangeError unless the two arrays have the same length. */
export function checkSameLength(
  names: readonly [string, string],
  left: ArrayLike<unknown>,
  right: ArrayLike<unknown>,
): void {
  const [a, b] = names;
  for (const [name, values] of [
    [a, left],
    [b, right],
  ] as const) {
    if (typeof values?.length !== "number") checkList(name, values);
  }
  if (left.length === right.length) return;
  throw new RangeError(
    `${a} and ${b} must have the same length: ${left.length} and ${right.length}`,
  );
}

/** Throws a RangeError unless `value` is one of `allowed`. */
export function checkOneOf<T extends string | number>(
  name: string,
  value: T,
  allowed: readonly T[],
): void {
  if (allowed.includes(value)) return;
  throw new RangeError(`${name} must be one of ${allowed.join(", ")}: ${describe(value)}`);
}

/** A value as an error message shows it: strings in quotes, objects by kind, nothing endless. */
export function describe(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(shorten(value));
  if (value === null || typeof value !== "object") return String(value);
  if (Array.isArray(value)) return value.length === 0 ? "an empty array" : "an array";
  return ArrayBuffer.isView(value) ? value.constructor.name : "an object";
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

/** Throws a TypeError unless `value` is a number; NaN is one. */
export function checkNumber(name: string, value: number): void {
  if (typeof value !== "number") {
    throw new TypeError(`${name} must be a number: ${describe(value)}`);
  }
}

function isList(values: unknown): values is ArrayLike<unknown> {
  return Array.isArray(values) || (ArrayBuffer.isView(values) && "length" in values);
}

function refuse(name: string, rule: string, value: number): never {
  throw new RangeError(`${name} must ${rule}: ${value}`);
}
