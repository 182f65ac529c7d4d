import { collateralUsd } from "../../portfolio/collateral.ts";
import { referencePrice } from "../../portfolio/contract-market.ts";
import type { Market } from "../../portfolio/market.ts";
import { positionNotionalUsd } from "../../portfolio/position-value.ts";
import { deleverageWinners } from "./deleverage-winners.ts";
import {
  type CloseResult,
  closeAt,
  closePart,
  coinsUsd,
  isDue,
  type LiveAccount,
  type LivePosition,
  marginNow,
  openPositions,
  positionNow,
} from "./live-account.ts";
import type { Moment } from "./moment.ts";
import type { CrashReplayOptions } from "./replay-options.ts";
import type { ReplayEvent } from "./replay-result.ts";

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

/**
 * Takes over an account that owes more than it has and holds nothing that needs margin: a stop, a limit or an
 * expiry that was filled too far away. Accounts of nothing but spot owe nobody.
 */
export function settleShortfall(live: LiveAccount, moment: Moment): void {
  if (live.status === "frozen" || live.status === "bankrupt") return;
  if (live.positions.every(({ source }) => source.instrument.type === "spot")) return;
  const { equityUsd, maintenanceUsd } = marginNow(live, moment.market, moment.options.rules);
  if (maintenanceUsd === 0 && equityUsd < 0) settleBankruptcy(live, moment);
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
      .filter(({ one, need }) => need > 0 && excessOf(live, one, options) > 0)
      .sort((left, right) => right.need - left.need)[0]?.one;
    if (largest === undefined) return;
    const open = Math.abs(largest.quantity);
    const step = Math.min(partialShare * first.get(largest)!, excessOf(live, largest, options));
    const share = Math.min(1, step / open);
    if (!closeLogged(live, largest, { moment, share: share > 1 - 1e-9 ? 1 : share }))
      stuck.add(largest);
  }
}

/**
 * Contracts of a position that the exchange can close: all, or in one-way mode those that the account's
 * other positions in the contract do not offset, since there it knows the net position only.
 */
function excessOf(
  live: LiveAccount,
  { source, quantity }: LivePosition,
  { rules }: CrashReplayOptions,
): number {
  if (rules.positionMode === "hedge") return Math.abs(quantity);
  const contract = JSON.stringify(source.instrument);
  const net = openPositions(live)
    .filter((one) => JSON.stringify(one.source.instrument) === contract)
    .reduce((sum, one) => sum + one.quantity, 0);
  return Math.min(Math.abs(quantity), Math.max(0, net * Math.sign(quantity)));
}

/** What nobody trades passes to the venue at the mark. */
function takeOver(
  live: LiveAccount,
  position: LivePosition,
  { market, options, log }: Moment,
): void {
  const mark = referencePrice(market, position.source.instrument);
  const notional = positionNotionalUsd(positionNow(position), market);
  closeAt(live, position, { share: 1, market, price: mark });
  log({
    kind: "partial-close",
    account: live.id,
    position: position.source.id,
    asset: position.source.instrument.underlying,
    coins: mark > 0 ? -notional / mark : 0,
    mark,
    price: mark,
    slippageUsd: 0,
    feeUsd: 0,
    equityUsd: marginNow(live, market, options.rules).equityUsd,
    note: "taken over by the venue at the mark: nobody to trade with",
  });
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
    if (!traded || !closeLogged(live, position, { moment, share: 1 }))
      takeOver(live, position, moment);
  }
  const { equityUsd } = marginNow(live, market, options.rules);
  const deficit = Math.max(0, -equityUsd);
  const paid = Math.min(deficit, fund.balanceUsd);
  fund.balanceUsd -= paid;
  fund.paidUsd += paid;
  fund.uncoveredUsd += deficit - paid;
  live.forgivenUsd += deficit;
  live.seizedUsd = collateralUsd(live.account, market) + coinsUsd(live, market);
  live.coins.clear();
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

function usd(value: number): string {
  return `${value.toFixed(2)} USD`;
}

/** Whether an account is due at a market. @internal */
export function isDueAt(live: LiveAccount, market: Market, options: CrashReplayOptions): boolean {
  if (live.status === "frozen" || live.status === "bankrupt") return false;
  return isDue(marginNow(live, market, options.rules));
}
