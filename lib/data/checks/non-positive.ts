import type { InputIssue } from "../../base/invalid-input.ts";
import { placeOf, type SourceFigure } from "./source-figure.ts";

/** Prices that are zero or negative. Funding rates may be: they are not for this check. */
export function findNonPositive(figures: readonly SourceFigure[]): InputIssue[] {
  return figures
    .filter(({ text }) => Number(text) <= 0)
    .map((figure) => ({
      path: placeOf(figure),
      rule: "must be a positive price",
      value: figure.text,
    }));
}
