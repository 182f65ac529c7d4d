import { checkPositive } from "../base/check.ts";
import { priceAt } from "../market/price-at.ts";
import type { PriceHistory } from "../market/price-history.ts";
import type { HistoricalEvent } from "./historical-events.ts";
import type { AssetShock, Scenario, UntradedAsset } from "./scenario.ts";

/** Counts up when the way shocks are computed from closes changes. */
const scenarioVersion = 1;

/**
 * What happened, as a scenario: for each asset of the history its simple return from the close of
 * `from` to the close of `to`. Assets without a close at both ends are listed as untraded.
 *
 * @throws RangeError when a date is outside the history, `from` is not before `to`, or a close is not
 * a positive number.
 * @example historicalScenario(history, historicalEvent("luna-2022"))
 */
export function historicalScenario(history: PriceHistory, event: HistoricalEvent): Scenario {
  const { id, name, description, from, to } = event;
  if (!(from < to)) throw new RangeError(`from must be before to in ${id}: ${from} and ${to}`);
  const shocks: AssetShock[] = [];
  const untraded: UntradedAsset[] = [];
  for (const asset of history.assets) {
    const before = priceAt(history, { asset, date: from });
    const after = priceAt(history, { asset, date: to });
    const gaps = [...(Number.isNaN(before) ? [from] : []), ...(Number.isNaN(after) ? [to] : [])];
    if (gaps.length > 0) untraded.push({ asset, reason: `no close on ${gaps.join(" and ")}` });
    else shocks.push({ asset, return: closeToClose(asset, { before, after, event }) });
  }
  return {
    id,
    version: scenarioVersion,
    name,
    description,
    source: `daily closes ${from} to ${to}`,
    kind: "historical",
    window: { from, to },
    shocks,
    untraded,
  };
}

function closeToClose(
  asset: string,
  move: { readonly before: number; readonly after: number; readonly event: HistoricalEvent },
): number {
  const { before, after, event } = move;
  checkPositive(`close of ${asset} on ${event.from}`, before);
  checkPositive(`close of ${asset} on ${event.to}`, after);
  return after / before - 1;
}
