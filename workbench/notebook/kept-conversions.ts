// What the kernel's compiler made of a notebook's cells, kept between runs: a cell is typed again only when it,
// the declarations before it, or any file that types it have changed.
import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { CellMaps } from "./cell-source-map.ts";

const keptFolder = fileURLToPath(new URL("../../.stressbook/conversions", import.meta.url));

/** Of how many notebooks conversions are kept; beyond, the older half goes. */
const mostNotebooks = 200;

/** What the converter makes of a cell that has no errors. */
export interface Conversion {
  readonly diagnostics: readonly never[];
  readonly output?: string;
  readonly declOutput?: string;
  readonly hasToplevelAwait?: boolean;
  readonly lastExpressionVar?: string;
}

/** A cell's conversion with the way back from its JavaScript. */
export interface KeptCell {
  readonly conversion: Conversion;
  readonly maps?: Pick<CellMaps, "steps" | "leadingLines">;
}

/** Conversions that hold as long as nothing changed that they were made from. */
export interface KeptConversions {
  /** Versions of the kernel, its compiler and the engine. */
  readonly compiler: string;
  /** Where packages are found from the notebook's folder. */
  readonly packages: string;
  /** Every file that was read or looked for, with its state. */
  readonly files: Readonly<Record<string, string>>;
  /** By the hash of the declarations before the cell and its source. */
  readonly cells: Readonly<Record<string, KeptCell>>;
}

/** Where a notebook's conversions are kept; ignored by git. */
export function keptFile(notebook: string): string {
  const name = createHash("sha256").update(notebook).digest("hex").slice(0, 16);
  return join(keptFolder, `${name}.json`);
}

/** Keeps conversions, or does without where the folder cannot be written. */
export function writeKept(file: string, kept: KeptConversions): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    const next = `${file}.${process.pid}`;
    writeFileSync(next, JSON.stringify(kept));
    renameSync(next, file);
    forgetOldest(dirname(file));
  } catch {
    // The next run types its cells again.
  }
}

function forgetOldest(folder: string): void {
  const all = readdirSync(folder).map((name) => join(folder, name));
  if (all.length <= mostNotebooks) return;
  const times = new Map(all.map((file) => [file, statSync(file).mtimeMs]));
  const oldest = all.sort((a, b) => times.get(a)! - times.get(b)!).slice(0, -mostNotebooks / 2);
  for (const file of oldest) rmSync(file, { force: true });
}

/** Under what a cell's conversion is kept. */
export function conversionKey(declarations: string, source: string): string {
  return createHash("sha256")
    .update(JSON.stringify([declarations, source]))
    .digest("hex");
}

/** What was kept of a notebook, and what will be. */
export interface ConversionKeeper {
  /** Whether anything was kept that still holds. */
  readonly holds: boolean;
  /** The conversion under a key, if it was kept and still holds. */
  readonly find: (key: string) => KeptCell | undefined;
  readonly add: (key: string, cell: KeptCell) => void;
  /** To be told of each file before the compiler reads it or finds it missing. */
  readonly onRead: (name: string) => void;
  /** What to keep for the next run; undefined when that is what is kept already, or nothing can be. */
  readonly keep: () => KeptConversions | undefined;
}

/**
 * The conversions in a file, as far as they hold in `folder`: not when a version, a package or one of
 * the files they were made from is another one than it was. Cells that are typed from sources of the
 * notebook's own folder are not kept, nor any beside them.
 */
export function keepConversions(
  file: string,
  { compiler, folder }: { readonly compiler: string; readonly folder: string },
): ConversionKeeper {
  const packages = packagesAround(folder);
  const before = parsed(file);
  const holds: boolean =
    before?.compiler === compiler &&
    before.packages === packages &&
    Object.entries(before.files).every(([name, state]) => fileState(name) === state);
  const known = holds ? before : undefined;
  const files: Record<string, string> = { ...known?.files };
  const cells: Record<string, KeptCell> = {};
  let changed = false;
  return {
    holds,
    find: (key) => {
      const found = known?.cells[key];
      if (found !== undefined) cells[key] = found;
      return found;
    },
    add: (key, cell) => {
      cells[key] = cell;
      changed = true;
    },
    onRead: (name) => {
      files[name] ??= fileState(name);
    },
    keep: () => {
      const all = Object.keys(files).every((name) => /\.(d\.[cm]?ts|json)$/.test(name));
      return changed && all ? { compiler, packages, files, cells } : undefined;
    },
  };
}

function parsed(file: string): KeptConversions | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as KeptConversions;
  } catch {
    return undefined;
  }
}

/** Size and time of the last change; installers set the time of writing, but not this one. */
function fileState(name: string): string {
  const stats = statSync(name, { throwIfNoEntry: false });
  return stats === undefined ? "none" : `${stats.size} ${stats.ctimeMs}`;
}

/** The names of the packages in every `node_modules` that a file in the folder sees. */
function packagesAround(folder: string): string {
  const hash = createHash("sha256");
  for (let here = folder; ; here = dirname(here)) {
    for (const names of ["node_modules", "node_modules/@types"]) {
      const path = join(here, names);
      if (existsSync(path)) hash.update(`${path}\n${readdirSync(path).sort().join("\n")}\n`);
    }
    if (dirname(here) === here) return hash.digest("hex");
  }
}
