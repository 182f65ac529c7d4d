import { describe, expect, test } from "vitest";
import { deepestNesting, nestsTooDeep } from "../../../workbench/notebook/nesting.ts";
import { readNotebook } from "../../../workbench/notebook/read-notebook.ts";

const nested = (depth: number): string => `${"[".repeat(depth)}1${"]".repeat(depth)}`;

describe("nestsTooDeep", () => {
  test("counts what is open at a time, not what there is", () => {
    expect(nestsTooDeep(nested(deepestNesting))).toBe(false);
    expect(nestsTooDeep(nested(deepestNesting + 1))).toBe(true);
    expect(nestsTooDeep(`[${Array.from({ length: 500 }, () => "{}").join(",")}]`)).toBe(false);
  });

  test.each(["[".repeat(300), `\\"${"{".repeat(300)}`, `${"\\\\".repeat(3)}`, '\\\\\\"'])(
    "a text counts nothing: %j",
    (inside) => {
      expect(nestsTooDeep(`["${inside}", []]`)).toBe(false);
    },
  );

  test("a text that never ends is no endless loop", () => {
    expect(nestsTooDeep(`["${"\\".repeat(9)}`)).toBe(false);
  });
});

test.each([300, 5_000, 100_000])(
  "a notebook %i deep is refused by name, not by a crash",
  (depth) => {
    const text = `{"nbformat":4,"nbformat_minor":5,"metadata":{"a":${nested(depth)}},"cells":[]}`;
    expect(() => readNotebook(text, "deep.ipynb")).toThrow(
      /deep\.ipynb.*must not nest more than 200/s,
    );
  },
);
