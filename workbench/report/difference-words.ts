import type { ToleranceUse } from "../notebook/compare-notebooks.ts";
import type { Difference, DifferenceKind } from "../notebook/difference.ts";

const words: Readonly<Record<DifferenceKind, string>> = {
  number: "another number",
  sign: "the sign is flipped",
  "not-a-number": "not a number on one side",
  format: "the same number, written otherwise",
  text: "another text",
  layout: "other white space",
  count: "more or fewer",
  structure: "another kind of value",
  "output-missing": "the committed notebook lacks this output",
  "output-extra": "the run does not make this output",
  picture: "another picture",
  "picture-only": "another picture of the same data",
  metadata: "not as a run writes it",
};

/** What kind of change a difference is, in a few words. */
export function differenceWords(kind: DifferenceKind): string {
  return words[kind];
}

/** Where a difference lies: `cell [3], output 1, metadata.stressbook.data[4].pnlUsd (majors)`. */
export function differencePlace({ cell, output, path, row }: Difference): string {
  const parts = [
    ...(cell > 0 ? [`cell [${cell}]`] : []),
    ...(output > 0 ? [`output ${output}`] : []),
    ...(path === "" ? [] : [row === undefined ? path : `${path} (${row})`]),
  ];
  return parts.join(", ");
}

/** A relative difference as percent, with as many digits as it takes: `0.1 %`, `1.0e-7 %`. */
export function relativeWords(relative: number): string {
  const percent = relative * 100;
  if (percent !== 0 && (percent < 0.001 || percent >= 1e6)) return `${percent.toExponential(1)} %`;
  return `${Number(percent.toPrecision(3))} %`;
}

/** A declared tolerance and what it let pass, in a line. */
export function toleranceWords(use: ToleranceUse): string {
  const { cell, relative, absolute, reason, numbers, largest } = use;
  const where = cell === 0 ? "the notebook" : `cell [${cell}]`;
  const needed =
    numbers === 0
      ? "not needed"
      : `needed by ${numbers} ${numbers === 1 ? "number" : "numbers"}, the largest ${relativeWords(largest)}`;
  return `${where}: relative ${relative}, absolute ${absolute}, because: ${reason}; ${needed}`;
}

/** Two long texts, cut to `length` characters around the first at which they part. */
export function cutAround(
  { committed, now }: { readonly committed: string; readonly now: string },
  length: number,
): { readonly committed: string; readonly now: string } {
  const longer = Math.max(committed.length, now.length);
  if (longer <= length) return { committed, now };
  let same = 0;
  while (same < committed.length && committed[same] === now[same]) same++;
  const from = Math.max(0, Math.min(same - Math.floor(length / 3), longer - length));
  const cut = (text: string): string => {
    const part = text.slice(from, from + length);
    return `${from > 0 ? "…" : ""}${part}${from + length < text.length ? "…" : ""}`;
  };
  return { committed: cut(committed), now: cut(now) };
}
