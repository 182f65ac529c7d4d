import { describe, expect, test } from "vitest";
import {
  checkCount,
  checkFinite,
  checkFraction,
  checkNonNegative,
  checkOneOf,
  checkPositive,
  checkSameLength,
  checkSample,
  describe as print,
} from "../../../lib/base/check.ts";

describe("a check names what, the rule and the value", () => {
  test.each([
    [() => checkFraction("confidence", 95), "confidence must be in (0, 1): 95"],
    [() => checkFraction("confidence", 0), "confidence must be in (0, 1): 0"],
    [() => checkFraction("confidence", Number.NaN), "confidence must be in (0, 1): NaN"],
    [() => checkFinite("mark", Infinity), "mark must be finite: Infinity"],
    [() => checkPositive("price", -0), "price must be a positive number: 0"],
    [() => checkPositive("price", Infinity), "price must be a positive number: Infinity"],
    [
      () => checkNonNegative("haircut", -1e-300),
      "haircut must be zero or a positive number: -1e-300",
    ],
    [() => checkCount("window", 2.5, 1), "window must be an integer of at least 1: 2.5"],
    [() => checkCount("window", 0, 1), "window must be an integer of at least 1: 0"],
    [() => checkSample("returns", [], 1), "returns must have at least 1 observation: 0"],
    [() => checkSample("returns", [1], 2), "returns must have at least 2 observations: 1"],
    [() => checkSample("returns", [1, Number.NaN], 1), "returns[1] must be finite: NaN"],
    [() => checkSameLength(["x", "y"], [1], []), "x and y must have the same length: 1 and 0"],
    [
      () => checkOneOf("kind", "cal" as string, ["call", "put"]),
      'kind must be one of call, put: "cal"',
    ],
  ])("%s", (check, message) => {
    expect(check).toThrow(new RangeError(message));
  });

  test("and refuses what is no number with a TypeError", () => {
    expect(() => checkFinite("mark", "12" as unknown as number)).toThrow(
      new TypeError('mark must be a number: "12"'),
    );
    expect(() => checkSample("returns", [1, null as unknown as number], 1)).toThrow(
      new TypeError("returns[1] must be a number: null"),
    );
    expect(() => checkSample("returns", "abc" as unknown as number[], 1)).toThrow(TypeError);
    expect(() => checkSample("returns", {} as number[], 1)).toThrow(
      new TypeError("returns must be an array of numbers: an object"),
    );
  });
});

test("a good argument passes every check", () => {
  checkFinite("x", -1);
  checkPositive("x", Number.MIN_VALUE);
  checkNonNegative("x", 0);
  checkFraction("x", 0.5);
  checkCount("x", 3, 3);
  checkSample("x", new Float64Array(2), 2);
  checkSameLength(["x", "y"], [1], [2]);
  checkOneOf("x", "a", ["a"]);
});

test.each([
  ["a".repeat(80), `"${"a".repeat(57)}..."`],
  [[], "an empty array"],
  [[1], "an array"],
  [new Float64Array(1), "Float64Array"],
  [{}, "an object"],
  [null, "null"],
  [undefined, "undefined"],
])("a message shows %j as %s", (value, shown) => {
  expect(print(value)).toBe(shown);
});
