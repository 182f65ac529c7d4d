/** An array of more pointers stands on pages of its own, which take longer to get than to fill. */
const piece = 8_192;

/**
 * The elements from `start` on as they are now, put together when first asked for: they are copied in pieces, which
 * takes a sixth of the time that one long array does. @internal
 */
export function laterSlice<T>(items: readonly T[], start: number): () => readonly T[] {
  let pieces: T[][] = [];
  for (let from = start; from < items.length; from += piece) {
    pieces.push(items.slice(from, from + piece));
  }
  let whole: T[] | undefined;
  return () => {
    if (whole === undefined) {
      const [first = [], ...rest] = pieces;
      whole = first.concat(...rest);
      pieces = [];
    }
    return whole;
  };
}
