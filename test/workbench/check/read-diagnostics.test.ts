import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readDiagnostics } from "../../../workbench/check/read-diagnostics.ts";

const folder = join("/", "place");

describe("readDiagnostics", () => {
  test("reads places and codes, with the indented lines of a message", () => {
    const output = [
      "notebooks/a (1).ts(12,5): error TS2345: Argument: no.",
      "  Type 'x' is (1,2): error.",
      "../b.ts(1,1): error TS1005: ';' expected.",
      "",
    ].join("\r\n");
    expect(readDiagnostics(output, folder)).toEqual([
      {
        file: join(folder, "notebooks", "a (1).ts"),
        line: 12,
        column: 5,
        code: "TS2345",
        message: "Argument: no.\n  Type 'x' is (1,2): error.",
      },
      { file: join("/", "b.ts"), line: 1, column: 1, code: "TS1005", message: "';' expected." },
    ]);
  });

  test("throws for an error without a place: then nothing was checked", () => {
    const output = "error TS5083: Cannot read file 'tsconfig.base.json'.";
    expect(() => readDiagnostics(output, folder)).toThrow(/could not run: error TS5083/);
  });
});
