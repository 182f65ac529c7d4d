/** Advance widths of Inter Regular in thousandths of an em, rounded to 20, by width. */
const widths: readonly (readonly [number, string])[] = [
  [240, "ijl"],
  [260, "I’"],
  [280, " !,.:·"],
  [300, "\"';“”"],
  [320, "`t"],
  [360, "()/[\\]f|"],
  [380, "r"],
  [400, "1{}"],
  [460, "-_°²^"],
  [500, "*–"],
  [520, "?s"],
  [540, "kx"],
  [560, "7Lavyz"],
  [580, "Jce"],
  [600, "25EFhnou"],
  [620, "3689Zbdgpqσ"],
  [640, "#$&04PRST"],
  [660, "+<=>B~−×≤≥"],
  [680, "AKVXY"],
  [720, "CD"],
  [740, "GHU"],
  [760, "NOQ"],
  [820, "w"],
  [860, "…"],
  [880, "m"],
  [900, "M"],
  [960, "@→∞"],
  [980, "%W—"],
];

const widthOf = new Map(
  widths.flatMap(([width, characters]) => [...characters].map((c) => [c, width] as const)),
);
const unknownWidth = 700;
const semiBoldFactor = 1.05;

/** How a text is set: its size in CSS pixels, and whether in the semi-bold weight. */
export interface TextStyle {
  readonly size: number;
  readonly bold?: boolean;
}

/** Width of a line of text in CSS pixels, set in Inter; an unknown character counts as a wide one. */
export function textWidth(text: string, style: TextStyle): number {
  let sum = 0;
  for (const character of text) sum += widthOf.get(character) ?? unknownWidth;
  return ((sum * style.size) / 1000) * (style.bold ? semiBoldFactor : 1);
}

/**
 * The text in lines no wider than `width` CSS pixels, broken at spaces; a space before `%` and a
 * word that is wider by itself are not broken.
 */
export function wrapText(text: string, width: number, style: TextStyle): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+(?!%)/).filter((part) => part !== "")) {
    const last = lines.at(-1);
    const longer = last === undefined ? word : `${last} ${word}`;
    if (last !== undefined && textWidth(longer, style) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/** The text, or its beginning and an ellipsis where it is wider than `width` CSS pixels. */
export function shortenText(text: string, width: number, style: TextStyle): string {
  if (textWidth(text, style) <= width) return text;
  const characters = [...text];
  while (characters.length > 1 && textWidth(`${characters.join("")}…`, style) > width) {
    characters.pop();
  }
  return `${characters.join("").trimEnd()}…`;
}
