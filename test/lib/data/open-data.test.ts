import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { findDataRoot, openData } from "../../../lib/data/open-data.ts";
import { copyOfData, dataRoot, temporaryFolder } from "./data-set.ts";

describe("openData", () => {
  test("opens the folder it is given", () => {
    const { root, manifest } = openData({ root: dataRoot });
    expect(root).toBe(dataRoot);
    expect(manifest.files[0]?.name).toBe("daily-close");
  });

  test("finds data/manifest.json from a folder deep below", () => {
    const root = copyOfData();
    const deep = join(root, "..", "notebooks", "mine");
    mkdirSync(deep, { recursive: true });
    expect(findDataRoot(deep)).toBe(root);
  });

  test("says what is missing where there is no data set", () => {
    const folder = temporaryFolder();
    expect(() => findDataRoot(folder)).toThrow(
      "data/manifest.json must exist in the working directory or a folder above it",
    );
    expect(() => openData({ root: folder })).toThrow("data folder must hold manifest.json:");
  });

  test("refuses a damaged manifest with path, rule and value", () => {
    const root = copyOfData();
    writeFileSync(join(root, "manifest.json"), '{"format":2,"files":[{"path":"../x.csv"}]}');
    expect(() => openData({ root })).toThrow(/data\/manifest\.json is not valid:\n {2}format /);
    expect(() => openData({ root })).toThrow(
      'files[0].path must be a path of a .csv file inside the data folder: "../x.csv"',
    );
    writeFileSync(join(root, "manifest.json"), "{");
    expect(() => openData({ root })).toThrow("data/manifest.json is not valid:\n  must be JSON:");
  });

  test("refuses a folder whose import was interrupted while it replaced files", () => {
    const root = copyOfData();
    mkdirSync(join(root, ".import.tmp"));
    writeFileSync(join(root, ".import.tmp/commit.json"), "[]");
    expect(() => openData({ root })).toThrow(
      'an import into data was interrupted: run "stressbook data check" to finish it',
    );
  });
});
