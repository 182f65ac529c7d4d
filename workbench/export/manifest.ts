import { createHash } from "node:crypto";
import { existsSync, lstatSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** SHA-256 of each file of an export, by its path. */
export type Digests = Readonly<Record<string, string>>;

const manifestName = "stressbook-export.json";

/** Writes down what an export consists of, by which the next one knows what it may replace. */
export function writeManifest(folder: string, digests: Digests): void {
  const files = Object.fromEntries(Object.entries(digests).sort(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(join(folder, manifestName), `${JSON.stringify({ files }, null, 1)}\n`);
}

/** What the export in a folder consists of; undefined when there is none. */
export function readManifest(folder: string): Digests | undefined {
  try {
    const { files } = JSON.parse(readFileSync(join(folder, manifestName), "utf8"));
    return typeof files === "object" && files !== null ? files : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The first thing in a folder that no export wrote, in words; with `contents`, also a file of it that
 * was changed or lost since. Undefined when all is as an export left it, or there is nothing.
 */
export function changedSince(
  folder: string,
  { contents = false }: { readonly contents?: boolean } = {},
): string | undefined {
  if (!existsSync(folder)) return undefined;
  if (!lstatSync(folder).isDirectory()) return "something that is not a folder";
  const found = filesIn(folder);
  if (found.length === 0) return undefined;
  const digests = readManifest(folder);
  const foreign = found.find((path) => {
    return path !== manifestName && !(digests && Object.hasOwn(digests, path));
  });
  if (foreign !== undefined) return foreign;
  if (!contents || digests === undefined) return undefined;
  return Object.keys(digests).find((path) => digests[path] !== digestOf(join(folder, path)));
}

/** Paths of everything in a folder that is not itself a folder, with `/` between names. */
function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => path.slice(folder.length + 1).replaceAll("\\", "/"))
    .sort();
}

function digestOf(file: string): string | undefined {
  if (!existsSync(file)) return undefined;
  return createHash("sha256").update(readFileSync(file)).digest("hex");
}
