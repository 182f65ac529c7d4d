import { describe } from "../base/check.ts";
import type { PriceHistory } from "../market/price-history.ts";
import { simpleReturns } from "../market/returns.ts";
import { selectAssets } from "../market/select-assets.ts";
import { type DateRange, sliceDates } from "../market/slice-dates.ts";
import { matrixToRows } from "../math/matrix.ts";
import { linearRegression } from "../math/regression.ts";
import type { MissingPolicy } from "./missing-policy.ts";

/** Fewer common days than this say too little about a beta: the fit is refused. */
const minimumObservations = 30;

/** Regression of an asset's daily simple returns on those of the asset that stands in for it. */
export interface ProxyFit {
  readonly asset: string;
  readonly proxy: string;
  readonly beta: number;
  /** Return per day that the proxy does not explain; reported, not used in the shock. */
  readonly interceptPerDay: number;
  /** Share of the asset's variance that the proxy explains, in [0, 1]. */
  readonly rSquared: number;
  /** Standard error of beta. */
  readonly standardError: number;
  /** Days on which both assets have a return. */
  readonly observations: number;
  /** First of those days, ISO date. */
  readonly from: string;
  /** Last of those days, ISO date. */
  readonly to: string;
}

/** Which asset is fitted to which. */
export interface ProxyPair {
  readonly asset: string;
  readonly proxy: string;
}

/**
 * Beta of an asset to its proxy: ordinary least squares, with intercept, of daily simple returns
 * over every day of the range on which both have one.
 *
 * @throws RangeError when the history lacks either asset or a date of the range, when the two are the
 * same, or they have fewer than 30 days in common.
 * @example fitProxy(history, { asset: "SOL", proxy: "BTC" }, { to: "2022-05-05" })
 */
export function fitProxy(
  history: PriceHistory,
  { asset, proxy }: ProxyPair,
  range: DateRange = {},
): ProxyFit {
  if (asset === proxy) {
    throw new RangeError(`proxy of ${asset} must be another asset: ${describe(proxy)}`);
  }
  const pair = selectAssets(sliceDates(history, range), [asset, proxy]);
  const returns = simpleReturns(pair);
  const days = matrixToRows(returns.values)
    .map(([own, other], i) => ({ date: returns.dates[i]!, own: own!, other: other! }))
    .filter(({ own, other }) => !Number.isNaN(own) && !Number.isNaN(other));
  if (days.length < minimumObservations) {
    throw new RangeError(
      `${asset} and its proxy ${proxy} must have at least ${minimumObservations} daily returns in ` +
        `common from ${pair.dates[0]} to ${pair.dates.at(-1)}: ${days.length}`,
    );
  }
  const line = linearRegression({ x: days.map((day) => day.other), y: days.map((day) => day.own) });
  return {
    asset,
    proxy,
    beta: line.slope,
    interceptPerDay: line.intercept,
    rSquared: line.rSquared,
    standardError: line.slopeStandardError,
    observations: line.observations,
    from: days[0]!.date,
    to: days.at(-1)!.date,
  };
}

/**
 * Fits assets to the proxy of a policy, each once, over the policy's range; it ends on `asOf` (or
 * where the history does, if earlier) when the policy names no end.
 *
 * The function returned throws a RangeError when there is no history or no proxy to fit to, else
 * like {@link fitProxy}.
 */
export function proxyFitter(
  history: PriceHistory | undefined,
  { policy, asOf }: { readonly policy: MissingPolicy; readonly asOf: string },
): (asset: string) => ProxyFit {
  const fits = new Map<string, ProxyFit>();
  return (asset) => {
    if (typeof policy === "string") throw new RangeError(`missing must name a proxy: ${policy}`);
    const { proxy, from } = policy;
    if (history === undefined) {
      throw new RangeError(`history must be given to fit ${asset} to its proxy ${proxy}`);
    }
    const last = history.dates.at(-1) ?? asOf;
    const to = policy.to ?? (asOf < last ? asOf : last);
    const range = from === undefined ? { to } : { from, to };
    const fit = fits.get(asset) ?? fitProxy(history, { asset, proxy }, range);
    fits.set(asset, fit);
    return fit;
  };
}
