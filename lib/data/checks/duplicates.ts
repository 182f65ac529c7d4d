import type { InputIssue } from "../../base/invalid-input.ts";
import { placeOf, type SourceFigure } from "./source-figure.ts";

/** Figures that give the same field of the same asset at the same time once more. */
export function findDuplicates(figures: readonly SourceFigure[]): InputIssue[] {
  const first = new Map<string, number>();
  return figures.flatMap((figure) => {
    const key = `${figure.asset} ${figure.field} ${figure.time}`;
    const line = first.get(key);
    if (line === undefined) {
      first.set(key, figure.line);
      return [];
    }
    const value = `${figure.asset} at ${figure.time} stands on line ${line} already`;
    return [{ path: placeOf(figure), rule: "must give each figure once", value }];
  });
}
