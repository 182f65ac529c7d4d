/** Two things that belong together, by their places in two lists; one side absent where alone. */
export interface Pairing {
  readonly committed?: number;
  readonly now?: number;
}

/**
 * Which element of one list belongs to which of another, in order: equal ones (a longest common
 * subsequence) first, then between two of those as many pairs as `alike` allows.
 */
export function alignLists<Item>(
  lists: { readonly committed: readonly Item[]; readonly now: readonly Item[] },
  {
    key,
    alike,
  }: {
    readonly key: (item: Item) => string;
    readonly alike: (committed: Item, now: Item) => boolean;
  },
): Pairing[] {
  const { committed, now } = lists;
  const anchors = commonSubsequence(committed.map(key), now.map(key));
  const result: Pairing[] = [];
  let [i, j] = [0, 0];
  for (const [endI, endJ] of [...anchors, [committed.length, now.length] as const]) {
    while (i < endI || j < endJ) {
      const both = i < endI && j < endJ;
      const spare = endI - i - (endJ - j);
      if (both && (spare === 0 || alike(committed[i]!, now[j]!))) {
        result.push({ committed: i++, now: j++ });
      } else if (j >= endJ || (both && spare > 0)) result.push({ committed: i++ });
      else result.push({ now: j++ });
    }
    if (endI < committed.length) result.push({ committed: i++, now: j++ });
  }
  return result;
}

/** Index pairs of a longest common subsequence. */
function commonSubsequence(
  left: readonly string[],
  right: readonly string[],
): (readonly [number, number])[] {
  const lengths = Array.from({ length: left.length + 1 }, () => new Uint32Array(right.length + 1));
  for (let i = left.length - 1; i >= 0; i--) {
    for (let j = right.length - 1; j >= 0; j--) {
      lengths[i]![j] =
        left[i] === right[j]
          ? lengths[i + 1]![j + 1]! + 1
          : Math.max(lengths[i + 1]![j]!, lengths[i]![j + 1]!);
    }
  }
  const pairs: (readonly [number, number])[] = [];
  for (let i = 0, j = 0; i < left.length && j < right.length; ) {
    if (left[i] === right[j]) pairs.push([i++, j++]);
    else if (lengths[i + 1]![j]! >= lengths[i]![j + 1]!) i++;
    else j++;
  }
  return pairs;
}
