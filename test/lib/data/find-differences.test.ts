import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { describeFigures } from "../../../lib/data/describe-figures.ts";
import { columnNames, formatFigures } from "../../../lib/data/figure-table.ts";
import { findDifferences } from "../../../lib/data/find-differences.ts";
import { sha256 } from "../../../lib/data/sha256.ts";
import { anyTable, dailyTable, hourlyTable } from "./tables.ts";

const daily = dailyTable();
const dailyFile = describeFigures(daily, { name: "daily-close", source: "made for a test" });
const dailyText = formatFigures(daily);
const hourly = hourlyTable();
const hourlyFile = describeFigures(hourly, { name: "2020-03-covid", source: "made for a test" });
const hourlyText = formatFigures(hourly);

/** Time, column and message of each difference in a damaged daily file. */
function dailyDifferences(damage: (text: string) => string): string[] {
  const damaged = damage(dailyText);
  expect(damaged).not.toBe(dailyText);
  return findDifferences(dailyFile, damaged).map((found) =>
    [found.kind, found.time, found.column, found.message].filter(Boolean).join(" | "),
  );
}

describe("findDifferences", () => {
  test("finds none in the file that was described", () => {
    expect(findDifferences(dailyFile, dailyText)).toEqual([]);
    expect(findDifferences(hourlyFile, hourlyText)).toEqual([]);
  });

  test("names date, asset, new and old figure of one changed digit", () => {
    expect(findDifferences(dailyFile, dailyText.replace("2012.5", "2072.5"))).toEqual([
      {
        kind: "changed-figure",
        path: "daily-close.csv",
        time: "2020-03-03",
        column: "ETH",
        message: "figure changed: now 2072.5, was 2012.5",
      },
    ]);
  });

  test("names hour, asset and field of a changed digit in an hourly file", () => {
    expect(findDifferences(hourlyFile, hourlyText.replace("1100.25", "1105.25"))).toEqual([
      {
        kind: "changed-figure",
        path: "hourly/2020-03-covid.csv",
        time: "2020-03-12T20:00Z",
        column: "LINK low",
        message: "figure changed: now 1105.25, was 1100.25",
      },
    ]);
  });

  test("locates any change of any one figure of any table", () => {
    fc.assert(
      fc.property(anyTable, fc.nat(), fc.nat(), (table, row, column) => {
        const [i, j] = [row % table.times.length, column % table.cells[0]!.length];
        const before = table.cells[i]![j]!;
        fc.pre(before !== "");
        const cells = table.cells.map((one, k) => (k === i ? one.with(j, `${before}7`) : one));
        const file = describeFigures(table, { name: "x", source: "y" });
        const found = findDifferences(file, formatFigures({ ...table, cells }));
        expect(found.map(({ kind, time, column: name }) => [kind, time, name])).toEqual([
          ["changed-figure", table.times[i], columnNames(table)[j]],
        ]);
        expect(found[0]!.message).toBe(`figure changed: now ${before}7, was ${before}`);
      }),
    );
  });

  test("tells changes in different months apart", () => {
    const damage = (text: string): string => text.replace("1000.5", "1.5").replace("3012.5", "2.5");
    expect(dailyDifferences(damage)).toEqual([
      "changed-figure | 2020-02-20 | BTC | figure changed: now 1.5",
      "changed-figure | 2020-03-03 | SOL | figure changed: now 2.5",
    ]);
  });

  test("names rows and columns together where it cannot tell the cells apart", () => {
    const damage = (text: string): string => text.replace("1000.5", "1.5").replace("3001.5", "2.5");
    expect(dailyDifferences(damage)).toEqual([
      "changed-figures | 2020-02-20 | figures changed, of BTC, SOL",
      "changed-figures | 2020-02-21 | figures changed, of BTC, SOL",
    ]);
  });

  test("says that a figure is missing, and what it was where one character tells", () => {
    expect(dailyDifferences((text) => text.replace("2012.5", ""))).toEqual([
      "changed-figure | 2020-03-03 | ETH | figure is missing",
    ]);
  });

  test.each([
    [
      "a row gone",
      (text: string) => text.replace(/2020-03-03.*\n/, ""),
      ["missing-rows | 2020-03-03 | row is missing"],
    ],
    [
      "a cut file",
      (text: string) => text.slice(0, text.indexOf("2020-02-25") + 15),
      [
        "form | the last line does not end in a line feed",
        "form | line 7 must have 4 cells: 2 cells",
        "missing-rows | 2020-02-25 | 15 rows to 2020-03-10 are missing",
      ],
    ],
    [
      "rows added",
      (text: string) => `${text}2020-03-11,1,2,3\n2020-03-12,1,2,3\n`,
      ["added-rows | 2020-03-11 | 2 rows to 2020-03-12 are not in the manifest"],
    ],
    [
      "an asset renamed",
      (text: string) => text.replace("ETH", "ETX"),
      ["missing-asset | ETH | asset is missing", "added-asset | ETX | not in the manifest"],
    ],
    ["nothing left", () => "\n", ["form | the file is empty"]],
    [
      "only the header left",
      (text: string) => text.slice(0, text.indexOf("\n") + 1),
      ["missing-rows | 2020-02-20 | 20 rows to 2020-03-10 are missing"],
    ],
    [
      "CR LF",
      (text: string) => text.replaceAll("\n", "\r\n"),
      ["form | lines end in CR LF instead of LF"],
    ],
    [
      "a byte order mark",
      (text: string) => `\uFEFF${text}`,
      ["form | the file begins with a byte order mark"],
    ],
    [
      "quoted cells",
      (text: string) => text.replace("2012.5", '"2012.5"'),
      ['changed-figure | 2020-03-03 | ETH | figure changed: now "2012.5"'],
    ],
  ])("names %s", (_, damage, differences) => {
    expect(dailyDifferences(damage)).toEqual(differences);
  });

  test("says that only the order of the lines differs when every figure is there", () => {
    const [header, first, second, ...rest] = hourlyText.split("\n");
    const found = findDifferences(hourlyFile, [header, second, first, ...rest].join("\n"));
    expect(found.map(({ kind }) => kind)).toEqual(["form"]);
    expect(found[0]!.message).toMatch(/^every figure is as recorded, but the bytes differ/);
  });

  test("tells an edited manifest from an edited file", () => {
    const zeros = { ...dailyFile, sha256: "0".repeat(64) };
    expect(findDifferences(zeros, dailyText)[0]?.message).toMatch(/^every figure is as recorded/);
    const rows = { ...dailyFile, rows: 21, last: "2020-03-11" };
    expect(findDifferences(rows, dailyText).map(({ message }) => message)).toEqual([
      'the manifest\'s "rows" is not what the file holds',
      'the manifest\'s "last" is not what the file holds',
    ]);
    const cut = dailyFile.digests.map((digest) => ({ ...digest, rows: "00000000" }));
    const other = dailyText.replace("2012.5", "2072.5");
    expect(findDifferences({ ...dailyFile, digests: cut }, other)[0]?.message).toBe(
      "the manifest's digests of 2020-02 do not fit the file",
    );
  });

  test("describes a file by the sha256 of its text", () => {
    expect(dailyFile.sha256).toBe(sha256(dailyText));
    // FIPS 180-2, the one-block message "abc".
    expect(sha256("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  });
});
