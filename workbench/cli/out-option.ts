import { existsSync, realpathSync, statSync } from "node:fs";
import { basename, dirname, relative, resolve } from "node:path";
import { resultFile } from "../notebook/run-notebooks.ts";
import { UsageError } from "./usage-error.ts";

/**
 * Throws UsageError when results of `files` cannot go to `folder`: it is a file, the result of one
 * notebook would land on another, or on the notebook itself.
 */
export function checkOutFolder(folder: string, files: readonly string[]): void {
  if (folder.trim() === "") throw new UsageError("--out must name a folder");
  const place = nearest(resolve(folder));
  if (!statSync(place).isDirectory()) {
    const what = place === resolve(folder) ? folder : relative(process.cwd(), place);
    throw new UsageError(`--out ${folder}: ${what} is a file, name a folder`);
  }
  const sources = new Set(files.map((file) => realpathSync(file)));
  const taken = new Map<string, string>();
  for (const file of files) {
    const target = resultFile(file, folder);
    if (existsSync(target) && sources.has(realpathSync(target))) {
      throw new UsageError(
        `--out ${folder} would overwrite ${file}: name another folder, or say --save`,
      );
    }
    const other = taken.get(basename(file));
    if (other !== undefined) {
      throw new UsageError(`${other} and ${file} would both become ${target}: run one at a time`);
    }
    taken.set(basename(file), file);
  }
}

/** The path itself, or the nearest above it that exists. */
function nearest(path: string): string {
  return existsSync(path) ? path : nearest(dirname(path));
}
