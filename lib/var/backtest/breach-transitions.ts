import { checkFlags } from "../../base/check.ts";
/** How often a day of one state followed a day of another; the counts sum to days - 1. */
export interface BreachTransitions {
  /** No breach after no breach. */
  readonly n00: number;
  /** A breach after no breach. */
  readonly n01: number;
  /** No breach after a breach. */
  readonly n10: number;
  /** A breach after a breach. */
  readonly n11: number;
}

/**
 * Counts what followed what in a run of days; all zero for fewer than two days.
 *
 * @example breachTransitions([false, true, true, false, false]) // each of the four once
 */
export function breachTransitions(breaches: readonly boolean[]): BreachTransitions {
  checkFlags("breaches", breaches);
  const counts = { n00: 0, n01: 0, n10: 0, n11: 0 };
  for (let day = 1; day < breaches.length; day++) {
    counts[`n${state(breaches[day - 1])}${state(breaches[day])}`]++;
  }
  return counts;
}

function state(breach: boolean | undefined): 0 | 1 {
  return breach ? 1 : 0;
}
