import { describe } from "../base/check.ts";

/**
 * What to do with an asset that a scenario has no shock for; there is no default.
 * - `fail`: throw, naming the assets.
 * - `exclude`: leave its positions out and list them with their notional.
 * - {@link ProxyPolicy}: scale the shock of another asset by a regression beta.
 */
export type MissingPolicy = "fail" | "exclude" | ProxyPolicy;

/** Shock of a missing asset = its beta to `proxy` × the shock of `proxy`. */
export interface ProxyPolicy {
  /** Asset that stands in: `BTC`. */
  readonly proxy: string;
  /** First close of the regression; the start of the history when left out. */
  readonly from?: string;
  /** Last close of the regression; the market's own date when left out: no hindsight. */
  readonly to?: string;
}

/** Throws a TypeError unless `missing` is a policy: there is no default to fall back on. */
export function checkMissingPolicy(missing: MissingPolicy): void {
  if (missing === "fail" || missing === "exclude") return;
  if (typeof missing === "object" && typeof missing?.proxy === "string") return;
  throw new TypeError(
    `missing must be "fail", "exclude" or { proxy: asset }: ${describe(missing)}`,
  );
}
