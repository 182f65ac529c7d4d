import { existsSync, realpathSync, statSync } from "node:fs";
import { basename } from "node:path";
import { resultFile } from "../notebook/run-notebooks.ts";
import { UsageError } from "./usage-error.ts";

/**
 * Throws UsageError when results of `files` cannot go to `folder`: it is a file, the result of one
 * notebook would land on another, or on the notebook itself.
 */
export function checkOutFolder(folder: string, files: readonly string[]): void {
  if (folder.trim() === "") throw new UsageError("--out must name a folder");
  if (existsSync(folder) && !statSync(folder).isDirectory()) {
    throw new UsageError(`--out ${folder} is a file: name a folder`);
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
