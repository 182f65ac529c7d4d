import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readDuration, recordDuration } from "../../../workbench/notebook/durations.ts";

let project: string;
let file: string;

beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), "stressbook-durations-"));
  mkdirSync(join(project, "notebooks"));
  writeFileSync(join(project, "package.json"), "{}");
  file = join(project, "notebooks", "01-a.ipynb");
});

afterEach(() => rmSync(project, { recursive: true }));

test("what was recorded last is read, beside those of other notebooks", () => {
  expect(readDuration(file)).toBeUndefined();
  recordDuration(join(project, "notebooks", "02-b.ipynb"), 5);
  recordDuration(file, 1234.6);
  recordDuration(file, 2000.2);
  expect(readDuration(file)).toBe(2000);
  expect(JSON.parse(readFileSync(join(project, ".stressbook/durations.json"), "utf8"))).toEqual({
    "notebooks/01-a.ipynb": 2000,
    "notebooks/02-b.ipynb": 5,
  });
  expect(readdirSync(join(project, ".stressbook"))).toEqual(["durations.json"]);
});

test.each(["{", "[]", '{"notebooks/01-a.ipynb": "long"}', '{"notebooks/01-a.ipynb": -1}'])(
  "a damaged record counts as none and is written anew: %s",
  (text) => {
    mkdirSync(join(project, ".stressbook"));
    writeFileSync(join(project, ".stressbook/durations.json"), text);
    expect(readDuration(file)).toBeUndefined();
    recordDuration(file, 3);
    expect(readDuration(file)).toBe(3);
  },
);

test("a folder that cannot be written is no reason to fail", () => {
  writeFileSync(join(project, ".stressbook"), "a file in the way");
  recordDuration(file, 3);
  expect(readDuration(file)).toBeUndefined();
  expect(readdirSync(project).sort()).toEqual([".stressbook", "notebooks", "package.json"]);
});

test("outside a project nothing is written", () => {
  const outside = mkdtempSync(join(tmpdir(), "stressbook-outside-"));
  recordDuration(join(outside, "a.ipynb"), 3);
  expect(readDuration(join(outside, "a.ipynb"))).toBeUndefined();
  expect(readdirSync(outside)).toEqual([]);
  rmSync(outside, { recursive: true });
});
