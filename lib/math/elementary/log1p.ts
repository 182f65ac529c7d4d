import { logPlus, longLog, type Parts } from "./long-log.ts";

/**
 * ln(1 + x) without cancellation near 0, the same bits on every machine; error below 0.6 units in the last
 * place (docs/methods/elementary-functions.md). -Infinity at -1, NaN below; -0 stays -0.
 *
 * @example log1p(1e-10) // 9.9999999995e-11
 */
export function log1p(x: number): number {
  if (Math.abs(x) < 5e-17) return x;
  if (!(x > -1 && x < Infinity)) return x === -1 ? -Infinity : x > 0 ? x : Number.NaN;
  const sum = 1 + x;
  const lost = x < 1 ? x - (sum - 1) : 1 - (sum - x);
  return logPlus(sum, lost);
}

/** Fills in ln(1 + x) as the sum of two doubles, for a finite x > -1. @internal */
export function log1pParts(x: number, out: Parts): void {
  const sum = 1 + x;
  const lost = x < 1 ? x - (sum - 1) : 1 - (sum - x);
  longLog(sum, out);
  const { high } = out;
  const low = out.low + lost / sum;
  out.high = high + low;
  out.low = high - out.high + low;
}
