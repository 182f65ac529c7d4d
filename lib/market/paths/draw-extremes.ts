import {
  type ExtremesRows,
  type LognormalSteps,
  writePathExtremes,
} from "../../math/kernels/path-extremes.ts";
import { seedWords } from "../../math/random-stream.ts";
import type { PathModel } from "./path-model.ts";
import { type PathOptions, visitPaths } from "./visit-paths.ts";

/**
 * Writes ends and extremes of the paths of `options` into rows for as many. What path p gives does not
 * depend on the others, so that shares (`firstPath`, `paths`) may be written in any order.
 * The options must be checked. @internal
 */
export function drawExtremes(model: PathModel, options: PathOptions, out: ExtremesRows): void {
  const { lognormalSteps } = model;
  if (lognormalSteps === undefined || options.sampling === "sobol") {
    visitExtremes(model, options, out);
    return;
  }
  if (options.sampling === "antithetic") drawPairs(model, lognormalSteps, options, out);
  else drawPlain(model, lognormalSteps, options, out);
  checkRange(model, options, out);
}

/** The same by visiting every step. @internal */
export function visitExtremes(model: PathModel, options: PathOptions, out: ExtremesRows): void {
  const { start } = model;
  const { end, minimum, maximum } = out;
  visitPaths(model, options, (prices, step, path) => {
    for (let j = 0; j < start.length; j++) {
      const [at, price] = [path * start.length + j, prices[j]!];
      if (step === 1) minimum[at] = maximum[at] = start[j]!;
      if (price < minimum[at]!) minimum[at] = price;
      if (price > maximum[at]!) maximum[at] = price;
      if (step === options.steps) end[at] = price;
    }
  });
}

function drawPlain(
  { start }: PathModel,
  steps: LognormalSteps,
  options: PathOptions,
  out: ExtremesRows,
): void {
  const { seed, firstPath = 0 } = options;
  const plan = { start, steps: options.steps, seed: seedWords(seed), first: firstPath };
  writePathExtremes({ ...steps, ...plan }, out);
}

/** Of the streams once as they are and once mirrored, by turns. */
function drawPairs(
  model: PathModel,
  steps: LognormalSteps,
  options: PathOptions,
  out: ExtremesRows,
): void {
  const { paths, firstPath = 0 } = options;
  const streams = { ...options, paths: paths / 2, firstPath: firstPath / 2 };
  const size = model.start.length;
  const count = (paths / 2) * size;
  const one = {
    end: new Float64Array(count),
    minimum: new Float64Array(count),
    maximum: new Float64Array(count),
  };
  const mirrored = { ...steps, spreads: steps.spreads.map((spread) => -spread) };
  [steps, mirrored].forEach((moved, twin) => {
    drawPlain(model, moved, streams, one);
    for (const name of ["end", "minimum", "maximum"] as const) {
      for (let k = 0; k < count; k += size) {
        out[name].set(one[name].subarray(k, k + size), 2 * k + twin * size);
      }
    }
  });
}

/** Throws as {@link visitPaths} does where a price left the range of numbers. */
function checkRange(model: PathModel, options: PathOptions, { end, maximum }: ExtremesRows): void {
  let at = 0;
  while (at < end.length && maximum[at]! < Infinity && end[at]! < Infinity) at++;
  if (at === end.length) return;
  const { firstPath = 0, sampling } = options;
  const path = Math.floor(at / model.start.length);
  const first = sampling === "antithetic" ? path - (path % 2) : path;
  const paths = sampling === "antithetic" ? 2 : 1;
  visitPaths(model, { ...options, paths, firstPath: firstPath + first }, () => {});
}
