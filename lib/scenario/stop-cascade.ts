import { checkOneOf, checkShare } from "../base/check.ts";
import { compensatedSum } from "../math/sum.ts";
import type { Book, Position } from "../portfolio/book.ts";
import { referencePrice } from "../portfolio/contract-market.ts";
import type { Market } from "../portfolio/market.ts";
import {
  pnlAtPriceUsd,
  positionNotionalUsd,
  unrealisedPnlUsd,
} from "../portfolio/position-value.ts";
import { fillOrder, type Liquidity, liquidityOf } from "./liquidity.ts";
import { revaluationPnl, shockMarket } from "./revalue.ts";

export interface StopCascadeOptions {
  readonly liquidity: Liquidity;
  /** `crossed`: only stops that the price has passed; `all`: every stop at once, wherever it is. */
  readonly trigger: "crossed" | "all";
  /** Share of an order's impact that stays in the price, from 0 to 1. */
  readonly lastingShare: number;
}

/** One stop that went off. */
export interface FiredStop {
  /** 1 for those that go off first. */
  readonly round: number;
  readonly position: string;
  readonly asset: string;
  readonly stop: number;
  /** Signed coins of the order: negative sells. */
  readonly coins: number;
  /** Mean price of the fill, USD; NaN where there was no depth and the position stays open. */
  readonly fillPrice: number;
  readonly filled: boolean;
}

/** How one position ends. */
export interface CascadeRow {
  readonly position: string;
  readonly asset: string;
  readonly status: "stopped" | "unfilled" | "open";
  /**
   * Against the market before; at the fill when stopped, else at the last price; coins that a contract
   * pays count at the last price of the coin. Negative is a loss.
   */
  readonly pnlUsd: number;
}

/** Stops and what they do to the price that triggers the next. */
export interface StopCascade {
  readonly fired: readonly FiredStop[];
  readonly rows: readonly CascadeRow[];
  readonly rounds: number;
  /** Prices after the last round: the market to mark the rest of a book with. */
  readonly market: Market;
  /** Simple return of each asset that the orders moved. */
  readonly impact: Readonly<Record<string, number>>;
  readonly pnlUsd: number;
  /** Stops of contracts that do not trade at the underlying's price, by position: not fired. */
  readonly ignored: readonly string[];
}

/**
 * Plays the stops of a book against finite depth. In each round every open position whose stop the
 * price has passed (long: price ≤ stop; short: price ≥ stop) goes to the market at once; sells and buys of an
 * asset each walk their own side from the price of the round, a mark or future from its own; what lasts of the net order moves the
 * price, which may reach further stops. It ends when no more goes off. The order of positions plays no part.
 *
 * Options are left alone: their stop is a price of the underlying, at which they do not trade.
 *
 * @throws RangeError when an asset with a stop has no liquidity, and as revaluation does.
 * @example stopCascade(book, shocked, { liquidity, trigger: "crossed", lastingShare: 0.5 })
 */
export function stopCascade(book: Book, before: Market, options: StopCascadeOptions): StopCascade {
  checkOneOf("trigger", options.trigger, ["crossed", "all"]);
  checkShare("lastingShare", options.lastingShare);
  const stops = book.positions.filter(hasTradedStop);
  let market = before;
  let waiting = stops;
  const fired: FiredStop[] = [];
  for (let round = 1; waiting.length > 0; round++) {
    const gone = waiting.filter((position) =>
      options.trigger === "all" ? round === 1 : isCrossed(position, market),
    );
    if (gone.length === 0) break;
    const played = playRound(gone, { market, round, options });
    fired.push(...played.fired);
    market = played.market;
    waiting = waiting.filter((position) => !gone.includes(position));
  }
  const rows = book.positions.map((position) => rowOf(position, { fired, before, market }));
  return {
    fired,
    rows,
    rounds: fired.at(-1)?.round ?? 0,
    market,
    impact: impactOf(stops, { before, market }),
    pnlUsd: compensatedSum(rows.map(({ pnlUsd }) => pnlUsd)),
    ignored: book.positions
      .filter((one) => one.stop !== undefined && !hasTradedStop(one))
      .map(idOf),
  };
}

const idOf = ({ id }: Position): string => id;

function hasTradedStop({ stop, instrument }: Position): boolean {
  return stop !== undefined && instrument.type !== "option";
}

function isCrossed({ quantity, stop, instrument }: Position, market: Market): boolean {
  const price = referencePrice(market, instrument);
  return quantity > 0 ? price <= stop! : price >= stop!;
}

interface RoundInput {
  readonly market: Market;
  readonly round: number;
  readonly options: StopCascadeOptions;
}

/** One round: fills by asset and side, then the price that lasts. */
function playRound(
  gone: readonly Position[],
  { market, round, options }: RoundInput,
): { readonly fired: FiredStop[]; readonly market: Market } {
  const moves = new Map<string, number>();
  const fired = [...Map.groupBy(gone, ({ instrument }) => instrument.underlying)].flatMap(
    ([asset, positions]) => {
      const liquidity = liquidityOf(options.liquidity, asset);
      const orders = positions.map((one) => ({ one, usd: -positionNotionalUsd(one, market) }));
      const total = (sign: number): number =>
        compensatedSum(orders.map(({ usd }) => (usd * sign > 0 ? usd : 0)));
      // In dollars at a price of 1: spot, perpetual and futures share the depth, each at its own price.
      const net = fillOrder({ coins: total(1) + total(-1), price: 1 }, liquidity);
      moves.set(asset, options.lastingShare * (net.lastPrice - 1));
      return orders.map(({ one, usd }) => {
        const fill = fillOrder({ coins: total(Math.sign(usd)), price: 1 }, liquidity);
        const price = referencePrice(market, one.instrument);
        const coins = price > 0 ? usd / price : 0;
        const fillPrice = fill.averagePrice * price;
        const { filled } = fill;
        return { round, position: one.id, asset, stop: one.stop!, coins, fillPrice, filled };
      });
    },
  );
  return { fired, market: shockMarket(market, moves) };
}

function rowOf(
  position: Position,
  state: {
    readonly fired: readonly FiredStop[];
    readonly before: Market;
    readonly market: Market;
  },
): CascadeRow {
  const { before, market } = state;
  const { id, instrument } = position;
  const asset = instrument.underlying;
  const stop = state.fired.find((one) => one.position === id);
  if (stop === undefined || !stop.filled) {
    const pnlUsd = revaluationPnl(position, { before, after: market });
    return { position: id, asset, status: stop === undefined ? "open" : "unfilled", pnlUsd };
  }
  const pnlUsd =
    pnlAtPriceUsd(position, market, stop.fillPrice) - unrealisedPnlUsd(position, before);
  return { position: id, asset, status: "stopped", pnlUsd };
}

function impactOf(
  stops: readonly Position[],
  { before, market }: { readonly before: Market; readonly market: Market },
): Record<string, number> {
  const byAsset = new Map(stops.map(({ instrument }) => [instrument.underlying, instrument]));
  return Object.fromEntries(
    [...byAsset].map(([asset, instrument]) => [
      asset,
      referencePrice(market, instrument) / referencePrice(before, instrument) - 1,
    ]),
  );
}
