import { type DifferenceSink, numberDifference, type SameNumber } from "./difference.ts";

const number = /[-+\u2212]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:[eE][-+]?\d+)?/g;

/**
 * Compares two texts line by line and, in lines that differ in numbers only, number by number.
 * `place` is what the lines belong to.
 */
export function compareText(
  place: string,
  texts: { readonly committed: string; readonly now: string },
  options: { readonly sink: DifferenceSink; readonly sameNumber: SameNumber },
): void {
  if (texts.committed === texts.now) return;
  const [committed, now] = [splitLines(texts.committed), splitLines(texts.now)];
  if (committed.length !== now.length) {
    options.sink.add({ place, committed: lineCount(committed), now: lineCount(now) });
  }
  for (let i = 0; i < Math.min(committed.length, now.length); i++) {
    if (committed[i] === now[i]) continue;
    compareLine(`${place} line ${i + 1}`, { committed: committed[i]!, now: now[i]! }, options);
    // After lines came or went, every later one differs: the first says enough.
    if (committed.length !== now.length) return;
  }
}

function compareLine(
  place: string,
  { committed, now }: { readonly committed: string; readonly now: string },
  { sink, sameNumber }: { readonly sink: DifferenceSink; readonly sameNumber: SameNumber },
): void {
  const [old, fresh] = [committed.match(number) ?? [], now.match(number) ?? []];
  if (skeleton(committed) !== skeleton(now) || old.length !== fresh.length) {
    sink.add({ place, committed, now });
    return;
  }
  const pairs = old.map((text, i) => [numeral(text), numeral(fresh[i]!)] as const);
  const different = pairs.filter(([a, b]) => !sameNumber(a.value, b.value));
  if (different.length === 0 && pairs.every(([a, b]) => a.text === b.text)) {
    // Only the space between the words differs.
    sink.add({ place, committed, now });
  }
  for (const [a, b] of different) sink.add(numberDifference(place, a, b));
}

function numeral(text: string): { text: string; value: number } {
  return { text, value: Number(text.replaceAll(",", "").replace("\u2212", "-")) };
}

// Numbers of different widths shift the blanks and rules around them.
function skeleton(line: string): string {
  return line.replace(number, "#").replace(/[\s\u2500-]+/g, " ");
}

function splitLines(text: string): string[] {
  return text.replace(/\n$/, "").split("\n");
}

function lineCount(lines: readonly string[]): string {
  return `${lines.length} ${lines.length === 1 ? "line" : "lines"}`;
}
