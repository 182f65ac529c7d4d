import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readLockFile } from "../../../workbench/stamp/lock-file.ts";
import { project } from "./projects.ts";

const packages = {
  "node_modules/plain": { version: "1.0.0", integrity: "sha512-a" },
  "node_modules/native": {
    version: "2.0.0",
    integrity: "sha512-b",
    optionalDependencies: { "native-linux": "2.0.0", "native-win": "2.0.0", plain: "1.0.0" },
  },
  "node_modules/native-linux": { version: "2.0.0", integrity: "sha512-c", os: ["linux"] },
  "node_modules/native-win": { version: "2.0.0", integrity: "sha512-d", os: "win32" },
};

function lockOf(changed: Readonly<Record<string, object>> = {}) {
  const folder = project({
    "package-lock.json": JSON.stringify({ packages: { ...packages, ...changed } }),
  });
  return readLockFile({ project: folder, installation: folder });
}

test("a package is stated by its version and what npm checks it against", () => {
  const state = lockOf().entry("node_modules/plain");
  expect(state).toMatch(/^1\.0\.0 [0-9a-f]{16}$/);
  expect(lockOf().entry("node_modules/plain")).toBe(state);
  const other = { "node_modules/plain": { version: "1.0.0", integrity: "sha512-z" } };
  expect(lockOf(other).entry("node_modules/plain")).not.toBe(state);
  expect(lockOf().entry("node_modules/none")).toBeUndefined();
});

test("builds for one platform count with their package, those for other platforms too", () => {
  const lock = lockOf();
  expect(lock.isPlatformBuild("node_modules/native-linux")).toBe(true);
  expect(lock.isPlatformBuild("node_modules/native-win")).toBe(true);
  expect(lock.isPlatformBuild("node_modules/native")).toBe(false);
  const other = { "node_modules/native-win": { version: "2.0.0", integrity: "x", os: ["win32"] } };
  expect(lockOf(other).entry("node_modules/native")).not.toBe(lock.entry("node_modules/native"));
});

test("the project's lock file comes before the installation's", () => {
  const [own, ours] = ["1.0.0", "9.0.0"].map((version) =>
    project({
      "package-lock.json": JSON.stringify({ packages: { "node_modules/plain": { version } } }),
    }),
  ) as [string, string];
  const lock = readLockFile({ project: own, installation: ours });
  expect(lock.entry("node_modules/plain")).toMatch(/^1\.0\.0 /);
});

test("a file that is no lock file is refused by name", () => {
  const folder = project();
  writeFileSync(join(folder, "package-lock.json"), '{"packages": []}');
  expect(() => readLockFile({ project: folder, installation: folder })).toThrow(
    "is not a lock file of npm 7 or newer",
  );
});
