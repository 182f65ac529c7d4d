import katex from "katex";
import type { MarkdownIt, StateBlock, StateInline } from "markdown-it";
import { escapeHtml } from "./escape.ts";

const longestFormula = 5_000;

/**
 * `$…$` and `$$…$$` in Markdown as MathML.
 *
 * A dollar opens a formula only before a non-space and closes it only after one and not before a
 * digit, so that `$5 and $10` stays money. A formula that does not parse is shown as it was written.
 */
export function maths(markdown: MarkdownIt): void {
  markdown.inline.ruler.push("maths", inlineFormula);
  markdown.block.ruler.before("fence", "maths", displayFormula, {
    alt: ["paragraph", "reference", "blockquote", "list"],
  });
  markdown.renderer.rules.formula = (tokens, i) => formula(tokens[i]!.content, false);
  markdown.renderer.rules.display_formula = (tokens, i) => formula(tokens[i]!.content, true);
}

function inlineFormula(state: StateInline, silent: boolean): boolean {
  const text = state.src;
  if (text[state.pos] !== "$") return false;
  const fence = text[state.pos + 1] === "$" ? "$$" : "$";
  const start = state.pos + fence.length;
  const end = closingDollar(text, { start, fence, limit: state.posMax });
  if (end === undefined) return false;
  if (!silent) {
    const token = state.push(fence === "$" ? "formula" : "display_formula", "math", 0);
    token.content = text.slice(start, end);
  }
  state.pos = end + fence.length;
  return true;
}

interface Search {
  readonly start: number;
  readonly fence: "$" | "$$";
  readonly limit: number;
}

function closingDollar(text: string, { start, fence, limit }: Search): number | undefined {
  if (fence === "$" && /\s/.test(text[start] ?? " ")) return undefined;
  const last = Math.min(limit, start + longestFormula);
  for (let i = start; i < last; i++) {
    if (text[i] === "\\") i++;
    else if (text.startsWith(fence, i)) return i > start && closes(text, i, fence) ? i : undefined;
  }
  return undefined;
}

function closes(text: string, at: number, fence: Search["fence"]): boolean {
  return fence === "$$" || (!/\s/.test(text[at - 1]!) && !/\d/.test(text[at + 1] ?? ""));
}

// markdown-it calls a block rule with four arguments.
function displayFormula(
  state: StateBlock,
  startLine: number,
  endLine: number,
  silent: boolean,
): boolean {
  const line = (i: number): string =>
    state.src.slice(state.bMarks[i]! + state.tShift[i]!, state.eMarks[i]!).trimEnd();
  if (!line(startLine).startsWith("$$")) return false;
  let last = startLine;
  while (!closesBlock(line(last), last === startLine)) if (++last >= endLine) return false;
  if (silent) return true;
  const lines = Array.from({ length: last - startLine + 1 }, (_, i) => line(startLine + i));
  const token = state.push("display_formula", "math", 0);
  token.content = lines.join("\n").slice(2, -2);
  token.map = [startLine, last + 1];
  state.line = last + 1;
  return true;
}

function closesBlock(line: string, isFirst: boolean): boolean {
  return line.endsWith("$$") && (!isFirst || line.length > 4);
}

function formula(tex: string, displayMode: boolean): string {
  const html = mathMl(tex, displayMode) ?? `<code>${escapeHtml(tex)}</code>`;
  return displayMode ? `<span class="formula">${html}</span>` : html;
}

/** Undefined for a formula nested deeper than the parser can follow. */
function mathMl(tex: string, displayMode: boolean): string | undefined {
  try {
    return katex.renderToString(tex, {
      displayMode,
      output: "mathml",
      throwOnError: false,
      trust: false,
      strict: "ignore",
      maxExpand: 200,
      maxSize: 3,
    });
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
