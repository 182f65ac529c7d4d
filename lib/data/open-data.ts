import { existsSync, readFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import type { Manifest } from "./manifest.ts";
import { parseManifest } from "./parse-manifest.ts";

/** Where the manifest lies in a data folder. */
export const manifestName = "manifest.json";

/** Left in a data folder by an import that was stopped while it replaced the files. */
export const pendingImportName = ".import.tmp/commit.json";

/** Where to look for a data set. */
export interface OpenDataOptions {
  /** The folder that holds `manifest.json`; otherwise `data/`, here or in a folder above. */
  readonly root?: string;
}

/** An opened data set: where it lies and what its manifest says. Figures are read by the loaders. */
export interface DataSet {
  /** Absolute path of the folder that holds `manifest.json`. */
  readonly root: string;
  readonly manifest: Manifest;
}

/**
 * Opens a data set: finds `data/manifest.json` in the working directory or the nearest folder
 * above it, and reads it.
 *
 * @throws RangeError when there is none, or an import was interrupted; InvalidInputError when the
 * manifest is damaged.
 * @example loadDailyCloses(openData())
 */
export function openData(options: OpenDataOptions = {}): DataSet {
  const root = options.root === undefined ? findDataRoot(process.cwd()) : resolve(options.root);
  const path = join(root, manifestName);
  if (!existsSync(path)) {
    throw new RangeError(`data folder must hold ${manifestName}: ${JSON.stringify(options.root)}`);
  }
  if (existsSync(join(root, pendingImportName))) {
    throw new RangeError(
      `an import into ${basename(root)} was interrupted: run "stressbook data check" to finish it`,
    );
  }
  const manifest = parseManifest(`${basename(root)}/${manifestName}`, readFileSync(path, "utf8"));
  return { root, manifest };
}

/**
 * The `data` folder with a manifest in `start` or the nearest folder above it.
 *
 * @throws RangeError when there is none.
 */
export function findDataRoot(start: string): string {
  for (let folder = start; ; folder = dirname(folder)) {
    const root = join(folder, "data");
    if (existsSync(join(root, manifestName))) return root;
    if (dirname(folder) === folder) break;
  }
  throw new RangeError(
    `data/${manifestName} must exist in the working directory or a folder above it: ` +
      `none found; run inside the project or give root`,
  );
}
