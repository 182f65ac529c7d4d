import { checkFinite, describe } from "../base/check.ts";
import { nearestName } from "../portfolio/nearest-name.ts";
import type { AssetMove, MarketShift } from "./asset-move.ts";
import type { MissingPolicy } from "./missing-policy.ts";
import { fitWarnings, floorWarnings, proxiedReturn } from "./proxied-return.ts";
import type { ProxyFit } from "./proxy-fit.ts";
import type { Scenario } from "./scenario.ts";
import type { ScenarioWarning } from "./scenario-warning.ts";
import type { AssetTreatment } from "./stress-result.ts";

/** What decides the shocks of a book's assets besides the scenario. */
interface ResolveOptions {
  /** Assets of the book and the sector of each. */
  readonly sectors: ReadonlyMap<string, string>;
  readonly missing: MissingPolicy;
  /** The regression of an asset on the proxy of the policy; called for missing assets only. */
  readonly fitOf: (asset: string) => ProxyFit;
}

/** The treatment of each asset under one scenario, and what to be careful about. */
export interface ResolvedShocks {
  readonly treatments: readonly AssetTreatment[];
  readonly warnings: readonly ScenarioWarning[];
}

/**
 * The shock of every asset of a book under a scenario: its own, else its sector's, else the
 * default, else what the missing policy says.
 *
 * @throws RangeError under `fail`, naming every asset without a shock; under a proxy, when the
 * scenario has no shock for the proxy itself; when a shock is not a finite number.
 */
export function resolveShocks(scenario: Scenario, options: ResolveOptions): ResolvedShocks {
  const { sectors, missing, fitOf } = options;
  const stated = (asset: string): AssetTreatment | undefined =>
    statedShock(scenario, { asset, sector: sectors.get(asset) });
  const absent = [...sectors.keys()].filter((asset) => stated(asset) === undefined);
  if (missing === "fail" && absent.length > 0) throw missingShocks(scenario, absent);
  const ofProxy = typeof missing === "string" ? undefined : stated(missing.proxy)?.shock;
  if (typeof missing !== "string" && absent.length > 0 && ofProxy === undefined) {
    throw missingProxy(scenario, missing.proxy);
  }
  const resolved = [...sectors.keys()].map((asset) => {
    const treatment = stated(asset);
    if (treatment !== undefined) return { treatment, warnings: [] };
    const shift = shiftOf(scenario, {});
    const gap = { scenario: scenario.id, asset, reason: whyMissing(scenario, asset), ...shift };
    if (ofProxy !== undefined) return byProxy(gap, { fit: fitOf(asset), ofProxy });
    return { treatment: { ...gap, treatment: "excluded" as const }, warnings: [] };
  });
  return {
    treatments: resolved.map(({ treatment }) => treatment),
    warnings: resolved.flatMap(({ warnings }) => warnings),
  };
}

function byProxy(
  gap: Pick<AssetTreatment, "scenario" | "asset" | "reason" | "shift">,
  { fit, ofProxy }: { readonly fit: ProxyFit; readonly ofProxy: number },
): { readonly treatment: AssetTreatment; readonly warnings: readonly ScenarioWarning[] } {
  const shock = proxiedReturn(fit, { ofProxy });
  const floored = floorWarnings(fit, { ofProxy, when: `scenario ${gap.scenario}` });
  return {
    treatment: { ...gap, treatment: "proxied", shock, fit },
    warnings: [...fitWarnings(fit), ...floored],
  };
}

function statedShock(
  scenario: Scenario,
  { asset, sector }: { readonly asset: string; readonly sector: string | undefined },
): AssetTreatment | undefined {
  const found = (
    treatment: AssetTreatment["treatment"],
    shock: number,
    own: MarketShift = {},
  ): AssetTreatment => {
    checkFinite(`return of ${asset}`, shock);
    return { scenario: scenario.id, asset, treatment, shock, ...shiftOf(scenario, own) };
  };
  const own = scenario.shocks.find((shock) => shock.asset === asset);
  if (own) return found(scenario.kind === "historical" ? "traded" : "user", own.return, own);
  const ofSector = scenario.sectorShocks?.find((shock) => shock.sector === sector);
  if (ofSector) return found("sector", ofSector.return, ofSector);
  const { defaultShock } = scenario;
  return defaultShock === undefined ? undefined : found("default", defaultShock);
}

/** What a shock states besides its return, the scenario's default for the rest; nothing if nothing. */
function shiftOf(scenario: Scenario, own: MarketShift): { readonly shift?: MarketShift } {
  const { volatility, stickiness, carry, perpetualBasis } = { ...scenario.defaultShift, ...own };
  const shift = {
    ...(volatility === undefined ? {} : { volatility }),
    ...(stickiness === undefined ? {} : { stickiness }),
    ...(carry === undefined ? {} : { carry }),
    ...(perpetualBasis === undefined ? {} : { perpetualBasis }),
  };
  return Object.keys(shift).length === 0 ? {} : { shift };
}

/** The move of every asset that has a shock. */
export function movesOf(treatments: readonly AssetTreatment[]): Map<string, AssetMove> {
  return new Map(
    treatments.flatMap(({ asset, shock, shift }) =>
      shock === undefined ? [] : [[asset, { return: shock, ...shift }] as const],
    ),
  );
}

function whyMissing(scenario: Scenario, asset: string): string {
  const untraded = scenario.untraded?.find((gap) => gap.asset === asset);
  return untraded?.reason ?? `no shock in scenario ${scenario.id}`;
}

function missingShocks(scenario: Scenario, assets: readonly string[]): RangeError {
  const reasons = assets.map((asset) => `${asset} (${whyMissing(scenario, asset)})`).join(", ");
  return new RangeError(
    `every asset of the book must have a shock in ${described(scenario)}, or choose missing: ` +
      `"exclude" or { proxy }: ${reasons}`,
  );
}

function missingProxy(scenario: Scenario, proxy: string): RangeError {
  const meant = nearestName(
    proxy,
    scenario.shocks.map(({ asset }) => asset),
  );
  const hint = meant === undefined ? "" : `; did you mean ${meant}?`;
  return new RangeError(`proxy ${describe(proxy)} has no shock in ${described(scenario)}${hint}`);
}

function described({ id, shocks }: Scenario): string {
  const assets = shocks.map(({ asset }) => asset).join(", ") || "none by asset";
  return `scenario ${id} (shocks: ${assets})`;
}
