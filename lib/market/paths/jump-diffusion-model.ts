import { checkNonNegative, checkObject, checkOneOf } from "../../base/check.ts";
import { expm1 } from "../../math/elementary/expm1.ts";
import { square } from "../../math/elementary/power.ts";
import type { Matrix } from "../../math/matrix.ts";
import { poissonOfUniform } from "../../math/poisson-of-uniform.ts";
import type { RandomStream } from "../../math/random-stream.ts";
import { correlatedNormals, type NormalDraw } from "./correlated-normals.ts";
import { type Drift, growthOf } from "./drift.ts";
import { exponentialGrowth } from "./expected-growth.ts";
import { checkedStart, checkPerAsset, type PathModel, type PathStart } from "./path-model.ts";

/** Jumps of log prices: a Poisson number of them, each normal. */
export interface Jumps {
  /** `common`: one clock for all assets, which jump together; `own`: a clock each. */
  readonly clock: "common" | "own";
  /** Expected jumps a year per asset; the same for all on a common clock. */
  readonly jumpsPerYear: ArrayLike<number>;
  /** Mean of the jump of each asset's log price. */
  readonly meanLogJump: ArrayLike<number>;
  /** Standard deviation of the jump of each asset's log price. */
  readonly logJumpDeviation: ArrayLike<number>;
  /** Of the sizes of jumps that happen together; needed on a common clock for two assets or more. */
  readonly correlation?: Matrix;
}

export interface JumpDiffusionOptions extends PathStart {
  readonly drift: Drift;
  /** Of the diffusion alone, without the jumps. */
  readonly annualVolatility: ArrayLike<number>;
  /** Of the diffusions; needed for two assets or more. */
  readonly correlation?: Matrix;
  readonly jumps: Jumps;
}

/**
 * Merton's jump-diffusion: geometric Brownian motion with volatility s, plus jumps whose number over
 * d years is Poisson with mean intensity × d and whose sizes are normal (m, q²) in the log price. The
 * drift is compensated by intensity × (exp(m + q² / 2) - 1), so that `drift` is the growth of the
 * expected price, jumps included. Exact at the steps for any d.
 *
 * Source: R. Merton, Option pricing when underlying stock returns are discontinuous, Journal of
 * Financial Economics 3 (1976); P. Glasserman (2003), section 3.5.
 *
 * @throws RangeError for negative volatilities or intensities, intensities that differ on a common
 * clock, more than 500 expected jumps a step, and what is no correlation matrix.
 */
export function jumpDiffusionModel(options: JumpDiffusionOptions): PathModel {
  const from = checkedStart(options);
  const { drift, jumps } = options;
  const growth = growthOf(drift, from.assets);
  const volatility = checkedSizes("annualVolatility", options.annualVolatility, from.assets);
  const { intensity, center, spread } = checkedJumps(jumps, from.assets);
  const draw = correlatedNormals(from.assets.length, options.correlation);
  const years = 1 / from.periodsPerYear;
  const means = growth.map((g, i) => {
    const compensation = intensity[i]! * expm1(center[i]! + square(spread[i]!) / 2);
    return (g - square(volatility[i]!) / 2 - compensation) * years;
  });
  const spreads = volatility.map((v) => v * Math.sqrt(years));
  const expected = intensity.map((rate) => rate * years);
  const addJumps = jumpAdder(jumps, { expected, center, spread });
  return {
    ...from,
    name: "Merton jump-diffusion",
    measure: drift.measure,
    warnings: [],
    mirrors: true,
    begin: (random) => (moves) => {
      draw(random, moves);
      for (let j = 0; j < moves.length; j++) moves[j] = means[j]! + spreads[j]! * moves[j]!;
      addJumps(random, moves);
    },
    expectedGrowth: exponentialGrowth(growth, from.periodsPerYear),
    logPriceMoments: (step) => ({
      mean: means.map((mean, j) => step * (mean + expected[j]! * center[j]!)),
      variance: spreads.map(
        (s, j) => step * (square(s) + expected[j]! * (square(center[j]!) + square(spread[j]!))),
      ),
    }),
  };
}

interface JumpSizes {
  readonly expected: Float64Array;
  readonly center: Float64Array;
  readonly spread: Float64Array;
}

/** Draws as many random numbers in every step, jump or not: mirrored paths stay aligned. */
function jumpAdder(
  { clock, correlation }: Jumps,
  { expected, center, spread }: JumpSizes,
): (random: RandomStream, moves: Float64Array) => void {
  const size = expected.length;
  const together = clock === "common";
  const draw: NormalDraw = together ? correlatedNormals(size, correlation) : separateNormals;
  const [counts, sizes] = [new Float64Array(size), new Float64Array(size)];
  return (random, moves) => {
    let count = 0;
    for (let j = 0; j < size; j++) {
      if (j === 0 || !together) count = poissonOfUniform(random.uniform(), expected[j]!);
      counts[j] = count;
    }
    draw(random, sizes);
    for (let j = 0; j < size; j++) {
      const jumps = counts[j]!;
      if (jumps === 0) continue;
      moves[j] = moves[j]! + jumps * center[j]! + Math.sqrt(jumps) * spread[j]! * sizes[j]!;
    }
  };
}

const separateNormals: NormalDraw = (random, out) => {
  for (let j = 0; j < out.length; j++) out[j] = random.normal();
};

function checkedJumps(
  jumps: Jumps,
  assets: readonly string[],
): { readonly intensity: Float64Array } & Omit<JumpSizes, "expected"> {
  checkObject("jumps", jumps);
  checkOneOf("clock", jumps.clock, ["common", "own"]);
  const intensity = checkedSizes("jumpsPerYear", jumps.jumpsPerYear, assets);
  if (jumps.clock === "common" && intensity.some((rate) => rate !== intensity[0])) {
    const given = intensity.join(", ");
    throw new RangeError(`jumpsPerYear must be the same for all on a common clock: ${given}`);
  }
  if (jumps.clock === "own" && jumps.correlation !== undefined) {
    throw new RangeError(
      "correlation of jumps must be left out where each asset has its own clock",
    );
  }
  checkPerAsset("meanLogJump", jumps.meanLogJump, assets);
  const spread = checkedSizes("logJumpDeviation", jumps.logJumpDeviation, assets);
  return { intensity, center: Float64Array.from(jumps.meanLogJump), spread };
}

function checkedSizes(
  name: string,
  values: ArrayLike<number>,
  assets: readonly string[],
): Float64Array {
  checkPerAsset(name, values, assets);
  const sizes = Float64Array.from(values);
  sizes.forEach((value, i) => {
    checkNonNegative(`${name} of ${assets[i]}`, value);
  });
  return sizes;
}
