import type { CellChange, PartChange, ValueChange } from "./diff-notebooks.ts";
import { formatLeaf } from "./json-leaves.ts";

/** Values told per output; the others are counted. */
const mostValues = 20;
const longestValue = 80;

/** Colours a piece of text, or leaves it as it is. */
export type Paint = (style: "green" | "red" | "bold" | "dim", text: string) => string;

/** Differences as indented text: a block for each cell, in it one for each part that changed. */
export function formatDiff(changes: readonly CellChange[], paint: Paint): string {
  return changes.map((change) => formatCell(change, paint)).join("\n");
}

function formatCell({ title, kind, parts }: CellChange, paint: Paint): string {
  const heading = paint("bold", kind === "changed" ? title : `${title} ${kind}`);
  const blocks = parts.map((part) => formatPart(part, kind, paint));
  return [heading, ...blocks.flat()].join("\n");
}

function formatPart(part: PartChange, kind: CellChange["kind"], paint: Paint): string[] {
  const { title, lines, values, hasOnlyPictureChanged } = part;
  const isWhole = kind === "added" || kind === "removed";
  if (hasOnlyPictureChanged) {
    const what = isWhole ? "a picture" : "another picture from the same values";
    return [`  ${title}: ${what}`];
  }
  const changed = lines.map(({ mark, text }) => {
    if (mark === "gap") return paint("dim", "    ...");
    const line = `    ${mark} ${text}`.trimEnd();
    return mark === " " ? line : paint(mark === "+" ? "green" : "red", line);
  });
  const told = values.slice(0, mostValues).map((value) => `    ${formatValue(value, paint)}`);
  const rest = values.length - told.length;
  const more =
    rest === 0 ? [] : [paint("dim", `    and ${rest} more ${rest === 1 ? "value" : "values"}`)];
  return [`  ${title}`, ...changed, ...told, ...more];
}

function formatValue({ path, before, after }: ValueChange, paint: Paint): string {
  const [old, current] = cutAlike(
    before === undefined ? "" : formatLeaf(before),
    after === undefined ? "" : formatLeaf(after),
  );
  if (before === undefined) return `${path}: ${paint("green", current)} is new`;
  if (after === undefined) return `${path}: ${paint("red", old)} is gone`;
  return `${path}: ${paint("red", old)} -> ${paint("green", current)}${relative(before, after)}`;
}

/** Two long texts cut so that the first place where they differ is in sight. */
function cutAlike(before: string, after: string): [string, string] {
  let same = 0;
  while (same < before.length && before[same] === after[same]) same++;
  const start = Math.max(before.length, after.length) > longestValue && same > 20 ? same - 10 : 0;
  const cut = (text: string): string => {
    const end = start + longestValue;
    return `${start > 0 ? "..." : ""}${text.slice(start, end)}${text.length > end ? "..." : ""}`;
  };
  return [cut(before), cut(after)];
}

function relative(before: unknown, after: unknown): string {
  if (typeof before !== "number" || typeof after !== "number" || before === 0) return "";
  const percent = (100 * (after - before)) / Math.abs(before);
  if (!Number.isFinite(percent)) return "";
  const digits = Math.abs(percent) >= 0.01 ? percent.toPrecision(3) : percent.toExponential(1);
  return `  (${percent > 0 ? "+" : ""}${digits} %)`;
}
