import { checkNonNegative, checkOneOf, checkPositive } from "../../base/check.ts";
import type { OptionKind } from "../../instruments/european-option.ts";

/** An option that was sold, on one coin. */
export interface ShortOption {
  readonly kind: OptionKind;
  /** USD per coin, > 0. */
  readonly strike: number;
  /** Price of the underlying future, USD per coin, > 0. */
  readonly underlyingPrice: number;
  /** Mark price in coins per coin, >= 0. */
  readonly markPrice: number;
}

/** What a venue sets for options sold, coins per coin. */
export interface ShortOptionTerms {
  /** Initial rate at the money: 0.15 on Deribit and OKX. */
  readonly initialRate: number;
  /** Least initial rate, far out of the money: 0.1. */
  readonly leastInitialRate: number;
  /** Maintenance rate: 0.075 on Deribit, 0.03 (BTC) and 0.05 (ETH) on OKX. */
  readonly maintenanceRate: number;
}

/** Margin of one option sold, in coins per coin of its underlying. */
export interface ShortOptionMargin {
  readonly initial: number;
  readonly maintenance: number;
}

/**
 * Margin of an option sold by the standard rules of Deribit and OKX, without offsets; an option that was
 * bought is paid for and needs none. With `out` = how far it is out of the money / underlying price:
 * initial = max(initialRate - out, leastInitialRate) + mark. Maintenance of a call = maintenanceRate +
 * mark, of a put max(maintenanceRate, maintenanceRate × mark) + mark; a put's initial is at least that.
 *
 * Source: Deribit, margin requirements of options; OKX, Option Margin (help page ii-option-margin).
 *
 * @throws RangeError naming what is not a number, negative, or a strike or price that is not positive.
 * @example shortOptionMargin({ kind: "call", strike: 5e4, underlyingPrice: 5e4, markPrice: 0.05 }, terms)
 */
export function shortOptionMargin(option: ShortOption, terms: ShortOptionTerms): ShortOptionMargin {
  const { kind, strike, underlyingPrice, markPrice } = option;
  checkOneOf("kind", kind, ["call", "put"]);
  checkPositive("strike", strike);
  checkPositive("underlyingPrice", underlyingPrice);
  checkNonNegative("markPrice", markPrice);
  const { initialRate, leastInitialRate, maintenanceRate } = terms;
  checkNonNegative("initialRate", initialRate);
  checkNonNegative("leastInitialRate", leastInitialRate);
  checkNonNegative("maintenanceRate", maintenanceRate);
  const distance = kind === "call" ? strike - underlyingPrice : underlyingPrice - strike;
  const out = Math.max(0, distance) / underlyingPrice;
  const initial = Math.max(initialRate - out, leastInitialRate) + markPrice;
  if (kind === "call") return { initial, maintenance: maintenanceRate + markPrice };
  const maintenance = Math.max(maintenanceRate, maintenanceRate * markPrice) + markPrice;
  return { initial: Math.max(initial, maintenance), maintenance };
}
