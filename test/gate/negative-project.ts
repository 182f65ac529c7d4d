import { execFileSync } from "node:child_process";
import {
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PNG } from "pngjs";
import { formatVerification } from "../../workbench/cli/format-verify.ts";
import type { Json, JsonObject } from "../../workbench/notebook/json.ts";
import {
  type NotebookVerification,
  verifyNotebooks,
} from "../../workbench/notebook/verify-notebooks.ts";
import { checkStamps } from "../../workbench/stamp/check-stamps.ts";
import { staleWords } from "../../workbench/stamp/stale-reason.ts";
import { root } from "../workbench/stamp/projects.ts";

export const limits = { jobs: 2, timeoutSeconds: 120, memoryMegabytes: 1024 };
/** A committed notebook: numbers in texts, tables, charts with their data, and pictures. */
export const committedName = "03-value-at-risk.ipynb";

/** A notebook document as the file has it, to be changed by a test. */
export interface Document {
  readonly metadata: JsonObject;
  readonly cells: DocumentCell[];
}
export interface DocumentCell {
  readonly cell_type: string;
  source: string[];
  outputs: DocumentOutput[];
}
export interface DocumentOutput {
  data: Record<string, Json>;
  metadata: { stressbook?: { data?: Record<string, Json> } };
}

/**
 * A copy of what a committed notebook was made from: library with its build, data, seeds, lock file;
 * the packages are links. Only the copy is ever changed.
 */
export function copyProject(): string {
  const folder = mkdtempSync(join(tmpdir(), "stressbook-negative-"));
  for (const name of ["lib", "data", "seeds"]) {
    cpSync(join(root, name), join(folder, name), { recursive: true });
  }
  for (const name of ["package.json", "package-lock.json", "tsconfig.base.json"]) {
    copyFileSync(join(root, name), join(folder, name));
  }
  mkdirSync(join(folder, "node_modules"));
  for (const name of readdirSync(join(root, "node_modules"))) {
    if (name.startsWith(".") || name === "stressbook") continue;
    symlinkSync(join(root, "node_modules", name), join(folder, "node_modules", name), "dir");
  }
  symlinkSync(join(folder, "lib"), join(folder, "node_modules/stressbook"), "dir");
  mkdirSync(join(folder, "notebooks"));
  copyFileSync(join(root, "notebooks", committedName), join(folder, "notebooks", committedName));
  return folder;
}

/** Changes one place of a file for the time of `work`, which must exist and must change. */
export async function changing<Result>(
  path: string,
  { from, to }: { readonly from: string; readonly to: string },
  work: () => Promise<Result>,
): Promise<Result> {
  const before = readFileSync(path);
  const text = before.toString();
  if (!text.includes(from)) throw new Error(`${path} does not hold ${JSON.stringify(from)}`);
  writeFileSync(path, text.replace(from, to));
  try {
    return await work();
  } finally {
    writeFileSync(path, before);
  }
}

/** Builds one module of the copied library anew from its source, as `npm run setup` does. */
export function rebuild(folder: string, module: string): void {
  const built = join(folder, "rebuilt");
  const tsc = join(root, "node_modules/typescript/bin/tsc");
  execFileSync(process.execPath, [tsc, "-p", join(folder, "lib"), "--outDir", built]);
  copyFileSync(join(built, `${module}.js`), join(folder, `lib/dist/${module}.js`));
}

/** What the gate says of a notebook: by running it, and by its stamp alone. */
export interface Findings {
  readonly verification: NotebookVerification;
  /** Kind and path of each difference. */
  readonly differences: readonly string[];
  readonly stale: readonly string[];
  readonly printed: string;
  readonly stampOnly: readonly string[];
}

/** Verifies notebooks and checks their stamps. */
export async function findingsOf(files: readonly string[]): Promise<Findings[]> {
  const { verifications } = await verifyNotebooks(files, limits);
  return verifications.map((verification) => ({
    verification,
    differences: (verification.comparison?.differences ?? []).map(
      ({ kind, cell, path }) => `${kind} in [${cell}] ${path}`,
    ),
    stale: verification.stale.map(staleWords),
    printed: formatVerification(verification),
    stampOnly: checkStamps([verification.file])[0]!.stale.map(staleWords),
  }));
}

/** The code cell whose source holds a text, and its number: [1] the first. */
export function cellWith(
  { cells }: Document,
  text: string,
): { readonly cell: DocumentCell; readonly number: number } {
  const code = cells.filter((cell) => cell.cell_type === "code");
  const index = code.findIndex(({ source }) => source.join("").includes(text));
  if (index < 0) throw new Error(`no cell of ${committedName} holds ${JSON.stringify(text)}`);
  return { cell: code[index]!, number: index + 1 };
}

/** Replaces a number in the data of a chart. */
export function setNumber(
  document: Document,
  { cell, key }: { readonly cell: string; readonly key: string },
  change: (value: number) => Json,
): void {
  const { data } = cellWith(document, cell).cell.outputs[0]!.metadata.stressbook!;
  if (typeof data![key] !== "number") throw new Error(`no number ${key} in the data of ${cell}`);
  data![key] = change(data![key]);
}

/** The picture with the last channel but one of its first pixel changed by 1. */
export function withOnePixelChanged(base64: string): string {
  const picture = PNG.sync.read(Buffer.from(base64, "base64"));
  picture.data[2] = picture.data[2]! ^ 1;
  return PNG.sync.write(picture).toString("base64");
}

/** The same pixels, packed with less effort. */
export function repacked(base64: string): string {
  const picture = PNG.sync.read(Buffer.from(base64, "base64"));
  return PNG.sync.write(picture, { deflateLevel: 1 }).toString("base64");
}
