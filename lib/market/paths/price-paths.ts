import { checkCount, checkList, checkObject, checkSample } from "../../base/check.ts";
import { findAsset } from "../find-asset.ts";
import {
  checkPathModel,
  type PathMeasure,
  type PathModel,
  type PathWarning,
} from "./path-model.ts";
import { type PathOptions, type PathSampling, visitPaths } from "./visit-paths.ts";

/** Four gigabytes of prices. */
const mostPrices = 500_000_000;

/** What was drawn, and how to draw it again. */
export interface PathRecord {
  readonly model: string;
  readonly measure: PathMeasure;
  readonly assets: readonly string[];
  /** Prices at step 0, the same on every path. */
  readonly start: Float64Array;
  readonly periodsPerYear: number;
  readonly steps: number;
  readonly paths: number;
  readonly firstPath: number;
  readonly seed: number;
  /** How the paths depend on each other; what matching adds stands in {@link PricePaths}. */
  readonly sampling: PathSampling;
  /** Of `sobol`. */
  readonly pointsPerReplicate?: number;
  readonly warnings: readonly PathWarning[];
}

/** Simulated prices of several assets. */
export interface PricePaths extends PathRecord {
  /** Row-major paths × steps × assets: [(path × steps + step - 1) × assets + asset], step from 1. */
  readonly prices: Float64Array;
  /** Which moments were forced after drawing; `none` leaves the paths independent of each other. */
  readonly matched: "none" | "mean" | "mean-and-variance";
}

/**
 * All prices of all paths. Where only ends and extremes are wanted, `pathExtremes` needs a fraction of
 * the memory, and `visitPaths` none.
 *
 * @throws RangeError as {@link visitPaths} does.
 * @example pricePaths(model, { steps: 30, paths: 10_000, seed: 7 })
 * @see notebooks/06-monte-carlo-paths.ipynb
 */
export function pricePaths(model: PathModel, options: PathOptions): PricePaths {
  checkPathModel(model);
  checkObject("options", options);
  const { steps, paths } = options;
  checkCount("steps", steps, 1);
  checkCount("paths", paths, 1);
  const count = paths * steps * model.assets.length;
  if (count > mostPrices) {
    throw new RangeError(`paths × steps × assets must be at most ${mostPrices}: ${count}`);
  }
  const prices = new Float64Array(count);
  let at = 0;
  visitPaths(model, options, (now) => {
    prices.set(now, at);
    at += now.length;
  });
  return { ...recordOf(model, options), prices, matched: "none" };
}

/** What was drawn, from what it was asked for. @internal */
export function recordOf(model: PathModel, options: PathOptions): PathRecord {
  const { steps, paths, seed, sampling = "independent", firstPath = 0 } = options;
  const { pointsPerReplicate } = options;
  const { name, measure, assets, start, periodsPerYear, warnings } = model;
  return {
    model: name,
    measure,
    assets,
    start: start.slice(),
    periodsPerYear,
    steps,
    paths,
    firstPath,
    seed,
    sampling,
    ...(pointsPerReplicate !== undefined && { pointsPerReplicate }),
    warnings,
  };
}

export interface PriceCut {
  readonly asset: string;
  /** From 0, the start. */
  readonly step: number;
}

/**
 * The price of an asset after a step on every path.
 *
 * @throws RangeError for an unknown asset and a step beyond the last.
 */
export function pricesAt(paths: PricePaths, cut: PriceCut): Float64Array {
  checkPricePaths(paths);
  checkObject("cut", cut);
  const { asset, step } = cut;
  const j = findAsset(paths.assets, asset);
  const { steps, assets } = paths;
  checkCount("step", step, 0);
  if (step > steps) throw new RangeError(`step must be at most ${steps}: ${step}`);
  return Float64Array.from({ length: paths.paths }, (_, i) =>
    step === 0 ? paths.start[j]! : paths.prices[(i * steps + step - 1) * assets.length + j]!,
  );
}

export interface PathCut {
  readonly asset: string;
  /** From 0, whatever `firstPath` was. */
  readonly path: number;
}

/**
 * The prices of an asset along one path, from the start on: steps + 1 of them.
 *
 * @throws RangeError for an unknown asset and a path beyond the last.
 */
export function pricesAlong(paths: PricePaths, cut: PathCut): Float64Array {
  checkPricePaths(paths);
  checkObject("cut", cut);
  const { asset, path } = cut;
  const j = findAsset(paths.assets, asset);
  const { steps, assets } = paths;
  checkCount("path", path, 0);
  if (path >= paths.paths) throw new RangeError(`path must be below ${paths.paths}: ${path}`);
  return Float64Array.from({ length: steps + 1 }, (_, step) =>
    step === 0 ? paths.start[j]! : paths.prices[(path * steps + step - 1) * assets.length + j]!,
  );
}

/** Throws unless `paths` hold as many prices as they say, of assets with a start. @internal */
export function checkPricePaths(paths: PricePaths): void {
  checkObject("paths", paths);
  checkList("assets of paths", paths.assets);
  checkCount("steps of paths", paths.steps, 1);
  checkCount("paths of paths", paths.paths, 1);
  checkSample("start of paths", paths.start, 1);
  checkList("prices of paths", paths.prices);
  const count = paths.paths * paths.steps * paths.assets.length;
  if (paths.prices.length === count && paths.start.length === paths.assets.length) return;
  throw new RangeError(`paths must hold ${count} prices: ${paths.prices.length}`);
}
