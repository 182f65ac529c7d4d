import { existsSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { makeFolder } from "../../../workbench/notebook/make-folder.ts";
import { temporaryFolder } from "./fixtures.ts";

describe("makeFolder", () => {
  test("makes all that is missing, and nothing twice", () => {
    const folder = join(temporaryFolder(), "a/b/c");
    makeFolder(folder);
    makeFolder(folder);
    expect(statSync(folder).isDirectory()).toBe(true);
  });

  test("throws the system's error below a file, and makes nothing", () => {
    const place = temporaryFolder();
    writeFileSync(join(place, "file"), "");
    expect(() => makeFolder(join(place, "file/a/b"))).toThrow(/ENOTDIR/);
  });

  test("ends where no folder can be made, though the folder above is one", () => {
    // Linux has such a folder; elsewhere a file has to do.
    const place = existsSync("/proc/self") ? "/proc" : "/dev/null";
    expect(() => makeFolder(`${place}/stressbook/a/b`)).toThrow(/ENOENT|ENOTDIR|EACCES|EPERM/);
  });
});
