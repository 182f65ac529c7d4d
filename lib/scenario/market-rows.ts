import { checkFinite, checkNonNegative } from "../base/check.ts";
import { type Moment, yearsToExpiry } from "../instruments/time-to-expiry.ts";
import {
  group,
  groupKind,
  groupWidth,
  type Lane,
  type ValueRoom,
} from "../math/kernels/position-values.ts";
import { naturalExp } from "../math/natural-exp.ts";
import { type LogParts, logParts } from "../math/natural-log.ts";
import {
  type ForwardQuotes,
  forwardOf,
  forwardQuotes,
  markPrice,
  momentOf,
} from "../portfolio/contract-market.ts";
import { type Market, spotPrice } from "../portfolio/market.ts";
import type { PositionGroup, Segment } from "./compile-book.ts";
import { momentLater } from "./margin/pass-time.ts";
import { volatilityRows } from "./volatility-rows.ts";

/** A market that a book is valued in, and the hours that have passed since its prices stood. */
export interface LaterMarket {
  readonly market: Market;
  /** Options and futures that expire by then are valued at their expiry. */
  readonly hoursLater: number;
}

/**
 * What writes the rows of a segment's groups for a market: prices, logarithms, times, discounts and volatilities.
 *
 * It throws when a position of the segment cannot be valued; which one, and why, valuing them one by one tells.
 */
export function marketRows(
  segment: Segment,
  room: ValueRoom,
): (lane: Lane, to: LaterMarket) => void {
  const { groups, assets } = segment;
  const { numbers, places } = room;
  const readClock = clockOf(segment.expiries);
  const volatilities = volatilityRows(segment, room);
  let price = Number.NaN;
  let parts: LogParts = { high: 0, low: 0 };
  return (lane, { market, hoursLater }) => {
    const times = readClock(market, hoursLater);
    const quotes = assets.map((asset) => quotesOf(market, asset));
    const rate = market.rate ?? 0;
    checkFinite("rate", rate);
    volatilities.enter(lane, market);
    for (let place = 0; place < groups.length; place++) {
      const one = groups[place]!;
      const row = places.groups + place * groupWidth + lane;
      const quote = quotes[one.asset]!;
      const time = times[one.expiry];
      const found = priceOf(one, quote, time);
      numbers[row + group.ratio] = ratioOf(one, quote.spot, found);
      const counted = one.per === "spot" ? quote.spot : 1;
      numbers[row + group.price] = one.kind === groupKind.inverse ? counted : found;
      if (time === undefined || !one.isOption) continue;
      if (found !== price) [price, parts] = [found, logParts(found)];
      numbers[row + group.logHigh] = parts.high;
      numbers[row + group.logLow] = parts.low;
      numbers[row + group.root] = time.root;
      numbers[row + group.discount] = rate === 0 ? 1 : naturalExp(-rate * time.years);
      volatilities.write(one, { lane, place, years: time.years });
    }
  };
}

/** Prices of an asset, looked up when first asked for. */
interface Quotes {
  readonly market: Market;
  readonly asset: string;
  readonly spot: number;
  mark?: number;
  forward?: ForwardQuotes;
}

function quotesOf(market: Market, asset: string): Quotes {
  return { market, asset, spot: spotPrice(market, asset) };
}

interface ExpiryTime {
  readonly moment: Moment;
  readonly years: number;
  readonly root: number;
}

/** The time to each expiry, computed again only when the moment changes. */
function clockOf(expiries: readonly string[]): (market: Market, hours: number) => ExpiryTime[] {
  let [date, hourUtc, later] = ["", Number.NaN, Number.NaN];
  let times: ExpiryTime[] = [];
  return (market, hours) => {
    const now = momentOf(market);
    if (now.date === date && now.hourUtc === hourUtc && hours === later) return times;
    times = expiries.map((expiry) => {
      const moment = momentLater(market, { expiry, hours });
      const years = yearsToExpiry(expiry, moment);
      checkNonNegative("years", years);
      return { moment, years, root: Math.sqrt(years) };
    });
    [date, hourUtc, later] = [now.date, now.hourUtc, hours];
    return times;
  };
}

function priceOf(one: PositionGroup, quote: Quotes, time: ExpiryTime | undefined): number {
  if (one.price === "spot") return quote.spot;
  if (one.price === "mark") {
    const mark = quote.mark ?? markPrice(quote.market, quote.asset);
    quote.mark = mark;
    return mark;
  }
  quote.forward ??= forwardQuotes(quote.market, quote.asset);
  const forward = forwardOf(quote.forward, time!);
  checkNonNegative("forward", forward);
  return forward;
}

/** What a coin's worth in the price counts for: see `GroupRule`. */
function ratioOf({ per }: PositionGroup, spot: number, price: number): number {
  if (per === "dollar") return 1;
  if (per === "coin") return 1 / price;
  return price === 0 ? 1 : spot / price;
}
