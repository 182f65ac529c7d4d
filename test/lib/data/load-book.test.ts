import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { InvalidInputError } from "../../../lib/base/invalid-input.ts";
import { loadBook } from "../../../lib/data/load-book.ts";
import { loadScenario } from "../../../lib/data/load-scenario.ts";
import { root } from "../../structure/sources.ts";

const folder = mkdtempSync(join(tmpdir(), "stressbook-"));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

describe("loadBook", () => {
  test("finds a relative path in the working directory or a folder above it", () => {
    const book = loadBook("seeds/books/long-only.json");
    expect(book.name).toBe("Long only");
    const before = process.cwd();
    try {
      process.chdir(join(root, "seeds/scenarios"));
      expect(loadBook("seeds/books/long-only.json")).toEqual(book);
      expect(loadScenario("short-squeeze.json").id).toBe("short-squeeze");
    } finally {
      process.chdir(before);
    }
  });

  test("names the file and every field of a book that is not valid", () => {
    const path = file("bad.json", '{"name":"x","asOf":"2022-05-05","positions":[],"accounts":[]}');
    expect(() => loadBook(path)).toThrow(InvalidInputError);
    expect(() => loadBook(path)).toThrow(
      `book ${path} is not valid:\n  positions must have at least one position: an empty list`,
    );
  });

  test.each([
    ["empty", ""],
    ["nan", '{"name": NaN}'],
    ["cut", '{"name": "x"'],
  ])("calls a file that is %s no JSON", (name, text) => {
    const path = file(`${name}.json`, text);
    expect(() => loadBook(path)).toThrow(InvalidInputError);
    expect(() => loadScenario(path)).toThrow(`scenario ${path} is not valid:\n  must be JSON: `);
  });

  test.each([
    ["trailing comma", '{\n  "a": 1,\n}', 3, 1, "remove the comma before it"],
    ["double comma", '{"a": 1,,"b": 2}', 1, 9, "remove the comma before it"],
    ["single quotes", "{'a': 1}", 1, 2, "write names and texts in double quotes"],
    ["comment", '{"a": 1 // one\n}', 1, 9, "remove the comment: JSON has none"],
    ["NaN far along", `{"a": "${"x".repeat(200)}", "b": NaN}`, 1, 216, "write a number in digits"],
    ["missing comma", '{"a": 1\n "b": 2}', 2, 2, "put a comma between the two"],
    ["text over two lines", '{"a": "x\ny"}', 1, 9, "close the text in double quotes"],
    ["cut short", '{"a": [1, 2', 1, 12, "the file ends too early"],
    ["nothing", " \n", 2, 1, "the file is empty"],
    ["a table", "date,BTC\n2022-01-01,1", 1, 1, "files of the right form"],
  ])("says where %s is wrong, and what to do", (name, text, line, column, advice) => {
    const path = file(`${name}.json`, text);
    expect(() => loadBook(path)).toThrow(`must be JSON: line ${line}, column ${column}: `);
    expect(() => loadBook(path)).toThrow(advice);
  });

  test("marks the place under the line that has it", () => {
    const path = file("mark.json", '{\n  "asOf": "2022-01-01",,\n}');
    expect(() => loadBook(path)).toThrow(
      [
        "must be JSON: line 2, column 24: Expected double-quoted property name",
        '      "asOf": "2022-01-01",,',
        `    ${" ".repeat(23)}^`,
        "  remove the comma before it",
      ].join("\n"),
    );
  });

  test("reads a file that begins with a byte order mark", () => {
    const path = file("mark-first.json", "\uFEFF[]");
    expect(() => loadBook(path)).not.toThrow("must be JSON");
  });

  test("refuses a file that does not exist", () => {
    expect(() => loadBook("seeds/books/none.json")).toThrow(
      'file must exist in the working directory or a folder above it: "seeds/books/none.json"',
    );
    expect(() => loadBook(`${folder}/none.json`)).toThrow(`file must exist: "${folder}/none.json"`);
  });

  test("says of a folder that it is one, by an absolute path and by one from here", () => {
    const refused = (path: string) => `path must be that of a file: "${path}" is a folder`;
    expect(() => loadBook(folder)).toThrow(refused(folder));
    expect(() => loadBook("seeds/books")).toThrow(refused("seeds/books"));
  });
});
