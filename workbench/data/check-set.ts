import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import {
  type DataDifference,
  type DataFile,
  type FigureTable,
  findDifferences,
  InvalidInputError,
  type Manifest,
  manifestName,
  parseManifest,
  readFigures,
} from "stressbook/data";
import { renderReport, reportName } from "./render-report.ts";

/** Files of a data folder that the manifest does not list. */
const companions = [manifestName, reportName, "README.md"];

/** Terms of venues, not figures: each document carries its own date and source. */
const parameterFiles = /^parameters\/[\w-]+\.json$/;

/** What a check of a data set found. */
export interface CheckResult {
  /** Files of figures in the manifest. */
  readonly files: number;
  /** Figures they hold by the manifest. */
  readonly observations: number;
  readonly differences: readonly DataDifference[];
}

/**
 * Compares a data folder with its manifest: files missing, extra or changed, down to the figure;
 * the manifest's own statements; and the report.
 *
 * @param root folder that holds `manifest.json`; it is only read.
 */
export function checkSet(root: string): CheckResult {
  const manifest = readManifest(root);
  if ("kind" in manifest) return { files: 0, observations: 0, differences: [manifest] };
  const differences = [
    ...manifest.files.flatMap((file) => checkFile(root, file)),
    ...extraFiles(root, manifest),
  ];
  const report = differences.length === 0 ? checkReport(root, manifest) : [];
  return {
    files: manifest.files.length,
    observations: manifest.files.reduce((sum, file) => sum + observationsOf(file), 0),
    differences: [...differences, ...report],
  };
}

function readManifest(root: string): Manifest | DataDifference {
  const text = readFileSync(join(root, manifestName), "utf8");
  try {
    return parseManifest(`${basename(root)}/${manifestName}`, text);
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
    return { kind: "manifest", path: manifestName, message: error.message };
  }
}

function checkFile(root: string, file: DataFile): DataDifference[] {
  const path = join(root, file.path);
  if (existsSync(path)) return findDifferences(file, readFileSync(path, "utf8"));
  return [{ kind: "missing-file", path: file.path, message: "file is missing" }];
}

function extraFiles(root: string, { files }: Manifest): DataDifference[] {
  const known = new Set([...companions, ...files.map(({ path }) => path)]);
  return filesUnder(root)
    .filter((path) => !known.has(path) && !parameterFiles.test(path))
    .map((path) => ({ kind: "extra-file", path, message: "file is not in the manifest" }));
}

function filesUnder(root: string, folder: string = ""): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter(({ name }) => !name.startsWith("."))
    .flatMap((entry) => {
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      return entry.isDirectory() ? filesUnder(root, path) : [path];
    })
    .sort();
}

function checkReport(root: string, { files }: Manifest): DataDifference[] {
  const path = join(root, reportName);
  const held = files.map((file) => ({ file, table: readTable(root, file) }));
  if (existsSync(path) && readFileSync(path, "utf8") === renderReport(held)) return [];
  const message = "is not the report of these figures: restore it, or import again";
  return [{ kind: "report", path: reportName, message }];
}

function readTable(root: string, { kind, path }: DataFile): FigureTable {
  return readFigures(kind, readFileSync(join(root, path), "utf8")).table;
}

function observationsOf({ assets }: DataFile): number {
  return assets.reduce((sum, { observations }) => sum + observations, 0);
}
