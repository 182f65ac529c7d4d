// Embeddings, overrides and isolates; plain direction marks are harmless and stay.
const controls = /[\u202a-\u202e\u2066-\u2069]/g;

/**
 * A text with the characters that reorder what stands around them made visible, `⟨U+202E⟩`: a line
 * of code or a figure then reads as it is and not as its author would have it read.
 */
export function showBidiControls(text: string): string {
  return text.replace(controls, (character) => {
    return `⟨U+${character.codePointAt(0)!.toString(16).toUpperCase()}⟩`;
  });
}
