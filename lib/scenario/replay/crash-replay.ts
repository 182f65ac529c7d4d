import type { Book } from "../../portfolio/book.ts";
import { collateralUsd } from "../../portfolio/collateral.ts";
import { referencePrice } from "../../portfolio/contract-market.ts";
import type { Market } from "../../portfolio/market.ts";
import type { MissingPolicy } from "../missing-policy.ts";
import { type ProxyFit, proxyFitter } from "../proxy-fit.ts";
import { shockMarket } from "../revalue.ts";
import { checkReplayOptions } from "./check-replay-options.ts";
import { fundingSchedule, payFunding } from "./funding-payments.ts";

import { settleShortfall } from "./liquidate.ts";
import { type LiveAccount, marginNow, openPositions } from "./live-account.ts";
import { liveBook } from "./live-book.ts";
import type { LiveFund, Moment } from "./moment.ts";
import { type HourPoints, keepLimit, playHour, settleExpired } from "./play-hour.ts";
import { type PricePath, pricePath } from "./price-path.ts";
import type { CrashReplayOptions } from "./replay-options.ts";
import type { CrashReplay } from "./replay-result.ts";
import type { ReplayState } from "./replay-state.ts";
import { replayResult } from "./replay-totals.ts";
import { stopLevel } from "./stop-level.ts";

/**
 * Plays a crash hour by hour on the accounts of a book: prices, funding every eight hours, stops, margin, the
 * exchange's liquidation, its insurance fund and auto-deleveraging.
 *
 * Prices start at those of `market` and move as the hourly bars do from their starting hour on, so that a
 * book of any date can be taken through any crash. Inside an hour an account meets one extreme, then
 * the other, then the close; between these points prices are straight in the logarithm, and a stop or a
 * liquidation happens where the line crosses it, not at the extreme. What is closed walks the depth and pays
 * half the spread; history itself is not moved by it. Accounts are played one after the other in the
 * book's order; they meet in the insurance fund of their venue and in deleveraging.
 *
 * Without leverage, stops and limits the result is the plain stress P&L of the same window.
 *
 * @throws RangeError for options that are not what they must be, an asset without bars under `fail`, an
 * asset without liquidity when it has to be closed, and as margin and valuation do: an account that cannot be
 * margined stops the replay, it is never left out.
 * @see notebooks/12-crash-replay
 * @example crashReplay(book, market, { bars, rules, liquidity, procedure, missing: "fail", flashPrints: "ignore", halted: "last" })
 */
export function crashReplay(book: Book, market: Market, options: CrashReplayOptions): CrashReplay {
  checkReplayOptions(book, options);
  const { path, fits, excluded } = pathOf(book, market, options);
  const played = withoutExcluded(book, excluded);
  const accounts = liveBook(played, market);
  const state: ReplayState = {
    accounts,
    path,
    options,
    market,
    funds: new Map(played.accounts.map(({ venue }) => [venue, newFund(options)])),
    funding: fundingSchedule(options.funding),
    log: [],
    traces: accounts.map((live) => ({
      live,
      equity: [marginNow(live, market, options.rules).equityUsd],
      least: [],
      maintenance: [marginNow(live, market, options.rules).maintenanceUsd],
      startCollateralUsd: collateralUsd(live.account, market),
    })),
  };
  setStops(state, -1);
  for (let hour = 0; hour < path.hours.length; hour++) playAll(state, hour);
  const last = path.hours.length - 1;
  const end = marketOf(state, { relative: pointsOf(path, last).close, hour: last });
  return replayResult(state, { fits, excluded, end });
}

function newFund({ procedure }: CrashReplayOptions): LiveFund {
  return { balanceUsd: procedure.insuranceFundUsd, feesUsd: 0, paidUsd: 0, uncoveredUsd: 0 };
}

interface ResolvedPath {
  readonly path: PricePath;
  readonly fits: ReadonlyMap<string, ProxyFit>;
  readonly excluded: readonly string[];
}

