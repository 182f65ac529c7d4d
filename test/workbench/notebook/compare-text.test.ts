import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compareText } from "../../../workbench/notebook/compare-text.ts";
import { tokenize } from "../../../workbench/notebook/compare-tokens.ts";
import type { FoundDifference } from "../../../workbench/notebook/difference.ts";

const byDefault = { relative: 1e-9, absolute: 1e-15 };

function differences(committed: string, now: string, tolerance = byDefault): FoundDifference[] {
  const found: FoundDifference[] = [];
  const sink = { add: (one: FoundDifference) => void found.push(one), tolerated: () => {} };
  compareText("text", { committed, now }, { sink, tolerance });
  return found;
}

const kinds = (committed: string, now: string): string[] =>
  differences(committed, now).map(({ kind }) => kind);
const numbersIn = (line: string): number[] =>
  tokenize(line).flatMap((token) => (token.kind === "number" ? [token.value] : []));

describe("numbers printed in a text", () => {
  test.each([
    ["VaR 5.7 %", [5.7]],
    ["−$1,234.5 and +$12 and -3", [-1234.5, 12, -3]],
    ["−$8.18M, $90.8k, $1.2B", [-8.18e6, 90.8e3, 1.2e9]],
    ["5 M apart, 30 d, 1.5x, 12bps", [5, 30, 1.5, 12]],
    ["1.5e-7 and 2E+3 and 6e−2", [1.5e-7, 2000, 0.06]],
    ["1'234'567 1\u202f234 1_000", [1234567, 1234, 1000]],
    ["3-5, (7), [8], x=9;10", [3, 5, 7, 8, 9, 10]],
    ["1,23 12,345,6", [1, 23, 12345, 6]],
  ])("%s", (line, values) => expect(numbersIn(line)).toEqual(values));

  test("NaN, n/a and infinities are numbers too", () => {
    expect(numbersIn("NaN n/a ∞ −∞ -Infinity")).toEqual([NaN, NaN, Infinity, -Infinity, -Infinity]);
  });

  test.each([
    "2022-05-12",
    "2022-05",
    "2022-05-12T08:00:00.000Z",
    "2022-05-12 08:00",
    "12:30:15",
    "1.0.22",
    "2d3c68b",
    "x1 desk_2 ES95",
    "NaNo",
  ])("%s holds none", (line) => expect(numbersIn(line)).toEqual([]));

  test("put together with the texts between them give the line again", () => {
    const piece = fc.oneof(
      fc.string(),
      fc.double().map(String),
      fc.constantFrom("−$1,234.5M", "2022-05-12", "n/a", " ", "1.0.22"),
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const line = pieces.join("");
        const again = tokenize(line).map(({ text }) => text);
        expect(again.join("")).toBe(line);
      }),
    );
  });

  test("any finite number of JavaScript is read as what it is", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(numbersIn(`a ${value} b`)).toEqual([Object.is(value, -0) ? 0 : value]);
      }),
    );
  });
});

describe("two texts differ", () => {
  test.each([
    ["5.7", "5.8", "number"],
    ["1,250.50 USD", "1,250.51 USD", "number"],
    ["−$8.18M", "−$8.19M", "number"],
    ["$999k", "$1.01M", "number"],
    ["+12.3 %", "−12.3 %", "sign"],
    ["5.7 %", "n/a %", "not-a-number"],
    ["5.7", "NaN", "not-a-number"],
    ["5.70", "5.7", "format"],
    ["0.00", "-0.00", "format"],
    ["1000", "1e3", "format"],
    ["n/a", "NaN", "format"],
    ["worst: LUNA", "worst: FTX", "text"],
    ["5.7 %", "5.7 bp", "text"],
    ["on 2022-05-12", "on 2022-05-13", "text"],
    ["tslab 1.0.22", "tslab 1.0.23", "text"],
    ["5 and 6", "5", "text"],
    ["a  b", "a b", "layout"],
    ["a\n", "a", "layout"],
    ["12345678901", "12345678902", "number"],
  ])("%j and %j: %s", (committed, now, kind) => expect(kinds(committed, now)).toEqual([kind]));

  test("line by line, number by number", () => {
    const found = differences("x\nBTC -9.5 10\n", "x\nBTC -9.6 11\n");
    expect(found.map(({ path, committed, now }) => [path, committed, now])).toEqual([
      ["text line 2", "-9.5", "-9.6"],
      ["text line 2", "10", "11"],
    ]);
  });

  test("by their count of lines and the first line that differs", () => {
    expect(differences("a\nb\nc", "a\nx\nb\nc")).toEqual([
      { path: "text", kind: "count", committed: "3 lines", now: "4 lines" },
      { path: "text line 2", kind: "text", committed: "b", now: "x" },
    ]);
  });
});

describe("two texts are the same", () => {
  test.each([
    ["0.30000000000000004", "0.3"],
    ["1.5", "1.5000000000001"],
    ["3e-16", "-1e-17"],
    ["P&L −1234.5678901234", "P&L −1234.5678901235"],
  ])("%j and %j", (committed, now) => expect(differences(committed, now)).toEqual([]));

  test("though columns moved with a number that got longer", () => {
    const committed = "desk      P&L\n────  ───────\na     9.99999999999\nb         5.0\n";
    const now = "desk       P&L\n────  ────────\na     10.00000000000\nb          5.0\n";
    expect(differences(committed, now)).toEqual([]);
    expect(differences(committed, now.replace("5.0", "5.1"))).toMatchObject([{ kind: "number" }]);
  });

  test("within a tolerance that is asked for, years excepted", () => {
    const loose = { relative: 0.01, absolute: 1e-15, reason: "simulated" };
    expect(differences("$1,000 of 500", "$1,001 of 501", loose)).toEqual([]);
    expect(differences("in 2021", "in 2022", loose)).toHaveLength(1);
    expect(differences("2021-05-12", "2021-05-13", loose)).toHaveLength(1);
    expect(differences("1.0", "-1.0", { ...loose, relative: 1 })).toMatchObject([{ kind: "sign" }]);
  });
});
