import { diffArrays } from "diff";
import type { Cell } from "../notebook/notebook.ts";

/** A step from one notebook to another, in the order of the second. */
export type AlignedCell =
  | { readonly kind: "same-place" | "moved"; readonly before: Cell; readonly after: Cell }
  | { readonly kind: "removed"; readonly before: Cell }
  | { readonly kind: "added"; readonly after: Cell };

/**
 * Which cell of one notebook became which of the other: one of the same source, else of a like one,
 * else of the same id, else the one in its place. The source comes before the id because tools that
 * make ids may number them. What changed its place among the others is `moved`.
 */
export function alignCells(before: readonly Cell[], after: readonly Cell[]): AlignedCell[] {
  const partners = matchCells(before, after);
  const keys = new Map<Cell, number>();
  let next = 0;
  for (const cell of before) {
    const partner = partners.get(cell);
    keys.set(cell, next);
    if (partner !== undefined) keys.set(partner, next);
    next++;
  }
  for (const cell of after) if (!keys.has(cell)) keys.set(cell, next++);
  const byKey = (cells: readonly Cell[]) => new Map(cells.map((cell) => [keys.get(cell)!, cell]));
  const [left, right] = [byKey(before), byKey(after)];
  return diffArrays([...left.keys()], [...right.keys()]).flatMap(({ added, removed, value }) =>
    value.flatMap((key): AlignedCell[] => {
      const [old, current] = [left.get(key), right.get(key)];
      if (old === undefined) return [{ kind: "added", after: current! }];
      if (current === undefined) return [{ kind: "removed", before: old }];
      // A moved cell is told where it went to.
      if (removed) return [];
      return [{ kind: added ? "moved" : "same-place", before: old, after: current }];
    }),
  );
}

function matchCells(before: readonly Cell[], after: readonly Cell[]): Map<Cell, Cell> {
  const partners = new Map<Cell, Cell>();
  const taken = new Set<Cell>();
  const match = (choose: (cell: Cell, free: readonly Cell[]) => Cell | undefined): void => {
    for (const cell of before) {
      if (partners.has(cell)) continue;
      const free = after.filter((one) => one.kind === cell.kind && !taken.has(one));
      const found = choose(cell, free);
      if (found === undefined) continue;
      partners.set(cell, found);
      taken.add(found);
    }
  };
  match((cell, free) => free.find(({ id, source }) => id === cell.id && source === cell.source));
  match((cell, free) => free.find(({ source }) => source === cell.source));
  match((cell, free) => mostLike(cell, free));
  match((cell, free) => free.find(({ id }) => id === cell.id));
  match((cell, free) => {
    const index = before.indexOf(cell);
    const above = before.slice(0, index).findLast((one) => partners.has(one));
    const candidate = after[above === undefined ? 0 : after.indexOf(partners.get(above)!) + 1];
    return candidate && free.includes(candidate) ? candidate : undefined;
  });
  return partners;
}

/** The cell that shares most lines with `cell`, at least half of the longer one's. */
function mostLike(cell: Cell, candidates: readonly Cell[]): Cell | undefined {
  let best: Cell | undefined;
  let most = 0.5;
  for (const candidate of candidates) {
    const share = sharedLines(cell.source.split("\n"), candidate.source.split("\n"));
    if (share < most || (share === most && best !== undefined)) continue;
    best = candidate;
    most = share;
  }
  return best;
}

function sharedLines(left: readonly string[], right: readonly string[]): number {
  const rest = [...right];
  let shared = 0;
  for (const line of left) {
    const found = rest.indexOf(line);
    if (found < 0) continue;
    rest.splice(found, 1);
    shared++;
  }
  return shared / Math.max(left.length, right.length);
}
