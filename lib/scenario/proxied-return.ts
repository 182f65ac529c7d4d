import type { ProxyFit } from "./proxy-fit.ts";
import type { ScenarioWarning } from "./scenario-warning.ts";

/** A proxy that explains less of the variance than this is warned about. */
const weakRSquared = 0.1;

/**
 * The return that stands in for a missing one: beta × return of the proxy, not below -1 since a
 * price cannot fall below zero. The intercept is a drift and is left out.
 *
 * @internal
 */
export function proxiedReturn(
  { beta }: ProxyFit,
  { ofProxy }: { readonly ofProxy: number },
): number {
  return Math.max(-1, beta * ofProxy);
}

/** A warning where beta × return was below -1 and -1 was taken. @internal */
export function floorWarnings(
  fit: ProxyFit,
  { ofProxy, when }: { readonly ofProxy: number; readonly when: string },
): ScenarioWarning[] {
  const scaled = fit.beta * ofProxy;
  if (scaled >= -1) return [];
  const message = `${pairName(fit)}, ${when}: beta × return is ${percent(scaled)}, taken as -100 %`;
  return [{ code: "floored-proxy", message }];
}

/** A warning where the proxy explains little of the asset. @internal */
export function fitWarnings(fit: ProxyFit): ScenarioWarning[] {
  if (fit.rSquared >= weakRSquared) return [];
  const message = `${pairName(fit)}: the proxy explains only ${percent(fit.rSquared)} of its variance`;
  return [{ code: "weak-proxy", message }];
}

function pairName({ asset, proxy }: ProxyFit): string {
  return `${asset} by proxy ${proxy}`;
}

function percent(fraction: number): string {
  return `${(fraction * 100).toFixed(1)} %`;
}
