import { yearsToExpiry } from "../../instruments/time-to-expiry.ts";
import { power } from "../../math/elementary/power.ts";
import { naturalLog } from "../../math/natural-log.ts";
import { referencePrice } from "../../portfolio/contract-market.ts";
import type { Market } from "../../portfolio/market.ts";
import { isDueAt, liquidate, logClose } from "./liquidate.ts";
import {
  closeAt,
  closePart,
  type LiveAccount,
  type LivePosition,
  marginNow,
  openPositions,
} from "./live-account.ts";
import type { Moment } from "./moment.ts";
import type { CrashReplayOptions } from "./replay-options.ts";

/** The relative prices of every asset at the points of an hour. */
export interface HourPoints {
  /** Where the hour begins: the close before, after a halt the nearest price of the hour. */
  readonly open: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
}

/** What an hour needs to be played. */
export interface HourSetting {
  readonly points: HourPoints;
  /** Of the account's own assets: what it is worth. */
  readonly marketAt: (relative: Float64Array) => Market;
  /** Of all assets: where it meets the others. */
  readonly fullMarketAt: (relative: Float64Array) => Market;
  readonly momentAt: (market: Market) => Moment;
  readonly options: CrashReplayOptions;
}

/** Points of the way at which an account is looked at before the crossing is bisected. */
const steps = 4;

/** Plays one hour of one account; gives its least equity inside the hour, USD. */
export function playHour(live: LiveAccount, setting: HourSetting): number {
  const { points, options, marketAt } = setting;
  let least = Infinity;
  let from = points.open;
  for (const to of pathOf(live, setting)) {
    const met = playSegment(live, { ...setting, from, to });
    least = Math.min(least, met, marginNow(live, marketAt(to), options.rules).equityUsd);
    from = to;
  }
  return least;
}

function pathOf(live: LiveAccount, setting: HourSetting): Float64Array[] {
  const { high, low, close } = setting.points;
  const { hourOrder = "worst", rules } = setting.options;
  if (hourOrder === "close") return [close];
  const equityAt = (relative: Float64Array): number =>
    marginNow(live, setting.marketAt(relative), rules).equityUsd;
  const lowFirst =
    hourOrder === "worst" ? equityAt(low) <= equityAt(high) : hourOrder === "low-first";
  return lowFirst ? [low, high, close] : [high, low, close];
}

interface Segment extends HourSetting {
  readonly from: Float64Array;
  readonly to: Float64Array;
}

/**
 * Walks from one point to the next, stopping at whatever comes first: a stop or the liquidation. Gives the
 * least equity that it stopped at, before and after.
 */
function playSegment(live: LiveAccount, segment: Segment): number {
  let at = 0;
  let least = Infinity;
  for (;;) {
    const stop = nextStop(live, segment, at);
    const due = firstDue(live, segment, { from: at, to: stop?.at ?? 1 });
    if (due === undefined && stop === undefined) return least;
    at = due ?? stop!.at;
    const moment = segment.momentAt(segment.fullMarketAt(between(segment, at)));
    const equityNow = (): number => marginNow(live, moment.market, segment.options.rules).equityUsd;
    least = Math.min(least, equityNow());
    if (due === undefined) {
      fireStop(live, stop!.position, moment);
    } else {
      if (!canAct(live, moment)) return least;
      liquidate(live, moment);
      if (isDueAt(live, moment.market, segment.options)) return Math.min(least, equityNow());
    }
    least = Math.min(least, equityNow());
  }
}

/** False while everything is halted and something is left: the exchange waits. */
function canAct(live: LiveAccount, moment: Moment): boolean {
  const traded = openPositions(live).some(({ source }) =>
    moment.isTraded(source.instrument.underlying),
  );
  return traded || marginNow(live, moment.market, moment.options.rules).equityUsd < 0;
}

/** Relative prices on the way, straight in the logarithm. */
function between({ from, to }: Segment, share: number): Float64Array {
  return from.map((start, i) => {
    const end = to[i]!;
    if (!(start > 0 && end > 0)) return start + share * (end - start);
    return share === 1 ? end : start * power(end / start, share);
  });
}

