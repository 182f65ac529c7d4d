import { collateralUsd } from "../../portfolio/collateral.ts";
import { referencePrice } from "../../portfolio/contract-market.ts";
import type { Market } from "../../portfolio/market.ts";
import { positionNotionalUsd, unrealisedPnlUsd } from "../../portfolio/position-value.ts";
import { autoDeleverage } from "./auto-deleverage.ts";
import {
  type CloseResult,
  closeAt,
  closePart,
  isDue,
  type LiveAccount,
  type LivePosition,
  marginNow,
  openPositions,
  positionNow,
} from "./live-account.ts";
import type { CrashReplayOptions } from "./replay-options.ts";
import type { ReplayEvent } from "./replay-result.ts";

/** The fund of a venue while it is played, USD. */
export interface LiveFund {
  balanceUsd: number;
  feesUsd: number;
  paidUsd: number;
  uncoveredUsd: number;
}

/** One moment of the replay. */
export interface Moment {
  readonly hour: string;
  readonly market: Market;
  readonly options: CrashReplayOptions;
  readonly fund: LiveFund;
  /** Every account at the venue: the winners that may be deleveraged. */
  readonly atVenue: readonly LiveAccount[];
  readonly isTraded: (asset: string) => boolean;
  readonly log: (event: Omit<ReplayEvent, "hour">) => void;
}

/**
 * What the exchange does with an account that is due: its stops are void; the largest positions are closed in
 * parts, each with its fee, until the margin ratio is back at the target; if less than nothing is left, the
 * insurance fund pays, and what it cannot pay is taken from the winners on the other side at the bankrupt
 * price, then from the venue's other customers.
 */
export function liquidate(live: LiveAccount, moment: Moment): void {
  const { market, options, log } = moment;
  const before = marginNow(live, market, options.rules);
  live.stopsVoid = true;
  if (live.status === "alive") live.status = "liquidated";
  log({
    kind: "liquidation",
    account: live.id,
    equityUsd: before.equityUsd,
    note: `equity ${usd(before.equityUsd)} against maintenance margin ${usd(before.maintenanceUsd)}`,
  });
  closeInParts(live, moment);
  const after = marginNow(live, market, options.rules);
  if (after.equityUsd < 0) settleBankruptcy(live, moment);
}

function closeInParts(live: LiveAccount, moment: Moment): void {
  const { market, options } = moment;
  const { partialShare, targetRatio } = options.procedure;
  const first = new Map(openPositions(live).map((one) => [one, Math.abs(one.quantity)]));
  const stuck = new Set<LivePosition>();
  for (;;) {
    const margin = marginNow(live, market, options.rules);
    const { equityUsd, maintenanceUsd } = margin;
    if (maintenanceUsd === 0 || (equityUsd > 0 && maintenanceUsd / equityUsd <= targetRatio))
      return;
    if (equityUsd < 0 && needsWinners(live, moment)) return;
    const largest = openPositions(live)
      .filter((one) => !stuck.has(one) && moment.isTraded(one.source.instrument.underlying))
      .map((one) => ({ one, need: needOf(margin, one) }))
      .filter(({ need }) => need > 0)
      .sort((left, right) => right.need - left.need)[0]?.one;
    if (largest === undefined) return;
    const share = Math.min(1, (partialShare * first.get(largest)!) / Math.abs(largest.quantity));
    if (!closeLogged(live, largest, { moment, share: share > 1 - 1e-9 ? 1 : share }))
      stuck.add(largest);
  }
}

function needOf({ positions }: ReturnType<typeof marginNow>, { source }: LivePosition): number {
  return positions.find(({ position }) => position === source.id)?.maintenanceUsd ?? 0;
}

/** Closes with the liquidation fee and writes it down; false where nobody is there. */
function closeLogged(
  live: LiveAccount,
  position: LivePosition,
  { moment, share }: { readonly moment: Moment; readonly share: number },
): boolean {
  const { market, options, fund } = moment;
  const feeRate = options.rules.schedule.liquidationFeeRate;
  const done = closePart(live, position, { share, market, liquidity: options.liquidity, feeRate });
  fund.balanceUsd += done.feeUsd;
  fund.feesUsd += done.feeUsd;
  logClose(live, position, { moment, done, kind: done.filled ? "partial-close" : "unfilled" });
  return done.filled;
}

