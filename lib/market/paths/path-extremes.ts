import { checkCount, checkObject } from "../../base/check.ts";
import type { Matrix } from "../../math/matrix.ts";
import { checkPathModel, type PathModel } from "./path-model.ts";
import { type PathRecord, recordOf } from "./price-paths.ts";
import { type PathOptions, visitPaths } from "./visit-paths.ts";

/** Ends and extremes of paths; rows are paths, columns assets. */
export interface PathExtremes extends PathRecord {
  readonly end: Matrix;
  /** The lowest price at any step, the start included. */
  readonly minimum: Matrix;
  /** The highest price at any step, the start included. */
  readonly maximum: Matrix;
}

/**
 * Where paths end and how far they went on the way, in memory that does not grow with the steps. Seen
 * at the steps only: what lies between two of them is missed, so that minima are a little too high.
 *
 * @throws RangeError as {@link visitPaths} does.
 * @example pathExtremes(model, { steps: 365, paths: 100_000, seed: 7 }).minimum
 */
export function pathExtremes(model: PathModel, options: PathOptions): PathExtremes {
  checkPathModel(model);
  checkObject("options", options);
  const { steps, paths } = options;
  checkCount("paths", paths, 1);
  const size = model.assets.length;
  const matrix = (): Matrix => ({
    rows: paths,
    columns: size,
    values: new Float64Array(paths * size),
  });
  const [end, minimum, maximum] = [matrix(), matrix(), matrix()];
  visitPaths(model, options, (prices, step, path) => {
    for (let j = 0; j < size; j++) {
      const [at, price] = [path * size + j, prices[j]!];
      if (step === 1) minimum.values[at] = maximum.values[at] = model.start[j]!;
      if (price < minimum.values[at]!) minimum.values[at] = price;
      if (price > maximum.values[at]!) maximum.values[at] = price;
      if (step === steps) end.values[at] = price;
    }
  });
  return { ...recordOf(model, options), end, minimum, maximum };
}
