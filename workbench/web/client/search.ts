/** What the index knows of one notebook. */
export interface SearchEntry {
  readonly href: string;
  readonly title: string;
  /** Question, file name and tags in one text. */
  readonly about: string;
  readonly sections: readonly SearchSection[];
}

interface SearchSection {
  readonly id?: string;
  readonly heading?: string;
  readonly text: string;
}

/** A part of a notebook that a query found. */
export interface SearchHit {
  readonly href: string;
  readonly heading: string;
  /** The text around the first word found, in pieces; those that were looked for are marked. */
  readonly snippet: readonly SnippetPart[];
}

interface SnippetPart {
  readonly text: string;
  readonly found: boolean;
}

const mostHits = 4;
const before = 40;
const snippetLength = 140;

/**
 * What a query finds in a notebook: undefined when one of its words is nowhere in it, else the
 * sections that have most of them. Case and accents do not matter, and a word is found inside another.
 * An empty query finds every notebook, and no section.
 */
export function findIn(entry: SearchEntry, query: string): readonly SearchHit[] | undefined {
  const words = wordsOf(query);
  const whole = [entry.title, entry.about, ...entry.sections.map(textOf)].map(fold).join("\n");
  if (!words.every((word) => whole.includes(word))) return undefined;
  return entry.sections
    .map((section) => {
      const text = fold(textOf(section));
      return { section, found: words.filter((word) => text.includes(word)).length };
    })
    .filter(({ found }) => found > 0)
    .sort((a, b) => b.found - a.found)
    .slice(0, mostHits)
    .map(({ section }) => hitOf(entry, section, words));
}

/** A text as it is compared: small letters without accents, one for each of its characters. */
export function fold(text: string): string {
  return Array.from(text, (character) => {
    const plain = character.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
    // The same length, so that a place in the folded text is a place in the text.
    return plain.length === character.length ? plain : character;
  }).join("");
}

function wordsOf(query: string): string[] {
  return fold(query)
    .split(/\s+/)
    .filter((word) => word !== "");
}

function textOf({ heading, text }: SearchSection): string {
  return heading === undefined ? text : `${heading} ${text}`;
}

function hitOf(entry: SearchEntry, section: SearchSection, words: readonly string[]): SearchHit {
  const { id, heading, text } = section;
  return {
    href: id === undefined ? entry.href : `${entry.href}#${id}`,
    heading: heading ?? entry.title,
    snippet: marked(snippetOf(text, words), words),
  };
}

function snippetOf(text: string, words: readonly string[]): string {
  const folded = fold(text);
  const places = words.map((word) => folded.indexOf(word)).filter((place) => place >= 0);
  const first = places.length === 0 ? 0 : Math.min(...places);
  const start = Math.max(0, text.lastIndexOf(" ", Math.max(0, first - before)) + 1);
  const end = start + snippetLength;
  return `${start > 0 ? "… " : ""}${text.slice(start, end)}${end < text.length ? " …" : ""}`;
}

function marked(text: string, words: readonly string[]): SnippetPart[] {
  const folded = fold(text);
  const parts: { text: string; found: boolean }[] = [];
  for (let i = 0; i < text.length; ) {
    const word = words.find((candidate) => folded.startsWith(candidate, i));
    const length = word?.length ?? 1;
    const last = parts.at(-1);
    const piece = text.slice(i, i + length);
    if (last !== undefined && !last.found && word === undefined) last.text += piece;
    else parts.push({ text: piece, found: word !== undefined });
    i += length;
  }
  return parts;
}
