import { naturalExp } from "./natural-exp.ts";
import { normalDensity, normalDistribution } from "./normal-distribution.ts";

/** Panels of the composite Simpson rule. */
const panels = 4096;
/** The integrand is left out where its exponent has fallen by this much from its peak. */
const negligible = 45;

/**
 * The correlation that two normal variates of correlation `rho` show where both exceed `threshold`
 * (both fall below minus it): it falls towards 0 as the threshold rises, though nothing about the
 * dependence changes. Threshold in standard deviations.
 *
 * Moments of the excesses U = X - h, V = Y - h given that both are positive, by integrals over x in
 * which the other variate is taken out in closed form: with a = (h - rho x) / s and
 * s = sqrt(1 - rho²), P(V > 0 | x) = Q(a) and E(V+ | x) = s (φ(a) - a Q(a)). No moment is a difference
 * of large numbers, so the figure holds for thresholds far out; absolute error below 1e-9 for |rho|
 * up to 0.9999 and thresholds up to 30.
 *
 * NaN outside the domain: rho in (-1, 1], threshold at least 0 and finite. With rho of -1 the two never
 * exceed together; with 1 they are one.
 *
 * Source: for the quantity, A. Ang, J. Chen, Asymmetric correlations of equity portfolios, Journal of
 * Financial Economics 63 (2002).
 */
export function normalExceedanceCorrelation(rho: number, threshold: number): number {
  if (!(rho > -1 && rho <= 1 && threshold >= 0 && threshold < Infinity)) return Number.NaN;
  if (rho === 1) return 1;
  const integrand = excessIntegrand(rho, threshold);
  const end = endOf(rho, threshold);
  let [mass, first, second, product] = [0, 0, 0, 0];
  for (let i = 0; i <= panels; i++) {
    const u = (end * i) / panels;
    const weight = i === 0 || i === panels ? 1 : i % 2 === 1 ? 4 : 2;
    const { exceeds, excess } = integrand(u);
    mass += weight * exceeds;
    first += weight * u * exceeds;
    second += weight * u * u * exceeds;
    product += weight * u * excess;
  }
  const mean = first / mass;
  return (product / mass - mean * mean) / (second / mass - mean * mean);
}

/** Density of U = u with V positive, and with V as a factor; both over the density at the corner. */
interface ExcessDensity {
  readonly exceeds: number;
  readonly excess: number;
}

function excessIntegrand(rho: number, threshold: number): (u: number) => ExcessDensity {
  const spread = Math.sqrt((1 - rho) * (1 + rho));
  const corner = (threshold * threshold) / (1 + rho);
  return (u) => {
    const x = threshold + u;
    // h - rho x, without the cancellation of h - h.
    const a = (threshold * (1 - rho) - rho * u) / spread;
    if (a < 0) {
      const scale = naturalExp(corner - (x * x) / 2);
      const exceeds = normalDistribution(-a);
      return {
        exceeds: scale * exceeds,
        excess: scale * spread * (normalDensity(a) - a * exceeds),
      };
    }
    const { mills, remainder } = millsRatio(a);
    const scale = naturalExp(corner - (x * x + a * a) / 2) / Math.sqrt(2 * Math.PI);
    return { exceeds: scale * mills, excess: scale * spread * remainder };
  };
}

/** Q(a) / φ(a), and 1 - a Q(a) / φ(a), for a >= 0. */
function millsRatio(a: number): { readonly mills: number; readonly remainder: number } {
  if (a < 3) {
    const mills = normalDistribution(-a) / normalDensity(a);
    return { mills, remainder: 1 - a * mills };
  }
  // 1 / (a + 1 / (a + 2 / (a + ...))): what follows the first a is kept apart.
  let below = a;
  for (let k = 80; k >= 2; k--) below = a + k / below;
  const rest = 1 / below;
  return { mills: 1 / (a + rest), remainder: rest / (a + rest) };
}

/** Where the integrand has become negligible, by doubling from the smallest of its scales. */
function endOf(rho: number, threshold: number): number {
  const spread = Math.sqrt((1 - rho) * (1 + rho));
  const corner = (threshold * threshold) / (1 + rho);
  const fallen = (u: number): number => {
    const x = threshold + u;
    const a = Math.max(0, (threshold * (1 - rho) - rho * u) / spread);
    return (x * x + a * a) / 2 - corner;
  };
  let end = Math.min(spread, (1 + rho) / Math.max(threshold, 1e-6)) * 1e-3;
  while (fallen(end) < negligible) end *= 1.25;
  return end;
}
