import {
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname } from "node:path";
import type { KernelSpec } from "./kernel-spec.ts";

/** Whose kernel a `kernel.json` describes; `other` is what Stressbook did not write. */
export type KernelOwner = "nobody" | "stressbook" | "other";

/** The bytes of a `kernel.json`. */
export function formatKernelSpec(spec: KernelSpec): string {
  return `${JSON.stringify(spec, undefined, 2)}\n`;
}

/** Whose kernel the file describes; one that cannot be understood is somebody else's. */
export function kernelOwner(file: string): KernelOwner {
  const text = readIfThere(file);
  if (text === undefined) return "nobody";
  try {
    const spec = JSON.parse(text) as { metadata?: { stressbook?: unknown } } | null;
    return spec?.metadata?.stressbook === undefined ? "other" : "stressbook";
  } catch {
    return "other";
  }
}

/**
 * Writes the file whole, so that Jupyter never reads half of it, and makes its folders. Returns
 * whether a byte changed.
 */
export function writeKernelFile(file: string, spec: KernelSpec): boolean {
  const contents = formatKernelSpec(spec);
  if (readIfThere(file) === contents) return false;
  const temporary = `${file}.${process.pid}.tmp`;
  makeFolder(dirname(file));
  try {
    writeFileSync(temporary, contents, { flush: true });
    renameSync(temporary, file);
  } finally {
    rmSync(temporary, { force: true });
  }
  return true;
}

/** Removes the file and, when nothing else is in it, its folder. */
export function removeKernelFile(file: string): void {
  rmSync(file);
  try {
    rmdirSync(dirname(file));
  } catch (error) {
    // A logo that somebody put beside the file is theirs.
    if (!["ENOTEMPTY", "EEXIST"].includes((error as NodeJS.ErrnoException).code ?? "")) throw error;
  }
}

// Not with `recursive`: in folders that cannot be written, such as /proc, Node then never returns.
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  mkdirSync(folder);
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
