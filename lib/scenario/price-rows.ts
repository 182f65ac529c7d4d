import { checkNonNegative } from "../base/check.ts";
import { type LogParts, logParts } from "../math/natural-log.ts";
import {
  type ForwardQuotes,
  forwardOf,
  forwardQuotes,
  markPrice,
} from "../portfolio/contract-market.ts";
import { type Market, spotPrice } from "../portfolio/market.ts";
import { countedPer, type PriceQuote, quotedPrice, type Segment } from "./compile-book.ts";
import type { ExpiryTime } from "./expiry-clock.ts";

/** What the quotes of a segment are in a market, one number each. */
export interface QuotedPrices {
  readonly price: Float64Array;
  /** The price that an inverse contract's coins count for: spot, or 1 where worth is counted in coins. */
  readonly counted: Float64Array;
  /** That over the price; 1 for linear contracts. */
  readonly ratio: Float64Array;
}

/** What finds the prices of a segment's quotes, into the same arrays each time; throws for one that is no price. */
export function priceRows({
  quotes,
  assets,
}: Segment): (market: Market, times: readonly ExpiryTime[]) => QuotedPrices {
  const spots = new Float64Array(assets.length);
  const forwards: (ForwardQuotes | undefined)[] = assets.map(() => undefined);
  const room = (): Float64Array => new Float64Array(quotes.length);
  const [price, counted, ratio] = [room(), room().fill(1), room().fill(1)];
  return (market, times) => {
    for (let a = 0; a < assets.length; a++) {
      spots[a] = spotPrice(market, assets[a]!);
      forwards[a] = undefined;
    }
    for (let k = 0; k < quotes.length; k++) {
      const quote = quotes[k]!;
      const found = priceOf(quote, { market, assets, spots, forwards, times });
      price[k] = found;
      if (quote.per === countedPer.dollar) continue;
      const spot = spots[quote.asset]!;
      if (quote.per === countedPer.coin) ratio[k] = 1 / found;
      else {
        counted[k] = spot;
        ratio[k] = found === 0 ? 1 : spot / found;
      }
    }
    return { price, counted, ratio };
  };
}

interface PriceSources {
  readonly market: Market;
  readonly assets: readonly string[];
  readonly spots: Float64Array;
  /** Looked up when first asked for. */
  readonly forwards: (ForwardQuotes | undefined)[];
  readonly times: readonly ExpiryTime[];
}

function priceOf({ price, asset, expiry }: PriceQuote, from: PriceSources): number {
  if (price === quotedPrice.spot) return from.spots[asset]!;
  if (price === quotedPrice.mark) return markPrice(from.market, from.assets[asset]!);
  from.forwards[asset] ??= forwardQuotes(from.market, from.assets[asset]!);
  const forward = forwardOf(from.forwards[asset], from.times[expiry]!);
  checkNonNegative("forward", forward);
  return forward;
}

/** Logarithms of an asset's forwards, which expiries often share. */
export class ForwardLogs {
  readonly #prices: Float64Array;
  readonly #parts: LogParts[];

  constructor(assets: number) {
    this.#prices = new Float64Array(assets).fill(Number.NaN);
    this.#parts = Array.from({ length: assets }, () => ({ high: 0, low: 0 }));
  }

  of(asset: number, price: number): LogParts {
    if (price !== this.#prices[asset]) {
      this.#prices[asset] = price;
      this.#parts[asset] = logParts(price);
    }
    return this.#parts[asset]!;
  }
}
