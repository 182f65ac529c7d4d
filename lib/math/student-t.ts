import { log1p } from "./elementary/log1p.ts";
import { incompleteBeta } from "./incomplete-beta.ts";
import { logGamma } from "./log-gamma.ts";
import { naturalExp } from "./natural-exp.ts";
import { naturalLog } from "./natural-log.ts";

const mostSteps = 200;

/** The density of Student's t of any positive degrees of freedom; not scaled to variance 1. */
export function studentTDensity(x: number, degreesOfFreedom: number): number {
  const n = degreesOfFreedom;
  if (!(n > 0)) return Number.NaN;
  const logConstant = logGamma((n + 1) / 2) - logGamma(n / 2) - naturalLog(n * Math.PI) / 2;
  return naturalExp(logConstant - ((n + 1) / 2) * log1p((x * x) / n));
}

/**
 * P(T <= x) for Student's t; NaN unless the degrees of freedom are positive. Relative error of
 * either tail about degrees of freedom × 1e-13.
 *
 * Source: NIST Digital Library of Mathematical Functions, 8.17.
 */
export function studentTDistribution(x: number, degreesOfFreedom: number): number {
  const tail = upperTail(Math.abs(x), degreesOfFreedom);
  return x < 0 ? tail : 1 - tail;
}

/**
 * The variate of Student's t with probability `p` below it. -Infinity at 0, Infinity at 1, NaN
 * outside [0, 1] and unless the degrees of freedom are positive.
 *
 * Newton's steps on the logarithm of the tail, kept inside a bracket: right to the accuracy of
 * {@link studentTDistribution}.
 *
 * @example studentTQuantile(0.975, 10) // 2.2281388519649385
 */
export function studentTQuantile(p: number, degreesOfFreedom: number): number {
  if (!(p >= 0 && p <= 1 && degreesOfFreedom > 0)) return Number.NaN;
  if (p === 0.5) return 0;
  if (p === 0 || p === 1) return p === 0 ? -Infinity : Infinity;
  const size = variateOfTail(Math.min(p, 1 - p), degreesOfFreedom);
  return p < 0.5 ? -size : size;
}

/** P(T > x) for x >= 0. */
function upperTail(x: number, n: number): number {
  if (!(n > 0)) return Number.NaN;
  const square = x * x;
  if (square === Infinity) return 0;
  if (square < n) return (1 - incompleteBeta(square / (n + square), { a: 0.5, b: n / 2 })) / 2;
  return incompleteBeta(n / (n + square), { a: n / 2, b: 0.5 }) / 2;
}

function variateOfTail(tail: number, n: number): number {
  let low = 0;
  let high = 1;
  while (upperTail(high, n) > tail) [low, high] = [high, high * 2];
  let x = (low + high) / 2;
  for (let step = 0; step < mostSteps; step++) {
    const there = upperTail(x, n);
    if (there > tail) low = x;
    else high = x;
    const newton = x + (naturalLog(there / tail) * there) / studentTDensity(x, n);
    const next = newton > low && newton < high ? newton : (low + high) / 2;
    if (Math.abs(next - x) <= 2 * Number.EPSILON * x) return next;
    x = next;
  }
  return x;
}
