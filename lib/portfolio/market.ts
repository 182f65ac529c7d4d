import { describe } from "../base/check.ts";
import type { Instrument } from "../instruments/instrument.ts";
import { pricesOn } from "../market/price-at.ts";
import type { PriceHistory } from "../market/price-history.ts";

/** A number per asset symbol. */
export type PerAsset = Readonly<Record<string, number>>;

/** Everything a book is valued with, at one moment; made by {@link marketAt} or by hand. */
export interface Market {
  /** ISO date. */
  readonly asOf: string;
  /** USD per coin. */
  readonly spot: PerAsset;
  /** Mark price of the perpetuals, USD per coin; spot stands in for an asset that is not here. */
  readonly mark?: PerAsset;
  /** Forward price, USD per coin. */
  readonly forward?: PerAsset;
  /** Annual volatility, a decimal fraction. */
  readonly volatility?: PerAsset;
  /** Funding rate per 8 hours, a decimal fraction; positive is paid by longs. */
  readonly funding?: PerAsset;
  /** Bid-ask spread as a fraction of the price. */
  readonly spread?: PerAsset;
}

/**
 * The market at the close of a date: spot prices of the assets that have one that day. Others are
 * absent, and asking for them is an error that names those there are. Perpetuals are valued at spot
 * (no basis), since the history holds closes only.
 *
 * @throws RangeError when the date is outside the history.
 * @example marketAt(history, "2022-05-05")
 */
export function marketAt(history: PriceHistory, date: string): Market {
  return { asOf: date, spot: Object.fromEntries(pricesOn(history, date)) };
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

/**
 * The price that values an instrument: spot for spot, mark for derivatives, where spot stands in
 * for a mark that the market does not have.
 *
 * @throws RangeError like {@link spotPrice}.
 */
export function referencePrice(market: Market, instrument: Instrument): number {
  const { underlying } = instrument;
  const mark = instrument.type === "spot" ? undefined : lookUp(market.mark, underlying);
  if (mark === undefined) return spotPrice(market, underlying);
  return checkedPrice(`mark price of ${underlying}`, mark);
}

function lookUp(prices: PerAsset | undefined, asset: string): number | undefined {
  return prices !== undefined && Object.hasOwn(prices, asset) ? prices[asset] : undefined;
}

function checkedPrice(name: string, price: number): number {
  if (Number.isFinite(price) && price >= 0) return price;
  throw new RangeError(`${name} must be zero or a positive number: ${describe(price)}`);
}
