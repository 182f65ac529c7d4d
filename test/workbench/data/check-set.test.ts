import { mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { checkSet } from "../../../workbench/data/check-set.ts";
import { copyOfData, dataRoot } from "../../lib/data/data-set.ts";

function edit(root: string, path: string, change: (text: string) => string): void {
  const before = readFileSync(join(root, path), "utf8");
  const after = change(before);
  expect(after).not.toBe(before);
  writeFileSync(join(root, path), after);
}

function differences(root: string): string[] {
  return checkSet(root).differences.map(({ kind, path, time, column, message }) =>
    [kind, path, time, column, message].filter(Boolean).join(" | "),
  );
}

describe("checkSet", () => {
  test("finds the committed data set as its manifest says", () => {
    expect(checkSet(dataRoot)).toEqual({ files: 7, observations: 37_825, differences: [] });
  });

  test("names file, date, asset, new and old figure of one changed digit", () => {
    const root = copyOfData();
    edit(root, "daily-close.csv", (text) =>
      text.replace("2020-03-12,4841.67", "2020-03-12,4861.67"),
    );
    expect(differences(root)).toEqual([
      "changed-figure | daily-close.csv | 2020-03-12 | BTC | figure changed: now 4861.67, was 4841.67",
    ]);
  });

  test("names a changed digit in hourly bars and in funding", () => {
    const root = copyOfData();
    edit(root, "hourly/2020-03-covid.csv", (text) => text.replace(",0.0001,", ",0.0002,"));
    edit(root, "funding-daily.csv", (text) => text.replace("-0.00381451", "0.00381451"));
    expect(differences(root)).toEqual([
      "changed-figure | funding-daily.csv | 2020-03-13 | BTC | figure changed: now 0.00381451, was -0.00381451",
      "changed-figure | hourly/2020-03-covid.csv | 2020-03-12T10:00Z | LINK low | figure changed: now 0.0002, was 0.0001",
    ]);
  });

  test("names files that are missing and files that are extra", () => {
    const root = copyOfData();
    rmSync(join(root, "hourly/2022-05-luna.csv"));
    mkdirSync(join(root, "more"));
    writeFileSync(join(root, "more/mine.csv"), "date,BTC\n");
    expect(differences(root)).toEqual([
      "missing-file | hourly/2022-05-luna.csv | file is missing",
      "extra-file | more/mine.csv | file is not in the manifest",
    ]);
  });

  test("says from where on a file is cut", () => {
    const root = copyOfData();
    truncateSync(join(root, "daily-close.csv"), 200_000);
    expect(differences(root)).toEqual([
      "form | daily-close.csv | the last line does not end in a line feed",
      "form | daily-close.csv | line 1171 must have 23 cells: 13 cells",
      "missing-rows | daily-close.csv | 2022-09-12 | 292 rows to 2023-06-30 are missing",
    ]);
  });

  test("notices an edited manifest and an edited report", () => {
    const root = copyOfData();
    edit(root, "manifest.json", (text) =>
      text.replace('"observations":1461', '"observations":1460'),
    );
    expect(differences(root)).toEqual([
      'manifest | daily-close.csv | the manifest\'s "assets" is not what the file holds',
    ]);
    const other = copyOfData();
    edit(other, "report.md", (text) => text.replace("LINK", "LINX"));
    expect(differences(other)).toEqual([
      "report | report.md | is not the report of these figures: restore it, or import again",
    ]);
  });

  test("reports a manifest that cannot be read as a difference", () => {
    const root = copyOfData();
    writeFileSync(join(root, "manifest.json"), "{}");
    expect(differences(root)).toHaveLength(1);
    expect(differences(root)[0]).toMatch(
      /^manifest \| manifest\.json \| data\/manifest\.json is not/,
    );
  });

  test("only reads: a damaged set stays as it is", () => {
    const root = copyOfData();
    edit(root, "daily-close.csv", (text) => text.replaceAll("\n", "\r\n"));
    const before = readFileSync(join(root, "daily-close.csv"));
    expect(differences(root)).toEqual([
      "form | daily-close.csv | lines end in CR LF instead of LF",
    ]);
    expect(readFileSync(join(root, "daily-close.csv"))).toEqual(before);
  });
});
