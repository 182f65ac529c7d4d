import { describe, expect, test } from "vitest";
import { diffNotebooks } from "../../../workbench/diff/diff-notebooks.ts";
import { formatDiff } from "../../../workbench/diff/format-diff.ts";
import type { Notebook } from "../../../workbench/notebook/notebook.ts";
import { chart, code, notebook, printed, text } from "./notebooks.ts";

const diff = (before: Notebook, after: Notebook): string =>
  formatDiff(diffNotebooks(before, after), (_, words) => words);

const base = notebook([
  text("t", "# Question"),
  code("a", "const n = 1;\nn", printed("1\n")),
  code("b", "show()", chart({ pnl: [1, -2, 3] })),
]);

/** `base` with cell `id` changed. */
function changed(id: string, what: object): Notebook {
  return notebook(base.cells.map((cell) => (cell.id === id ? { ...cell, ...what } : cell)));
}

describe("a difference between notebooks", () => {
  test("is nothing for ids, counters and equal contents", () => {
    const other = base.cells.map((cell, index) => ({
      ...cell,
      id: `x${index}`,
      executionCount: 9,
    }));
    expect(diff(base, notebook(other))).toBe("");
  });

  test("shows source lines with what stands around them, and the texts printed", () => {
    const after = changed("a", {
      source: "const n = 2;\nn",
      outputs: [printed("2\n")],
    });
    expect(diff(base, after)).toBe(`cell [1]
  source
    - const n = 1;
    + const n = 2;
      n
  output 1, stdout
    - 1
    + 2`);
  });

  test("shows the values behind a chart that changed, with the relative difference", () => {
    const after = changed("b", {
      outputs: [chart({ pnl: [1, -2.002, { $number: "NaN" }, 4] }, "other", "Title\nkey 2")],
    });
    expect(diff(base, after)).toBe(`cell [2]
  output 1, chart pnlByScenario
      Title
    - key 1
    + key 2
    data.pnl[1]: -2 -> -2.002  (-0.100 %)
    data.pnl[2]: 3 -> NaN
    data.pnl[3]: 4 is new`);
  });

  test("says when only the picture is another one, and never prints it", () => {
    const after = changed("b", { outputs: [chart({ pnl: [1, -2, 3] }, "AAAA")] });
    expect(diff(base, after)).toBe(`cell [2]
  output 1, chart pnlByScenario: another picture from the same values`);
  });

  test("counts the values beyond the first twenty", () => {
    const pnl = Array.from({ length: 30 }, (_, i) => i);
    const before = notebook([code("b", "show()", chart({ pnl }))]);
    const after = notebook([code("b", "show()", chart({ pnl: pnl.map((x) => x + 1) }))]);
    const lines = diff(before, after).split("\n");
    expect(lines).toHaveLength(2 + 20 + 1);
    expect(lines.at(-1)).toBe("    and 10 more values");
  });

  test("tells added, removed, moved and renumbered cells, and changed texts", () => {
    const [t, a, b] = base.cells as [
      Notebook["cells"][0],
      Notebook["cells"][0],
      Notebook["cells"][0],
    ];
    const fresh = code("n", "fresh");
    expect(diff(base, notebook([t, fresh, a, b]))).toBe("cell [1] added\n  source\n    + fresh");
    expect(diff(notebook([t, fresh, a, b]), base)).toBe("cell [1] removed\n  source\n    - fresh");
    expect(diff(base, notebook([t, b, a]))).toMatch(/^cell \[[12]\] \(was \[[12]\]\) moved$/);
    expect(diff(base, notebook([text("t", "# Other"), a, b]))).toBe(
      "text at the top\n  source\n    - # Question\n    + # Other",
    );
    const later = changed("b", { source: "show(1)" }).cells;
    expect(diff(base, notebook([fresh, ...later]))).toContain("cell [3] (was [2])\n  source");
  });

  test("shows an output that is gone, and one that is another kind of output", () => {
    expect(diff(base, changed("a", { outputs: [] }))).toBe("cell [1]\n  output 1, stdout\n    - 1");
    const error = { kind: "error", name: "RangeError", value: "too big", traceback: [] };
    expect(diff(base, changed("a", { outputs: [error] }))).toContain("+ RangeError: too big");
  });

  test("shows tags and the notebook's metadata, hashes by their first digits", () => {
    expect(diff(base, changed("a", { metadata: { tags: ["parameters"] } }))).toBe(
      'cell [1]\n  metadata\n    tags[0]: "parameters" is new',
    );
    const stamped = (hash: string) => notebook(base.cells, { stamp: { "lib/a.ts": hash } });
    expect(diff(stamped("a".repeat(64)), stamped("b".repeat(64)))).toBe(
      'notebook\n  metadata\n    stamp.lib/a.ts: "aaaaaaaa" -> "bbbbbbbb"',
    );
    const kernel = notebook(base.cells, { kernelspec: { name: "tslab" } });
    expect(diff(base, kernel), "what every notebook says").toBe("");
  });

  test("shows where two long texts part", () => {
    const long = "x".repeat(200);
    const before = changed("a", { metadata: { note: `${long}1` } });
    const after = changed("a", { metadata: { note: `${long}2` } });
    expect(diff(before, after)).toContain(`note: ...${"x".repeat(10)}1" -> ...${"x".repeat(10)}2"`);
  });

  test("tells 0 from -0, null from an empty list, and a number from its text", () => {
    const of = (data: object) => changed("b", { outputs: [chart({ ...data })] });
    const before = of({ zero: 0, nothing: null, number: 1 });
    const after = of({ zero: { $number: "-0" }, nothing: [], number: "1" });
    expect(diff(before, after)).toContain("data.zero: 0 -> -0");
    expect(diff(before, after)).toContain("data.nothing: null -> []");
    expect(diff(before, after)).toContain('data.number: 1 -> "1"');
  });
});
