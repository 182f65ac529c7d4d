import { power } from "../../math/elementary/power.ts";
import type { Matrix } from "../../math/matrix.ts";
import { naturalExp } from "../../math/natural-exp.ts";

/** E[price] / start after steps 1, 2...: exp(growth × years), one column per asset. */
export function exponentialGrowth(
  annualGrowth: Float64Array,
  periodsPerYear: number,
): (steps: number) => Matrix {
  const columns = annualGrowth.length;
  return (steps) => ({
    rows: steps,
    columns,
    values: Float64Array.from({ length: steps * columns }, (_, at) => {
      const step = Math.floor(at / columns) + 1;
      return naturalExp((annualGrowth[at % columns]! * step) / periodsPerYear);
    }),
  });
}

/** E[price] / start where each step multiplies the expected price by the same factor per asset. */
export function compoundGrowth(factors: readonly number[]): (steps: number) => Matrix {
  const columns = factors.length;
  return (steps) => ({
    rows: steps,
    columns,
    values: Float64Array.from({ length: steps * columns }, (_, at) =>
      power(factors[at % columns]!, Math.floor(at / columns) + 1),
    ),
  });
}
