import { checkFinite, checkOneOf } from "../base/check.ts";
import type { VolatilityShift } from "../instruments/volatility-shift.ts";

/** What may happen to an asset besides the return of its price. */
export interface MarketShift {
  /** To the implied volatility of its options. */
  readonly volatility?: VolatilityShift;
  /**
   * What a volatility surface keeps while the price moves: the volatility of every strike, when not
   * given, or of every moneyness (sticky delta).
   */
  readonly stickiness?: "strike" | "moneyness";
  /** Added to the continuous yearly growth of its forwards: futures and options, not the perpetual. */
  readonly carry?: number;
  /** Change of the perpetual's mark against spot, a fraction > -1: -0.02 is a mark 2 % lower. */
  readonly perpetualBasis?: number;
}

/** All that happens to an asset in one scenario. */
export interface AssetMove extends MarketShift {
  /** Simple return of spot, mark and forwards, >= -1. */
  readonly return: number;
}

/** Throws a RangeError unless a move is one that prices can make. */
export function checkAssetMove(asset: string, move: AssetMove): void {
  checkFinite(`return of ${asset}`, move.return);
  if (move.return < -1) {
    throw new RangeError(`return of ${asset} must be at least -1: ${move.return}`);
  }
  checkOneOf(`stickiness of ${asset}`, move.stickiness ?? "strike", ["strike", "moneyness"]);
  checkFinite(`carry of ${asset}`, move.carry ?? 0);
  const basis = move.perpetualBasis ?? 0;
  checkFinite(`perpetualBasis of ${asset}`, basis);
  if (basis <= -1) throw new RangeError(`perpetualBasis of ${asset} must be above -1: ${basis}`);
  checkFinite(`volatility.relative of ${asset}`, move.volatility?.relative ?? 0);
  checkFinite(`volatility.absolute of ${asset}`, move.volatility?.absolute ?? 0);
}
