/**
 * Contrast ratio of two colours as WCAG 2 defines it, from 1 to 21. Colours are `#rrggbb` or
 * `rgb(r, g, b)`; throws a TypeError for another notation.
 */
export function contrastRatio(first: string, second: string): number {
  const [low, high] = [luminance(first), luminance(second)].toSorted((a, b) => a - b);
  return (high! + 0.05) / (low! + 0.05);
}

/** The candidate that stands out most from the background. */
export function mostReadable(candidates: readonly [string, string], background: string): string {
  const [first, second] = candidates;
  return contrastRatio(first, background) >= contrastRatio(second, background) ? first : second;
}

function luminance(colour: string): number {
  const [red, green, blue] = channels(colour).map((channel) => linear(channel / 255));
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

function channels(colour: string): number[] {
  if (/^#[0-9a-f]{6}$/i.test(colour)) {
    return [1, 3, 5].map((start) => Number.parseInt(colour.slice(start, start + 2), 16));
  }
  const match = /^rgb\((\d+), ?(\d+), ?(\d+)\)$/.exec(colour);
  if (match) return match.slice(1).map(Number);
  throw new TypeError(`colour must be #rrggbb or rgb(r, g, b): ${colour}`);
}

function linear(channel: number): number {
  return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
}
