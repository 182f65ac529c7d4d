import { execFileSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

const folder = fileURLToPath(new URL("./fixtures/", import.meta.url));

/** Copies fixture notebooks to a folder of the test's own; returns their paths in it. */
export function fixtures(...names: string[]): string[] {
  const place = temporaryFolder();
  return names.map((name) => {
    const path = join(place, `${name}.ipynb`);
    copyFileSync(fixturePath(name), path);
    return path;
  });
}

export function fixturePath(name: string): string {
  return join(folder, `${name}.ipynb`);
}

/** The bytes of a fixture as committed. */
export function fixtureText(name: string): string {
  return readFileSync(fixturePath(name), "utf8");
}

export function temporaryFolder(): string {
  const place = mkdtempSync(join(tmpdir(), "stressbook-test-"));
  onTestFinished(() => rmSync(place, { recursive: true, force: true }));
  return place;
}

/** A code cell with tags. */
export interface TaggedSource {
  readonly source: string;
  readonly tags: readonly string[];
}

/** Writes a notebook of the given code cells and returns its path. */
export function notebookOf(
  place: string,
  name: string,
  ...sources: readonly (string | TaggedSource)[]
): string {
  const path = join(place, `${name}.ipynb`);
  const cells = sources.map((cell) => ({
    cell_type: "code",
    execution_count: null,
    metadata: typeof cell === "string" ? {} : { tags: cell.tags },
    outputs: [],
    source: typeof cell === "string" ? cell : cell.source,
  }));
  writeFileSync(path, JSON.stringify({ cells, metadata: {}, nbformat: 4, nbformat_minor: 4 }));
  return path;
}

/** Process ids of running notebooks whose parent, or its parent, is `parent`. */
export function notebookProcesses(parent: number): number[] {
  const rows = execFileSync("ps", ["-A", "-o", "pid=,ppid=,args="], { encoding: "utf8" })
    .trim()
    .split("\n")
    .map((row) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(row) ?? []);
  return rows
    .filter(([, , ppid, args]) => Number(ppid) === parent && args?.includes("notebook/child.ts"))
    .map(([, pid]) => Number(pid));
}

/** Waits until `done` is true; fails after thirty seconds. */
export async function until(what: string, done: () => boolean): Promise<void> {
  for (const limit = Date.now() + 30_000; !done(); ) {
    if (Date.now() > limit) throw new Error(`still waiting: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
