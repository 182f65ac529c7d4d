import { checkFinite } from "../base/check.ts";
import {
  group,
  groupKind,
  groupWidth,
  type Lane,
  type ValueRoom,
} from "../math/kernels/position-values.ts";
import { naturalExp } from "../math/natural-exp.ts";
import type { Market } from "../portfolio/market.ts";
import type { Segment } from "./compile-book.ts";
import { type ExpiryTime, expiryClock } from "./expiry-clock.ts";
import { ForwardLogs, priceRows } from "./price-rows.ts";
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
  const { groups, quotes, assets } = segment;
  const { numbers, places } = room;
  const readClock = expiryClock(segment.expiries);
  const readPrices = priceRows(segment);
  const writeTimes = timeRows(segment, room);
  const writeVolatilities = volatilityRows(segment, room);
  const logs = new ForwardLogs(assets.length);
  return (lane, { market, hoursLater }) => {
    const times = readClock(market, hoursLater);
    const { price, counted, ratio } = readPrices(market, times);
    for (let place = 0; place < groups.length; place++) {
      const { kind, quote } = groups[place]!;
      const row = places.groups + place * groupWidth + lane;
      const found = price[quote]!;
      numbers[row + group.price] = kind === groupKind.inverse ? counted[quote]! : found;
      numbers[row + group.ratio] = ratio[quote]!;
      if (kind !== groupKind.option) continue;
      const { high, low } = logs.of(quotes[quote]!.asset, found);
      numbers[row + group.logHigh] = high;
      numbers[row + group.logLow] = low;
    }
    writeTimes(lane, times, market.rate ?? 0);
    writeVolatilities(lane, times, market);
  };
}

/** What writes times and discounts of options, where they are not those that stand in a lane. */
function timeRows(
  { groups, quotes }: Segment,
  { numbers, places }: ValueRoom,
): (lane: Lane, times: readonly ExpiryTime[], rate: number) => void {
  const written: { times?: readonly ExpiryTime[]; rate: number }[] = [{ rate: 0 }, { rate: 0 }];
  return (lane, times, rate) => {
    const last = written[lane]!;
    if (last.times === times && last.rate === rate) return;
    checkFinite("rate", rate);
    groups.forEach(({ kind, quote }, place) => {
      if (kind !== groupKind.option) return;
      const { root, years } = times[quotes[quote]!.expiry]!;
      const row = places.groups + place * groupWidth + lane;
      numbers[row + group.root] = root;
      numbers[row + group.discount] = rate === 0 ? 1 : naturalExp(-rate * years);
    });
    written[lane] = { times, rate };
  };
}
