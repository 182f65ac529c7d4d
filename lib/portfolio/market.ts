import { describe } from "../base/check.ts";
import type { ForwardPoint } from "../instruments/forward-curve.ts";
import type { Volatility } from "../instruments/volatility-at.ts";
import { pricesOn } from "../market/price-at.ts";
import type { PriceHistory } from "../market/price-history.ts";

/** A number per asset symbol. */
export type PerAsset = Readonly<Record<string, number>>;

/** What a market may hold besides the prices of coins. */
export interface MarketTerms {
  /** Hours after 00:00 UTC of `asOf` at which the prices stand; 24, the close, when not given. */
  readonly hourUtc?: number;
  /** Mark price of the perpetuals, USD per coin; spot stands in for an asset that is not here. */
  readonly mark?: PerAsset;
  /**
   * Prices of dated futures, USD per coin: one for all expiries, or points of a curve. Spot stands
   * in for an asset that is not here.
   */
  readonly forward?: Readonly<Record<string, number | readonly ForwardPoint[]>>;
  /** Continuous yearly rate by which forwards grow on top of that: × exp(carry × years). */
  readonly carry?: PerAsset;
  /** Annual implied volatility: a decimal fraction for all options, or a surface. */
  readonly volatility?: Readonly<Record<string, Volatility>>;
  /** Continuous yearly rate by which option payoffs are discounted; 0, as on Deribit, when not given. */
  readonly rate?: number;
  /** Funding rate per 8 hours, a decimal fraction; positive is paid by longs. */
  readonly funding?: PerAsset;
  /** Bid-ask spread as a fraction of the price. */
  readonly spread?: PerAsset;
}

/** Everything a book is valued with, at one moment; made by {@link marketAt} or by hand. */
export interface Market extends MarketTerms {
  /** ISO date. */
  readonly asOf: string;
  /** USD per coin. */
  readonly spot: PerAsset;
}

/**
 * The market at the close of a date: spot prices of the assets that have one that day. Others are
 * absent, and asking for them is an error that names those there are. Perpetuals and futures are
 * valued at spot (no basis) unless `terms` say otherwise, since the history holds closes only; options
 * need a volatility in them.
 *
 * @throws RangeError when the date is outside the history.
 * @example marketAt(history, "2022-05-05", { volatility: { BTC: 0.6 } })
 */
export function marketAt(history: PriceHistory, date: string, terms: MarketTerms = {}): Market {
  return { ...terms, asOf: date, spot: Object.fromEntries(pricesOn(history, date)) };
}

/**
 * Spot price of an asset in USD; `USD` itself is 1.
 *
 * @throws RangeError when the market has no price for the asset, or it is negative or not finite.
 */
export function spotPrice(market: Market, asset: string): number {
  if (asset === "USD") return 1;
  const price = lookUp(market.spot, asset);
  if (price === undefined) {
    throw new RangeError(
      `asset must have a price in the market of ${market.asOf} ` +
        `(${Object.keys(market.spot).join(", ") || "which has none"}): ${describe(asset)}`,
    );
  }
  return checkedPrice(`spot price of ${asset}`, price);
}

/** An entry of a table by asset, own properties alone. @internal */
export function lookUp<T>(
  table: Readonly<Record<string, T>> | undefined,
  asset: string,
): T | undefined {
  return table !== undefined && Object.hasOwn(table, asset) ? table[asset] : undefined;
}

/** The price, if it is one. @internal */
export function checkedPrice(name: string, price: number): number {
  if (Number.isFinite(price) && price >= 0) return price;
  throw new RangeError(`${name} must be zero or a positive number: ${describe(price)}`);
}
