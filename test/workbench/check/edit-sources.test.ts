import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { applyEdits, replaceSources } from "../../../workbench/check/edit-sources.ts";
import { jsonSpan } from "../../../workbench/check/json-span.ts";

describe("applyEdits", () => {
  test("makes edits of one source together, and of two that overlap the first", () => {
    const edits = [
      { start: 4, end: 5, text: "Y" },
      { start: 0, end: 2, text: "" },
      { start: 1, end: 3, text: "no" },
      { start: 5, end: 5, text: "!" },
    ];
    expect(applyEdits("abcdef", edits)).toBe("cdY!f");
  });
});

describe("replaceSources", () => {
  test("gives a document that differs in these sources only, however it is laid out", () => {
    const document = fc.record({
      metadata: fc.jsonValue(),
      cells: fc.array(
        fc.record({
          outputs: fc.jsonValue(),
          source: fc.oneof(fc.string(), fc.array(fc.string(), { minLength: 1 })),
        }),
        { minLength: 1 },
      ),
    });
    fc.assert(
      fc.property(
        document,
        fc.string({ minLength: 1 }),
        fc.nat(4),
        fc.nat(),
        (value, source, indent, i) => {
          const index = i % value.cells.length;
          const before = JSON.stringify(value, null, indent);
          const after = JSON.parse(replaceSources(before, new Map([[index, source]])));
          const { source: written } = after.cells[index];
          expect(Array.isArray(written) ? written.join("") : written).toBe(source);
          expect(Array.isArray(written)).toBe(Array.isArray(value.cells[index]!.source));
          after.cells[index].source = value.cells[index]!.source;
          expect(after).toEqual(JSON.parse(before));
        },
      ),
    );
  });
});

describe("jsonSpan", () => {
  test("finds every value of a document where it is written", () => {
    const text = ' { "a\\"]" : [ 1 , {"b": []}, "x,}]" ] , "c":{ }, "d": -1.5e3}';
    const at = (...path: (string | number)[]): string => {
      const { start, end } = jsonSpan(text, path);
      return text.slice(start, end);
    };
    expect(at('a"]', 0)).toBe("1");
    expect(at('a"]', 1)).toBe('{"b": []}');
    expect(at('a"]', 1, "b")).toBe("[]");
    expect(at('a"]', 2)).toBe('"x,}]"');
    expect(at("c")).toBe("{ }");
    expect(at("d")).toBe("-1.5e3");
    expect(() => at("e")).toThrow(RangeError);
  });
});
