import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import {
  conversionKey,
  type KeptConversions,
  keepConversions,
  keptFile,
  writeKept,
} from "../../../workbench/notebook/kept-conversions.ts";
import { runNotebooks } from "../../../workbench/notebook/run-notebooks.ts";
import { notebookOf, temporaryFolder } from "./fixtures.ts";

const limits = { jobs: 1, timeoutSeconds: 20, memoryMegabytes: 512 };
const compiler = "1.0.22 v24 linux";
const cell = { conversion: { diagnostics: [], output: "1", declOutput: "" } };
const key = conversionKey("", "1");

/** A folder with a declaration file, and what a run there keeps. */
function keptIn(folder: string, read: readonly string[] = ["a.d.ts"]): string {
  writeFileSync(join(folder, "a.d.ts"), "export declare const a: number;");
  writeFileSync(join(folder, "b.ts"), "export const b = 1;");
  const file = join(folder, "kept.json");
  const keeper = keepConversions(file, { compiler, folder });
  for (const name of read) keeper.onRead(join(folder, name));
  keeper.add(key, cell);
  const kept = keeper.keep();
  if (kept !== undefined) writeKept(file, kept);
  return file;
}

describe("a kept conversion", () => {
  test("is found under its declarations and source while nothing has changed", () => {
    const folder = temporaryFolder();
    const keeper = keepConversions(keptIn(folder), { compiler, folder });
    expect(keeper.find(key)).toEqual(cell);
    expect(keeper.find(conversionKey("", "2"))).toBeUndefined();
    expect(keeper.find(conversionKey("1", ""))).toBeUndefined();
    expect(keeper.keep(), "nothing new to keep").toBeUndefined();
  });

  test("is forgotten when a file that typed it changes, comes or goes", () => {
    const changes: readonly ((folder: string) => void)[] = [
      (folder) => writeFileSync(join(folder, "a.d.ts"), "export declare const a: string;"),
      (folder) => writeFileSync(join(folder, "missing.d.ts"), ""),
      (folder) => rmSync(join(folder, "a.d.ts")),
    ];
    for (const change of changes) {
      const folder = temporaryFolder();
      const file = keptIn(folder, ["a.d.ts", "missing.d.ts"]);
      expect(keepConversions(file, { compiler, folder }).find(key)).toEqual(cell);
      change(folder);
      expect(keepConversions(file, { compiler, folder }).find(key), `${change}`).toBeUndefined();
    }
  });

  test("is forgotten when the compiler or a package around is another one", () => {
    const folder = temporaryFolder();
    const file = keptIn(folder);
    const other = keepConversions(file, { compiler: "1.0.23 v24 linux", folder });
    expect(other.find(key)).toBeUndefined();
    mkdirSync(join(folder, "node_modules/new"), { recursive: true });
    expect(keepConversions(file, { compiler, folder }).find(key)).toBeUndefined();
  });

  test("is not there for cells typed from a source, or in a damaged file", () => {
    const folder = temporaryFolder();
    expect(existsSync(keptIn(folder, ["a.d.ts", "b.ts"]))).toBe(false);
    const file = keptIn(folder);
    writeFileSync(file, readFileSync(file, "utf8").slice(0, 20));
    expect(keepConversions(file, { compiler, folder }).find(key)).toBeUndefined();
  });
});

describe("a notebook that runs again", () => {
  const tags = ["raises-exception"];
  const sources = [
    "const size = 2;",
    "// halves\nconst half = size / 2;\nhalf + 0.5",
    { source: '// fails\nif (size > 1) throw new RangeError("too large");', tags },
  ] as const;

  test("gives the same outputs, places of errors too, from cells that are not typed again", async () => {
    const place = temporaryFolder();
    const file = notebookOf(place, "twice", ...sources);
    await runNotebooks([file], limits);
    const first = readFileSync(file, "utf8");
    const kept = JSON.parse(readFileSync(keptFile(file), "utf8")) as KeptConversions;
    expect(Object.keys(kept.cells)).toHaveLength(3);
    const before = statSync(keptFile(file));
    await runNotebooks([file], limits);
    expect(readFileSync(file, "utf8")).toBe(first);
    expect(first).toContain("1.5");
    expect(first).toContain("line 2");
    const after = statSync(keptFile(file));
    expect([after.ino, after.ctimeMs], "nothing to keep anew").toEqual([
      before.ino,
      before.ctimeMs,
    ]);
  });

  test("types a cell again whose source is the same but what it uses is not", async () => {
    const place = temporaryFolder();
    await runNotebooks([notebookOf(place, "typed", ...sources)], limits);
    const file = notebookOf(place, "typed", 'const size = "2";', ...sources.slice(1));
    const { runs } = await runNotebooks([file], limits);
    expect(runs[0]?.failure).toMatchObject({ kind: "type-error", cell: 2, line: 2 });
  });
});
