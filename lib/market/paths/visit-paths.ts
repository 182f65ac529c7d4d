import { checkCount, checkObject, checkOneOf } from "../../base/check.ts";
import { isPowerOfTwo } from "../../math/elementary/power-of-two.ts";
import { mirrorStream } from "../../math/mirror-stream.ts";
import { naturalExp } from "../../math/natural-exp.ts";
import { type RandomStream, randomStream } from "../../math/random-stream.ts";
import { checkPathModel, type PathModel } from "./path-model.ts";
import { quasiStreams } from "./quasi-stream.ts";

/**
 * How the random numbers of paths hang together.
 *
 * - `independent`: path i draws from stream i of the seed.
 * - `antithetic`: paths 2i and 2i + 1 draw from stream i, the second one mirrored. Each path keeps the
 *   model's law; the two of a pair depend on each other, so that the mean of anything that rises or
 *   falls with the prices is known better, and standard errors must go by pairs.
 * - `sobol`: each `pointsPerReplicate` paths are the points of one Owen-scrambled Sobol net, from which a
 *   Brownian bridge builds them: more even than chance. Each path keeps the model's law; those of a
 *   replicate depend on each other, so standard errors must go by replicates.
 */
export type PathSampling = "independent" | "antithetic" | "sobol";

export interface PathOptions {
  /** How many steps ahead. */
  readonly steps: number;
  readonly paths: number;
  readonly seed: number;
  /** `independent` when not given. */
  readonly sampling?: PathSampling;
  /** A power of two up to 2^21; for `sobol`, which needs it, alone. */
  readonly pointsPerReplicate?: number;
  /** Number of the first path, 0 when not given: shares of workers, and batches, of one seed. */
  readonly firstPath?: number;
}

/** Called after each step with the prices of all assets; the array is used again. */
export type PathVisitor = (prices: Float64Array, step: number, path: number) => void;

/**
 * Draws paths one after the other and keeps none: the visitor sees the prices after step 1, 2... of
 * path 0, 1... (counted from `firstPath`). Memory does not grow with paths or steps.
 *
 * A path depends on model, seed and its number alone: more paths, other workers or another order leave
 * it as it is.
 *
 * @throws RangeError for no steps or paths, an odd number or start of antithetic paths, mirroring a
 * model that has no mirror image, Sobol points for one that draws other than normals, and for a price that leaves the range of numbers, naming it.
 * @example visitPaths(model, { steps: 30, paths: 10_000, seed: 7 }, (prices, step) => { ... })
 */
export function visitPaths(model: PathModel, options: PathOptions, visit: PathVisitor): void {
  checkPathOptions(model, options);
  const { steps, paths, firstPath = 0 } = options;
  const { start, assets } = model;
  const [logs, moves] = [new Float64Array(assets.length), new Float64Array(assets.length)];
  const prices = new Float64Array(assets.length);
  const streamOf = streamsOf(model, options);
  for (let path = 0; path < paths; path++) {
    const next = model.begin(streamOf(firstPath + path), steps);
    logs.fill(0);
    for (let step = 1; step <= steps; step++) {
      next(moves);
      for (let j = 0; j < prices.length; j++) {
        logs[j] = logs[j]! + moves[j]!;
        const price = start[j]! * naturalExp(logs[j]!);
        if (!(price < Infinity)) {
          const where = `path ${firstPath + path} at step ${step}`;
          throw new RangeError(`price of ${assets[j]} on ${where} must be finite: ${price}`);
        }
        prices[j] = price;
      }
      visit(prices, step, path);
    }
  }
}

/** Throws unless these paths can be drawn from the model. @internal */
export function checkPathOptions(model: PathModel, options: PathOptions): void {
  checkPathModel(model);
  checkObject("options", options);
  const { steps, paths, seed, sampling = "independent", firstPath = 0 } = options;
  checkCount("steps", steps, 1);
  checkCount("paths", paths, 1);
  checkCount("seed", seed, 0);
  checkCount("firstPath", firstPath, 0);
  checkOneOf("sampling", sampling, ["independent", "antithetic", "sobol"]);
  checkReplicates(options);
  if (sampling === "independent") return;
  if (sampling === "sobol" ? model.normalsPerStep === undefined : !model.mirrors) {
    throw new RangeError(`sampling must be independent for a ${model.name}: ${sampling}`);
  }
  if (sampling === "sobol") return;
  for (const [name, value] of Object.entries({ paths, firstPath })) {
    if (value % 2 !== 0) throw new RangeError(`${name} must be even when antithetic: ${value}`);
  }
}

function checkReplicates({ sampling, pointsPerReplicate }: PathOptions): void {
  if (sampling !== "sobol") {
    if (pointsPerReplicate === undefined) return;
    throw new RangeError(`pointsPerReplicate must be left out unless sobol: ${pointsPerReplicate}`);
  }
  checkCount("pointsPerReplicate", pointsPerReplicate as number, 1);
  if (isPowerOfTwo(pointsPerReplicate!) && pointsPerReplicate! <= 2 ** 21) return;
  throw new RangeError(
    `pointsPerReplicate must be a power of two up to 2^21: ${pointsPerReplicate}`,
  );
}

/** How many neighbours of the paths depend on each other. */
export function pathGroupSize({
  sampling,
  pointsPerReplicate,
}: Pick<PathOptions, "sampling" | "pointsPerReplicate">): number {
  if (sampling === "sobol") return pointsPerReplicate ?? 1;
  return sampling === "antithetic" ? 2 : 1;
}

function streamsOf(
  { normalsPerStep = 0 }: PathModel,
  { steps, seed, sampling, pointsPerReplicate = 1 }: PathOptions,
): (path: number) => RandomStream {
  if (sampling === "sobol") {
    return quasiStreams({ steps, normalsPerStep, pointsPerReplicate, seed });
  }
  if (sampling !== "antithetic") return (path) => randomStream({ seed, stream: path });
  return (path) => {
    const random = randomStream({ seed, stream: Math.floor(path / 2) });
    return path % 2 === 0 ? random : mirrorStream(random);
  };
}
