import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Notebook } from "../notebook/notebook.ts";
import { type LockFile, readLockFile } from "./lock-file.ts";
import { parametersOf } from "./parameters-of.ts";
import { type Roots, rootsOf } from "./places.ts";
import type { Touched } from "./record-touched.ts";
import type { Stamp } from "./stamp.ts";
import { formatCell, stampedCells } from "./stamp-cells.ts";

/** The kernel's own packages, which every notebook runs on. */
const kernelPackages = ["node_modules/tslab", "node_modules/@tslab/typescript-for-tslab"];

/** The stamp of a notebook as a run of `file` wrote it, and which touched `touched`. */
export function makeStamp(notebook: Notebook, file: string, touched: Touched): Stamp {
  const roots = rootsOf(dirname(file));
  const parameters = parametersOf(notebook, file);
  const lock = readLockFile(roots);
  const keys = [...kernelPackages, ...touched.packages].filter((key) => !lock.isPlatformBuild(key));
  const packages = keys.map((key) => [packageName(key), packageState(key, lock, roots)] as const);
  return {
    format: 1,
    cells: stampedCells(notebook).map(formatCell),
    files: sorted(Object.entries(touched.files)),
    packages: sorted(packages),
    versions: versionsOf(roots),
    ...(parameters && { parameters }),
    ...(touched.outside.length > 0 && { outside: [...touched.outside].sort() }),
  };
}

/** What a stamp says of a package now; one without a lock file by its version alone. */
export function packageState(key: string, lock: LockFile, roots: Roots): string {
  return lock.entry(key) ?? `${installedVersion(key, roots)} unlocked`;
}

/** The versions that a stamp states: Node, the kernel, its TypeScript, the library. */
export function versionsOf({ installation }: Roots): Readonly<Record<string, string>> {
  const versionIn = (folder: string): string => packageVersion(join(installation, folder));
  return {
    kernel: `tslab ${versionIn("node_modules/tslab")}`,
    node: process.versions.node,
    package: `stressbook ${versionIn("lib")}`,
    typescript: versionIn("node_modules/@tslab/typescript-for-tslab"),
  };
}

/** `d3` of `node_modules/d3`: a package's name in a stamp. */
function packageName(key: string): string {
  return key.replace(/^node_modules\//, "");
}

/** The lock file's key of a package's name in a stamp. */
export function packageKeyOf(name: string): string {
  return `node_modules/${name}`;
}

function installedVersion(key: string, { project, installation }: Roots): string {
  for (const root of [project, installation]) {
    try {
      return packageVersion(join(root, key));
    } catch {
      // Not under this root.
    }
  }
  return "unknown";
}

function packageVersion(folder: string): string {
  const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {
    version: string;
  };
  return version;
}

function sorted(entries: readonly (readonly [string, string])[]): Record<string, string> {
  return Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : 1)));
}
