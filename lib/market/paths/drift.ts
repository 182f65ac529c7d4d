import { checkFinite, checkObject, checkOneOf } from "../../base/check.ts";
import { checkPerAsset, type PathMeasure } from "./path-model.ts";

/**
 * The growth of the expected price, E[S_t] = S_0 exp(growth t), t in years; jumps and convexity are
 * inside it, so that the median grows more slowly.
 *
 * - `real-world`: as given per asset, a year, continuously compounded.
 * - `risk-neutral`: rate less yield; discounted prices with yields reinvested are martingales.
 */
export type Drift =
  | { readonly measure: "real-world"; readonly annualGrowth: ArrayLike<number> }
  | {
      readonly measure: "risk-neutral";
      /** Continuously compounded, a year. */
      readonly rate: number;
      /** Per asset, a year: staking or dividend yield; 0 when not given. */
      readonly assetYields?: ArrayLike<number>;
    };

/** Annual growth of the expected price of each asset; throws a RangeError on what is no drift. */
export function growthOf(drift: Drift, assets: readonly string[]): Float64Array {
  checkObject("drift", drift);
  checkOneOf<PathMeasure>("measure", drift.measure, ["real-world", "risk-neutral"]);
  if (drift.measure === "real-world") {
    checkPerAsset("annualGrowth", drift.annualGrowth, assets);
    return Float64Array.from(drift.annualGrowth);
  }
  const { rate, assetYields } = drift;
  checkFinite("rate", rate);
  if (assetYields !== undefined) checkPerAsset("assetYields", assetYields, assets);
  return Float64Array.from(assets, (_, i) => rate - (assetYields?.[i] ?? 0));
}
