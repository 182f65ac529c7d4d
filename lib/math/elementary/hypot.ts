import { binaryScale } from "../binary-scale.ts";
import { compensatedSum } from "../sum.ts";
import { productError } from "./exact-product.ts";

/**
 * sqrt(x² + y²) without overflow or loss on the way, the same bits on every machine; error below 0.6 units
 * in the last place. Infinite where one of both is, even beside NaN.
 *
 * @example hypot(3, 4) // 5
 */
export function hypot(x: number, y: number): number {
  const a = Math.max(Math.abs(x), Math.abs(y));
  const b = Math.min(Math.abs(x), Math.abs(y));
  if (!(a < Infinity)) return Math.abs(x) === Infinity || Math.abs(y) === Infinity ? Infinity : a;
  if (b <= a * 1e-17) return a;
  if (a > 1e150) return rootOfSquares(a * 2 ** -600, b * 2 ** -600) * 2 ** 600;
  if (b < 1e-130) return rootOfSquares(a * 2 ** 600, b * 2 ** 600) * 2 ** -600;
  return rootOfSquares(a, b);
}

/** The length of a vector, with no more than an ulp of error for each; 0 when empty. */
export function euclideanNorm(values: ArrayLike<number>): number {
  const unit = binaryScale(values);
  const squares = Float64Array.from(values, (value) => (value / unit) * (value / unit));
  return Math.sqrt(compensatedSum(squares)) * unit;
}

/** Both squares and their sum as two doubles, and one step of Newton for the root. */
function rootOfSquares(a: number, b: number): number {
  const first = a * a;
  const second = b * b;
  const sum = first + second;
  const low = second - (sum - first) + productError(a, a, first) + productError(b, b, second);
  const root = Math.sqrt(sum);
  const product = root * root;
  return root + (sum - product - productError(root, root, product) + low) / (2 * root);
}
