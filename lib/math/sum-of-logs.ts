import { naturalLog } from "./natural-log.ts";

/**
 * The sum of the natural logarithms of the first `count` numbers, none of them negative, as the logarithms
 * of their products: a multiplication each instead of a logarithm, with as small an error. Not finite
 * where a number is 0, infinite or NaN.
 */
export function sumOfLogs(values: Float64Array, count: number): number {
  let sum = 0;
  let product = 1;
  for (let i = 0; i < count; i += 2) {
    const first = values[i]!;
    const second = i + 1 < count ? values[i + 1]! : 1;
    const pair = first * second;
    const next = product * pair;
    if (pair > 1e-100 && next > 1e-200 && next < 1e200) product = next;
    else {
      sum += naturalLog(product) + naturalLog(first);
      product = second;
    }
  }
  return sum + naturalLog(product);
}