function pathOf(book: Book, market: Market, options: CrashReplayOptions): ResolvedPath {
  const { bars, missing, history, paths = {} } = options;
  const used = book.positions.map(({ instrument }) => instrument.underlying);
  const idle = book.accounts
    .flatMap(({ collateral }) => collateral.map(({ asset }) => asset))
    .filter((asset) => asset !== "USD" && !used.includes(asset));
  const absent = (asset: string): boolean =>
    !bars.assets.includes(asset) && !Object.hasOwn(paths, asset);
  const assets = [...new Set([...used, ...idle])];
  const lacking = assets.filter(absent);
  if (missing === "fail" && lacking.length > 0) {
    throw new RangeError(
      `every asset must have hourly bars in ${bars.event} (${bars.assets.join(", ")}) or paths, or ` +
        `choose missing: "exclude" or { proxy }: ${lacking.join(", ")}`,
    );
  }
  const fitOf = proxyFitter(history, { policy: missing as MissingPolicy, asOf: market.asOf });
  const fits = new Map(
    missing === "exclude" || missing === "fail"
      ? []
      : lacking.map((asset) => [asset, fitOf(asset)] as const),
  );
  const excluded = missing === "exclude" ? lacking : [];
  const priced = assets.filter((asset) => bars.assets.includes(asset) || fits.has(asset));
  const path = pricePath(bars, {
    assets: priced.filter((asset) => !Object.hasOwn(paths, asset)),
    fits,
    policy: options,
  });
  return { path: withPaths(path, paths), fits, excluded };
}

/** Adds prices that the caller gives; they trade in every hour. */
function withPaths(path: PricePath, paths: Readonly<Record<string, ArrayLike<number>>>): PricePath {
  const own = Object.entries(paths).map(([asset, values]) => {
    const given = Float64Array.from(values);
    if (given.length !== path.hours.length || !given.every((x) => x >= 0 && x < Infinity)) {
      throw new RangeError(
        `path of ${asset} must have ${path.hours.length} prices relative to the start: ${given.length}`,
      );
    }
    return { asset, given };
  });
  const given = own.map(({ given: values }) => values);
  return {
    ...path,
    assets: [...path.assets, ...own.map(({ asset }) => asset)],
    open: [...path.open, ...given.map((values) => Float64Array.of(1, ...values.subarray(0, -1)))],
    high: [...path.high, ...given],
    low: [...path.low, ...given],
    close: [...path.close, ...given],
    traded: [...path.traded, ...own.map(() => path.hours.map(() => true))],
  };
}

/** Positions in excluded assets leave the book; collateral in them stays at its price. */
function withoutExcluded(book: Book, excluded: readonly string[]): Book {
  const positions = book.positions.filter(
    ({ instrument }) => !excluded.includes(instrument.underlying),
  );
  return { ...book, positions };
}

function playAll(state: ReplayState, hour: number): void {
  const { accounts, path, options } = state;
  const name = path.hours[hour]!;
  const points = pointsOf(path, hour);
  const fullMarketAt = (relative: Float64Array): Market => marketOf(state, { relative, hour });
  const atClose = fullMarketAt(points.close);
  accounts.forEach((live, i) => {
    const momentAt = (at: Market): Moment => momentOf(state, { live, at, hour });
    const columns = columnsOf(live, path.assets);
    const marketAt = (relative: Float64Array): Market =>
      marketOf(state, { relative, hour, columns });
    const trace = state.traces[i]!;
    const frozen = live.status === "frozen";
    const least = frozen
      ? trace.equity.at(-1)!
      : playHour(live, { points, marketAt, fullMarketAt, momentAt, options });
    if (!frozen) {
      payFunding(live, { schedule: state.funding, hour: name, market: atClose });
      settleExpired(live, momentAt(atClose));
      keepLimit(live, momentAt(atClose));
      settleShortfall(live, momentAt(atClose));
    }
    trace.least.push(least);
  });
  freezeVenues(state, { hour: name, market: atClose });
  accounts.forEach((live, i) => {
    const { equity, least, maintenance } = state.traces[i]!;
    const now = live.status === "frozen" ? undefined : marginNow(live, atClose, options.rules);
    equity.push(now?.equityUsd ?? state.traces[i]!.frozenUsd ?? equity.at(-1)!);
    maintenance.push(now?.maintenanceUsd ?? 0);
    least.push(Math.min(least.pop()!, equity.at(-1)!));
  });
  setStops(state, hour);
}

