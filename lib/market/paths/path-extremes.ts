import type { ExtremesRows } from "../../math/kernels/path-extremes.ts";
import type { Matrix } from "../../math/matrix.ts";
import { drawExtremes } from "./draw-extremes.ts";
import type { PathModel } from "./path-model.ts";
import { type PathRecord, recordOf } from "./price-paths.ts";
import { checkPathOptions, type PathOptions } from "./visit-paths.ts";

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
 * Paths of a Brownian motion that are no Sobol points are stepped by a kernel, many times as fast.
 *
 * @throws RangeError as {@link visitPaths} does.
 * @example pathExtremes(model, { steps: 365, paths: 100_000, seed: 7 }).minimum
 */
export function pathExtremes(model: PathModel, options: PathOptions): PathExtremes {
  const { paths, draw, result } = checkPathExtremes(model, options);
  const rows = (): Float64Array => new Float64Array(paths * model.assets.length);
  const out = { end: rows(), minimum: rows(), maximum: rows() };
  draw(0, out);
  return result(out);
}

/** Extremes in two parts: rows by shares of the paths, and the result from all. @internal */
export interface PathExtremesPlan {
  readonly paths: number;
  readonly steps: number;
  readonly assets: number;
  /** Writes the rows of the paths from `path` on, the first one 0, as many as there is room for. */
  readonly draw: (path: number, out: ExtremesRows) => void;
  readonly result: (out: ExtremesRows) => PathExtremes;
}

/** Throws as {@link pathExtremes} does for what can be seen before drawing. @internal */
export function checkPathExtremes(model: PathModel, options: PathOptions): PathExtremesPlan {
  checkPathOptions(model, options);
  const { paths, steps, firstPath = 0 } = options;
  const columns = model.assets.length;
  const matrix = (values: Float64Array): Matrix => ({ rows: paths, columns, values });
  return {
    paths,
    steps,
    assets: columns,
    draw: (path, out) => {
      const share = { paths: out.end.length / columns, firstPath: firstPath + path };
      drawExtremes(model, { ...options, ...share }, out);
    },
    result: ({ end, minimum, maximum }) => ({
      ...recordOf(model, options),
      end: matrix(end),
      minimum: matrix(minimum),
      maximum: matrix(maximum),
    }),
  };
}
