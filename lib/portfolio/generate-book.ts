import { checkCount } from "../base/check.ts";
import { addDays, dayNumber } from "../base/time.ts";
import { priceAt, pricesOn } from "../market/price-at.ts";
import type { PriceHistory } from "../market/price-history.ts";
import { naturalExp } from "../math/natural-exp.ts";
import { type RandomStream, randomStream } from "../math/random-stream.ts";
import { compensatedSum } from "../math/sum.ts";
import type { Account, Book, Position } from "./book.ts";

/** The size and the chance of a simulated book. */
export interface GenerateBookOptions {
  /** Integer from 0 to 2^53 - 1; no default. */
  readonly seed: number;
  /** Date of the book, within the history; positions are opened in the 30 days up to it. */
  readonly asOf: string;
  readonly desks: number;
  readonly tradersPerDesk: number;
  readonly positionsPerTrader: number;
  /** Assets to trade; all that have a close on `asOf`, without stablecoins, when left out. */
  readonly assets?: readonly string[];
}

const stablecoins = ["USDT", "USDC", "UST", "DAI", "BUSD"];
const venues = ["Binance", "FTX"];
const longestHoldingDays = 30;
const medianNotionalUsd = 500_000;
const logNotionalDeviation = 0.8;
const longShare = 0.6;
const entryDeviation = 0.01;
const leverageRange = { from: 3, to: 20 };
/** Collateral over the margin that the positions' own leverage asks for. */
const collateralCover = 1.5;

/**
 * A simulated book of leveraged linear perpetuals over desks and traders: the same options give
 * the same book, bit for bit, and another trader or desk leaves the others' positions as they are.
 *
 * Per position: an asset and a venue with equal chance; long with probability 0.6; leverage 3x to
 * 20x; notional lognormal about 500,000 USD; opened on one of the last 30 days with a close, at that
 * close give or take 1 %. Each desk has a cross-margin account at each of two venues with USD of
 * 1.5 times the margin its positions ask for.
 *
 * @throws RangeError when a count is below 1, the seed is not an integer, the date is outside the
 * history, or an asset has no close that day.
 * @example generateBook(history, { seed: 1, asOf: "2022-05-05", desks: 3, tradersPerDesk: 4,
 *   positionsPerTrader: 3 })
 */
export function generateBook(history: PriceHistory, options: GenerateBookOptions): Book {
  const { seed, asOf, desks, tradersPerDesk, positionsPerTrader } = options;
  checkCount("desks", desks, 1);
  checkCount("tradersPerDesk", tradersPerDesk, 1);
  checkCount("positionsPerTrader", positionsPerTrader, 1);
  const assets = tradedAssets(history, options);
  const deskNames = numbered("desk", desks);
  const positions = deskNames.flatMap((desk, d) =>
    numbered(`${desk}-trader`, tradersPerDesk).flatMap((trader, t) => {
      const random = randomStream({ seed, stream: d * maximumTraders + t });
      return numbered(`${trader}-position`, positionsPerTrader).map((id) =>
        drawPosition({ id, desk, trader }, { history, asOf, assets, random }),
      );
    }),
  );
  const accounts = deskNames.flatMap((desk) => accountsOf(desk, positions));
  return { name: `Simulated book, seed ${seed}`, asOf, positions, accounts };
}

/** Streams kept free for the traders of a desk, so that desks do not share any. */
const maximumTraders = 2 ** 20;

interface Draw {
  readonly history: PriceHistory;
  readonly asOf: string;
  readonly assets: readonly string[];
  readonly random: RandomStream;
}

function drawPosition(owner: Pick<Position, "id" | "desk" | "trader">, draw: Draw): Position {
  const { history, asOf, assets, random } = draw;
  const underlying = assets[random.below(assets.length)]!;
  const venue = venues[random.below(venues.length)]!;
  const side = random.uniform() < longShare ? 1 : -1;
  const leverage = leverageRange.from + random.below(leverageRange.to - leverageRange.from + 1);
  const notional = medianNotionalUsd * naturalExp(logNotionalDeviation * random.normal());
  const earliest = addDays(asOf, -random.below(longestHoldingDays));
  const opened = firstClose(history, { asset: underlying, from: earliest, to: asOf });
  const close = priceAt(history, { asset: underlying, date: opened });
  const entryPrice = rounded(close * (1 + entryDeviation * random.normal()));
  return {
    ...owner,
    account: accountId(owner.desk, { venue }),
    instrument: { type: "perpetual", underlying, settlement: "linear", contractSize: 1 },
    quantity: side * rounded(notional / priceAt(history, { asset: underlying, date: asOf })),
    entryPrice,
    leverage,
    opened,
  };
}

function accountsOf(desk: string, positions: readonly Position[]): Account[] {
  return venues.map((venue) => {
    const id = accountId(desk, { venue });
    const held = positions.filter(({ account }) => account === id);
    const margin = held.map((one) => Math.abs(one.quantity * one.entryPrice) / one.leverage!);
    const quantity = Math.ceil(collateralCover * compensatedSum(margin));
    return { id, venue, marginMode: "cross", collateral: [{ asset: "USD", quantity, haircut: 0 }] };
  });
}

function tradedAssets(history: PriceHistory, options: GenerateBookOptions): readonly string[] {
  const prices = pricesOn(history, options.asOf);
  const listed = [...prices.keys()];
  const assets = options.assets ?? listed.filter((asset) => !stablecoins.includes(asset));
  if (assets.length === 0) throw new RangeError("assets must name at least one asset: none");
  const absent = assets.filter((asset) => !prices.has(asset));
  if (absent.length === 0) return assets;
  throw new RangeError(
    `assets must have a close on ${options.asOf} (${listed.join(", ")}): ${absent.join(", ")}`,
  );
}

function firstClose(
  history: PriceHistory,
  { asset, from, to }: { readonly asset: string; readonly from: string; readonly to: string },
): string {
  const first = history.dates[0]!;
  let date = dayNumber(from) < dayNumber(first) ? first : from;
  while (date < to && Number.isNaN(priceAt(history, { asset, date }))) date = addDays(date, 1);
  return date;
}

function accountId(desk: string, { venue }: { readonly venue: string }): string {
  return `${desk}-${venue.toLowerCase()}`;
}

function numbered(name: string, count: number): string[] {
  return Array.from({ length: count }, (_, i) => `${name}-${i + 1}`);
}

/** Six significant digits, as prices and quantities are quoted. */
function rounded(value: number): number {
  return Number(value.toPrecision(6));
}
