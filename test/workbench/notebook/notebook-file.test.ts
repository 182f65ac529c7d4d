import { chmodSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { expect, test } from "vitest";
import { readNotebookFile, writeNotebookFile } from "../../../workbench/notebook/notebook-file.ts";
import { fixtures, fixtureText } from "./fixtures.ts";

test("writing what is there already does not touch the file", () => {
  const [file] = fixtures("exception") as [string];
  const { mtimeMs, ino } = statSync(file);
  expect(writeNotebookFile(file, readNotebookFile(file))).toBe(false);
  expect(statSync(file)).toMatchObject({ mtimeMs, ino });
});

test("writing replaces the file by a whole new one of the same mode and leaves nothing beside", () => {
  const [file] = fixtures("exception") as [string];
  chmodSync(file, 0o640);
  const notebook = readNotebookFile(file);
  expect(writeNotebookFile(file, { ...notebook, metadata: {} })).toBe(true);
  expect(readNotebookFile(file).metadata).toEqual({});
  expect(readFileSync(file, "utf8")).not.toBe(fixtureText("exception"));
  expect(readdirSync(dirname(file))).toEqual(["exception.ipynb"]);
  expect(statSync(file).mode & 0o777).toBe(0o640);
});
