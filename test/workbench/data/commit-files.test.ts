import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import {
  commitFiles,
  decide,
  recoverImport,
  stageFiles,
} from "../../../workbench/data/commit-files.ts";
import { temporaryFolder } from "../../lib/data/data-set.ts";
import { snapshot } from "./sets.ts";

const files = new Map([
  ["a.csv", "new a"],
  ["hourly/b.csv", "new b"],
  ["manifest.json", "new manifest"],
]);

function oldSet(): string {
  const root = temporaryFolder();
  writeFileSync(join(root, "a.csv"), "old a");
  writeFileSync(join(root, "manifest.json"), "old manifest");
  return root;
}

function isWhollyNew(root: string): boolean {
  return [...files].every(([path, text]) => readFileSync(join(root, path), "utf8") === text);
}

describe("an import", () => {
  test("replaces all files and leaves nothing else behind", () => {
    const root = oldSet();
    commitFiles(root, files);
    expect(isWhollyNew(root)).toBe(true);
    expect(Object.keys(snapshot(root))).toHaveLength(3);
    expect(recoverImport(root)).toBe("none");
  });

  test("stopped before the decision leaves the old set, and is discarded", () => {
    const root = oldSet();
    const before = snapshot(root);
    stageFiles(root, files);
    expect(snapshot(root)).toMatchObject(before);
    expect(recoverImport(root)).toBe("discarded");
    expect(snapshot(root)).toEqual(before);
  });

  test("stopped while it wrote the first file leaves the old set", () => {
    const root = oldSet();
    const before = snapshot(root);
    stageFiles(root, new Map([["a.csv", "new"]]));
    renameSync(join(root, ".import.tmp/moves.json"), join(root, ".import.tmp/half"));
    expect(recoverImport(root)).toBe("discarded");
    expect(snapshot(root)).toEqual(before);
  });

  test.each([0, 1, 2, 3])("stopped after %d of 3 replacements is completed", (moved) => {
    const root = oldSet();
    stageFiles(root, files);
    decide(root);
    mkdirSync(join(root, "hourly"));
    for (const [i, path] of [...files.keys()].slice(0, moved).entries()) {
      renameSync(join(root, ".import.tmp", String(i)), join(root, path));
    }
    expect(recoverImport(root)).toBe("completed");
    expect(isWhollyNew(root)).toBe(true);
    expect(existsSync(join(root, ".import.tmp"))).toBe(false);
  });

  test("begins by clearing up after one that was stopped", () => {
    const root = oldSet();
    stageFiles(root, new Map([["a.csv", "never wanted"]]));
    commitFiles(root, new Map([["manifest.json", "newer"]]));
    expect(readFileSync(join(root, "a.csv"), "utf8")).toBe("old a");
    expect(readFileSync(join(root, "manifest.json"), "utf8")).toBe("newer");
  });
});
