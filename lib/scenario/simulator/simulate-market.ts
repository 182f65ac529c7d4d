import { checkCount, checkObject, checkPositive, describe } from "../../base/check.ts";
import { addDays, daysPerYear } from "../../base/time.ts";
import { brownianModel } from "../../market/paths/brownian-model.ts";
import { type Jumps, jumpDiffusionModel } from "../../market/paths/jump-diffusion-model.ts";
import { expm1 } from "../../math/elementary/expm1.ts";
import { square } from "../../math/elementary/power.ts";
import type { Matrix } from "../../math/matrix.ts";
import { naturalExp } from "../../math/natural-exp.ts";
import { naturalLog } from "../../math/natural-log.ts";
import { type RandomStream, randomStream } from "../../math/random-stream.ts";
import { type Market, spotPrice } from "../../portfolio/market.ts";
import { shockMarket } from "../revalue.ts";
import { checkSurfaceLaw, type SurfaceLaw, surfaceAt } from "./surface-law.ts";

/** What a simulated market does from tick to tick. */
export interface SimulateMarketOptions {
  /** Where it begins; what is not simulated stays as it is here. */
  readonly start: Market;
  /** The assets whose prices walk. */
  readonly assets: readonly string[];
  /** Hours between two ticks, > 0; a second is 1 / 3600. */
  readonly tickHours: number;
  /** How many ticks after the start; with it one more market. */
  readonly ticks: number;
  /** Integer from 0 to 2^53 - 1; no default. */
  readonly seed: number;
  /** Which of the seed's futures; 0 when not given. */
  readonly path?: number;
  /** Growth of the expected price a year, jumps included, per asset. */
  readonly annualGrowth: ArrayLike<number>;
  /** Of the diffusion alone, without the jumps; > 0. */
  readonly annualVolatility: ArrayLike<number>;
  /** Of the diffusions; needed for two assets or more. */
  readonly correlation?: Matrix;
  readonly jumps: Jumps;
  /** Implied volatility by asset; an asset without one keeps that of the start. */
  readonly surfaces: Readonly<Record<string, SurfaceLaw>>;
}

/** One moment of a simulated market. */
export interface SimulatedTick {
  /** 0 is the start. */
  readonly tick: number;
  readonly market: Market;
  /** Assets that jumped since the tick before. */
  readonly jumped: readonly string[];
  /** Volatility of the shortest options, by asset with a surface. */
  readonly levels: Readonly<Record<string, number>>;
}

/**
 * A market tick by tick, made as it is asked for: prices walk at random with jumps, correlated (Merton 1976, as
 * `jumpDiffusionModel`), and surfaces of implied volatility move with them. The logarithm of each
 * surface's level returns to its long run (Ornstein-Uhlenbeck, exact over a tick), its shock correlated
 * with the price's, and answers to jumps; the smile travels with spot. Marks and futures of the
 * start move with spot; time passes by `tickHours`.
 *
 * The n-th tick depends on options, seed, path and n alone: asking for more ticks leaves the earlier ones
 * as they are. The walk's own volatility does not follow the implied level.
 *
 * @throws RangeError for what the laws refuse, an asset without a price, and a surface of an asset
 * that does not walk.
 * @see notebooks/14-desk-risk-report.ipynb
 * @example for (const { market } of simulateMarket({ ...options, ticks: 24, seed: 7 })) …
 */
export function* simulateMarket(options: SimulateMarketOptions): Generator<SimulatedTick> {
  checkOptions(options);
  const { start, assets, surfaces } = options;
  const step = stepOf(options);
  const logs = new Map(assets.map((asset) => [asset, 0]));
  const levels = new Map(
    Object.entries(surfaces).map(([asset, law]) => [asset, naturalLog(law.startVolatility)]),
  );
  let jumped: readonly string[] = [];
  for (let tick = 0; tick <= options.ticks; tick++) {
    if (tick > 0) jumped = step(logs, levels);
    const moves = new Map([...logs].map(([asset, log]) => [asset, expm1(log)]));
    const moved = { ...shockMarket(start, moves), ...timeOf(options, tick) };
    const volatility = Object.fromEntries(
      [...levels].map(([asset, log]) => [
        asset,
        surfaceAt(surfaces[asset]!, { level: naturalExp(log), forward: spotPrice(moved, asset) }),
      ]),
    );
    yield {
      tick,
      market: { ...moved, volatility: { ...start.volatility, ...volatility } },
      jumped,
      levels: Object.fromEntries([...levels].map(([asset, log]) => [asset, naturalExp(log)])),
    };
  }
}

/** Moves log prices and log levels by one tick; returns the assets that jumped. */
type Step = (logs: Map<string, number>, levels: Map<string, number>) => readonly string[];

