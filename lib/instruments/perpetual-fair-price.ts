import { checkFinite, checkNonNegative, checkPositive } from "../base/check.ts";
import { naturalExp } from "../math/natural-exp.ts";
import type { Settlement } from "./instrument.ts";

/** What the fair price of a perpetual depends on, all constant for ever. */
export interface PerpetualTerms {
  readonly settlement: Settlement;
  /** USD per coin, > 0. */
  readonly spot: number;
  /** Continuously compounded interest of dollars, per year. */
  readonly rate: number;
  /** Continuously compounded yield of the coin, per year. */
  readonly assetYield: number;
  /** Share of the gap to spot that longs pay per interval; per year when funding is continuous. */
  readonly fundingRate: number;
  /** What is taken off that as a share of spot, per interval; per year when continuous. */
  readonly interestDifferential: number;
  /** Years between payments, >= 0; 0 is continuous funding. */
  readonly fundingIntervalYears: number;
  /** Which spot a payment is measured against: that at the start of the interval, or at its end. */
  readonly anchor: "previous-spot" | "current-spot";
}

export type PerpetualFairPriceCode = "no-fair-price";

/** The price without arbitrage, or why there is none. */
export type PerpetualFairPrice =
  | {
      readonly found: true;
      /** USD per coin. */
      readonly price: number;
      /** price / spot - 1. */
      readonly basis: number;
      readonly code?: undefined;
      readonly message?: undefined;
    }
  | {
      readonly found: false;
      readonly price?: undefined;
      readonly code: PerpetualFairPriceCode;
      readonly message: string;
    };

/**
 * Price of a perpetual without arbitrage when rates and funding are constant: what its funding
 * stream makes it worth. With continuous funding, linear: spot × (k - i) / (k + yield - rate), and inverse:
 * spot × (k + rate - yield) / (k - i); with payments at intervals the same with growth over one.
 *
 * `no-fair-price` where funding is too weak for the sum of payments to converge: the perpetual then
 * has no tie to spot.
 *
 * Source: D. Ackerer, J. Hugonnier, U. Jermann, Perpetual futures pricing (2024), equation 12 and
 * proposition 2; as QuantLib's perpetual futures engine.
 *
 * @throws RangeError for what is no number, a spot that is not positive or a negative interval.
 */
export function perpetualFairPrice(terms: PerpetualTerms): PerpetualFairPrice {
  checkTerms(terms);
  const { spot, settlement, fundingRate, interestDifferential } = terms;
  const grown = growthTerms(terms);
  const paid = (fundingRate - interestDifferential) * grown.weight;
  const needed = grown.spread + fundingRate * grown.weight;
  const ratio = settlement === "linear" ? paid / needed : needed / paid;
  if (needed > 0 && paid > 0 && Number.isFinite(ratio)) {
    return { found: true, price: spot * ratio, basis: ratio - 1 };
  }
  const message = `funding of ${fundingRate} less ${interestDifferential} does not tie the price to spot`;
  return { found: false, code: "no-fair-price", message };
}

/** What funding must make up for, and what one payment weighs, over an interval. */
function growthTerms(terms: PerpetualTerms): { readonly spread: number; readonly weight: number } {
  const { settlement, rate, assetYield, fundingIntervalYears: interval, anchor } = terms;
  const carried = settlement === "linear" ? rate - assetYield : assetYield - rate;
  if (interval === 0) return { spread: -carried, weight: 1 };
  const [own, other] = settlement === "linear" ? [assetYield, rate] : [rate, assetYield];
  const spread = naturalExp(own * interval) - naturalExp(other * interval);
  return { spread, weight: naturalExp((anchor === "previous-spot" ? own : other) * interval) };
}

function checkTerms(terms: PerpetualTerms): void {
  checkPositive("spot", terms.spot);
  checkFinite("rate", terms.rate);
  checkFinite("assetYield", terms.assetYield);
  checkFinite("fundingRate", terms.fundingRate);
  checkFinite("interestDifferential", terms.interestDifferential);
  checkNonNegative("fundingIntervalYears", terms.fundingIntervalYears);
}
