import { checkCount } from "../base/check.ts";

/** Joins the summaries of two neighbouring runs into that of the whole; must be associative. */
type Merge<Summary> = (left: Summary, right: Summary) => Summary;

/**
 * The merged summary of every run of `window` neighbours, first run first; none when there are fewer
 * items than that.
 *
 * Takes about three merges per item whatever the window and never subtracts what leaves it, so a
 * huge observation does no harm to the windows after it.
 *
 * Source: M. van Herk, A fast algorithm for local minimum and maximum filters, Pattern Recognition
 * Letters 13 (1992): blocks of the window's length, summed forwards and backwards.
 */
export function windowFolds<Summary>(
  items: readonly Summary[],
  window: number,
  merge: Merge<Summary>,
): Summary[] {
  checkCount("window", window, 1);
  const count = items.length - window + 1;
  if (count < 1) return [];
  const fromBlockStart = foldForwards(items, window, merge);
  const toBlockEnd = foldBackwards(items, window, merge);
  return Array.from({ length: count }, (_, start) => {
    if (start % window === 0) return toBlockEnd[start]!;
    return merge(toBlockEnd[start]!, fromBlockStart[start + window - 1]!);
  });
}

function foldForwards<T>(items: readonly T[], block: number, merge: Merge<T>): T[] {
  const folds: T[] = [];
  items.forEach((item, i) => {
    folds.push(i % block === 0 ? item : merge(folds[i - 1]!, item));
  });
  return folds;
}

function foldBackwards<T>(items: readonly T[], block: number, merge: Merge<T>): T[] {
  const folds = [...items];
  for (let i = items.length - 2; i >= 0; i--) {
    if ((i + 1) % block !== 0) folds[i] = merge(items[i]!, folds[i + 1]!);
  }
  return folds;
}
