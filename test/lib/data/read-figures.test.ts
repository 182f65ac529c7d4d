import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatFigures } from "../../../lib/data/figure-table.ts";
import { readFigures } from "../../../lib/data/read-figures.ts";
import { anyTable } from "./tables.ts";

describe("readFigures", () => {
  test("reads back what formatFigures wrote, digit for digit", () => {
    fc.assert(
      fc.property(anyTable, (table) => {
        expect(readFigures(table.kind, formatFigures(table))).toEqual({ table, problems: [] });
      }),
    );
  });

  test("keeps the digits as written", () => {
    const { table } = readFigures("daily", "date,BTC,ETH\n2020-01-01,7200.50,0.10\n");
    expect(table.cells).toEqual([["7200.50", "0.10"]]);
  });

  test.each([
    [
      "a byte order mark",
      "\uFEFFdate,BTC\n2020-01-01,1\n",
      "the file begins with a byte order mark",
    ],
    ["CR LF", "date,BTC\r\n2020-01-01,1\r\n", "lines end in CR LF instead of LF"],
    ["a cut end", "date,BTC\n2020-01-01,1", "the last line does not end in a line feed"],
    ["a cell too few", "date,BTC,ETH\n2020-01-01,1\n", "line 2 must have 3 cells: 2 cells"],
    ["no date", "date,BTC\n2020-13-01,1\n", 'line 2 must begin with a time: "2020-13-01"'],
    [
      "a date twice",
      "date,BTC\n2020-01-01,1\n2020-01-01,2\n",
      "line 3 repeats 2020-01-01 of line 2",
    ],
    ["another header", "day,BTC\n2020-01-01,1\n", 'the header must be "date,BTC": "day,BTC"'],
  ])("names %s", (_, text, problem) => {
    expect(readFigures("daily", text).problems).toEqual([problem]);
  });

  test("does not build a table over millennia from a damaged year", () => {
    const { table, problems } = readFigures("daily", "date,BTC\n1020-01-01,1\n2020-01-02,2\n");
    expect(table.times).toEqual(["1020-01-01", "2020-01-02"]);
    expect(problems).toEqual(["the times run from 1020-01-01 to 2020-01-02"]);
  });
});
