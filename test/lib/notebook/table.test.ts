import { from } from "arquero";
import { describe, expect, it } from "vitest";
import { makeTable } from "../../../lib/notebook/make-table.ts";
import { decodePayload, type Json } from "../../../lib/notebook/payload.ts";
import { table } from "../../../lib/notebook/table.ts";
import { tableHtml, tableText } from "../../../lib/notebook/table-text.ts";
import { displayed } from "./fake-kernel.ts";

const rows = [
  { scenario: "March 2020", pnlUsd: -4_120_000, share: -0.1234, days: 6 },
  { scenario: "LUNA", pnlUsd: -3_664_000.4, share: Number.NaN, days: 8 },
];
const options = {
  title: "P&L by scenario",
  columns: [
    "scenario",
    { key: "pnlUsd", label: "P&L, USD", format: "usd" },
    { key: "share", label: "of equity", format: "percent" },
    "days",
  ],
  totals: ["pnlUsd"],
  caption: "Source: seeds/books/three-desks.json.",
} as const;

describe("tableText", () => {
  it("aligns columns, rules the header and the totals, and never leaves a number blank", () => {
    expect(tableText(makeTable(rows, options))).toBe(
      [
        "P&L by scenario",
        "scenario      P&L, USD  of equity  days",
        "──────────  ──────────  ─────────  ────",
        "March 2020  −$4,120,000    −12.3 %     6",
        "LUNA        −$3,664,000        n/a     8",
        "──────────  ──────────  ─────────  ────",
        "total       −$7,784,000",
        "Source: seeds/books/three-desks.json.",
      ]
        .join("\n")
        .replaceAll("scenario      P&L, USD", "scenario       P&L, USD")
        .replaceAll("──────────  ──────────  ", "──────────  ───────────  "),
    );
  });

  it("has a header alone for no rows", () => {
    expect(tableText(makeTable([], { columns: ["a", "b"] }))).toBe("a  b\n─  ─");
  });
});

describe("tableHtml", () => {
  it("escapes every text: titles, labels, cells, caption", () => {
    const html = tableHtml(
      makeTable([{ "<k>": '<img src=x onerror="alert(1)">' }], { title: "<b>", caption: "a & b" }),
    );
    expect(html).not.toMatch(/<img|<b>|<k>/);
    expect(html).toContain("&lt;img src=x onerror=&quot;alert(1)&quot;&gt;");
    expect(html).toContain("a &amp; b");
  });

  it("has a head, a row per row and a foot for totals, aligned by column", () => {
    const html = tableHtml(makeTable(rows, options));
    expect(html.match(/<tr>/g)).toHaveLength(4);
    expect(html).toContain(
      '<th scope="col" align="right" style="text-align: right; white-space: nowrap">P&amp;L, USD</th>',
    );
    expect(html).toContain("<tfoot><tr>");
    expect(html).not.toMatch(/<script|url\(|on\w+=/);
  });
});

describe("table", () => {
  it("writes HTML, text and the values themselves", () => {
    const [output] = displayed(() => table(rows, options));
    expect(Object.keys(output!.data)).toEqual(["text/html", "text/plain"]);
    const { table: recorded } = output!.metadata.stressbook as { table: Json };
    expect(decodePayload(recorded)).toStrictEqual(
      JSON.parse(JSON.stringify(makeTable(rows, options)), (key, value) =>
        key === "share" && value === null ? Number.NaN : value,
      ),
    );
  });

  it("fails outside a notebook", () => {
    expect(() => table(rows)).toThrow(/write into a notebook and there is none/);
  });
});

describe("makeTable", () => {
  it("takes all keys of all rows in order, and a missing cell as missing", () => {
    const { columns, rows: cells } = makeTable([{ a: 1 }, { b: "x", a: undefined }]);
    expect(columns.map(({ key }) => key)).toEqual(["a", "b"]);
    expect(cells).toEqual([
      { a: 1, b: null },
      { a: null, b: "x" },
    ]);
    expect(tableText(makeTable([{ a: 1 }, { a: null }]))).toContain("n/a");
  });

  it("infers formats: integers, numbers, dates, texts", () => {
    const { columns } = makeTable([{ n: 3, x: 0.5, d: "2022-05-12", t: "BTC", m: new Date(0) }]);
    expect(columns.map(({ format, align }) => [format, align])).toEqual([
      ["integer", "right"],
      ["number", "right"],
      ["date", "left"],
      ["text", "left"],
      ["date", "left"],
    ]);
  });

  it("applies formats and digits by column, and digits of the whole table", () => {
    const formats = { pnlUsd: "usd", share: "percent" } as const;
    const texts = tableText(makeTable(rows, { formats, digits: { share: 2 } }));
    expect(texts).toContain("−12.34 %");
    expect(texts).toContain("−$4,120,000");
    expect(tableText(makeTable([{ x: 1 / 3 }], { digits: 4 }))).toContain("0.3333");
  });

  it("takes Arquero tables, dates as ISO dates", () => {
    const model = makeTable(from([{ day: new Date(Date.UTC(2022, 4, 12)), close: 0.00013 }]));
    expect(model.rows).toEqual([{ day: "2022-05-12", close: 0.00013 }]);
  });

  it("takes DataFrames by their columns and values", () => {
    const frame = {
      columns: ["asset", "close"],
      values: [
        ["BTC", 1],
        ["ETH", 2],
      ],
    };
    expect(makeTable(frame).rows).toEqual([
      { asset: "BTC", close: 1 },
      { asset: "ETH", close: 2 },
    ]);
  });

  it("names the table after its title unless it is named", () => {
    expect(makeTable(rows, options).name).toBe("p-l-by-scenario");
    expect(makeTable(rows, { ...options, name: "pnl" }).name).toBe("pnl");
    expect(makeTable(rows).name).toBe("table");
  });

  it("says a total is not available where a part is not", () => {
    const { totals } = makeTable(rows, { totals: ["share"] });
    expect(totals).toEqual({ scenario: "total", share: Number.NaN });
  });

  it.each([
    [() => makeTable(7 as never), /rows must be an array of objects, .*: 7/],
    [() => makeTable([1] as never), /rows\[0\] must be an object: 1/],
    [() => makeTable([{ a: { b: 1 } }]), /rows\[0\].a must be a number, a text.*: an object/],
    [() => makeTable(rows, { columns: ["pnl"] }), /columns must be of scenario, .*: "pnl"/],
    [() => makeTable(rows, { formats: { pnl: "usd" } }), /formats must name columns of .*: "pnl"/],
    [() => makeTable(rows, { totals: ["pnl"] }), /totals must name columns of .*: "pnl"/],
    [() => makeTable(rows, { totals: ["scenario"] }), /totals must be over numbers: "scenario"/],
    [() => makeTable([]), /at least one column: none/],
  ])("refuses what is no table: %#", (make, message) => {
    expect(make).toThrow(message);
  });
});
