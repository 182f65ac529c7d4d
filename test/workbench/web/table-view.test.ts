import { parseHTML } from "linkedom";
import { describe, expect, test } from "vitest";
import { makeTable, type TableOptions } from "../../../lib/notebook/make-table.ts";
import { encodePayload, type Json } from "../../../lib/notebook/payload.ts";
import { contentOf } from "../../../workbench/web/output-content.ts";
import { pageContext } from "../../../workbench/web/page-context.ts";
import { tableView } from "../../../workbench/web/table-view.ts";
import { display } from "./notebooks.ts";

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

  test("offers its values as CSV, every digit of them and nothing of the totals", () => {
    const { document } = draw({ formats, name: "P&L by desk", totals: ["pnl"] });
    const link = document.querySelector(".data a")!;
    expect(link.getAttribute("download")).toBe("01-page-p-l-by-desk.csv");
    const [type, data] = link.getAttribute("href")!.split(",");
    expect(type).toBe("data:text/csv;charset=utf-8;base64");
    expect(Buffer.from(data!, "base64").toString()).toBe(
      "desk,pnl,share,note\r\nmajors,-1240000.4,-0.31,\r\nbasis,85000,NaN,hedged\r\n",
    );
  });

  test("shows the start of an endless one and says how much is left", () => {
    const { document, cells } = draw(
      {},
      Array.from({ length: 30_000 }, (_, i) => ({ i, j: i })),
    );
    expect(cells).toHaveLength(20_000);
    expect(document.querySelector(".quiet")?.textContent).toBe(
      "10,000 more rows are in the notebook.",
    );
  });

  test("with a column named like a property of every object has no such value", () => {
    const payload = model({}, [{ a: 1 }]);
    payload.columns[0] = { ...payload.columns[0]!, key: "constructor" };
    expect(cellsOf(htmlOf(payload)!)).toEqual([["n/a"]]);
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
    expect(htmlOf(payload)).toBeUndefined();
  });

  test("(the same payload unharmed is a table)", () => {
    expect(htmlOf(good)).toContain("<table>");
  });

  test("nor does one with more columns than a reader can use", () => {
    const columns = Array.from({ length: 401 }, (_, i) => ({ ...good.columns[0], key: `c${i}` }));
    expect(htmlOf({ ...good, columns })).toBeUndefined();
    expect(htmlOf({ ...good, columns: columns.slice(1) })).toContain("<table>");
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
  const html = htmlOf(model(options, source))!;
  return { document: documentOf(html), cells: cellsOf(html) };
}

/** The HTML of an output that holds this as its table; undefined when it is shown as text. */
function htmlOf(payload: unknown): string | undefined {
  const content = contentOf(
    display({ "text/plain": "t" }, { stressbook: { table: payload as Json } }),
  );
  return content.kind === "table"
    ? tableView(content.table, pageContext("01-page", { paper: false }))
    : undefined;
}

function cellsOf(html: string): (string | null)[][] {
  const lines = [...documentOf(html).querySelectorAll("tbody tr")];
  return lines.map((line) => [...line.children].map((cell) => cell.textContent));
}

function documentOf(html: string): Document {
  return parseHTML(`<!doctype html><html><body>${html}</body></html>`)
    .document as unknown as Document;
}
