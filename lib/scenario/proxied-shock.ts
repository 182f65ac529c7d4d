import type { ProxyFit } from "./proxy-fit.ts";
import type { AssetTreatment } from "./stress-result.ts";

/** A proxy that explains less of the variance than this is warned about. */
const weakRSquared = 0.1;

/** An asset that a scenario has no shock for. */
export interface ShockGap {
  readonly scenario: string;
  readonly asset: string;
  readonly reason: string;
}

/** What stands in for the missing shock. */
export interface ProxyShock {
  readonly fit: ProxyFit;
  /** Simple return of the proxy under the scenario. */
  readonly ofProxy: number;
}

/**
 * The shock beta × return of the proxy, floored at -1 since a price cannot fall below zero. Warns
 * when the floor is reached and when the fit explains little.
 */
export function proxiedShock(
  gap: ShockGap,
  { fit, ofProxy }: ProxyShock,
): { readonly treatment: AssetTreatment; readonly warnings: readonly string[] } {
  const scaled = fit.beta * ofProxy;
  const subject = `scenario ${gap.scenario}: ${gap.asset} by proxy ${fit.proxy}`;
  const warnings: string[] = [];
  if (scaled < -1) warnings.push(`${subject}: beta × shock is ${percent(scaled)}, taken as -100 %`);
  if (fit.rSquared < weakRSquared) {
    warnings.push(`${subject}: the proxy explains only ${percent(fit.rSquared)} of its variance`);
  }
  const shock = Math.max(-1, scaled);
  return { treatment: { ...gap, treatment: "proxied", shock, fit }, warnings };
}

function percent(fraction: number): string {
  return `${(fraction * 100).toFixed(1)} %`;
}
