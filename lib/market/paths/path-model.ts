import { checkList, checkObject, checkPositive, checkSample, describe } from "../../base/check.ts";
import type { LognormalSteps } from "../../math/kernels/path-extremes.ts";
import type { Matrix } from "../../math/matrix.ts";
import type { RandomStream } from "../../math/random-stream.ts";

/** Why a reader should hesitate before using paths. */
export interface PathWarning {
  /**
   * `feller`: the variance of a Heston model reaches zero. `not-stationary`: a variance has no
   * long-run level.
   */
  readonly code: "feller" | "not-stationary";
  readonly message: string;
}

/**
 * Under which drift prices move: `real-world`, as they are expected to; `risk-neutral`, as they are
 * priced. A number under one says nothing under the other.
 */
export type PathMeasure = "real-world" | "risk-neutral";

/** Where paths start and how their time counts. */
export interface PathStart {
  readonly assets: readonly string[];
  /** Price of each asset now. */
  readonly start: ArrayLike<number>;
  /** Steps in a year: 365 for daily ones. */
  readonly periodsPerYear: number;
}

/** Writes the log return of each asset over the next step. */
export type PathStep = (logReturns: Float64Array) => void;

/** Means and variances of ln(price / start) per asset, after a number of steps. */
export interface LogPriceMoments {
  readonly mean: Float64Array;
  readonly variance: Float64Array;
}

/** A law of prices over time, ready to be drawn from; nothing in it changes by drawing. */
export interface PathModel {
  readonly name: string;
  readonly measure: PathMeasure;
  readonly assets: readonly string[];
  readonly start: Float64Array;
  readonly periodsPerYear: number;
  readonly warnings: readonly PathWarning[];
  /** Starts one path on its own stream; each call of the result is one step. */
  readonly begin: (random: RandomStream, steps: number) => PathStep;
  /** False where mirrored random numbers are no mirror image of the path: a bootstrap. */
  readonly mirrors: boolean;
  /** How many normals each step draws, and nothing else. Left out where that varies. */
  readonly normalsPerStep?: number;
  /** The same steps as `begin` makes, as numbers: what a kernel needs. Left out where there are more. */
  readonly lognormalSteps?: LognormalSteps;
  /** E[price] / start; rows are steps from the first, columns assets. Left out where unknown. */
  readonly expectedGrowth?: (steps: number) => Matrix;
  /** After `step` steps. Left out where unknown. */
  readonly logPriceMoments?: (step: number) => LogPriceMoments;
}

/** The start as arrays of its own; throws a RangeError unless prices are positive, names unique. */
export function checkedStart(options: PathStart): {
  readonly assets: readonly string[];
  readonly start: Float64Array;
  readonly periodsPerYear: number;
} {
  checkObject("options", options);
  const { assets, start, periodsPerYear } = options;
  if (!Array.isArray(assets) || assets.length === 0) {
    throw new RangeError(`assets must have at least one name: ${describe(assets)}`);
  }
  assets.forEach((asset, i) => {
    if (typeof asset !== "string" || asset === "" || assets.indexOf(asset) !== i) {
      throw new RangeError(`assets[${i}] must be a name of its own: ${describe(asset)}`);
    }
  });
  checkPerAsset("start", start, assets);
  for (let i = 0; i < start.length; i++) checkPositive(`start of ${assets[i]}`, start[i]!);
  checkPositive("periodsPerYear", periodsPerYear);
  return { assets: [...assets], start: Float64Array.from(start), periodsPerYear };
}

/** Throws a RangeError unless there is one finite number per asset. */
export function checkPerAsset(
  name: string,
  values: ArrayLike<number>,
  assets: readonly string[],
): void {
  checkSample(name, values, 1);
  if (values.length === assets.length) return;
  throw new RangeError(
    `${name} must have one number per asset, ${assets.length}: ${values.length}`,
  );
}

/** Throws a TypeError unless `model` is one: something that can begin a path. */
export function checkPathModel(model: PathModel): void {
  checkObject("model", model);
  checkList("assets of the model", model.assets);
  checkPerAsset("start of the model", model.start, model.assets);
  checkPositive("periodsPerYear of the model", model.periodsPerYear);
  if (typeof model.begin === "function") return;
  throw new TypeError(`model must have a function begin: ${describe(model.begin)}`);
}
