import { dirname } from "node:path";
import type { Notebook } from "../notebook/notebook.ts";
import { absent, fileState } from "./file-state.ts";
import { readLockFile } from "./lock-file.ts";
import { packageKeyOf, packageState, versionsOf } from "./make-stamp.ts";
import { pathOf, type Roots, rootsOf } from "./places.ts";
import type { StaleReason } from "./stale-reason.ts";
import { hasStamp, readStamp, type Stamp } from "./stamp.ts";
import { parseCell, type StampedCell, stampedCells } from "./stamp-cells.ts";

/**
 * Why the notebook of `file` is stale: what its stamp says compared with the cells, the files, the
 * lock file and the versions of now. Runs nothing; empty when all is as it was at the run.
 */
export function checkStamp(notebook: Notebook, file: string): StaleReason[] {
  const stamp = readStamp(notebook);
  if (stamp === undefined) return [{ kind: hasStamp(notebook) ? "bad-stamp" : "no-stamp" }];
  const roots = rootsOf(dirname(file));
  return [
    ...changedCells(stamp.cells.map(parseCell), stampedCells(notebook)),
    ...changedFiles(stamp, roots),
    ...changedPackages(stamp, roots),
    ...changedVersions(stamp, roots),
  ];
}

/** What a new run touches and the one of the stamp did not, or the other way round. */
export function changedInputs(committed: Stamp, now: Stamp): StaleReason[] {
  const [before, after] = [Object.keys(committed.files), Object.keys(now.files)];
  const packages = (stamp: Stamp) =>
    Object.keys(stamp.packages).map((name) => `node_modules/${name}`);
  const pairs = [
    [before, after],
    [packages(committed), packages(now)],
  ] as const;
  return pairs.flatMap(([old, fresh]) => [
    ...fresh
      .filter((file) => !old.includes(file))
      .map((file) => ({ kind: "input-new" as const, file })),
    ...old
      .filter((file) => !fresh.includes(file))
      .map((file) => ({ kind: "input-gone" as const, file })),
  ]);
}

function changedCells(before: readonly StampedCell[], now: readonly StampedCell[]): StaleReason[] {
  const numbered = now.map((cell, index) => ({ ...cell, number: index + 1 }));
  const old = new Map(before.map((cell) => [cell.id, cell]));
  const ids = new Set(now.map(({ id }) => id));
  const removed = before.filter(({ id }) => !ids.has(id)).length;
  const moved = movedCells(before, now);
  return [
    ...(moved.length > 0 ? [{ kind: "cells-moved" as const, cells: moved }] : []),
    ...(removed > 0 ? [{ kind: "cells-removed" as const, count: removed }] : []),
    ...numbered.flatMap(({ id, source, outputs, number }): StaleReason[] => {
      const cell = old.get(id);
      if (cell === undefined) return [{ kind: "cell-new", cell: number }];
      const isMoved = moved.includes(number);
      return [
        ...(cell.source !== source && !isMoved
          ? [{ kind: "cell-changed" as const, cell: number }]
          : []),
        ...(cell.outputs !== outputs ? [{ kind: "output-edited" as const, cell: number }] : []),
      ];
    }),
  ];
}

/** Numbers of cells whose sources stand elsewhere than at the run, when nothing else changed. */
function movedCells(before: readonly StampedCell[], now: readonly StampedCell[]): number[] {
  const sources = (cells: readonly StampedCell[]) => cells.map(({ source }) => source);
  const same = sources(before).toSorted().join() === sources(now).toSorted().join();
  if (!same) return [];
  return now.flatMap(({ source }, i) => (source === before[i]?.source ? [] : [i + 1]));
}

function changedFiles({ files }: Stamp, roots: Roots): StaleReason[] {
  return Object.entries(files).flatMap(([file, was]): StaleReason[] => {
    const now = fileState(pathOf(file, roots));
    if (now === was) return [];
    if (now === absent) return [{ kind: "file-missing", file }];
    return [{ kind: was === absent ? "file-new" : "file-changed", file }];
  });
}

function changedPackages({ packages }: Stamp, roots: Roots): StaleReason[] {
  const lock = readLockFile(roots);
  return Object.entries(packages).flatMap(([name, was]): StaleReason[] => {
    const now = packageState(packageKeyOf(name), lock, roots);
    if (now === was) return [];
    return [{ kind: "package-changed", name, was: version(was), now: version(now) }];
  });
}

function changedVersions({ versions }: Stamp, roots: Roots): StaleReason[] {
  const current = versionsOf(roots);
  return Object.keys({ ...versions, ...current }).flatMap((name): StaleReason[] => {
    const [was, now] = [versions[name] ?? "nothing", current[name] ?? "nothing"];
    return was === now ? [] : [{ kind: "version-changed", name, was, now }];
  });
}

function version(state: string): string {
  return state.split(" ")[0] ?? state;
}
