import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { alignCells } from "../../../workbench/diff/align-cells.ts";
import { code, text } from "./notebooks.ts";

/** The steps as words: `same a>a`, `moved b>b`, `added c`, `removed d`. */
function steps(...[before, after]: Parameters<typeof alignCells>): string[] {
  return alignCells(before, after).map((step) => {
    if (step.kind === "added") return `added ${step.after.id}`;
    if (step.kind === "removed") return `removed ${step.before.id}`;
    return `${step.kind} ${step.before.id}>${step.after.id}`;
  });
}

const a = code("a", "import");
const b = code("b", "const x = 1;\nconst y = 2;\nx + y");
const c = code("c", "x * 2");

describe("alignCells", () => {
  test("keeps equal notebooks together", () => {
    expect(steps([a, b, c], [a, b, c])).toEqual([
      "same-place a>a",
      "same-place b>b",
      "same-place c>c",
    ]);
  });

  test("tells an added, a removed and a moved cell apart", () => {
    const fresh = code("n", "new");
    expect(steps([a, b, c], [fresh, a, b, c])[0]).toBe("added n");
    expect(steps([a, b, c], [a, c])).toContain("removed b");
    const swapped = steps([a, b, c], [a, c, b]);
    expect(swapped).toHaveLength(3);
    expect(swapped.filter((step) => step.startsWith("moved"))).toHaveLength(1);
  });

  test("knows a cell by its source when ids were numbered anew", () => {
    const renumbered = [code("a", "new"), code("b", a.source), code("c", b.source)];
    expect(steps([a, b], renumbered)).toEqual(["added a", "same-place a>b", "same-place b>c"]);
  });

  test("knows a changed cell by most of its lines before its id", () => {
    const grown = code("z", `${b.source}\n+ 1`);
    const other = code("b", "something else entirely");
    expect(steps([a, b], [a, other, grown])).toEqual([
      "same-place a>a",
      "added b",
      "same-place b>z",
    ]);
  });

  test("knows a rewritten cell by its id, and one without either by its place", () => {
    expect(steps([a, c], [a, code("c", "another")])).toContain("same-place c>c");
    expect(steps([a, c, b], [a, code("z", "another"), b])).toContain("same-place c>z");
  });

  test("never takes a text for code", () => {
    expect(steps([code("a", "same")], [text("a", "same")]).sort()).toEqual([
      "added a",
      "removed a",
    ]);
  });

  test("gives every cell of both exactly one step, in the order of the second", () => {
    const cells = fc.uniqueArray(
      fc.record({
        id: fc.constantFrom(..."abcdefgh"),
        source: fc.constantFrom("1", "2", "3", "4"),
      }),
      { selector: ({ id }) => id },
    );
    fc.assert(
      fc.property(cells, cells, (left, right) => {
        const before = left.map(({ id, source }) => code(id, source));
        const after = right.map(({ id, source }) => code(id, source));
        const found = alignCells(before, after);
        const olds = found.flatMap((step) => (step.kind === "added" ? [] : [step.before]));
        const news = found.flatMap((step) => (step.kind === "removed" ? [] : [step.after]));
        expect(news).toEqual(after);
        expect(new Set(olds)).toEqual(new Set(before));
        expect(olds).toHaveLength(before.length);
      }),
    );
  });
});
