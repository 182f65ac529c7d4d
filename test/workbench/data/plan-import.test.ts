import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatFigures } from "../../../lib/data/figure-table.ts";
import { planImport } from "../../../workbench/data/plan-import.ts";
import { anyTable } from "../../lib/data/tables.ts";
import { importedText, planText, refusal } from "./sets.ts";

describe("what an import takes", () => {
  test("wide closes, digit for digit, columns in their order", () => {
    expect(importedText("date,ETH,BTC\n2020-01-01,,7200.50\n2020-01-02,130.10,7000\n")).toBe(
      "date,ETH,BTC\n2020-01-01,,7200.50\n2020-01-02,130.10,7000\n",
    );
  });

  test("long closes, sorted by line or by asset", () => {
    const expected = "date,BTC,ETH\n2020-01-01,7200,130\n2020-01-02,7000,131\n";
    const byDate =
      "date,asset,close\n2020-01-01,BTC,7200\n2020-01-01,ETH,130\n" +
      "2020-01-02,BTC,7000\n2020-01-02,ETH,131\n";
    const byAsset =
      "asset,date,close\nBTC,2020-01-01,7200\nBTC,2020-01-02,7000\n" +
      "ETH,2020-01-01,130\nETH,2020-01-02,131\n";
    expect(importedText(byDate)).toBe(expected);
    expect(importedText(byAsset)).toBe(expected);
  });

  test("candles of one asset, keeping the close", () => {
    const candles = "Date,Open,High,Low,Close,Volume\n2020-01-01T00:00:00Z,1,3,1,2,99\n";
    expect(importedText(candles, { asset: "BTC", ignore: ["Volume"] })).toBe(
      "date,BTC\n2020-01-01,2\n",
    );
  });

  test("hourly bars into the file of their event", () => {
    const bars =
      "hour,asset,high,low,close\n2020-03-12T10:00Z,BTC,3,1,2\n2020-03-12 11:00:00Z,BTC,4,2,3\n";
    const plan = planText(bars, { event: "2020-03-covid" });
    expect(plan.entry.path).toBe("hourly/2020-03-covid.csv");
    expect(plan.files.get(plan.entry.path)).toBe(bars.replace(" 11:00:00Z", "T11:00Z"));
  });

  test("funding, told by --kind or by a column rate, negative rates too", () => {
    const wide = "date,BTC\n2020-01-01,-0.0003\n";
    expect(importedText(wide, { kind: "funding" })).toBe(wide);
    expect(planText("date,asset,rate\n2020-01-01,BTC,-0.0003\n").entry.kind).toBe("funding");
  });

  test("a byte order mark, CR LF, quoted cells, spaces, blank lines, one single row", () => {
    const text = '\uFEFF"date", "BTC"\r\n\r\n"2020-01-01" , "7200.5"\r\n';
    expect(importedText(text)).toBe("date,BTC\n2020-01-01,7200.5\n");
  });

  test("days that the file leaves out become empty rows and a finding", () => {
    const plan = planText("date,BTC\n2020-01-01,1\n2020-01-03,1.1\n");
    expect(plan.files.get("daily-close.csv")).toBe(
      "date,BTC\n2020-01-01,1\n2020-01-02,\n2020-01-03,1.1\n",
    );
    expect(plan.findings.map(({ check, from }) => [check, from])).toEqual([["gap", "2020-01-02"]]);
  });

  test("leaves out an asset that has no figure at all", () => {
    expect(importedText("date,BTC,ETH\n2020-01-01,1,\n")).toBe("date,BTC\n2020-01-01,1\n");
  });

  test("its own files again, unchanged", () => {
    fc.assert(
      fc.property(anyTable, (table) => {
        const options = {
          kind: table.kind,
          source: "x",
          ...(table.kind === "hourly" ? { event: "2020-03-x" } : {}),
        };
        expect(importedText(formatFigures(table), options)).toBe(formatFigures(table));
      }),
    );
  });
});

