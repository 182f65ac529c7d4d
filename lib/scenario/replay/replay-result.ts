import type { ScenarioWarning } from "../scenario-warning.ts";

/** What happened to an account or a position. */
export type ReplayEventKind =
  /** A stop went off. */
  | "stop"
  /** The desk's own limit reduced a position. */
  | "limit"
  /** The exchange took the account over; its stops are void. */
  | "liquidation"
  /** The exchange closed a part of a position. */
  | "partial-close"
  /** The account had less than nothing left; its fund or the winners pay. */
  | "bankruptcy"
  /** A winner's position was closed against a bankrupt one. */
  | "deleveraged"
  /** A future or an option came to its end. */
  | "expired"
  /** The venue stopped. */
  | "frozen"
  /** A close that found nobody to trade with. */
  | "unfilled";

/** One line of the log. */
export interface ReplayEvent {
  readonly hour: string;
  readonly kind: ReplayEventKind;
  readonly account: string;
  readonly position?: string;
  readonly asset?: string;
  /** Signed coins traded: negative sells. */
  readonly coins?: number;
  /** Mark when it happened, USD. */
  readonly mark?: number;
  /** Mean price of the fill, USD. */
  readonly price?: number;
  /** What the fill lost against the mark, USD. */
  readonly slippageUsd?: number;
  /** Paid into the insurance fund, USD. */
  readonly feeUsd?: number;
  /** Equity of the account afterwards, USD. */
  readonly equityUsd: number;
  /** In words: what it was and why. */
  readonly note: string;
}

/** One account over the hours. */
export interface ReplayedAccount {
  readonly account: string;
  readonly venue: string;
  readonly status: "alive" | "liquidated" | "bankrupt" | "frozen";
  /** At the start and after each hour; USD, collateral after haircut. */
  readonly equityUsd: Float64Array;
  /** The least of each hour: at its extremes, where it was liquidated, and after its close. */
  readonly leastEquityUsd: Float64Array;
  /** Maintenance margin at the start and after each hour, USD. */
  readonly maintenanceUsd: Float64Array;
  /** What a frozen account claims, USD: equity with collateral at market prices, without haircut. */
  readonly claimUsd?: number;
}

/** P&L of one position until it was closed, or to the end; USD. */
export interface ReplayedPosition {
  readonly position: string;
  readonly account: string;
  readonly desk: string;
  readonly trader: string;
  readonly asset: string;
  readonly pnlUsd: number;
  readonly fundingUsd: number;
  /** Slippage and liquidation fees, >= 0; they are inside `pnlUsd`. */
  readonly costUsd: number;
  /** Share of the first quantity that is left at the end. */
  readonly remaining: number;
}

/** An insurance fund over the replay, USD. */
export interface ReplayedFund {
  readonly venue: string;
  readonly startUsd: number;
  readonly feesUsd: number;
  readonly paidUsd: number;
  readonly endUsd: number;
  /** Deficits that neither the fund nor the winners of the book could carry: the venue's other customers. */
  readonly uncoveredUsd: number;
}

/** A crash played hour by hour. */
export interface CrashReplay {
  readonly event: string;
  /** The start, then every hour played. */
  readonly hours: readonly string[];
  readonly accounts: readonly ReplayedAccount[];
  readonly positions: readonly ReplayedPosition[];
  readonly log: readonly ReplayEvent[];
  readonly funds: readonly ReplayedFund[];
  /** Change of the equity of all accounts. Negative is a loss. */
  readonly pnlUsd: number;
  /** Change of the value of collateral, and of coins since they were realised; inside `pnlUsd`. */
  readonly collateralPnlUsd: number;
  readonly fundingUsd: number;
  /** What funds and winners paid for bankrupt accounts, inside `pnlUsd`. */
  readonly forgivenUsd: number;
  /** Equity change less what positions, funding, collateral and forgiveness explain: 0 to rounding. */
  readonly unexplainedUsd: number;
  readonly warnings: readonly ScenarioWarning[];
}
