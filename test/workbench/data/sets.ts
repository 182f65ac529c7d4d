import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { InvalidInputError } from "../../../lib/base/invalid-input.ts";
import type { ImportPlan } from "../../../workbench/data/plan-import.ts";
import { type ImportOptions, planImport } from "../../../workbench/data/plan-import.ts";

/** Every file under a folder with its content, to compare two states of it. */
export function snapshot(folder: string): Record<string, string> {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(paths.map((path) => [path, readFileSync(path, "utf8")]));
}

/** Plans the import of a text into an empty data set. */
export function planText(text: string, options: ImportOptions = {}): ImportPlan {
  const bytes = new TextEncoder().encode(text);
  return planImport({ name: "mine.csv", bytes }, [], { source: "a test", ...options });
}

/** The text of the data file that an import into an empty set writes. */
export function importedText(text: string, options: ImportOptions = {}): string {
  const plan = planText(text, options);
  return plan.files.get(plan.entry.path)!;
}

/** The message with which an import into an empty set is refused. */
export function refusal(text: string, options: ImportOptions = {}): string {
  try {
    planText(text, options);
  } catch (error) {
    if (error instanceof InvalidInputError) return error.message;
    throw error;
  }
  throw new Error(`not refused: ${text}`);
}
