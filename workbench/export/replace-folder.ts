import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { changedSince, type Digests, readManifest, writeManifest } from "./manifest.ts";

/** A file of an export. */
export interface SiteFile {
  /** Its place in the folder, with `/` between names. */
  readonly path: string;
  readonly contents: string | Uint8Array;
}

/** What came of an export. */
export interface ReplacedFolder {
  readonly files: number;
  readonly bytes: number;
  /** False when the folder already held exactly these bytes, and was left alone. */
  readonly written: boolean;
}

/**
 * Makes `folder` hold these files and nothing else. They are written beside it and put in its place
 * in one step, so that nobody sees half of them; when anything fails, the folder stays as it was.
 *
 * @throws RangeError when the folder holds anything but an export of before
 */
export async function replaceFolder(
  folder: string,
  files: AsyncIterable<SiteFile>,
  signal?: AbortSignal,
): Promise<ReplacedFolder> {
  const target = resolve(folder);
  checkReplaceable(target, folder);
  const beside = join(dirname(target), `.${basename(target)}.${process.pid}`);
  const [made, old] = [`${beside}.new.tmp`, `${beside}.old.tmp`];
  try {
    const { digests, bytes } = await writeAll(made, files, signal);
    const count = { files: Object.keys(digests).length, bytes };
    if (isSame(target, digests)) return { ...count, written: false };
    writeManifest(made, digests);
    checkReplaceable(target, folder);
    await swap(made, target, old);
    return { ...count, written: true };
  } finally {
    for (const path of [made, old]) await rm(path, { recursive: true, force: true });
  }
}

function checkReplaceable(target: string, named: string): void {
  const foreign = changedSince(target);
  if (foreign === undefined) return;
  throw new RangeError(
    `out must be a new folder, an empty one or an export of before: ${named} holds ${foreign}, ` +
      "which no export wrote. Nothing was changed.",
  );
}

async function writeAll(
  folder: string,
  files: AsyncIterable<SiteFile>,
  signal: AbortSignal | undefined,
): Promise<{ readonly digests: Digests; readonly bytes: number }> {
  const digests: Record<string, string> = {};
  let bytes = 0;
  await rm(folder, { recursive: true, force: true });
  for await (const { path, contents } of files) {
    signal?.throwIfAborted();
    const file = join(folder, path);
    const body = Buffer.from(contents);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, body, { flush: true });
    digests[path] = createHash("sha256").update(body).digest("hex");
    bytes += body.length;
  }
  signal?.throwIfAborted();
  return { digests, bytes };
}

function isSame(target: string, digests: Digests): boolean {
  const before = readManifest(target);
  if (before === undefined || changedSince(target, { contents: true }) !== undefined) return false;
  const names = Object.keys(digests);
  return (
    names.length === Object.keys(before).length &&
    names.every((name) => before[name] === digests[name])
  );
}

async function swap(made: string, target: string, old: string): Promise<void> {
  if (!existsSync(target)) return rename(made, target);
  await rename(target, old);
  try {
    await rename(made, target);
  } catch (error) {
    await rename(old, target);
    throw error;
  }
}
