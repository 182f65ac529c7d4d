/**
 * Where and why a text is not JSON, and what to do about it: the line with the fault, a mark under
 * it, and the usual mistake where it is one. `message` is what `JSON.parse` threw.
 *
 * @internal
 */
export function jsonFault(text: string, message: string): string {
  const offset = faultOffset(text);
  const before = text.slice(0, offset).split("\n");
  const column = before.at(-1)!.length + 1;
  const source = text.split("\n")[before.length - 1]!;
  const cause = message.replace(/ in JSON at position .*$| ?\(line \d+ column \d+\)$/s, "");
  const [shown, mark] = excerpt(source, column);
  return [
    `line ${before.length}, column ${column}: ${/^Unexpected token/.test(cause) ? "this cannot stand here" : cause}`,
    `    ${shown}`,
    `    ${mark}`,
    `  ${advice(text, offset)}`,
  ].join("\n");
}

// The first character that no continuation can save, found by parsing ever shorter beginnings:
// the parser does not always say where it stopped. The end of the text when it only ends too early.
function faultOffset(text: string): number {
  let [good, bad] = [0, text.length + 1];
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (isBeyondSaving(text.slice(0, middle))) bad = middle;
    else good = middle;
  }
  return good;
}

function isBeyondSaving(beginning: string): boolean {
  try {
    JSON.parse(beginning);
    return false;
  } catch (error) {
    const { message } = error as SyntaxError;
    if (/end of JSON input|^Unterminated/.test(message)) return false;
    return Number(/at position (\d+)/.exec(message)?.[1] ?? -1) !== beginning.length;
  }
}

const widest = 72;

function excerpt(line: string, column: number): [string, string] {
  const start = Math.max(0, Math.min(column - 40, line.length - widest));
  const shown = line.slice(start, start + widest).replace(/[\t\r]/g, " ");
  return [shown, `${" ".repeat(column - 1 - start)}^`];
}

function advice(text: string, offset: number): string {
  const found = text[offset];
  const last = text.slice(0, offset).trimEnd().at(-1);
  if (text.trim() === "") return "the file is empty";
  if (found === undefined) return "the file ends too early: close what is still open";
  if (last === "," && /[,}\]]/.test(found)) return "remove the comma before it";
  if (found === "'") return "write names and texts in double quotes";
  if (found === "/" || found === "#") return "remove the comment: JSON has none";
  if (/[NI+]/.test(found))
    return "write a number in digits: JSON has no NaN, Infinity or plus sign";
  if (found === "\n") return "close the text in double quotes before the line ends";
  if (last !== undefined && /["\d}\]el]/.test(last)) return "put a comma between the two";
  return "seeds/books and seeds/scenarios hold files of the right form to compare with";
}
