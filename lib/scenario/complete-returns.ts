import type { ReturnPanel } from "../market/returns.ts";
import { matrixColumn } from "../math/matrix.ts";
import type { MissingPolicy } from "./missing-policy.ts";
import { fitWarnings, floorWarnings, proxiedReturn } from "./proxied-return.ts";
import type { ProxyFit } from "./proxy-fit.ts";
import { distinctWarnings, type ScenarioWarning } from "./scenario-warning.ts";

/** An asset whose missing days were filled from a proxy. */
export interface ProxiedDays {
  readonly asset: string;
  /** Number of days filled. */
  readonly days: number;
  readonly fit: ProxyFit;
}

/** Which returns are wanted and what to do where one is missing. */
interface CompleteOptions {
  readonly assets: readonly string[];
  readonly missing: MissingPolicy;
  readonly fitOf: (asset: string) => ProxyFit;
}

/** Returns without gaps: each day's by asset, and what it took to get there. */
interface CompleteReturns {
  readonly dates: readonly string[];
  readonly days: readonly ReadonlyMap<string, number>[];
  /** Assets left out, with the reason. */
  readonly gaps: ReadonlyMap<string, string>;
  readonly proxied: readonly ProxiedDays[];
  readonly warnings: readonly ScenarioWarning[];
}

/**
 * The returns of the assets on every day of a panel, gaps handled by the missing policy. The panel
 * must hold the assets and the proxy.
 *
 * @throws RangeError under `fail`, naming every asset with a gap; under a proxy, when the proxy has
 * no return on a day it is needed, or the fit is refused.
 * @internal
 */
export function completeReturns(
  panel: ReturnPanel<"simple">,
  options: CompleteOptions,
): CompleteReturns {
  const { assets, missing } = options;
  const columns = new Map(panel.assets.map((name, j) => [name, matrixColumn(panel.values, j)]));
  const gaps = new Map(assets.flatMap((asset) => gapOf(asset, columns.get(asset)!, panel.dates)));
  if (missing === "fail" && gaps.size > 0) {
    throw new RangeError(
      "every asset of the book must have a return on every day, or choose missing: " +
        `"exclude" or { proxy }: ${[...gaps].map(([name, why]) => `${name} (${why})`).join(", ")}`,
    );
  }
  const filled = typeof missing === "string" ? [] : fillGaps(panel, { gaps, columns, options });
  for (const { asset, values } of filled) {
    columns.set(asset, values);
    gaps.delete(asset);
  }
  const kept = assets.filter((asset) => !gaps.has(asset));
  return {
    dates: panel.dates,
    days: panel.dates.map((_, t) => new Map(kept.map((name) => [name, columns.get(name)![t]!]))),
    gaps,
    proxied: filled.map(({ asset, days, fit }) => ({ asset, days, fit })),
    warnings: distinctWarnings(filled.flatMap(({ warnings }) => warnings)),
  };
}

interface Filled extends ProxiedDays {
  readonly values: Float64Array;
  readonly warnings: readonly ScenarioWarning[];
}

interface Filling {
  readonly gaps: ReadonlyMap<string, string>;
  readonly columns: ReadonlyMap<string, Float64Array>;
  readonly options: CompleteOptions;
}

function fillGaps(panel: ReturnPanel<"simple">, { gaps, columns, options }: Filling): Filled[] {
  return [...gaps.keys()].map((asset) => {
    const fit = options.fitOf(asset);
    const warnings = fitWarnings(fit);
    let days = 0;
    const values = columns.get(asset)!.map((own, t) => {
      if (!Number.isNaN(own)) return own;
      const ofProxy = columns.get(fit.proxy)![t]!;
      const when = panel.dates[t]!;
      if (Number.isNaN(ofProxy)) {
        throw new RangeError(`proxy ${fit.proxy} of ${asset} has no return on ${when}`);
      }
      days++;
      warnings.push(...floorWarnings(fit, { ofProxy, when }));
      return proxiedReturn(fit, { ofProxy });
    });
    return { asset, days, fit, values, warnings };
  });
}

function gapOf(asset: string, values: Float64Array, dates: readonly string[]): [string, string][] {
  const days = dates.filter((_, t) => Number.isNaN(values[t]!));
  if (days.length === 0) return [];
  return [[asset, `no return on ${days.length} of ${dates.length} days, first ${days[0]}`]];
}
