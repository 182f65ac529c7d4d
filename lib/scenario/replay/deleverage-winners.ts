import { compensatedSum } from "../../math/sum.ts";
import { referencePrice } from "../../portfolio/contract-market.ts";
import type { Market } from "../../portfolio/market.ts";
import { positionNotionalUsd, unrealisedPnlUsd } from "../../portfolio/position-value.ts";
import { autoDeleverage } from "./auto-deleverage.ts";
import {
  closeAt,
  type LiveAccount,
  type LivePosition,
  marginNow,
  openPositions,
  positionNow,
} from "./live-account.ts";
import type { Moment } from "./moment.ts";

/** Matches bankrupt positions with winners at the price at which the account has exactly nothing. */
export function deleverageWinners(live: LiveAccount, moment: Moment): void {
  const { market, options } = moment;
  for (const position of openPositions(live).filter(hasWinners)) {
    const { equityUsd } = marginNow(live, market, options.rules);
    const sizes = openPositions(live)
      .filter(hasWinners)
      .map((one) => notionalOf(one, market));
    const gross = compensatedSum(sizes.map(Math.abs));
    if (equityUsd >= 0 || gross === 0) continue;
    const gain = -equityUsd / gross;
    const price = priceOf(position, { market, gain });
    const coins = coinsOf(position, market);
    if (price > 0 && coins !== 0) matchWinners(live, position, { moment, price, coins });
  }
}

/** Coins that were bought or borrowed, and options, have no losing side to be matched with. */
function hasWinners({ source: { instrument } }: LivePosition): boolean {
  return instrument.type === "perpetual" || instrument.type === "future";
}

/** The price at which a position makes `gain` per notional more than at the mark; coins stay at spot. */
function priceOf(
  position: LivePosition,
  { market, gain }: { readonly market: Market; readonly gain: number },
): number {
  const { instrument } = position.source;
  const mark = referencePrice(market, instrument);
  const move = gain * Math.sign(position.quantity);
  const isInverse = instrument.type !== "spot" && instrument.settlement === "inverse";
  if (!isInverse) return mark * (1 + move);
  return move < 1 ? mark / (1 - move) : Number.NaN;
}

function matchWinners(
  live: LiveAccount,
  position: LivePosition,
  {
    moment,
    price,
    coins,
  }: { readonly moment: Moment; readonly price: number; readonly coins: number },
): void {
  const { market, options, atVenue, log } = moment;
  const contract = JSON.stringify(position.source.instrument);
  const winners = atVenue
    .filter((other) => other !== live && other.status !== "frozen")
    .flatMap((other) => openPositions(other).map((one) => ({ other, one })))
    .filter(({ one }) => JSON.stringify(one.source.instrument) === contract);
  const candidates = winners.map(({ other, one }) => ({
    id: one.source.id,
    coins: coinsOf(one, market),
    unrealisedPnlUsd: unrealisedPnlUsd(positionNow(one), market),
    equityUsd: marginNow(other, market, options.rules).equityUsd,
  }));
  let open = coins;
  for (const { id, coins: closed } of autoDeleverage(coins, candidates)) {
    const { other, one } = winners.find((winner) => winner.one.source.id === id)!;
    closeAt(other, one, { share: Math.min(1, closed / coinsOf(one, market)), market, price });
    const share = Math.min(1, -closed / open);
    closeAt(live, position, { share, market, price });
    open += closed;
    log({
      kind: "deleveraged",
      account: other.id,
      position: id,
      asset: position.source.instrument.underlying,
      coins: -closed,
      mark: referencePrice(market, position.source.instrument),
      price,
      equityUsd: marginNow(other, market, options.rules).equityUsd,
      note: `closed against the bankrupt ${position.source.id} at its bankruptcy price`,
    });
    if (position.quantity === 0) break;
  }
}

function coinsOf(position: LivePosition, market: Market): number {
  const now = positionNow(position);
  return positionNotionalUsd(now, market) / referencePrice(market, now.instrument);
}

function notionalOf(position: LivePosition, market: Market): number {
  return positionNotionalUsd(positionNow(position), market);
}
