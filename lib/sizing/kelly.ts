import { checkFinite, checkPositive, checkShare } from "../base/check.ts";

/** A bet that pays `odds` per stake with a probability, else loses the stake. */
export interface Bet {
  /** Of winning, from 0 to 1. */
  readonly probability: number;
  /** Profit per stake when won, > 0: 1 is even money. */
  readonly odds: number;
}

/**
 * The share of wealth that makes it grow fastest in the long run: p - (1 - p) / odds; 0 where the bet has no
 * edge. Practitioners take a half or less of it: the estimate of p is what is wrong first.
 *
 * Source: J. Kelly, A new interpretation of information rate, Bell System Technical Journal 35 (1956).
 *
 * @throws RangeError for a probability outside [0, 1] and odds that are not positive.
 * @example kellyFraction({ probability: 0.6, odds: 1 }) // 0.2
 */
export function kellyFraction({ probability, odds }: Bet): number {
  checkShare("probability", probability);
  checkPositive("odds", odds);
  return Math.max(0, probability - (1 - probability) / odds);
}

/** A return's mean and volatility over one period. */
export interface ReturnMoments {
  /** Expected return in excess of the risk-free one. */
  readonly excessReturn: number;
  readonly volatility: number;
}

/**
 * Kelly's leverage of an asset in continuous time: excess return / volatility², of the same period;
 * negative for a short. Small errors of the mean move it much.
 *
 * Source: R. Merton, Lifetime portfolio selection under uncertainty (1969); E. Thorp (2006).
 *
 * @throws RangeError for a volatility that is not positive.
 * @example kellyLeverage({ excessReturn: 0.2, volatility: 0.6 }) // 0.556
 */
export function kellyLeverage({ excessReturn, volatility }: ReturnMoments): number {
  checkFinite("excessReturn", excessReturn);
  checkPositive("volatility", volatility);
  return excessReturn / (volatility * volatility);
}