/** Writes a close down. @internal */
export function logClose(
  live: LiveAccount,
  position: LivePosition,
  {
    moment,
    done,
    kind,
  }: { readonly moment: Moment; readonly done: CloseResult; readonly kind: ReplayEvent["kind"] },
): void {
  const { coins, mark, price, slippageUsd, feeUsd, filled } = done;
  const asset = position.source.instrument.underlying;
  const verb = coins < 0 ? "sold" : "bought";
  moment.log({
    kind,
    account: live.id,
    position: position.source.id,
    asset,
    coins: filled ? coins : 0,
    mark,
    price,
    slippageUsd,
    feeUsd,
    equityUsd: marginNow(live, moment.market, moment.options.rules).equityUsd,
    note: filled
      ? `${verb} ${Math.abs(coins).toPrecision(5)} ${asset} at ${price.toPrecision(6)}`
      : `nobody to trade ${asset} with`,
  });
}

/** True when the fund could not pay for closing everything at the market. */
function needsWinners(live: LiveAccount, { market, options, fund }: Moment): boolean {
  return -marginNow(live, market, options.rules).equityUsd > fund.balanceUsd;
}

/** Takes the account over: winners where the fund is too small, then the market, then the fund. */
function settleBankruptcy(live: LiveAccount, moment: Moment): void {
  const { market, options, fund, log } = moment;
  if (needsWinners(live, moment)) deleverageWinners(live, moment);
  for (const position of openPositions(live)) {
    const traded = moment.isTraded(position.source.instrument.underlying);
    if (!traded || !closeLogged(live, position, { moment, share: 1 })) {
      closeAt(live, position, {
        share: 1,
        market,
        price: referencePrice(market, position.source.instrument),
      });
    }
  }
  const { equityUsd } = marginNow(live, market, options.rules);
  const deficit = Math.max(0, -equityUsd);
  const paid = Math.min(deficit, fund.balanceUsd);
  fund.balanceUsd -= paid;
  fund.paidUsd += paid;
  fund.uncoveredUsd += deficit - paid;
  live.forgivenUsd += deficit;
  live.seizedUsd = collateralUsd(live.account, market);
  live.cashUsd += live.seizedUsd + deficit;
  live.account = { ...live.account, collateral: [] };
  live.status = "bankrupt";
  log({
    kind: "bankruptcy",
    account: live.id,
    equityUsd: live.cashUsd,
    note:
      `deficit ${usd(deficit)}: the insurance fund pays ${usd(paid)}, ` +
      `${usd(deficit - paid)} is left to the venue's other customers`,
  });
}

/** Matches bankrupt positions with winners at the price at which the account has exactly nothing. */
function deleverageWinners(live: LiveAccount, moment: Moment): void {
  const { market, options } = moment;
  for (const position of openPositions(live)) {
    const { equityUsd } = marginNow(live, market, options.rules);
    if (equityUsd >= 0 || position.source.instrument.type === "option") continue;
    const mark = referencePrice(market, position.source.instrument);
    const coins = coinsOf(position, market);
    const gross = openPositions(live).reduce((sum, one) => sum + notionalOf(one, market), 0);
    const part = notionalOf(position, market) / gross;
    const price = mark - (equityUsd * part) / coins;
    if (!(price > 0) || coins === 0) continue;
    matchWinners(live, position, { moment, price, coins });
  }
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
  return Math.abs(positionNotionalUsd(positionNow(position), market));
}

function usd(value: number): string {
  return `${value.toFixed(2)} USD`;
}

/** Whether an account is due at a market. @internal */
export function isDueAt(live: LiveAccount, market: Market, options: CrashReplayOptions): boolean {
  if (live.status === "frozen" || live.status === "bankrupt") return false;
  return isDue(marginNow(live, market, options.rules));
}