function pointsOf(path: PricePath, hour: number): HourPoints {
  const at = (figures: readonly Float64Array[]): Float64Array =>
    Float64Array.from(figures, (values) => values[hour]!);
  return { open: at(path.open), high: at(path.high), low: at(path.low), close: at(path.close) };
}

/** The market at relative prices and the end of an hour; of the assets in `columns`, or of all. */
function marketOf(
  { market, path }: ReplayState,
  at: {
    readonly relative: Float64Array;
    readonly hour: number;
    readonly columns?: readonly number[];
  },
): Market {
  const columns = at.columns ?? path.assets.map((_, i) => i);
  const moves = new Map(columns.map((i) => [path.assets[i]!, at.relative[i]! - 1]));
  return { ...shockMarket(market, moves), hourUtc: (market.hourUtc ?? 24) + at.hour + 1 };
}

/** Where the assets of an account's positions and collateral stand in the path. */
function columnsOf({ positions, account }: LiveAccount, assets: readonly string[]): number[] {
  const own = new Set([
    ...positions.map(({ source }) => source.instrument.underlying),
    ...account.collateral.map(({ asset }) => asset),
  ]);
  return assets.flatMap((asset, i) => (own.has(asset) ? [i] : []));
}

function momentOf(
  state: ReplayState,
  { live, at, hour }: { readonly live: LiveAccount; readonly at: Market; readonly hour: number },
): Moment {
  const { venue } = live.account;
  const name = state.path.hours[hour]!;
  return {
    hour: name,
    market: at,
    options: state.options,
    fund: state.funds.get(venue)!,
    atVenue: state.accounts.filter(({ account }) => account.venue === venue),
    isTraded: (asset) => state.path.traded[state.path.assets.indexOf(asset)]?.[hour] ?? false,
    log: (event) => state.log.push({ hour: name, ...event }),
  };
}

function freezeVenues(
  state: ReplayState,
  { hour, market }: { readonly hour: string; readonly market: Market },
): void {
  const due = (state.options.venueDefaults ?? []).filter((one) => one.hour === hour);
  for (const { venue } of due) {
    const isThere = ({ account, status }: LiveAccount): boolean =>
      account.venue === venue && status !== "bankrupt";
    for (const trace of state.traces.filter(({ live }) => isThere(live))) {
      const { live } = trace;
      const { equityUsd } = marginNow(live, market, state.options.rules);
      const owned = live.account.collateral.map((one) => ({ ...one, haircut: 0 }));
      const whole = collateralUsd({ ...live.account, collateral: owned }, market);
      trace.frozenUsd = equityUsd;
      trace.frozenMarket = market;
      live.status = "frozen";
      live.claimUsd = Math.max(0, equityUsd + whole - collateralUsd(live.account, market));
      const note = `${venue} stopped: a claim of ${live.claimUsd.toFixed(2)} USD`;
      state.log.push({ hour, kind: "frozen", account: live.id, equityUsd, note });
    }
  }
}

/** Moves every stop to where its rule wants it after an hour; -1 is the start. */
function setStops({ accounts, options, path, market }: ReplayState, hour: number): void {
  const { stopRule } = options;
  if (stopRule === undefined) return;
  for (const position of accounts.flatMap(openPositions)) {
    const { instrument, stop: own } = position.source;
    const column = path.assets.indexOf(instrument.underlying);
    const start = referencePrice(market, instrument);
    const isLong = position.quantity > 0;
    const extremes = (isLong ? path.high : path.low)[column]!;
    if (hour >= 0) {
      const met = extremes[hour]! * start;
      position.best = isLong ? Math.max(position.best, met) : Math.min(position.best, met);
    }
    const until = (figures: readonly Float64Array[]): number[] =>
      Array.from(figures[column]!.subarray(0, hour + 1), (relative) => relative * start);
    const lows = until(path.low);
    const ranges = until(path.high).map((high, i) => high - lows[i]!);
    const closes = [start, ...until(path.close)];
    position.stop = stopLevel(stopRule, { isLong, best: position.best, own, ranges, closes });
  }
}
