import type { FundingHistory } from "../../market/funding-history.ts";
import type { HourlyBars } from "../../market/hourly-bars.ts";
import type { PriceHistory } from "../../market/price-history.ts";
import type { MarginRules } from "../../portfolio/margin/account-margin.ts";
import type { Liquidity } from "../liquidity.ts";
import type { MissingPolicy } from "../missing-policy.ts";
import type { PathPolicy } from "./price-path.ts";

/**
 * Which extreme of an hour an account meets first; its close comes last. `worst`: the one that leaves the
 * account less equity. `close`: neither, only the close. All assets are at their highs together, or at
 * their lows: the hours do not say more.
 */
export type HourOrder = "worst" | "low-first" | "high-first" | "close";

/** What closes a position before the exchange does. */
export type StopRule =
  /** The position's own `stop`, where it has one. */
  | { readonly kind: "fixed" }
  /** A distance behind the best price since the start, a fraction of it. */
  | { readonly kind: "trailing"; readonly distance: number }
  /** `multiple` × the mean range of the last `hours` hours behind the best price since the start. */
  | { readonly kind: "atr"; readonly multiple: number; readonly hours: number }
  /** `multiple` × the hourly volatility of the last `hours` closes, behind the best price. */
  | { readonly kind: "volatility"; readonly multiple: number; readonly hours: number };

/** How an exchange liquidates an account whose equity no longer covers its maintenance margin. */
export interface LiquidationProcedure {
  /** Share of the largest position closed at each step, in (0, 1]; 1 closes it whole. */
  readonly partialShare: number;
  /** Steps end when maintenance margin / equity is at or below this, in (0, 1). */
  readonly targetRatio: number;
  /** What each venue's insurance fund holds at the start, USD. */
  readonly insuranceFundUsd: number;
}

/** A limit that closes before it comes to that, looked at after each hour. */
export interface UtilisationLimit {
  /** Initial margin / equity above which the account is reduced: 0.85. */
  readonly utilisationAbove: number;
  /** Utilisation it is reduced to, all positions that need margin in proportion: 0.7. */
  readonly reduceTo: number;
}

/** A venue that stops: nothing at it can be traded or paid out from this hour on. */
export interface ReplayVenueDefault {
  readonly venue: string;
  /** Hour after whose close it stops, `YYYY-MM-DDTHH:00Z`. */
  readonly hour: string;
}

export interface CrashReplayOptions extends PathPolicy {
  readonly bars: HourlyBars;
  readonly rules: MarginRules;
  /** Of every asset that may have to be closed. */
  readonly liquidity: Liquidity;
  readonly procedure: LiquidationProcedure;
  /** Order of high and low inside an hour; `worst` when not given. */
  readonly hourOrder?: HourOrder;
  /** Without one, stops are left alone. */
  readonly stopRule?: StopRule;
  /** Without one, nothing but the exchange reduces an account. */
  readonly limit?: UtilisationLimit;
  /** Sums per day; a third is paid at 00:00, 08:00 and 16:00 UTC. Perpetuals without figures pay none, with a warning. */
  readonly funding?: FundingHistory;
  /** For assets of the book, positions and collateral, without hourly bars. */
  readonly missing: MissingPolicy;
  /** Daily closes to fit the proxy on. */
  readonly history?: PriceHistory;
  readonly venueDefaults?: readonly ReplayVenueDefault[];
  /** Prices relative to the start, one per hour played, in place of bars: a stablecoin's depeg. */
  readonly paths?: Readonly<Record<string, ArrayLike<number>>>;
}
