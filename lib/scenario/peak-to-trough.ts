import { checkCount } from "../base/check.ts";
import { addDays } from "../base/time.ts";
import type { PriceHistory } from "../market/price-history.ts";
import { priceSeries } from "../market/price-series.ts";
import { sliceDates } from "../market/slice-dates.ts";
import type { HistoricalEvent } from "./historical-events.ts";

/** Whose fall, and how far around the event to look for it. */
export interface PeakToTroughOptions {
  /** Asset whose peak and trough are sought. */
  readonly asset: string;
  /**
   * Days added before and after the event's window. Default 5: enough to reach the peaks just before
   * and the lows just after the five events of the catalogue, too few to reach another decline.
   */
  readonly marginDays?: number;
}

/**
 * The worst fall of an asset in and around an event: the two closes between which it lost most
 * (its maximum drawdown), as an event of its own with `-peak-to-trough` added to the id. Days
 * without a close are passed over, and the margin is cut where the history ends.
 *
 * @throws RangeError when the history lacks the asset or the event's dates, or the asset does not
 * fall in that time.
 * @example historicalScenario(history, peakToTrough(history, event, { asset: "BTC" }))
 */
export function peakToTrough(
  history: PriceHistory,
  event: HistoricalEvent,
  options: PeakToTroughOptions,
): HistoricalEvent {
  const { asset, marginDays = 5 } = options;
  checkCount("marginDays", marginDays, 0);
  sliceDates(history, event);
  const part = sliceDates(history, {
    from: laterOf(addDays(event.from, -marginDays), history.dates[0]!),
    to: earlierOf(addDays(event.to, marginDays), history.dates.at(-1)!),
  });
  const fall = worstFall(priceSeries(part, asset));
  if (fall === undefined) {
    throw new RangeError(`${asset} does not fall from ${part.dates[0]} to ${part.dates.at(-1)}`);
  }
  return {
    id: `${event.id}-peak-to-trough`,
    name: `${event.name}, peak to trough`,
    description: `${event.description} From the peak to the trough of the deepest fall of ${asset}.`,
    from: part.dates[fall.peak]!,
    to: part.dates[fall.trough]!,
  };
}

interface Fall {
  readonly peak: number;
  readonly trough: number;
  readonly ratio: number;
}

function worstFall(closes: Float64Array): Fall | undefined {
  let worst: Fall | undefined;
  let peak = -1;
  closes.forEach((close, i) => {
    if (Number.isNaN(close)) return;
    if (peak < 0 || close > closes[peak]!) peak = i;
    const ratio = close / closes[peak]!;
    if (ratio < (worst?.ratio ?? 1)) worst = { peak, trough: i, ratio };
  });
  return worst;
}

function laterOf(left: string, right: string): string {
  return left > right ? left : right;
}

function earlierOf(left: string, right: string): string {
  return left < right ? left : right;
}
