import { checkObject } from "../base/check.ts";
import { type Black76Terms, black76Rows } from "../math/kernels/black76-rows.ts";
import { black76Greeks } from "./greeks.ts";
import { checkInto, type GreeksBatch, type GreeksBatchOptions, newGreeks } from "./greeks-batch.ts";
import { type OptionBatch, optionAt, termsOf } from "./option-batch.ts";

/**
 * {@link black76} and {@link black76Greeks} of many options at once, one array per figure, the same bits
 * on every machine. A price is within a unit in the last place of the larger of forward and strike and, out of the
 * money, within 12 (1 + d² + 1 / s) units of its own, d deviations s away; a delta is within 4 units of 1; gamma,
 * vega and theta have 13 digits where vega is more than 1e-12 forwards.
 *
 * Options at expiry, without volatility or on a coin worth nothing have the limits of `black76Greeks`.
 * With `into` the figures are written there, and that is what is returned.
 *
 * @throws RangeError for arrays of different lengths or with memory in common, and as `black76` for the option that
 * is named; a TypeError for what is no array.
 * @example black76Batch({ kind: ["call"], strike: [40_000], years: [0.5], forward: [39_000], rate: [0],
 *   volatility: [0.6] }).price[0]
 */
export function black76Batch(batch: OptionBatch, options: GreeksBatchOptions = {}): GreeksBatch {
  const terms = termsOf(batch);
  checkObject("options", options);
  const { into } = options;
  if (into !== undefined) checkInto(into, terms);
  const figures = into ?? newGreeks(terms.side.length);
  writeBlack76(terms, figures, batch.kind);
  return figures;
}

/**
 * Writes what {@link black76Batch} gives, from terms whose sides say what `kind` says where that is left out.
 *
 * @throws RangeError as `black76` for the option that is named. @internal
 */
export function writeBlack76(
  terms: Black76Terms,
  figures: GreeksBatch,
  kind: OptionBatch["kind"] = terms.side,
): void {
  const batch = { ...terms, kind };
  for (const i of black76Rows(terms, figures)) writeLimits(batch, figures, i);
}

function writeLimits(batch: OptionBatch, figures: GreeksBatch, i: number): void {
  const { option, market } = optionAt(batch, i);
  const greeks = black76Greeks(option, market);
  figures.price[i] = greeks.price;
  figures.delta[i] = greeks.delta;
  figures.gamma[i] = greeks.gamma;
  figures.vegaPerVolPoint[i] = greeks.vegaPerVolPoint;
  figures.thetaPerDay[i] = greeks.thetaPerDay;
  figures.rhoPerRatePoint[i] = greeks.rhoPerRatePoint;
}
