import type { InputIssue } from "../../base/invalid-input.ts";
import type { SourceFigure } from "./source-figure.ts";

/** Bars whose high is below their low, or whose open or close lies outside the two. */
export function findImpossibleBars(figures: readonly SourceFigure[]): InputIssue[] {
  const bars = new Map<string, SourceFigure[]>();
  for (const figure of figures) {
    const key = `${figure.line} ${figure.asset}`;
    bars.set(key, [...(bars.get(key) ?? []), figure]);
  }
  return [...bars.values()].flatMap(checkBar);
}

function checkBar(bar: readonly SourceFigure[]): InputIssue[] {
  const [high, low] = [fieldOf(bar, "high"), fieldOf(bar, "low")];
  const { line, asset } = bar[0]!;
  const path = `line ${line}, ${asset}`;
  if (high !== undefined && low !== undefined && high < low) {
    return [{ path, rule: "must have a high of at least its low", value: `${high} and ${low}` }];
  }
  return ["open", "close"].flatMap((name) => {
    const price = fieldOf(bar, name);
    if (price === undefined) return [];
    if (!(price > (high ?? price) || price < (low ?? price))) return [];
    const rule = `must have its ${name} within low and high`;
    return [{ path, rule, value: `${price} in ${low ?? "?"} to ${high ?? "?"}` }];
  });
}

function fieldOf(bar: readonly SourceFigure[], field: string): number | undefined {
  const figure = bar.find((one) => one.field === field);
  return figure === undefined ? undefined : Number(figure.text);
}
