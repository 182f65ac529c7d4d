import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** The project's root folder. */
export const root: string = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** A TypeScript source of the project: its path from the root, its text, what it imports. */
export interface Source {
  readonly path: string;
  readonly text: string;
  /** Project files reached by relative imports, as paths from the root. */
  readonly local: readonly string[];
  /** Bare specifiers: packages and `node:` modules. */
  readonly packages: readonly string[];
}

/** Every `.ts` file below the given folders, builds and dependencies left out. */
export function sourcesUnder(...folders: readonly string[]): Source[] {
  return folders.flatMap((folder) => filesUnder(folder, ".ts")).map(readSource);
}

/** Every file below a folder with one of the endings, as paths from the root. */
export function filesUnder(folder: string, ...endings: readonly string[]): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && endings.some((ending) => entry.name.endsWith(ending)))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .filter((path) => !/(^|\/)(node_modules|dist|\.stressbook)\//.test(path))
    .sort();
}

/** The text of a project file. */
export function readText(path: string): string {
  return readFileSync(join(root, path), "utf8");
}

function readSource(path: string): Source {
  const text = readText(path);
  const specifiers = importsOf(text);
  return {
    path,
    text,
    local: specifiers
      .filter((specifier) => specifier.startsWith("."))
      .map((specifier) => relative(root, resolve(root, dirname(path), specifier))),
    packages: specifiers.filter((specifier) => !specifier.startsWith(".")),
  };
}

function importsOf(text: string): string[] {
  const pattern =
    /(?:^|\n)\s*(?:import|export)\b[^;"']*?\bfrom\s*["']([^"']+)["']|\bimport\s*\(\s*["']([^"']+)["']\s*\)|(?:^|\n)import\s*["']([^"']+)["']/g;
  return [...text.matchAll(pattern)].map((match) => (match[1] ?? match[2] ?? match[3])!);
}