describe("what an import refuses, and says", () => {
  test.each([
    ["an empty file", "", "must hold a header and figures: the file is empty"],
    ["a header alone", "date,BTC\n", "must hold at least one figure: none"],
    [
      "no header",
      "2020-01-01,7200\n",
      'must have a column date or day or hour or time or timestamp: "2020-01-01,7200"',
    ],
    ["no asset", "date\n2020-01-01\n", 'must have a column per asset: "date"'],
    ["semicolons", "date;BTC\n2020-01-01;1\n", "must be separated by commas: found semicolons"],
    ["tabs", "date\tBTC\n2020-01-01\t1\n", "must be separated by commas: found tabs"],
    ["a column twice", "date,BTC,BTC\n2020-01-01,1,2\n", 'must name each column once: "BTC"'],
    [
      "an unknown column",
      "date,asset,close,vwap\n2020-01-01,BTC,1,2\n",
      'column "vwap" must be one of open, high, low, close, rate, or be left out with --ignore: "vwap"',
    ],
    [
      "an asset in lower case",
      "date,btc\n2020-01-01,1\n",
      'column "btc" must be an asset in upper case, or be left out with --ignore: "btc"',
    ],
    [
      "a row too short",
      "date,BTC,ETH\n2020-01-01,1\n",
      "line 2 must have 3 cells like the header: 2",
    ],
    [
      "a date that does not exist",
      "date,BTC\n2021-02-29,1\n",
      'line 2 must be a UTC date YYYY-MM-DD or hour YYYY-MM-DDTHH:00Z from 2009-01-03 on: "2021-02-29"',
    ],
    [
      "another date format",
      "date,BTC\n01/02/2021,1\n",
      'line 2 must be a UTC date YYYY-MM-DD or hour YYYY-MM-DDTHH:00Z from 2009-01-03 on: "01/02/2021"',
    ],
    [
      "NaN",
      "date,BTC\n2020-01-01,1\n2020-01-02,NaN\n",
      'line 3, column BTC must be a finite number in plain digits, or empty: "NaN"',
    ],
    [
      "a quoted thousands separator",
      'date,BTC\n2020-01-01,"7,200.5"\n',
      'line 2, column BTC must be a finite number in plain digits, or empty: "7,200.5"',
    ],
    [
      "a negative price",
      "date,BTC\n2020-01-01,-7200\n",
      "line 2, column BTC must be a positive price: -7200",
    ],
    [
      "a date twice",
      "date,BTC\n2020-01-01,1\n2020-01-01,1\n",
      "line 3, column BTC must give each figure once: BTC at 2020-01-01 stands on line 2 already",
    ],
    [
      "dates out of order",
      "date,BTC\n2020-01-02,1\n2020-01-01,1\n",
      "line 3 must be in the order of time: 2020-01-01 comes after 2020-01-02",
    ],
    [
      "small negative figures without --kind funding",
      "date,BTC\n2020-01-01,-0.0003\n",
      "line 2, column BTC must be a positive price (--kind funding for rates): -0.0003",
    ],
    [
      "hourly closes without high and low",
      "hour,asset,close\n2020-01-01T10:00Z,BTC,1\n",
      "must have the columns high, low, close, as hourly figures do: missing high, low",
    ],
    [
      "hourly bars without an event",
      "hour,asset,high,low,close\n2020-01-01T10:00Z,BTC,1,1,1\n",
      "--event is not valid:\n  must name the event of hourly bars, like 2020-03-covid: none given",
    ],
    [
      "candles without an asset",
      "date,open,high,low,close\n2020-01-01,1,1,1,1\n",
      "must have either a column asset or the option --asset: neither",
    ],
    ["an open quote", 'date,BTC\n2020-01-01,"1\n', "must be well-formed CSV: "],
  ])("%s", (_, text, message) => {
    expect(refusal(text)).toContain(message);
  });

  test.each([
    [
      "hours in daily figures",
      { kind: "daily" },
      "2020-01-01T10:00Z",
      "must be a date, as daily figures have",
    ],
    [
      "dates in hourly figures",
      { kind: "hourly", event: "2020-01-x" },
      "2020-01-01",
      "must have an hour, as hourly figures do",
    ],
  ] as const)("%s", (_, options, time, message) => {
    const text = `hour,asset,high,low,close\n${time},BTC,1,1,1\n`;
    expect(refusal(text, options)).toContain(`line 2 ${message}: "${time}"`);
  });

  test("bytes that are not UTF-8", () => {
    const bytes = Uint8Array.of(0x64, 0xff, 0xfe);
    expect(() => planImport({ name: "x.csv", bytes }, [], { source: "x" })).toThrow(
      "x.csv is not valid:\n  must be text in UTF-8: bytes that are not",
    );
  });

  test("new figures without a source", () => {
    expect(() =>
      planImport(
        { name: "x.csv", bytes: new TextEncoder().encode("date,BTC\n2020-01-01,1\n") },
        [],
        {},
      ),
    ).toThrow("--source is not valid:\n  must say where the figures come from");
  });

  test("an event that would leave the data folder, and one for daily figures", () => {
    const bars = "hour,asset,high,low,close\n2020-01-01T10:00Z,BTC,1,1,1\n";
    expect(refusal(bars, { event: "../../x" })).toContain('like 2020-03-covid: "../../x"');
    expect(refusal("date,BTC\n2020-01-01,1\n", { event: "2020-03-x" })).toContain(
      "must be left out: it names hourly bars: daily",
    );
  });

  test("with the first twenty issues, and how many more there are", () => {
    const rows = Array.from(
      { length: 25 },
      (_, i) => `2020-01-${String(i + 1).padStart(2, "0")},x`,
    );
    const message = refusal(["date,BTC", ...rows].join("\n"));
    expect(message.split("\n")).toHaveLength(22);
    expect(message).toContain("and more of the same kind: 5 further");
  });
});
