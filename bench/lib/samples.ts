import { addDays } from "../../lib/base/time.ts";
import type { ReturnPanel } from "../../lib/market/returns.ts";
import type { Matrix } from "../../lib/math/matrix.ts";
import { randomStream } from "../../lib/math/random-stream.ts";

/** Returns of 2 % a day with fat tails: a tenth of the days are four times as wide. */
export function outcomesOf(count: number): Float64Array {
  const random = randomStream({ seed: 31, stream: count });
  return Float64Array.from(
    { length: count },
    () => (random.below(10) ? 0.02 : 0.08) * random.normal(),
  );
}

/** Normal returns of assets that share half of their variance. */
export function matrixOf(rows: number, columns: number): Matrix {
  const random = randomStream({ seed: rows, stream: columns });
  const values = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++) {
    const common = random.normal();
    for (let j = 0; j < columns; j++) values[i * columns + j] = (common + random.normal()) / 50;
  }
  return { rows, columns, values };
}

/** The same as a panel of daily simple returns. */
export function panelOf(rows: number, columns: number): ReturnPanel<"simple"> {
  return {
    kind: "simple",
    dates: Array.from({ length: rows }, (_, i) => addDays("2000-01-01", i)),
    assets: Array.from({ length: columns }, (_, j) => `C${j}`),
    values: matrixOf(rows, columns),
  };
}

/** Covariance of daily log returns, 3 % a day and more, every pair correlated by 0.6. */
export function covarianceOf(assets: number): Matrix {
  const spread = (i: number) => 0.03 + 0.004 * (i % 10);
  const values = Float64Array.from({ length: assets * assets }, (_, at) => {
    const [i, j] = [Math.floor(at / assets), at % assets];
    return (i === j ? 1 : 0.6) * spread(i) * spread(j);
  });
  return { rows: assets, columns: assets, values };
}

/** Holdings in USD, a fifth of them short. */
export function exposuresOf(assets: number): Float64Array {
  return Float64Array.from({ length: assets }, (_, i) => (i % 5 === 4 ? -1 : 1) * (1 + i) * 1e6);
}
