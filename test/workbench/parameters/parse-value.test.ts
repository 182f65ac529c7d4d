import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Json } from "../../../workbench/notebook/json.ts";
import type { ParameterType } from "../../../workbench/parameters/parameter-type.ts";
import { parseValue } from "../../../workbench/parameters/parse-value.ts";
import { readParameters } from "../../../workbench/parameters/read-parameters.ts";
import { loadTypeScript } from "../../../workbench/parameters/typescript.ts";

const typescript = loadTypeScript();

function typeOf(type: string): ParameterType {
  return readParameters(typescript, `const x: ${type} = 1;`).parameters[0]!.typeModel;
}

const parse = (type: string, text: string) => parseValue(typeOf(type), text, "x");

describe("parseValue takes", () => {
  test.each<[string, string, Json]>([
    ["number", "0.99", 0.99],
    ["number", "-1e-3", -0.001],
    ["number", ".95", 0.95],
    ["number", "+2", 2],
    ["boolean", "true", true],
    ["string", "three desk", "three desk"],
    ["string", '"quoted"', "quoted"],
    ["string", "123", "123"],
    ["string", "true", "true"],
    ["string", "[a", "[a"],
    ["string", "", ""],
    ['"long" | "short"', "short", "short"],
    ["1 | 10", "10", 10],
    ["number | null", "null", null],
    ["string | number", "5", 5],
    ["number[]", "[0.9, 0.95]", [0.9, 0.95]],
    ["number[]", "0.9, .95", [0.9, 0.95]],
    ["number[]", "0.9", [0.9]],
    ["string[]", "BTC,ETH", ["BTC", "ETH"]],
    ['readonly ("a" | "b")[]', "b", ["b"]],
    ["number | number[]", "1,2", [1, 2]],
    ["[string, string]", '["2020-01-01", "2020-02-01"]', ["2020-01-01", "2020-02-01"]],
    ["Record<string, number>", '{"BTC": -0.3}', { BTC: -0.3 }],
    ["{ asset: string; size?: number }", '{"asset": "BTC"}', { asset: "BTC" }],
  ])("for %s the text %s", (type, text, value) => {
    expect(parse(type, text)).toEqual({ value });
  });

  test("every number and every list of numbers that JSON holds", () => {
    const finite = fc.double({ noNaN: true, noDefaultInfinity: true }).map((x) => x + 0);
    fc.assert(
      fc.property(finite, (x) => {
        expect(parse("number", JSON.stringify(x))).toEqual({
          value: JSON.parse(JSON.stringify(x)),
        });
      }),
    );
    fc.assert(
      fc.property(fc.array(finite), (list) => {
        const value = JSON.parse(JSON.stringify(list));
        expect(parse("number[]", JSON.stringify(list))).toEqual({ value });
      }),
    );
  });

  test("any text as a string that is not itself JSON", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const result = parse("string", text) as { readonly value: Json };
        expect([text, tryJson(text)]).toContainEqual(result.value);
      }),
    );
  });
});

describe("parseValue refuses", () => {
  test.each([
    ["number", "high", "x must be a number: high"],
    ["number", "95%", "x must be a number: 95%"],
    ["number", "", "x must be a number: "],
    ["number", "NaN", "x must be a number: NaN"],
    ["number", "0x10", "x must be a number: 0x10"],
    ["number", '"1"', 'x must be a number: "1"'],
    ["number", "1,2", "x must be a number: 1,2"],
    ["boolean", "yes", "x must be true or false: yes"],
    ['"long" | "short"', "lnog", 'x must be "long" or "short": lnog'],
    ["number[]", "[0.9, high]", "x must be a list, each a number: [0.9, high]"],
    ["number[]", '[0.9, "high"]', 'x[1] must be a number: "high"'],
    ["number[]", "1,,2", "x must be a list, each a number: 1,,2"],
    ["string[]", "[BTC,ETH]", "x must be a list, each a string: [BTC,ETH]"],
    ["[string, string]", '["a"]', 'x must be a list of 2: a string, a string: ["a"]'],
    ["Record<string, number>", '{"BTC": "x"}', 'x.BTC must be a number: "x"'],
    ["{ asset: string }", '{"aset": "BTC"}', "x.asset must be a string: missing"],
    ["{ asset: string }", '{"asset": "BTC", "n": 1}', "x.n must be one of asset: n"],
    ["number | number[]", '["a"]', 'x[0] must be a number: "a"'],
  ])("for %s the text %s", (type, text, message) => {
    const result = parse(type, text);
    const issue = "issue" in result ? result.issue : undefined;
    expect(`${issue?.path} ${issue?.rule}: ${issue?.value}`).toBe(message);
  });

  test("any value of a type that only the cell knows", () => {
    const result = parse("QuantileMethod", "linear");
    expect(result).toMatchObject({ issue: { path: "x", value: "linear" } });
    expect(JSON.stringify(result)).toContain("write the type out there");
  });
});

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
