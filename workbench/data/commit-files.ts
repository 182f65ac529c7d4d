import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { pendingImportName } from "stressbook/data";

const stagingName = dirname(pendingImportName);

/** What became of an import that was stopped half-way. */
export type Recovery = "none" | "completed" | "discarded";

interface Move {
  readonly from: string;
  readonly to: string;
}

/**
 * Replaces several files of a folder as one: stopped at any moment, the folder ends with all the
 * old files or, after {@link recoverImport}, with all the new ones.
 *
 * Everything is first written beside the files; one rename then decides; only after it are files
 * replaced, and what remains to be done can be read from the staging folder.
 */
export function commitFiles(root: string, files: ReadonlyMap<string, string>): void {
  recoverImport(root);
  stageFiles(root, files);
  decide(root);
  recoverImport(root);
}

/** Writes the new files and the list of moves into the staging folder; decides nothing yet. */
export function stageFiles(root: string, files: ReadonlyMap<string, string>): void {
  const staging = join(root, stagingName);
  mkdirSync(staging, { recursive: true });
  const moves = [...files.keys()].map((to, i): Move => ({ from: String(i), to }));
  for (const { from, to } of moves) writeDurably(join(staging, from), files.get(to)!);
  writeDurably(join(staging, "moves.json"), JSON.stringify(moves));
}

/** Makes a staged import final: from here on it is completed, not discarded. */
export function decide(root: string): void {
  renameSync(join(root, stagingName, "moves.json"), join(root, pendingImportName));
}

/** Completes an import that was decided and stopped, or discards one that was not decided. */
export function recoverImport(root: string): Recovery {
  const staging = join(root, stagingName);
  if (!existsSync(staging)) return "none";
  const isDecided = existsSync(join(root, pendingImportName));
  if (isDecided) {
    for (const move of readMoves(root)) applyMove(root, move);
    rmSync(join(root, pendingImportName), { force: true });
  }
  rmSync(staging, { recursive: true, force: true });
  return isDecided ? "completed" : "discarded";
}

function readMoves(root: string): Move[] {
  return JSON.parse(readFileSync(join(root, pendingImportName), "utf8")) as Move[];
}

function applyMove(root: string, { from, to }: Move): void {
  const source = join(root, stagingName, from);
  if (!existsSync(source)) return;
  mkdirSync(dirname(join(root, to)), { recursive: true });
  renameSync(source, join(root, to));
}

function writeDurably(path: string, text: string): void {
  const file = openSync(path, "w");
  try {
    writeFileSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
