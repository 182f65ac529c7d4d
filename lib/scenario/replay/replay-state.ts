import type { Market } from "../../portfolio/market.ts";
import type { FundingSchedule } from "./funding-payments.ts";
import type { LiveAccount } from "./live-account.ts";
import type { LiveFund } from "./moment.ts";
import type { PricePath } from "./price-path.ts";
import type { CrashReplayOptions } from "./replay-options.ts";
import type { ReplayEvent } from "./replay-result.ts";

/** What is written down of an account while it is played. */
export interface AccountTrace {
  readonly live: LiveAccount;
  readonly equity: number[];
  readonly least: number[];
  readonly maintenance: number[];
  readonly startCollateralUsd: number;
  frozenUsd?: number;
  /** The market at which the account was frozen. */
  frozenMarket?: Market;
}

/** Everything that moves while a crash is played. */
export interface ReplayState {
  readonly accounts: readonly LiveAccount[];
  readonly path: PricePath;
  readonly options: CrashReplayOptions;
  readonly market: Market;
  readonly funds: ReadonlyMap<string, LiveFund>;
  readonly funding: FundingSchedule;
  readonly log: ReplayEvent[];
  readonly traces: readonly AccountTrace[];
}
