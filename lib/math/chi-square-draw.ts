import { cube, power } from "./elementary/power.ts";
import { naturalLog } from "./natural-log.ts";
import type { RandomStream } from "./random-stream.ts";

/**
 * A random chi-square variate of any positive degrees of freedom.
 *
 * Source: G. Marsaglia, W. Tsang, A simple method for generating gamma variables, ACM Transactions on
 * Mathematical Software 26 (2000); below 2 degrees by their power of a uniform.
 */
export function chiSquareDraw(degreesOfFreedom: number, random: RandomStream): number {
  const shape = degreesOfFreedom / 2;
  if (shape >= 1) return 2 * gammaDraw(shape, random);
  return 2 * gammaDraw(shape + 1, random) * power(random.uniform(), 1 / shape);
}

function gammaDraw(shape: number, random: RandomStream): number {
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = random.normal();
    const v = cube(1 + c * x);
    if (v > 0 && naturalLog(random.uniform()) < (x * x) / 2 + d * (1 - v + naturalLog(v)))
      return d * v;
  }
}