function stepOf(options: SimulateMarketOptions): Step {
  const { assets, surfaces, tickHours } = options;
  const years = tickHours / 24 / daysPerYear;
  const { diffusion, jumping, centers, deviations, still } = walkOf(options, years);
  const streams = streamsOf(options);
  const [walk, jump] = [diffusion.begin(streams.walk, 1), jumping.begin(streams.jumps, 1)];
  const [moves, leaps] = [new Float64Array(assets.length), new Float64Array(assets.length)];
  return (logs, levels) => {
    walk(moves);
    jump(leaps);
    assets.forEach((asset, j) => {
      logs.set(asset, logs.get(asset)! + moves[j]! + leaps[j]!);
      // Drawn for every asset, so that a surface more or less leaves the others as they are.
      const own = streams.levels.normal();
      const law = surfaces[asset];
      if (law === undefined) return;
      const ofPrice = (moves[j]! - centers[j]!) / deviations[j]!;
      const { priceCorrelation: rho } = law;
      const shock = rho * ofPrice + Math.sqrt(1 - square(rho)) * own;
      const level = nextLevel(law, { level: levels.get(asset)!, shock, years });
      levels.set(asset, level - law.jumpResponse * (leaps[j]! - still[j]!));
    });
    return assets.filter((_, j) => leaps[j] !== still[j]);
  };
}

/** The walk in two parts that add up to Merton's: diffusion with all the growth, jumps with none. */
function walkOf(options: SimulateMarketOptions, years: number) {
  const { start, assets, annualGrowth, annualVolatility, correlation, jumps } = options;
  const from = {
    assets,
    start: assets.map((asset) => spotPrice(start, asset)),
    periodsPerYear: 1 / years,
    ...(correlation === undefined ? {} : { correlation }),
  };
  const drift = (growth: ArrayLike<number>) =>
    ({ measure: "real-world", annualGrowth: growth }) as const;
  const none = assets.map(() => 0);
  const diffusion = brownianModel({ ...from, drift: drift(annualGrowth), annualVolatility });
  const jumping = jumpDiffusionModel({
    ...from,
    drift: drift(none),
    annualVolatility: none,
    jumps,
  });
  const { mean, variance } = diffusion.logPriceMoments!(1);
  return {
    diffusion,
    jumping,
    centers: mean,
    deviations: variance.map(Math.sqrt),
    still: stillMoves(jumping.begin, assets.length),
  };
}

/** What the part of the jumps does in a tick without any: the compensation of their mean. */
function stillMoves(
  begin: (random: RandomStream, steps: number) => (out: Float64Array) => void,
  count: number,
): Float64Array {
  const out = new Float64Array(count);
  // A uniform of 0 draws the lowest Poisson number, which is none.
  begin({ uniform: () => 0, normal: () => 0, below: () => 0 }, 1)(out);
  return out;
}

function nextLevel(
  { longRunVolatility, meanReversion, volatilityOfVolatility }: SurfaceLaw,
  {
    level,
    shock,
    years,
  }: { readonly level: number; readonly shock: number; readonly years: number },
): number {
  const center = naturalLog(longRunVolatility);
  const kept = naturalExp(-meanReversion * years);
  const variance = -expm1(-2 * meanReversion * years) / (2 * meanReversion);
  return center + (level - center) * kept + volatilityOfVolatility * Math.sqrt(variance) * shock;
}

function streamsOf({ seed, path = 0 }: SimulateMarketOptions) {
  const stream = (part: number): RandomStream => randomStream({ seed, stream: 3 * path + part });
  return { walk: stream(0), jumps: stream(1), levels: stream(2) };
}

function timeOf(
  { start, tickHours }: SimulateMarketOptions,
  tick: number,
): { readonly asOf: string; readonly hourUtc: number } {
  const hours = (start.hourUtc ?? 24) + tick * tickHours;
  if (hours <= 24) return { asOf: start.asOf, hourUtc: hours };
  const days = Math.floor(hours / 24);
  return { asOf: addDays(start.asOf, days), hourUtc: hours - 24 * days };
}

function checkOptions(options: SimulateMarketOptions): void {
  checkObject("options", options);
  const { assets, surfaces, annualVolatility, tickHours, seed, path = 0 } = options;
  checkPositive("tickHours", tickHours);
  checkCount("ticks", options.ticks, 1);
  checkCount("seed", seed, 0);
  checkCount("path", path, 0);
  assets.forEach((asset, j) => {
    checkPositive(`annualVolatility of ${asset}`, annualVolatility[j]!);
  });
  for (const [asset, law] of Object.entries(surfaces)) {
    if (!assets.includes(asset)) {
      throw new RangeError(
        `surfaces must be of assets that walk (${assets.join(", ")}): ${describe(asset)}`,
      );
    }
    checkSurfaceLaw(asset, law);
  }
}
