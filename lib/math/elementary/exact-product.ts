const splitter = 134217729;

/**
 * What rounding takes off a product: a b - fl(a b), exactly, while nothing overflows or vanishes on the way.
 *
 * Source: T. J. Dekker, A floating-point technique for extending the available precision, Numerische
 * Mathematik 18 (1971). @internal
 */
export function productError(a: number, b: number, product: number): number {
  const aWide = splitter * a;
  const aHigh = aWide - (aWide - a);
  const aLow = a - aHigh;
  const bWide = splitter * b;
  const bHigh = bWide - (bWide - b);
  const bLow = b - bHigh;
  return aHigh * bHigh - product + aHigh * bLow + aLow * bHigh + aLow * bLow;
}
