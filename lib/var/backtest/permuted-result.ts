import { checkCount } from "../../base/check.ts";
import { randomStream } from "../../math/random-stream.ts";
import type { BacktestResult } from "./backtest-result.ts";

/** How to draw the days of the breaches again. */
export interface Permutations {
  readonly seed: number;
  /** At least 1; 999 resolves a p-value of 0.001. */
  readonly count: number;
}

/**
 * A result with p-value and critical value from its statistic on the same breaches in random order:
 * given how many there are, independent breaches are equally likely on any days, so that the size is
 * exact whatever the statistic. An order without a statistic counts as Infinity, against rejection.
 *
 * @throws RangeError for less than one permutation.
 */
export function permutedResult<R extends BacktestResult & { readonly statistic: number }>(
  result: R,
  breaches: readonly boolean[],
  options: Permutations & { readonly statisticOf: (breaches: readonly boolean[]) => number },
): R {
  const { seed, count, statisticOf } = options;
  checkCount("permutations.count", count, 1);
  const drawDays = dayDrawer(breaches, seed);
  const drawn = Float64Array.from({ length: count }, () => statisticOf(drawDays())).sort();
  const asLarge = drawn.filter((value) => value >= result.statistic).length;
  const pValue = (1 + asLarge) / (1 + count);
  const rank = Math.ceil((1 - result.significance) * (count + 1)) - 1;
  const criticalValue = rank < count ? drawn[rank]! : null;
  return { ...result, pValue, criticalValue, rejected: pValue <= result.significance };
}

/** Draws as many days as there are breaches, each set of days alike likely: one number per breach. */
function dayDrawer(breaches: readonly boolean[], seed: number): () => readonly boolean[] {
  const random = randomStream({ seed, stream: 0 });
  const days = breaches.map((_, day) => day);
  const count = breaches.filter(Boolean).length;
  return () => {
    const drawn = new Array<boolean>(days.length).fill(false);
    for (let i = 0; i < count; i++) {
      const j = i + random.below(days.length - i);
      [days[i], days[j]] = [days[j]!, days[i]!];
      drawn[days[i]!] = true;
    }
    return drawn;
  };
}
