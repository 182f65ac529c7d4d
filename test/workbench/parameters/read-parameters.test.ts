import { describe, expect, test } from "vitest";
import { readParameters } from "../../../workbench/parameters/read-parameters.ts";
import { loadTypeScript } from "../../../workbench/parameters/typescript.ts";

const typescript = loadTypeScript();
const read = (source: string) => readParameters(typescript, source);
const typeOf = (type: string) => read(`const x: ${type} = 1;`).parameters[0]?.typeModel;

describe("readParameters", () => {
  test("gives name, type, value and comment of every declaration", () => {
    const { parameters, issues } = read(`
// What the run is about.

const book: string = "../seeds/books/three-desk.json"; // the book under test
// Of the headline
// value-at-risk.
const confidence: number = 0.95;
/** Days before
 *  the date. */
const windows: readonly number[] = [252, -1, 1_000];
let side: "long" | "short" = 'long';
const shocks: Record<string, number> = { BTC: -0.3, "ETH": +0.1 }, isDry: boolean = true;`);
    expect(issues).toEqual([]);
    expect(parameters.map(({ typeModel, ...rest }) => Object.values(rest))).toEqual([
      ["book", "string", "../seeds/books/three-desk.json", "the book under test"],
      ["confidence", "number", 0.95, "Of the headline value-at-risk."],
      ["windows", "readonly number[]", [252, -1, 1000], "Days before the date."],
      ["side", '"long" | "short"', "long", ""],
      ["shocks", "Record<string, number>", { BTC: -0.3, ETH: 0.1 }, ""],
      ["isDry", "boolean", true, ""],
    ]);
  });

  test("does not take the comment of the line before", () => {
    const { parameters } = read("const a: number = 1; // of a\nconst b: number = 2;");
    expect(parameters.map(({ comment }) => comment)).toEqual(["of a", ""]);
  });

  test.each([
    ['import x from "y";', "must be `const name: Type = literal`"],
    ["console.log(1);", "must be `const name: Type = literal`"],
    ["const { a } = { a: 1 };", "must be `const name: Type = literal`"],
    ["const a = 1;", "a has no type"],
    ["const a: number = 1 + 1;", "a is computed"],
    ["const a: number = b;", "a is computed"],
    ["let a: number;", "a is computed"],
    ["const a: number[] = [1, ...b];", "a is computed"],
    ["const a: number[] = [1, , 2];", "a is computed"],
    ["const a: object = { b };", "a is computed"],
    ["const a: object = { [b]: 1 };", "a is computed"],
    ["const a: number = Number('1');", "a is computed"],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the source of a cell.
    ["const a: string = `x${1}`;", "a is computed"],
    ["const a: number = ~1;", "a is computed"],
  ])("refuses %s", (statement, rule) => {
    const { parameters, issues } = read(`// first\n${statement}`);
    expect(parameters).toEqual([]);
    expect(issues).toHaveLength(1);
    expect(issues[0]).toMatchObject({ path: "line 2", value: statement });
    expect(issues[0]?.rule).toContain(rule);
  });

  test("reads types that are written out, and names the others", () => {
    expect(typeOf("(string)")).toEqual({ kind: "string" });
    expect(typeOf("-1 | null")).toEqual({
      kind: "union",
      members: [
        { kind: "literal", value: -1 },
        { kind: "literal", value: null },
      ],
    });
    const numbers = { kind: "array", element: { kind: "number" } };
    for (const type of ["number[]", "readonly number[]", "Array<number>", "Readonly<number[]>"]) {
      expect(typeOf(type), type).toEqual(numbers);
    }
    expect(typeOf("[from: string, to: string]")).toEqual({
      kind: "tuple",
      elements: [{ kind: "string" }, { kind: "string" }],
    });
    expect(typeOf('{ readonly asset: string; "shock"?: number }')).toEqual({
      kind: "object",
      properties: new Map([
        ["asset", { type: { kind: "string" }, isOptional: false }],
        ["shock", { type: { kind: "number" }, isOptional: true }],
      ]),
    });
    for (const name of ["Desk", "[string, ...number[]]", "keyof Book", "any", "T[0]"]) {
      expect(typeOf(name), name).toEqual({ kind: "named", name });
    }
  });
});
