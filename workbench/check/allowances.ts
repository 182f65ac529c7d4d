import type { Finding, SourceCell } from "./finding.ts";
import { isRuleCode } from "./rules/codes.ts";

/** A comment that allows what rules forbid in the line below it. */
interface Allowance {
  /** The line of the comment. */
  readonly line: number;
  readonly column: number;
  /** The line that it speaks of: the next one that is not such a comment. */
  readonly target: number;
  readonly codes: readonly string[];
  /** What is wrong with it, if anything. */
  readonly fault?: string;
}

interface Where {
  readonly cell: SourceCell;
  /** Texts and templates of the cell, in which a comment is none. */
  readonly literals: readonly { readonly start: number; readonly end: number }[];
}

/**
 * The findings that no comment `// stressbook-allow SB201: reason` in the line above allows, and
 * those about such comments themselves: without rule or reason (SB001), or of no use (SB002).
 */
export function applyAllowances(findings: readonly Finding[], where: Where): Finding[] {
  const allowances = readAllowances(where);
  const sound = allowances.filter(({ fault }) => fault === undefined);
  const covers = (allowance: Allowance, { line, code }: Finding): boolean =>
    allowance.target === line && allowance.codes.includes(code);
  const kept = findings.filter((finding) => !sound.some((each) => covers(each, finding)));
  const faulty = allowances.flatMap((each) =>
    each.fault === undefined ? [] : [about(each, "SB001", each.fault)],
  );
  const idle = sound.flatMap((each) =>
    each.codes
      .filter((code) => !findings.some((finding) => covers({ ...each, codes: [code] }, finding)))
      .map((code) => about(each, "SB002", `nothing to allow: the line below breaks no ${code}`)),
  );
  return [...kept, ...faulty, ...idle];

  function about({ line, column }: Allowance, code: string, message: string): Finding {
    const { index, number: cell } = where.cell;
    return { index, cell, line, column, code, message };
  }
}

const comment = /^(\s*)\/\/\s*stressbook-allow\b(.*)$/;

function readAllowances({ cell, literals }: Where): Allowance[] {
  const lines = cell.source.split("\n");
  let offset = 0;
  return lines.flatMap((text, i): Allowance[] => {
    const start = offset;
    offset += text.length + 1;
    const [, space = "", rest] = comment.exec(text) ?? [];
    const isInText = literals.some((literal) => literal.start < start && start < literal.end);
    if (rest === undefined || isInText) return [];
    const next = lines.findIndex((line, j) => j > i && !comment.test(line));
    const place = { line: i + 1, column: space.length + 1, target: next + 1 };
    return [{ ...place, ...parse(rest) }];
  });
}

function parse(rest: string): Pick<Allowance, "codes" | "fault"> {
  const colon = rest.indexOf(":");
  const names = (colon < 0 ? rest : rest.slice(0, colon)).split(/[\s,]+/).filter(Boolean);
  const reason = colon < 0 ? "" : rest.slice(colon + 1).trim();
  const unknown = names.find((name) => !isRuleCode(name) || name.startsWith("SB0"));
  if (unknown !== undefined) return { codes: [], fault: `no rule to allow is called ${unknown}` };
  if (names.length === 0) return { codes: [], fault: `name a rule: ${example}` };
  return reason === "" ? { codes: [], fault: `give a reason: ${example}` } : { codes: names };
}

const example = "// stressbook-allow SB202: measures the machine";
