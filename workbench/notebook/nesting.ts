/** Deeper than anything that a notebook needs, and than what recursive readers can follow. */
export const deepestNesting = 200;

/** Whether a JSON text has more brackets inside each other than {@link deepestNesting}. */
export function nestsTooDeep(json: string): boolean {
  let depth = 0;
  for (let i = 0; i < json.length; i++) {
    switch (json.charCodeAt(i)) {
      case quote:
        i = endOfString(json, i);
        break;
      case openBracket:
      case openBrace:
        if (++depth > deepestNesting) return true;
        break;
      case closeBracket:
      case closeBrace:
        depth--;
        break;
    }
  }
  return false;
}

const quote = 0x22;
const backslash = 0x5c;
const openBracket = 0x5b;
const closeBracket = 0x5d;
const openBrace = 0x7b;
const closeBrace = 0x7d;

function endOfString(json: string, start: number): number {
  for (let end = json.indexOf('"', start + 1); end >= 0; end = json.indexOf('"', end + 1)) {
    let slashes = 0;
    while (json.charCodeAt(end - 1 - slashes) === backslash) slashes++;
    if (slashes % 2 === 0) return end;
  }
  return json.length;
}
