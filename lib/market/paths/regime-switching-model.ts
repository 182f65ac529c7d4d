import { checkNonNegative, checkObject, checkSample, describe } from "../../base/check.ts";
import { square } from "../../math/elementary/power.ts";
import type { Matrix } from "../../math/matrix.ts";
import { naturalExp } from "../../math/natural-exp.ts";
import type { RandomStream } from "../../math/random-stream.ts";
import { checkTransition, stationaryDistribution } from "../../math/stationary-distribution.ts";
import { correlatedNormals, type NormalDraw } from "./correlated-normals.ts";
import { type Drift, growthOf } from "./drift.ts";
import { checkedStart, checkPerAsset, type PathModel, type PathStart } from "./path-model.ts";

/** One state of the market. */
export interface Regime {
  readonly name: string;
  /** Of the expected price while the regime lasts. */
  readonly drift: Drift;
  readonly annualVolatility: ArrayLike<number>;
  /** Needed for two assets or more. */
  readonly correlation?: Matrix;
}

export interface RegimeSwitchingOptions extends PathStart {
  readonly regimes: readonly Regime[];
  /** Probability, per step, of going from the regime of the row to that of the column. */
  readonly transition: Matrix;
  /** Probabilities of the regime of the first step; `stationary`: those that the chain keeps. */
  readonly initial: "stationary" | ArrayLike<number>;
}

/**
 * Geometric Brownian motion whose drift, volatility and correlation are those of a regime, which a
 * Markov chain moves between steps: the first step is in a regime drawn from `initial`, and each later
 * one in a regime drawn from the row of the one before.
 *
 * Source: J. Hamilton, A new approach to the economic analysis of nonstationary time series and the
 * business cycle, Econometrica 57 (1989), with constant means inside a regime.
 *
 * @throws RangeError for no regime, regimes of different measures, rows of `transition` that are no
 * probabilities, and `stationary` where the chain keeps more than one distribution.
 */
export function regimeSwitchingModel(options: RegimeSwitchingOptions): PathModel {
  const from = checkedStart(options);
  const { regimes, transition } = options;
  checkRegimes(options);
  const initial = initialOf(options);
  const years = 1 / from.periodsPerYear;
  const moves = regimes.map((regime) => regimeMove(regime, from.assets, years));
  const count = regimes.length;
  return {
    ...from,
    name: "regime switching",
    measure: regimes[0]!.drift.measure,
    warnings: [],
    mirrors: true,
    begin: (random) => {
      let regime = -1;
      return (out) => {
        const odds =
          regime < 0 ? initial : transition.values.subarray(regime * count, (regime + 1) * count);
        regime = choose(odds, random.uniform());
        moves[regime]!.move(random, out);
      };
    },
    expectedGrowth: (steps) => expectedGrowth({ initial, transition, moves, steps }),
  };
}

interface RegimeMove {
  readonly move: NormalDraw;
  /** Factor of the expected price per step and asset. */
  readonly factors: Float64Array;
}

function regimeMove(regime: Regime, assets: readonly string[], years: number): RegimeMove {
  const { name, drift, annualVolatility, correlation } = regime;
  const growth = growthOf(drift, assets);
  checkPerAsset(`annualVolatility of ${name}`, annualVolatility, assets);
  const volatility = Float64Array.from(annualVolatility);
  volatility.forEach((v, j) => {
    checkNonNegative(`annualVolatility of ${assets[j]} in ${name}`, v);
  });
  const draw = correlatedNormals(assets.length, correlation);
  const centers = growth.map((g, j) => (g - square(volatility[j]!) / 2) * years);
  const spreads = volatility.map((v) => v * Math.sqrt(years));
  return {
    factors: growth.map((g) => naturalExp(g * years)),
    move: (random: RandomStream, out: Float64Array) => {
      draw(random, out);
      for (let j = 0; j < out.length; j++) out[j] = centers[j]! + spreads[j]! * out[j]!;
    },
  };
}

interface Expectation {
  readonly initial: Float64Array;
  readonly transition: Matrix;
  readonly moves: readonly RegimeMove[];
  readonly steps: number;
}

/** Per asset: the sum over regimes of E[price; regime], taken through the chain step by step. */
function expectedGrowth({ initial, transition, moves, steps }: Expectation): Matrix {
  const columns = moves[0]!.factors.length;
  const values = new Float64Array(steps * columns);
  for (let j = 0; j < columns; j++) {
    let mass = initial;
    for (let step = 0; step < steps; step++) {
      const grown = mass.map((m, k) => m * moves[k]!.factors[j]!);
      values[step * columns + j] = grown.reduce((sum, m) => sum + m, 0);
      mass = grown.map((_, to) =>
        grown.reduce((sum, m, k) => sum + m * transition.values[k * grown.length + to]!, 0),
      );
    }
  }
  return { rows: steps, columns, values };
}

function checkRegimes({ regimes, transition }: RegimeSwitchingOptions): void {
  if (!Array.isArray(regimes) || regimes.length === 0) {
    throw new RangeError(`regimes must have at least one element: ${describe(regimes)}`);
  }
  regimes.forEach((regime, k) => {
    checkObject(`regimes[${k}]`, regime);
    checkObject(`drift of ${regime.name}`, regime.drift);
  });
  checkTransition("transition", transition);
  if (transition.rows !== regimes.length) {
    const rows = transition.rows;
    throw new RangeError(`transition must have ${regimes.length} rows, one per regime: ${rows}`);
  }
  const measures = new Set(regimes.map(({ drift }) => drift.measure));
  if (measures.size > 1) {
    throw new RangeError(`regimes must share one measure: ${[...measures].join(", ")}`);
  }
}

function initialOf({ regimes, transition, initial }: RegimeSwitchingOptions): Float64Array {
  if (initial === "stationary") return stationaryDistribution(transition);
  checkSample("initial", initial, 1);
  const odds = Float64Array.from(initial);
  const sum = odds.reduce((total, value) => total + value, 0);
  if (odds.length !== regimes.length || odds.some((p) => p < 0) || Math.abs(sum - 1) > 1e-9) {
    const rule = `be ${regimes.length} probabilities that sum to 1`;
    throw new RangeError(`initial must ${rule}: ${odds.join(", ")}`);
  }
  return odds;
}

function choose(odds: Float64Array, u: number): number {
  let left = u;
  for (let k = 0; k < odds.length - 1; k++) {
    left -= odds[k]!;
    if (left < 0) return k;
  }
  return odds.length - 1;
}
