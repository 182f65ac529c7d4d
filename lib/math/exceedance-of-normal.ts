/** Panels of the composite Simpson rule. */
const panels = 16_384;

/**
 * The correlation that two normal variates of correlation `rho` show where both exceed `threshold`
 * (both fall below minus it): it falls towards 0 as the threshold rises, though nothing about the
 * dependence changes. Threshold in standard deviations, at least 0; 1 or NaN for rho of 1 or -1.
 *
 * Source: S. Rosenbaum, Moments of a truncated bivariate normal distribution, Journal of the Royal
 * Statistical Society B 23 (1961); orthant probabilities by Plackett's integral over the correlation.
 */
export function normalExceedanceCorrelation(rho: number, threshold: number): number {
  if (rho === 1) return 1;
  const h = threshold;
  const tail = orthant(h, rho);
  const across = orthant(h * Math.sqrt((1 - rho) / (1 + rho)), 1);
  const density = Math.exp((-h * h) / 2) / Math.sqrt(2 * Math.PI);
  const joint = Math.sqrt(1 - rho * rho) * Math.exp((-h * h) / (1 + rho));
  const mean = ((1 + rho) * density * across) / tail;
  const square = 1 + ((1 + rho * rho) * h * density * across) / tail + (rho * joint) / twoPi(tail);
  const product = rho + (2 * rho * h * density * across) / tail + joint / twoPi(tail);
  return (product - mean * mean) / (square - mean * mean);
}

/**
 * P(X > h, Y > h) of normal variates of a correlation, h >= 0: the integral of
 * exp(-h² / (1 + sin t)) / 2π from -π/2, where it is 0, to asin(correlation). Points lie close
 * together at the lower end, t = -π/2 + range × share², where a small h makes the integrand steep.
 */
function orthant(h: number, correlation: number): number {
  const range = Math.asin(correlation) + Math.PI / 2;
  let sum = 0;
  for (let i = 1; i <= panels; i++) {
    const share = i / panels;
    const room = 2 * Math.sin((range * share * share) / 2) ** 2;
    const value = h === 0 ? 1 : Math.exp((-h * h) / room);
    const weight = i === panels ? 1 : i % 2 === 1 ? 4 : 2;
    sum += weight * share * value;
  }
  return (2 * range * sum) / (3 * panels) / (2 * Math.PI);
}

function twoPi(value: number): number {
  return 2 * Math.PI * value;
}
