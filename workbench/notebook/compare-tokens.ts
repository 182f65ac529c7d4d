/** A number as it is printed in a text. */
export interface NumberToken {
  readonly kind: "number";
  /** As printed: `−$1,234.5M`. */
  readonly text: string;
  /** What it stands for; NaN for `NaN` and `n/a`. */
  readonly value: number;
  /** Whether it may be a year, which no tolerance applies to. */
  readonly year: boolean;
}

/** Anything between two numbers: words, blanks, dates, versions. */
interface TextToken {
  readonly kind: "text";
  readonly text: string;
}

type Token = NumberToken | TextToken;

const afterWord = "(?<![\\p{L}\\p{N}_)\\]])";
const endOfWord = "(?![\\p{L}\\p{N}_])";
const sign = `${afterWord}[-+\u2212]`;
const grouped = "\\d{1,3}(?<mark>[,'\u2019_\u00a0\u2009\u202f])\\d{3}(?:\\k<mark>\\d{3})*(?!\\d)";
const day = "\\d{4}-\\d{2}(?:-\\d{2})?";
const clock = "\\d{1,2}:\\d{2}(?::\\d{2}(?:\\.\\d+)?)?(?:Z|[-+]\\d{2}:?\\d{2})?";

/** What digits in a text can be, in the order in which it is tried. */
const patterns = {
  missing: `(?:NaN|n/a|(?:${sign})?(?:Infinity|\u221e))${endOfWord}`,
  date: `(?:${day}(?:[T ]${clock})?|${clock})${endOfWord}`,
  version: `\\d+(?:\\.\\d+){2,}`,
  number:
    `(?:${sign})?(?<currency>[$\u20ac\u00a3\u00a5])?(?:${grouped}|\\d+)(?:\\.\\d+)?` +
    `(?:[eE][-+\u2212]?\\d+)?(?<unit>[kMBT]${endOfWord})?(?=\\p{L}{0,4}${endOfWord})`,
  word: "[\\p{L}\\p{N}_]+",
} as const;

const token = new RegExp(
  Object.entries(patterns)
    .map(([name, pattern]) => `(?<${name}>${pattern})`)
    .join("|"),
  "gu",
);
const units: Readonly<Record<string, number>> = { k: 1e3, M: 1e6, B: 1e9, T: 1e12 };

/**
 * A line as texts and numbers, alternating, a text first and last. Numbers may have a sign (also
 * U+2212), a currency sign with a unit letter after them (`$1.2M`), groups of thousands (`1,234`)
 * and an exponent. ISO dates, times, versions (`1.0.22`) and names with digits in them are text.
 */
export function tokenize(line: string): Token[] {
  const tokens: Token[] = [];
  let textFrom = 0;
  for (const match of line.matchAll(token)) {
    const found = numberOf(match);
    if (found === undefined) continue;
    tokens.push({ kind: "text", text: line.slice(textFrom, match.index) }, found);
    textFrom = match.index + found.text.length;
  }
  return [...tokens, { kind: "text", text: line.slice(textFrom) }];
}

function numberOf({ 0: text, groups = {} }: RegExpExecArray): NumberToken | undefined {
  if (groups.missing !== undefined) {
    const value = /[I\u221e]/.test(text) ? (/^[-\u2212]/.test(text) ? -Infinity : Infinity) : NaN;
    return { kind: "number", text, value, year: false };
  }
  if (groups.number === undefined) return undefined;
  const { currency, unit } = groups;
  // A letter after a number is its unit only where money is meant: `5 M` may be anything.
  const scale = currency === undefined ? 1 : (units[unit ?? ""] ?? 1);
  const printed = currency === undefined && unit !== undefined ? text.slice(0, -1) : text;
  const digits = printed
    .replace(/[,'\u2019_\u00a0\u2009\u202f$\u20ac\u00a3\u00a5kMBT]/g, "")
    .replaceAll("\u2212", "-");
  const year = /^(?:19|20)\d\d$/.test(printed);
  return { kind: "number", text: printed, value: Number(digits) * scale, year };
}
