import type { JsonObject } from "../notebook/json.ts";
import { type Cell, type Notebook, numberedCells, type Output } from "../notebook/notebook.ts";
import { type AlignedCell, alignCells } from "./align-cells.ts";
import { type DiffLine, diffLines } from "./diff-lines.ts";
import { jsonLeaves, type Leaf } from "./json-leaves.ts";
import { linesOf, type OutputParts, outputParts } from "./output-parts.ts";

/** A value at a path that is another one now; undefined where there is none. */
export interface ValueChange {
  readonly path: string;
  readonly before: Leaf | undefined;
  readonly after: Leaf | undefined;
}

/** What became of one part of a cell: its source, its metadata, one of its outputs. */
export interface PartChange {
  /** `source`, `metadata`, `output 1, table var-by-window`. */
  readonly title: string;
  readonly lines: readonly DiffLine[];
  readonly values: readonly ValueChange[];
  /** A picture that is another one though the text and the values are the same. */
  readonly hasOnlyPictureChanged: boolean;
}

/** What became of one cell. */
export interface CellChange {
  /** `cell [3]`, `text after [3]`, `notebook`. */
  readonly title: string;
  readonly kind: "changed" | "moved" | "removed" | "added";
  readonly parts: readonly PartChange[];
}

/** What front ends and the runner write into every notebook. */
const uniform = ["kernelspec", "language_info"];

/**
 * The differences between two notebooks that a reader can see: sources, texts, the values behind
 * tables and charts, metadata. Ids, counters and the bytes of pictures are left out.
 */
export function diffNotebooks(before: Notebook, after: Notebook): CellChange[] {
  const titles = { before: cellTitles(before), after: cellTitles(after) };
  const cells = alignCells(before.cells, after.cells).flatMap((step): CellChange[] => {
    const { title, parts } = describeStep(step, titles);
    if (step.kind !== "same-place") return [{ title, kind: step.kind, parts }];
    return parts.length === 0 ? [] : [{ title, kind: "changed", parts }];
  });
  const metadata = metadataChange(
    without(before.metadata, uniform),
    without(after.metadata, uniform),
  );
  if (metadata.length === 0) return cells;
  return [...cells, { title: "notebook", kind: "changed", parts: metadata }];
}

/** What a reader calls each cell: by its number, a text by the cell above it. */
function cellTitles({ cells, ...rest }: Notebook): Map<Cell, string> {
  const numbers = new Map<Cell, number>(
    numberedCells({ cells, ...rest }).map(({ cell, number }) => [cell, number]),
  );
  let last = 0;
  return new Map(
    cells.map((cell) => {
      const number = numbers.get(cell);
      last = number ?? last;
      const kind = cell.kind === "code" ? "empty cell" : "text";
      const place = last === 0 ? `${kind} at the top` : `${kind} after [${last}]`;
      return [cell, number === undefined ? place : `cell [${number}]`];
    }),
  );
}

function describeStep(
  step: AlignedCell,
  titles: Readonly<Record<"before" | "after", ReadonlyMap<Cell, string>>>,
): { readonly title: string; readonly parts: PartChange[] } {
  const old = step.kind === "added" ? undefined : step.before;
  const current = step.kind === "removed" ? undefined : step.after;
  const was = old && titles.before.get(old);
  const is = current && titles.after.get(current);
  return { title: titleOf(was, is), parts: cellParts(old, current) };
}

/** `cell [3]`, or `cell [4] (was [3])` when cells came or went before it. */
function titleOf(was: string | undefined, is: string | undefined): string {
  if (was === undefined || is === undefined || was === is) return is ?? was ?? "";
  return `${is} (was ${was.replace(/^(cell|text) /, "")})`;
}

function cellParts(before: Cell | undefined, after: Cell | undefined): PartChange[] {
  const source = diffLines(linesOf(before?.source ?? ""), linesOf(after?.source ?? ""), {
    context: 2,
  });
  return [
    ...(source.length === 0 ? [] : [partOf("source", { lines: source })]),
    ...metadataChange(before?.metadata ?? {}, after?.metadata ?? {}),
    ...outputChanges(outputsOf(before), outputsOf(after)),
  ];
}

function outputChanges(before: readonly Output[], after: readonly Output[]): PartChange[] {
  const count = Math.max(before.length, after.length);
  return Array.from({ length: count }, (_, index) => index).flatMap((index): PartChange[] => {
    const [old, current] = [before[index], after[index]].map((one) => one && outputParts(one));
    const title = `output ${index + 1}, ${(current ?? old)!.label}`;
    return outputChange(title, old, current);
  });
}

function outputChange(
  title: string,
  before: OutputParts | undefined,
  after: OutputParts | undefined,
): PartChange[] {
  const lines = diffLines(before?.lines ?? [], after?.lines ?? [], { context: 1 });
  // Of an output that comes or goes the text is enough.
  const values = before && after ? valueChanges(before.values, after.values) : [];
  const isOther = !sameEntries(before?.pictures ?? new Map(), after?.pictures ?? new Map());
  if (lines.length > 0 || values.length > 0) return [partOf(title, { lines, values })];
  return isOther || before?.label !== after?.label
    ? [partOf(title, { hasOnlyPictureChanged: true })]
    : [];
}

function metadataChange(before: JsonObject, after: JsonObject): PartChange[] {
  const values = valueChanges(jsonLeaves(before), jsonLeaves(after));
  const isEmpty = ({ path }: ValueChange): boolean => path === "";
  const told = values.filter((change) => !isEmpty(change));
  return told.length === 0 ? [] : [partOf("metadata", { values: told })];
}

function valueChanges(
  before: ReadonlyMap<string, Leaf>,
  after: ReadonlyMap<string, Leaf>,
): ValueChange[] {
  const paths = [...new Set([...before.keys(), ...after.keys()])];
  return paths
    .map((path) => ({ path, before: before.get(path), after: after.get(path) }))
    .filter((change) => !Object.is(change.before, change.after));
}

function partOf(title: string, what: Partial<PartChange>): PartChange {
  return { lines: [], values: [], hasOnlyPictureChanged: false, ...what, title };
}

function outputsOf(cell: Cell | undefined): readonly Output[] {
  return cell?.kind === "code" ? cell.outputs : [];
}

function sameEntries(
  left: ReadonlyMap<string, string>,
  right: ReadonlyMap<string, string>,
): boolean {
  return left.size === right.size && [...left].every(([key, value]) => right.get(key) === value);
}

function without(object: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)));
}
