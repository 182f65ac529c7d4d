import { cpSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { notebookOf, temporaryFolder } from "../notebook/fixtures.ts";

/** The project's root folder. */
export const root: string = fileURLToPath(new URL("../../../", import.meta.url));

/** Writes files, by their paths, into a new folder that is a project; returns the folder. */
export function project(files: Readonly<Record<string, string>> = {}): string {
  const folder = temporaryFolder();
  for (const [name, text] of Object.entries({ "package.json": "{}", ...files })) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  mkdirSync(join(folder, "notebooks"), { recursive: true });
  return folder;
}

/** A notebook of the given code cells in `notebooks/` of a project. */
export function notebookIn(folder: string, ...sources: string[]): string {
  return notebookOf(join(folder, "notebooks"), "question", ...sources);
}

/** Puts a package of one CommonJS module into a project's `node_modules`. */
export function installPackage(folder: string, name: string, source: string): void {
  const place = join(folder, "node_modules", name);
  mkdirSync(place, { recursive: true });
  writeFileSync(join(place, "package.json"), JSON.stringify({ name, version: "1.2.3" }));
  writeFileSync(join(place, "index.js"), source);
}

/** Copies a folder of this project into another one, or links it. */
export function bring(folder: string, name: string, how: "copy" | "link"): void {
  if (how === "link") symlinkSync(join(root, name), join(folder, name), "dir");
  else cpSync(join(root, name), join(folder, name), { recursive: true });
}
