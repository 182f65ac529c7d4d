import { describe } from "../../base/check.ts";
import type { InputIssue } from "../../base/invalid-input.ts";
import { placeOf, type SourceFigure } from "./source-figure.ts";

const plainNumber = /^-?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?$/;

/** Figures that are no finite number in plain digits (`NaN`, `Infinity`, `1,234.5`, `n/a`). */
export function findUnparsable(figures: readonly SourceFigure[]): InputIssue[] {
  return figures
    .filter(({ text }) => !(plainNumber.test(text) && Number.isFinite(Number(text))))
    .map((figure) => ({
      path: placeOf(figure),
      rule: "must be a finite number in plain digits, or empty",
      value: describe(figure.text),
    }));
}
