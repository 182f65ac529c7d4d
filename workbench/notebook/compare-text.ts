import { type CompareOptions, compareNumberPair } from "./compare-number-pair.ts";
import { defaultTolerance } from "./compare-numbers.ts";
import { type NumberToken, tokenize } from "./compare-tokens.ts";

interface TextPair {
  readonly committed: string;
  readonly now: string;
}

/**
 * Compares two texts line by line: numbers within the tolerance, everything else exactly. Where a
 * number got longer or shorter, the blanks and rules that line up with it may move.
 */
export function compareText(path: string, texts: TextPair, options: CompareOptions): void {
  if (texts.committed === texts.now) return;
  const [committed, now] = [splitLines(texts.committed), splitLines(texts.now)];
  if (committed.length !== now.length) {
    const counts = { committed: lineCount(committed), now: lineCount(now) };
    options.sink.add({ path, kind: "count", ...counts });
  }
  const shifted = numbersChangeWidth(texts);
  for (let i = 0; i < Math.min(committed.length, now.length); i++) {
    const line = { committed: committed[i]!, now: now[i]! };
    if (line.committed === line.now) continue;
    compareLine(`${path} line ${i + 1}`, line, { ...options, shifted });
    // After lines came or went, every later one differs: the first says enough.
    if (committed.length !== now.length) return;
  }
  if (committed.length === now.length && splitEnd(texts.committed) !== splitEnd(texts.now)) {
    options.sink.add({ path, kind: "layout", committed: "a last line end", now: "another one" });
  }
}

/** As {@link compareText}, for a text of one line: the path stays as it is. */
export function compareLine(
  path: string,
  { committed, now }: TextPair,
  options: CompareOptions & { readonly shifted?: boolean },
): void {
  const { sink, shifted = false } = options;
  if (committed === now) return;
  const [old, fresh] = [tokenize(committed), tokenize(now)];
  const [oldText, newText] = [textsOf(old), textsOf(fresh)];
  if (oldText !== newText) {
    const sameWords = collapse(oldText) === collapse(newText);
    if (!sameWords || !shifted) {
      const kind = sameWords ? "layout" : "text";
      sink.add({ path, kind, committed, now });
      if (!sameWords) return;
    }
  }
  const newNumbers = fresh.filter((token) => token.kind === "number");
  for (const [i, number] of old.filter((token) => token.kind === "number").entries()) {
    comparePrinted(path, { committed: number, now: newNumbers[i]! }, options);
  }
}

function comparePrinted(
  path: string,
  pair: { readonly committed: NumberToken; readonly now: NumberToken },
  options: CompareOptions,
): void {
  const { committed, now } = pair;
  if (committed.text === now.text) return;
  if (Object.is(committed.value, now.value) || committed.value === now.value) {
    options.sink.add({ path, kind: "format", committed: committed.text, now: now.text });
    return;
  }
  const isYear = committed.year || now.year;
  compareNumberPair(path, pair, isYear ? { ...options, tolerance: defaultTolerance } : options);
}

function numbersChangeWidth({ committed, now }: TextPair): boolean {
  const widths = (text: string): string =>
    tokenize(text)
      .flatMap((token) => (token.kind === "number" ? [token.text.length] : []))
      .join();
  return widths(committed) !== widths(now);
}

// The mark between texts stands for a number.
function textsOf(tokens: ReturnType<typeof tokenize>): string {
  return tokens.map((token) => (token.kind === "number" ? "\0" : token.text)).join("");
}

function collapse(text: string): string {
  return text
    .replace(/\s+/g, " ")
    .replace(/\u2500+/g, "\u2500")
    .replace(/-{3,}/g, "---")
    .replace(/ ?\0 ?/g, "\0")
    .trim();
}

function splitLines(text: string): string[] {
  return text.replace(/\n$/, "").split("\n");
}

function splitEnd(text: string): boolean {
  return text.endsWith("\n");
}

function lineCount(lines: readonly string[]): string {
  return `${lines.length} ${lines.length === 1 ? "line" : "lines"}`;
}
