import { parseHTML } from "linkedom";
import { describe, expect, test } from "vitest";
import { makeTable, type TableOptions } from "../../../lib/notebook/make-table.ts";
import { encodePayload, type Json } from "../../../lib/notebook/payload.ts";
import { tableView } from "../../../workbench/web/table-view.ts";

const rows = [
  { desk: "majors", pnl: -1_240_000.4, share: -0.31, note: null },
  { desk: "basis", pnl: 85_000, share: Number.NaN, note: "hedged" },
];
const formats = { pnl: "usd", share: "percent" } as const;

describe("a table", () => {
  test("writes each value in its column's format, missing ones as n/a", () => {
    const { cells } = draw({ formats });
    expect(cells).toEqual([
      ["majors", "−$1,240,000", "−31.0 %", "n/a"],
      ["basis", "$85,000", "n/a", "hedged"],
    ]);
  });

  test("aligns numbers right, and marks losses and what is missing", () => {
    const { document } = draw({ formats });
    const [first] = document.querySelectorAll("tbody tr");
    const classes = [...first!.children].map((cell) => cell.className);
    expect(classes).toEqual(["", "number negative", "number negative", "missing"]);
    const heads = [...document.querySelectorAll("thead th")].map((head) => head.className);
    expect(heads).toEqual(["", "number", "number", ""]);
  });

  test("shows title, caption and totals apart from the rows", () => {
    const { document } = draw({ formats, title: "P&L", caption: "Two <desks>", totals: ["pnl"] });
    expect(document.querySelector(".table-title")?.textContent).toBe("P&L");
    expect(document.querySelector(".table-note")?.textContent).toBe("Two <desks>");
    const foot = [...document.querySelectorAll("tfoot td")].map((cell) => cell.textContent);
    expect(foot).toEqual(["total", "−$1,155,000", "", ""]);
  });

  test("wraps only columns of long texts", () => {
    const { document } = draw({}, [{ short: "a", long: "word ".repeat(20) }]);
    const classes = [...document.querySelectorAll("td")].map((cell) => cell.className);
    expect(classes).toEqual(["", "words"]);
  });

  test("shows texts as they are, never as markup", () => {
    const name = '<img src=x onerror="alert(1)">';
    const { document, cells } = draw({ title: name, caption: name }, [{ [name]: name }]);
    expect(document.querySelectorAll("img")).toHaveLength(0);
    expect(cells).toEqual([[name]]);
    expect(document.querySelector("th")?.textContent).toBe(name);
    expect(document.querySelector("table")?.getAttribute("aria-label")).toBe(name);
  });

  test("with a column named like a property of every object has no such value", () => {
    const payload = model({}, [{ a: 1 }]);
    payload.columns[0] = { ...payload.columns[0]!, key: "constructor" };
    expect(cellsOf(tableView(payload as unknown as Json)!)).toEqual([["n/a"]]);
  });
});

describe("a payload that is no table gives nothing, so that the text is shown", () => {
  const good = model({}, [{ a: 1 }]);
  test.each<[string, unknown]>([
    ["a text", "table"],
    ["a list", []],
    ["null", null],
    ["no columns", { ...good, columns: [] }],
    ["a column without key", { ...good, columns: [{ label: "a", align: "left", format: "text" }] }],
    ["an unknown format", { ...good, columns: [{ ...good.columns[0], format: "html" }] }],
    ["an unknown alignment", { ...good, columns: [{ ...good.columns[0], align: '"><b>' }] }],
    ["digits that are none", { ...good, columns: [{ ...good.columns[0], digits: 1e9 }] }],
    ["a row that is a list", { ...good, rows: [[1]] }],
    ["a cell that is an object", { ...good, rows: [{ a: { b: 1 } }] }],
    ["totals that are a text", { ...good, totals: "total" }],
    ["a title that is a number", { ...good, title: 1 }],
    ["an unknown tag", { ...good, rows: [{ a: { $evil: "x" } }] }],
  ])("%s", (_, payload) => {
    expect(tableView(payload as Json)).toBeUndefined();
  });

  test("(the same payload unharmed is a table)", () => {
    expect(tableView(good as unknown as Json)).toContain("<table>");
  });
});

interface LooseModel {
  columns: Record<string, unknown>[];
  [key: string]: unknown;
}

function model(options: TableOptions, source: readonly object[]): LooseModel {
  return encodePayload(makeTable(source, options)) as unknown as LooseModel;
}

function draw(options: TableOptions, source: readonly object[] = rows) {
  const html = tableView(model(options, source) as unknown as Json)!;
  return { document: documentOf(html), cells: cellsOf(html) };
}

function cellsOf(html: string): (string | null)[][] {
  const lines = [...documentOf(html).querySelectorAll("tbody tr")];
  return lines.map((line) => [...line.children].map((cell) => cell.textContent));
}

function documentOf(html: string): Document {
  return parseHTML(`<!doctype html><html><body>${html}</body></html>`)
    .document as unknown as Document;
}
