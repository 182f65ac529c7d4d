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

  test("refuses a file that does not exist, and a folder", () => {
    expect(() => loadBook("seeds/books/none.json")).toThrow(
      'file must exist in the working directory or a folder above it: "seeds/books/none.json"',
    );
    expect(() => loadBook(folder)).toThrow(`file must exist: "${folder}"`);
  });
});
