import { checkCount, checkOneOf } from "../../base/check.ts";
import { square } from "../../math/elementary/power.ts";
import { naturalExp } from "../../math/natural-exp.ts";
import { naturalLog } from "../../math/natural-log.ts";
import { checkPathModel, type PathModel } from "./path-model.ts";
import { checkPricePaths, type PricePaths } from "./price-paths.ts";

/** Which moments are forced. */
export type MatchedMoments = "mean" | "mean-and-variance";

/**
 * The same paths moved so that moments of the model hold exactly in the sample, at every step and for
 * every asset.
 *
 * - `mean`: prices are scaled until their mean is the model's forward. Needs a model whose expected
 *   price is known. Keeps every path's shape.
 * - `mean-and-variance`: log prices are moved and stretched until mean and variance are the model's.
 *   Needs a model that knows both (Brownian motion, jump-diffusion). The mean of prices is then right
 *   to the order of 1 / paths only.
 *
 * The price: paths are no longer independent, estimates carry a bias of the order of 1 / paths, and a
 * standard error from the spread of the paths is wrong (too large where the forced moments matter). Draw
 * and match batches of their own (`firstPath`) and take the spread of the batches: `groupedMean`, or
 * `simulatedVar` with `groupSize`.
 *
 * Sources: J.-C. Duan, J.-G. Simonato, Empirical martingale simulation for asset prices, Management
 * Science 44 (1998); J. Barraquand, Numerical valuation of high dimensional multivariate European
 * securities, Management Science 41 (1995).
 *
 * @throws RangeError for a model that does not know the moments or did not draw the paths, for fewer
 * than two paths, paths already matched or antithetic, and log prices that do not vary.
 * @example matchMoments(pricePaths(model, options), model, "mean")
 */
export function matchMoments(
  paths: PricePaths,
  model: PathModel,
  moments: MatchedMoments,
): PricePaths {
  checkPricePaths(paths);
  checkPathModel(model);
  checkOneOf("moments", moments, ["mean", "mean-and-variance"]);
  checkCount("paths", paths.paths, 2);
  if (paths.matched !== "none" || paths.sampling !== "independent") {
    const state = paths.matched === "none" ? paths.sampling : `${paths.matched} matched`;
    throw new RangeError(`paths must be independent to be matched: ${state}`);
  }
  if (identityOf(model.name, model) !== identityOf(paths.model, paths)) {
    const given = identityOf(model.name, model);
    throw new RangeError(
      `model must be the one of the paths, ${identityOf(paths.model, paths)}: ${given}`,
    );
  }
  const prices =
    moments === "mean" ? matchedMean(paths, model) : matchedMeanAndVariance(paths, model);
  return { ...paths, prices, matched: moments };
}

/** What tells two models apart that paths still know of. */
function identityOf(
  name: string,
  { assets, start, periodsPerYear }: Pick<PathModel, "assets" | "start" | "periodsPerYear">,
): string {
  const prices = assets.map((asset, j) => `${asset} from ${start[j]}`);
  return `${name} of ${prices.join(", ")} in ${periodsPerYear} periods a year`;
}

function matchedMean(paths: PricePaths, model: PathModel): Float64Array {
  if (model.expectedGrowth === undefined) {
    throw new RangeError(`model must know its expected price to match the mean: ${model.name}`);
  }
  const { prices, start } = paths;
  const width = start.length * paths.steps;
  const growth = model.expectedGrowth(paths.steps).values;
  const sums = new Float64Array(width);
  for (let i = 0; i < prices.length; i++) sums[i % width] = sums[i % width]! + prices[i]!;
  const factors = sums.map((sum, k) => (growth[k]! * start[k % start.length]! * paths.paths) / sum);
  return prices.map((price, i) => price * factors[i % width]!);
}

function matchedMeanAndVariance(paths: PricePaths, model: PathModel): Float64Array {
  const { logPriceMoments } = model;
  if (logPriceMoments === undefined) {
    throw new RangeError(`model must know mean and variance of its log prices: ${model.name}`);
  }
  const { prices, start, steps } = paths;
  const size = start.length;
  const width = size * steps;
  const matched = new Float64Array(prices.length);
  for (let k = 0; k < width; k++) {
    const [step, asset] = [Math.floor(k / size) + 1, k % size];
    const { mean, variance } = logPriceMoments(step);
    const logs = Float64Array.from({ length: paths.paths }, (_, i) =>
      naturalLog(prices[i * width + k]! / start[asset]!),
    );
    const { center, spread } = sampleOf(logs);
    if (!(spread > 0)) {
      throw new RangeError(
        `log prices of ${paths.assets[asset]} must vary to be matched: ${spread}`,
      );
    }
    const stretch = Math.sqrt(variance[asset]!) / spread;
    logs.forEach((log, i) => {
      matched[i * width + k] = start[asset]! * naturalExp(mean[asset]! + (log - center) * stretch);
    });
  }
  return matched;
}

/** Mean and standard deviation about it, over n: what is forced is the sample's own. */
function sampleOf(values: Float64Array): { readonly center: number; readonly spread: number } {
  const center = values.reduce((sum, x) => sum + x, 0) / values.length;
  const squares = values.reduce((sum, x) => sum + square(x - center), 0);
  return { center, spread: Math.sqrt(squares / values.length) };
}
