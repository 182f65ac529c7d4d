import { display } from "./display.ts";

/**
 * States a conclusion in the notebook: paragraphs in Markdown, put together from computed numbers.
 *
 * Throws a TypeError for no text, and a RangeError for one that holds `NaN` or `undefined`: a
 * sentence with a number that was not computed is not a conclusion.
 */
export function say(...paragraphs: readonly string[]): void {
  if (paragraphs.length === 0) throw new TypeError("say must get at least one paragraph: none");
  paragraphs.forEach(checkParagraph);
  const markdown = paragraphs.join("\n\n");
  display({
    data: { "text/markdown": markdown, "text/plain": markdown.replace(/\*\*|`/g, "") },
    metadata: {},
  });
}

function checkParagraph(text: string, i: number): void {
  if (typeof text !== "string" || text.trim() === "") {
    throw new TypeError(`paragraph ${i + 1} must be a text: ${JSON.stringify(text)}`);
  }
  const unset = /\bNaN\b|\bundefined\b|\[object Object\]/.exec(text);
  if (unset) throw new RangeError(`paragraph ${i + 1} must not hold ${unset[0]}: ${text}`);
}