/** The first point of the way at which the account is due, to 1e-12 of it. */
function firstDue(
  live: LiveAccount,
  segment: Segment,
  { from, to }: { readonly from: number; readonly to: number },
): number | undefined {
  const isDue = (share: number): boolean =>
    isDueAt(live, segment.marketAt(between(segment, share)), segment.options);
  if (openPositions(live).length === 0) return undefined;
  if (isDue(from)) return from;
  let inside = from;
  for (let step = 1; step <= steps; step++) {
    let outside = from + ((to - from) * step) / steps;
    if (!isDue(outside)) {
      inside = outside;
      continue;
    }
    while (outside - inside > 1e-12) {
      const middle = (inside + outside) / 2;
      if (isDue(middle)) outside = middle;
      else inside = middle;
    }
    return outside;
  }
  return undefined;
}

interface StopAhead {
  readonly at: number;
  readonly position: LivePosition;
}

/** The next stop on the way; the book's order decides among those at one point. */
function nextStop(live: LiveAccount, segment: Segment, from: number): StopAhead | undefined {
  if (live.stopsVoid || live.status === "frozen") return undefined;
  const market = {
    now: segment.marketAt(between(segment, from)),
    end: segment.marketAt(segment.to),
  };
  const moment = segment.momentAt(market.now);
  return openPositions(live)
    .filter(
      (position) => position.stop !== undefined && position.source.instrument.type !== "option",
    )
    .filter((position) => moment.isTraded(position.source.instrument.underlying))
    .flatMap((position) => {
      const at = crossing(position, market);
      return at === undefined ? [] : [{ at: from + at * (1 - from), position }];
    })
    .sort((left, right) => left.at - right.at)[0];
}

/** Share of the rest of the way at which a price passes the stop; 0 where it is past it already. */
function crossing(
  { stop, quantity, source }: LivePosition,
  { now, end }: { readonly now: Market; readonly end: Market },
): number | undefined {
  const [here, there] = [now, end].map((market) => referencePrice(market, source.instrument)) as [
    number,
    number,
  ];
  const isPast = (price: number): boolean => (quantity > 0 ? price <= stop! : price >= stop!);
  if (isPast(here)) return 0;
  if (!isPast(there)) return undefined;
  if (!(there > 0 && stop! > 0)) return (stop! - here) / (there - here);
  return Math.min(1, naturalLog(stop! / here) / naturalLog(there / here));
}

function fireStop(live: LiveAccount, position: LivePosition, moment: Moment): void {
  const { market, options } = moment;
  const done = closePart(live, position, {
    share: 1,
    market,
    liquidity: options.liquidity,
    feeRate: 0,
  });
  position.stop = undefined;
  logClose(live, position, { moment, done, kind: done.filled ? "stop" : "unfilled" });
}

const hoursPerYear = 24 * 365;

/** Settles futures and options that will have expired before the next hour ends, at their price now. */
export function settleExpired(live: LiveAccount, moment: Moment): void {
  const { market, options, log } = moment;
  const now = { date: market.asOf, hourUtc: market.hourUtc ?? 24 };
  for (const position of openPositions(live)) {
    const { instrument, id } = position.source;
    if (instrument.type !== "future" && instrument.type !== "option") continue;
    if (yearsToExpiry(instrument.expiry, now) * hoursPerYear > 1 - 1e-6) continue;
    const price = referencePrice(market, instrument);
    closeAt(live, position, { share: 1, market, price });
    log({
      kind: "expired",
      account: live.id,
      position: id,
      asset: instrument.underlying,
      price,
      equityUsd: marginNow(live, market, options.rules).equityUsd,
      note: `settled at ${price.toPrecision(6)}`,
    });
  }
}

/** Reduces an account whose utilisation is above the desk's own limit, all that needs margin alike. */
export function keepLimit(live: LiveAccount, moment: Moment): void {
  const { limit, rules, liquidity } = moment.options;
  if (limit === undefined || live.status === "frozen" || live.status === "bankrupt") return;
  const { initialUsd, equityUsd, positions } = marginNow(live, moment.market, rules);
  if (initialUsd === 0 || (equityUsd > 0 && initialUsd / equityUsd <= limit.utilisationAbove))
    return;
  const kept = Math.max(0, (limit.reduceTo * equityUsd) / initialUsd);
  const needs = new Set(positions.flatMap((one) => (one.initialUsd > 0 ? [one.position] : [])));
  for (const position of openPositions(live).filter(({ source }) => needs.has(source.id))) {
    if (!moment.isTraded(position.source.instrument.underlying)) continue;
    const share = Math.min(1, 1 - kept);
    const done = closePart(live, position, { share, market: moment.market, liquidity, feeRate: 0 });
    logClose(live, position, { moment, done, kind: done.filled ? "limit" : "unfilled" });
  }
}
