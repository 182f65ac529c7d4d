import { checkNonNegative } from "../../base/check.ts";
import { square } from "../../math/elementary/power.ts";
import type { Matrix } from "../../math/matrix.ts";
import { correlationRoot, normalsThrough } from "./correlated-normals.ts";
import { type Drift, growthOf } from "./drift.ts";
import { exponentialGrowth } from "./expected-growth.ts";
import { checkedStart, checkPerAsset, type PathModel, type PathStart } from "./path-model.ts";

export interface BrownianOptions extends PathStart {
  readonly drift: Drift;
  /** Of each asset's log returns. */
  readonly annualVolatility: ArrayLike<number>;
  /** Of the assets' shocks; needed for two assets or more. */
  readonly correlation?: Matrix;
}

/**
 * Geometric Brownian motion: log returns over a step of 1 / periodsPerYear = d years are normal with
 * mean (growth - volatility² / 2) d and variance volatility² d, independent over time. Exact at the
 * steps for any d.
 *
 * Source: P. Glasserman, Monte Carlo Methods in Financial Engineering (2003), section 3.2.
 *
 * @throws RangeError for a negative volatility, prices that are not positive, and what is no
 * correlation matrix.
 * @example brownianModel({ assets: ["BTC"], start: [30_000], periodsPerYear: 365,
 *   drift: { measure: "real-world", annualGrowth: [0] }, annualVolatility: [0.6] })
 */
export function brownianModel(options: BrownianOptions): PathModel {
  const from = checkedStart(options);
  const { drift, annualVolatility, correlation } = options;
  const growth = growthOf(drift, from.assets);
  checkPerAsset("annualVolatility", annualVolatility, from.assets);
  const volatility = Float64Array.from(annualVolatility);
  volatility.forEach((v, i) => {
    checkNonNegative(`annualVolatility of ${from.assets[i]}`, v);
  });
  const root = correlationRoot(from.assets.length, correlation);
  const draw = normalsThrough(root);
  const years = 1 / from.periodsPerYear;
  const centers = growth.map((g, i) => (g - square(volatility[i]!) / 2) * years);
  const spreads = volatility.map((v) => v * Math.sqrt(years));
  return {
    ...from,
    name: "geometric Brownian motion",
    measure: drift.measure,
    warnings: [],
    mirrors: true,
    normalsPerStep: from.assets.length,
    lognormalSteps: { root: root.values, spreads, centers },
    begin: (random) => (moves) => {
      draw(random, moves);
      for (let j = 0; j < moves.length; j++) moves[j] = centers[j]! + spreads[j]! * moves[j]!;
    },
    expectedGrowth: exponentialGrowth(growth, from.periodsPerYear),
    logPriceMoments: (step) => ({
      mean: centers.map((center) => center * step),
      variance: spreads.map((spread) => square(spread) * step),
    }),
  };
}
