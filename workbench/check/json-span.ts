/** Where a value stands in a JSON text. */
interface Span {
  readonly start: number;
  readonly end: number;
}

/** The place of the value at a path in a valid JSON text. Throws a RangeError where there is none. */
export function jsonSpan(json: string, path: readonly (string | number)[]): Span {
  let at = skipSpace(json, 0);
  for (const key of path) {
    const found = children(json, at).find((child) => child.key === key);
    if (found === undefined) throw new RangeError(`nothing at ${path.join(".")} in the document`);
    at = found.start;
  }
  return { start: at, end: endOfValue(json, at) };
}

interface Child extends Span {
  readonly key: string | number;
}

// The members of the object, or the elements of the array, that starts at `at`.
function children(json: string, at: number): Child[] {
  const isObject = json[at] === "{";
  if (!isObject && json[at] !== "[") return [];
  const found: Child[] = [];
  for (let next = skipSpace(json, at + 1); !/[\]}]/.test(json.charAt(next)); ) {
    let key: string | number = found.length;
    if (isObject) {
      const end = endOfValue(json, next);
      key = JSON.parse(json.slice(next, end)) as string;
      next = skipSpace(json, skipSpace(json, end) + 1);
    }
    const end = endOfValue(json, next);
    found.push({ key, start: next, end });
    next = skipSpace(json, end);
    if (json[next] === ",") next = skipSpace(json, next + 1);
  }
  return found;
}

function endOfValue(json: string, at: number): number {
  const first = json[at];
  if (first === '"') return endOf(/"(?:[^"\\]|\\.)*"/y, json, at);
  if (first !== "{" && first !== "[") return endOf(/[^\s,\]}]+/y, json, at);
  const last = children(json, at).at(-1);
  return skipSpace(json, last?.end ?? at + 1) + 1;
}

function endOf(pattern: RegExp, json: string, at: number): number {
  pattern.lastIndex = at;
  const match = pattern.exec(json);
  if (match === null) throw new RangeError(`not JSON at character ${at}`);
  return at + match[0].length;
}

function skipSpace(json: string, at: number): number {
  return endOf(/\s*/y, json, at);
}
