import { compensatedSum } from "../../math/sum.ts";
import type { Account, Book, Position } from "../../portfolio/book.ts";
import { referencePrice } from "../../portfolio/contract-market.ts";
import {
  type AccountMargin,
  accountMargins,
  type MarginRules,
} from "../../portfolio/margin/account-margin.ts";
import { type Market, spotPrice } from "../../portfolio/market.ts";
import {
  pnlAtPriceUsd,
  positionNotionalUsd,
  unrealisedPnlUsd,
} from "../../portfolio/position-value.ts";
import { fillOrder, type Liquidity, liquidityOf } from "../liquidity.ts";
import type { ReplayedAccount } from "./replay-result.ts";

/** A position while it is played. */
export interface LivePosition {
  readonly source: Position;
  quantity: number;
  /** Price at which it is closed; undefined without a stop. */
  stop: number | undefined;
  /** Most favourable price since the start. */
  best: number;
  realisedUsd: number;
  fundingUsd: number;
  costUsd: number;
}

/** An account while it is played. */
export interface LiveAccount {
  /** Of the book's account; isolated positions have one of their own each. */
  readonly id: string;
  account: Account;
  readonly positions: readonly LivePosition[];
  /** Realised profit, funding and fees of contracts that settle in dollars, USD. */
  cashUsd: number;
  /** The same of contracts that settle in coins, by coin: they rise and fall with it from then on. */
  readonly coins: Map<string, number>;
  /** What those coins were worth when they were booked, USD. */
  coinsBookedUsd: number;
  status: ReplayedAccount["status"];
  stopsVoid: boolean;
  claimUsd?: number;
  /** Collateral value when it was seized. */
  seizedUsd?: number;
  forgivenUsd: number;
}

/** What an account has and needs at one moment, USD. */
export interface LiveMargin {
  readonly equityUsd: number;
  readonly initialUsd: number;
  readonly maintenanceUsd: number;
  readonly positions: AccountMargin["positions"];
}

/** The position as it stands. */
export function positionNow({ source, quantity }: LivePosition): Position {
  return { ...source, quantity };
}

/** Positions that are still open. */
export function openPositions({ positions }: LiveAccount): LivePosition[] {
  return positions.filter(({ quantity }) => quantity !== 0);
}

/** Equity and margin of an account in a market. */
export function marginNow(live: LiveAccount, market: Market, rules: MarginRules): LiveMargin {
  const positions = openPositions(live).map(positionNow);
  const book: Book = { name: live.id, asOf: market.asOf, positions, accounts: [live.account] };
  const found = accountMargins(book, market, rules)[0]!;
  const { initialUsd, maintenanceUsd } = found;
  return {
    equityUsd: found.equityUsd + live.cashUsd + coinsUsd(live, market),
    initialUsd,
    maintenanceUsd,
    positions: found.positions,
  };
}

/** What the realised coins of an account are worth, USD. */
export function coinsUsd({ coins }: LiveAccount, market: Market): number {
  return compensatedSum([...coins].map(([asset, quantity]) => quantity * spotPrice(market, asset)));
}

/** Books an amount in what the position settles in: dollars, or coins at spot. */
export function bookUsd(
  live: LiveAccount,
  { source: { instrument } }: LivePosition,
  { usd, market }: { readonly usd: number; readonly market: Market },
): void {
  const inCoins = instrument.type !== "spot" && instrument.settlement === "inverse";
  const spot = inCoins ? spotPrice(market, instrument.underlying) : 0;
  if (spot === 0) {
    live.cashUsd += usd;
    return;
  }
  const { underlying } = instrument;
  live.coins.set(underlying, (live.coins.get(underlying) ?? 0) + usd / spot);
  live.coinsBookedUsd += usd;
}

/** True when equity no longer covers maintenance margin; an account without margin never is. */
export function isDue({ equityUsd, maintenanceUsd }: LiveMargin): boolean {
  return maintenanceUsd > 0 && !(equityUsd > maintenanceUsd);
}

/** How a part of a position is closed. */
export interface CloseOrder {
  /** Share of what is open, in (0, 1]. */
  readonly share: number;
  readonly market: Market;
  readonly liquidity: Liquidity;
  /** Of the notional closed, into the insurance fund. */
  readonly feeRate: number;
}

/** What closing did. */
export interface CloseResult {
  readonly coins: number;
  readonly mark: number;
  readonly price: number;
  readonly slippageUsd: number;
  readonly feeUsd: number;
  readonly filled: boolean;
}

/**
 * Closes a share of a position at the market, walking the depth; books the profit, cost and fee. An option
 * is closed at its value less half the spread on its notional. Nothing changes where nothing is filled.
 */
export function closePart(
  live: LiveAccount,
  position: LivePosition,
  { share, market, liquidity, feeRate }: CloseOrder,
): CloseResult {
  const { source } = position;
  const asset = source.instrument.underlying;
  const part = { ...source, quantity: position.quantity * share };
  const notional = positionNotionalUsd(part, market);
  const mark = referencePrice(market, source.instrument);
  const coins = mark > 0 ? -notional / mark : 0;
  const terms = liquidityOf(liquidity, asset);
  const isOption = source.instrument.type === "option";
  const fill = isOption || coins === 0 ? undefined : fillOrder({ coins, price: mark }, terms);
  if (fill?.filled === false) {
    return { coins, mark, price: Number.NaN, slippageUsd: 0, feeUsd: 0, filled: false };
  }
  const price = fill?.averagePrice ?? mark;
  const atMark = unrealisedPnlUsd(part, market);
  const slippageUsd = isOption
    ? (Math.abs(notional) * terms.spread) / 2
    : atMark - pnlAtPriceUsd(part, market, price);
  const feeUsd = Math.abs(coins * price) * feeRate;
  settle(live, position, { share, pnlUsd: atMark - slippageUsd - feeUsd, market });
  position.costUsd += slippageUsd + feeUsd;
  return { coins, mark, price, slippageUsd, feeUsd, filled: true };
}

/** Closes a share of a position at a given price, without cost. */
export function closeAt(
  live: LiveAccount,
  position: LivePosition,
  {
    share,
    market,
    price,
  }: { readonly share: number; readonly market: Market; readonly price: number },
): void {
  const part = { ...position.source, quantity: position.quantity * share };
  settle(live, position, { share, pnlUsd: pnlAtPriceUsd(part, market, price), market });
}

function settle(
  live: LiveAccount,
  position: LivePosition,
  {
    share,
    pnlUsd,
    market,
  }: { readonly share: number; readonly pnlUsd: number; readonly market: Market },
): void {
  bookUsd(live, position, { usd: pnlUsd, market });
  position.realisedUsd += pnlUsd;
  position.quantity = share === 1 ? 0 : position.quantity * (1 - share);
}
