import type { Market } from "../../portfolio/market.ts";
import type { LiveAccount } from "./live-account.ts";
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
