import type { InputIssue } from "../../base/invalid-input.ts";
import type { SourceFigure } from "./source-figure.ts";

/** Lines whose time comes before that of the line above with the same asset. */
export function findUnsorted(figures: readonly SourceFigure[]): InputIssue[] {
  const latest = new Map<string, string>();
  const reported = new Set<number>();
  return figures.flatMap(({ asset, field, time, line }) => {
    const key = `${asset} ${field}`;
    const before = latest.get(key) ?? "";
    latest.set(key, time);
    if (time >= before || reported.has(line)) return [];
    reported.add(line);
    const value = `${time} comes after ${before}`;
    return [{ path: `line ${line}`, rule: "must be in the order of time", value }];
  });
}
