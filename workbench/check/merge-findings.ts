import type { Finding } from "./finding.ts";

/** What the kernel says of an export: that it clashes with its own. */
const exportErrors = ["TS2300", "TS2323", "TS2484"];

/**
 * The findings of several checks of one file in the order of its cells and lines: an error that
 * both type checks report is one, and one that a rule explains is left to the rule.
 */
export function mergeFindings(lists: readonly (readonly Finding[])[]): Finding[] {
  const all = lists.flat();
  const rules = all.filter(({ view }) => view === undefined);
  const kernel = all.filter(({ view }) => view === "kernel");
  const strict = all.filter(({ view }) => view === "strict");
  const both = kernel.map((finding) =>
    strict.some((other) => sameError(finding, other))
      ? { ...finding, view: "both" as const }
      : finding,
  );
  const strictOnly = strict.filter((finding) => !kernel.some((other) => sameError(finding, other)));
  const errors = [...both, ...strictOnly].filter((e) => !rules.some((rule) => explains(rule, e)));
  const seen = new Set<string>();
  return [...rules, ...errors].sort(byPlace).filter((finding) => {
    const { index, line, column, code, message } = finding;
    const key = JSON.stringify([index, line, column, code, message]);
    return !seen.has(key) && seen.add(key);
  });
}

function sameError(a: Finding, b: Finding): boolean {
  return a.index === b.index && a.line === b.line && a.code === b.code;
}

function explains(rule: Finding, error: Finding): boolean {
  if (rule.index !== error.index) return false;
  if (rule.code === "SB106") return exportErrors.includes(error.code) && error.view === "kernel";
  return rule.code === "SB108" && rule.line === error.line && rule.column === error.column;
}

function byPlace(a: Finding, b: Finding): number {
  const cell = (a.index ?? -1) - (b.index ?? -1);
  return cell || a.line - b.line || a.column - b.column || (a.code < b.code ? -1 : 1);
}
