import { existsSync, readFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { type DataDifference, findDataRoot, manifestName, openData } from "stressbook/data";
import { type CheckResult, checkSet } from "./check-set.ts";
import { commitFiles, type Recovery, recoverImport } from "./commit-files.ts";
import { type HeldFile, readHeldFiles } from "./current-set.ts";
import { type ImportOptions, type ImportPlan, planImport } from "./plan-import.ts";
import { refuseWhole } from "./refuse.ts";
import { reportName } from "./render-report.ts";

/** What a command prints, and how it ends. */
export interface Answer {
  readonly text: string;
  readonly exitCode: number;
}

/** What the command line says of an import. */
export interface ImportArguments extends ImportOptions {
  readonly root?: string;
  readonly dryRun?: boolean;
}

const recoveries: Record<Recovery, string[]> = {
  none: [],
  completed: ["An import was interrupted while it replaced files: it is now complete."],
  discarded: ["An import was interrupted before it replaced any file: it is discarded."],
};

/**
 * Verifies a data set: exit code 0 when it is as the manifest says, 1 when not.
 *
 * @throws RangeError when there is no data set.
 */
export function checkData(options: { readonly root?: string; readonly json?: boolean }): Answer {
  const root = existingRoot(options.root);
  const recovery = recoverImport(root);
  const result = checkSet(root);
  const exitCode = result.differences.length === 0 ? 0 : 1;
  if (options.json) {
    const text = JSON.stringify({ ok: exitCode === 0, recovery, ...result }, null, 2);
    return { text, exitCode };
  }
  return { text: [...recoveries[recovery], ...checkLines(root, result)].join("\n"), exitCode };
}

/**
 * Imports one file into a data set, or begins a new set in a folder without a manifest.
 *
 * @throws RangeError or InvalidInputError when it is refused; nothing is written then.
 */
export function importData(file: string, options: ImportArguments): Answer {
  const bytes = readInput(file);
  const root = options.root === undefined ? findDataRoot(process.cwd()) : resolve(options.root);
  const recovery = recoverImport(root);
  const plan = planImport({ name: basename(file), bytes }, heldFiles(root), options);
  if (!options.dryRun) commitFiles(root, plan.files);
  const lines = [...recoveries[recovery], ...importLines(root, plan, options.dryRun ?? false)];
  return { text: lines.join("\n"), exitCode: 0 };
}

function existingRoot(given: string | undefined): string {
  const root = given === undefined ? findDataRoot(process.cwd()) : resolve(given);
  if (existsSync(join(root, manifestName))) return root;
  return refuseWhole("--root", `must be a folder that holds ${manifestName}`, given ?? root);
}

function heldFiles(root: string): HeldFile[] {
  return existsSync(join(root, manifestName)) ? readHeldFiles(openData({ root })) : [];
}

function readInput(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? "";
    const reasons: Record<string, string> = { ENOENT: "there is none", EISDIR: "it is a folder" };
    return refuseWhole(file, "must be a file that can be read", reasons[code] ?? code);
  }
}

function checkLines(root: string, { files, observations, differences }: CheckResult): string[] {
  const folder = basename(root);
  if (differences.length === 0) {
    const held = observations.toLocaleString("en-US");
    return [`${folder}: ${files} files with ${held} observations are as the manifest says.`];
  }
  return [
    ...differences.map((difference) => differenceLine(folder, difference)),
    `${folder}: ${count(differences.length, "difference")} from the manifest.`,
  ];
}

/** `data/daily-close.csv: 2020-03-12, BTC: figure changed: now 4861.67, was 4841.67` */
function differenceLine(folder: string, difference: DataDifference): string {
  const { path, time, column, message } = difference;
  const place = [time, column].filter((part) => part !== undefined).join(", ");
  return [`${folder}/${path}`, ...(place === "" ? [] : [place]), message].join(": ");
}

function importLines(root: string, plan: ImportPlan, isDryRun: boolean): string[] {
  const { entry, added, changed, findings, files } = plan;
  const folder = basename(root);
  const written = [...files.keys()].map((path) => `${folder}/${path}`).join(", ");
  return [
    `${folder}/${entry.path}: ${count(entry.assets.length, "asset")}, ${entry.first} to ` +
      `${entry.last}; ${count(added, "figure")} added, ${changed.length} replaced.`,
    ...changed.map(({ time, asset, field, held, imported }) => {
      return `  replaced: ${time}, ${asset} ${field}: ${held} by ${imported}`;
    }),
    ...findings.map(({ check, asset, from, to, message }) => {
      return `  ${check}: ${asset}, ${from === to ? from : `${from} to ${to}`}: ${message}`;
    }),
    `${count(findings.length, "new finding")}; ${folder}/${reportName} lists all.`,
    isDryRun ? `Nothing written; it would be ${written}.` : `Written: ${written}.`,
  ];
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
