import type ts from "@tslab/typescript-for-tslab";
import { applyAllowances } from "./allowances.ts";
import type { Finding, SourceCell } from "./finding.ts";
import { cellRules } from "./rules/all-rules.ts";
import type { CellView, Problem } from "./rules/rule.ts";

/** What the rules find in a cell, less what it allows with a reason. */
export function applyRules(cell: SourceCell, view: CellView): Finding[] {
  const problems: Problem[] = [];
  const texts: ts.Node[] = [];
  visit(view.file);
  const findings = problems.map((problem) => toFinding(problem, { cell, view }));
  const literals = texts.map((node) => ({
    start: node.getStart(view.file) - view.start,
    end: node.getEnd() - view.start,
  }));
  return applyAllowances(findings, { cell, literals });

  function visit(node: ts.Node): void {
    if (!view.typescript.isSourceFile(node)) {
      const start = node.getStart(view.file);
      if (start < view.start || start > view.end) return;
      if (isText(node, view)) texts.push(node);
      for (const rule of cellRules) {
        const problem = rule(node, view);
        if (problem !== undefined) problems.push(problem);
      }
    }
    view.typescript.forEachChild(node, visit);
  }
}

// A template is a text from its first backtick to its last; what stands between is looked at too.
function isText(node: ts.Node, { typescript }: CellView): boolean {
  return typescript.isStringLiteralLike(node) || typescript.isTemplateExpression(node);
}

function toFinding(
  { code, node, message, edits }: Problem,
  { cell, view }: { readonly cell: SourceCell; readonly view: CellView },
): Finding {
  const at = placeOf(cell.source, node.getStart(view.file) - view.start);
  return {
    index: cell.index,
    cell: cell.number,
    ...at,
    code,
    message,
    ...(edits && {
      edits: edits.map(({ start, end, text }) => ({
        start: start - view.start,
        end: end - view.start,
        text,
      })),
    }),
  };
}

function placeOf(source: string, offset: number): { line: number; column: number } {
  const before = source.slice(0, offset).split("\n");
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
