import { addDays } from "../../base/time.ts";
import type { FundingHistory } from "../../market/funding-history.ts";
import type { Market } from "../../portfolio/market.ts";
import { positionNotionalUsd } from "../../portfolio/position-value.ts";
import { bookUsd, type LiveAccount, openPositions, positionNow } from "./live-account.ts";

/** What funding is paid when. */
export interface FundingSchedule {
  /** Fraction of notional paid by longs at the end of an hour; undefined when nothing is due. */
  rateAfter(hour: string, asset: string): number | undefined;
  /** Perpetuals that would have paid and have no figure. */
  readonly missing: Set<string>;
}

const paymentsPerDay = 3;

/**
 * Payments at 00:00, 08:00 and 16:00 UTC, each a third of its day's sum. An asset without a figure pays
 * nothing and is noted in `missing`.
 */
export function fundingSchedule(funding: FundingHistory | undefined): FundingSchedule {
  const missing = new Set<string>();
  return {
    missing,
    rateAfter: (hour, asset) => {
      const ends = (Number(hour.slice(11, 13)) + 1) % 24;
      if (ends % 8 !== 0) return undefined;
      const date = ends === 0 ? addDays(hour.slice(0, 10), 1) : hour.slice(0, 10);
      const row = funding?.dates.indexOf(date) ?? -1;
      const column = funding?.assets.indexOf(asset) ?? -1;
      const sum = row < 0 || column < 0 ? Number.NaN : rateAt(funding!, row, column);
      if (Number.isNaN(sum)) {
        missing.add(asset);
        return undefined;
      }
      return sum / paymentsPerDay;
    },
  };
}

function rateAt({ rates }: FundingHistory, row: number, column: number): number {
  return rates.values[row * rates.columns + column]!;
}

/** Pays what is due at the end of an hour: longs pay a positive rate on their notional at the mark. */
export function payFunding(
  live: LiveAccount,
  {
    schedule,
    hour,
    market,
  }: {
    readonly schedule: FundingSchedule;
    readonly hour: string;
    readonly market: Market;
  },
): void {
  for (const position of openPositions(live)) {
    const { instrument } = position.source;
    if (instrument.type !== "perpetual") continue;
    const rate = schedule.rateAfter(hour, instrument.underlying);
    if (rate === undefined) continue;
    const paid = -positionNotionalUsd(positionNow(position), market) * rate;
    position.fundingUsd += paid;
    bookUsd(live, position, { usd: paid, market });
  }
}
