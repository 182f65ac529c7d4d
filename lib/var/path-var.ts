import { checkCount, checkObject, checkOneOf } from "../base/check.ts";
import { daysPerYear } from "../base/time.ts";
import { drawExtremes } from "../market/paths/draw-extremes.ts";
import { checkPathModel, checkPerAsset, type PathModel } from "../market/paths/path-model.ts";
import {
  checkPathOptions,
  type PathOptions,
  type PathSampling,
  pathGroupSize,
  visitPaths,
} from "../market/paths/visit-paths.ts";
import { checkRiskOptions, type RiskOptions } from "./interval-estimate.ts";
import type { RiskWarning } from "./risk-estimate.ts";
import { type SimulatedEstimate, simulatedVar } from "./simulated-var.ts";

export interface PathVarOptions extends RiskOptions {
  /** Value held of each asset at the start, signed, in `unit`; the holding does not change. */
  readonly exposures: ArrayLike<number>;
  /** `end`: P&L at the horizon; `worst`: the lowest at any step on the way, at most 0. */
  readonly when: "end" | "worst";
  readonly paths: number;
  readonly seed: number;
  /** `independent` when not given. */
  readonly sampling?: PathSampling;
  /** For `sobol`: a power of two of which `paths` holds 20 or more. */
  readonly pointsPerReplicate?: number;
}

/** An estimate over paths of a model. */
export interface PathEstimate extends SimulatedEstimate {
  readonly paths: number;
  readonly steps: number;
  readonly when: "end" | "worst";
}

/**
 * Monte Carlo VaR and expected shortfall of a holding over the paths of a model: the P&L of linear
 * exposures at the horizon, or the worst of it on the way (interim risk: what a margin call sees, at
 * the steps). Memory does not grow with the steps.
 *
 * The model's parameters count as known, which `known-parameters` says; standard errors are of the
 * simulation, by pairs where paths are antithetic, by replicates where they are Sobol points. The drift
 * is the model's: at horizons of days it matters little, at a year much.
 *
 * Source: P. Glasserman (2003), chapter 9; interim risk: J. Boudoukh, M. Richardson, R. Stanton, R.
 * Whitelaw, MaxVaR: long-horizon value at risk in a mark-to-market environment, Journal of Investment
 * Management 2 (2004).
 *
 * @throws RangeError for a risk-neutral model, a horizon that is no whole number of steps, exposures
 * that are not one per asset, and as {@link visitPaths} does.
 * @example pathVar(model, { confidence: 0.99, horizonDays: 10, unit: "USD", exposures: [1e6],
 *   when: "end", paths: 20_000, seed: 7 })
 * @see notebooks/06-monte-carlo-paths.ipynb
 */
export function pathVar(model: PathModel, options: PathVarOptions): PathEstimate {
  const plan = checkPathVar(model, options);
  const pnl = new Float64Array(plan.paths);
  plan.draw(0, pnl);
  return plan.estimate(pnl);
}

/** A VaR over paths in two parts: outcomes by shares of the paths, and the estimate from all. */
export interface PathVarPlan {
  readonly paths: number;
  /** Writes the outcomes of the paths from `firstPath` on, as many as there is room for. */
  readonly draw: (firstPath: number, pnl: Float64Array) => void;
  readonly estimate: (pnl: Float64Array) => PathEstimate;
}

/** Even, for pairs. */
const pathsAtOnce = 1_024;

/** Throws as {@link pathVar} does for what can be seen before drawing. @internal */
export function checkPathVar(model: PathModel, options: PathVarOptions): PathVarPlan {
  checkPathModel(model);
  checkObject("options", options);
  checkRiskOptions(options);
  const { exposures, when, paths, seed, sampling = "independent" } = options;
  checkPerAsset("exposures", exposures, model.assets);
  checkOneOf("when", when, ["end", "worst"]);
  checkCount("paths", paths, 1);
  if (model.measure !== "real-world") {
    throw new RangeError(`measure of the model must be real-world for a VaR: ${model.measure}`);
  }
  const steps = stepsOf(model, options.horizonDays);
  const { pointsPerReplicate } = options;
  const sampled = { sampling, ...(pointsPerReplicate !== undefined && { pointsPerReplicate }) };
  const shared = { steps, seed, ...sampled };
  checkPathOptions(model, { ...shared, paths });
  const worth = worthOf(model, exposures);
  const draw = (firstPath: number, pnl: Float64Array): void => {
    const share = { ...shared, paths: pnl.length, firstPath };
    if (when === "end") drawEnds(model, share, { worth, pnl });
    else drawWorst(model, share, { worth, pnl });
  };
  const estimate = (pnl: Float64Array): PathEstimate => {
    const found = simulatedVar(pnl, {
      ...options,
      method: `Monte Carlo, ${model.name}${when === "worst" ? ", worst on the way" : ""}`,
      groupSize: pathGroupSize(sampled),
    });
    const warnings = [...found.warnings, knownParameters(model), ...model.warnings];
    return { ...found, warnings, paths, steps, when };
  };
  return { paths, draw, estimate };
}

interface Outcomes {
  readonly worth: (prices: Float64Array) => number;
  readonly pnl: Float64Array;
}

/** Ends alone, to which a model may know a shorter way than visiting every step. */
function drawEnds(model: PathModel, share: PathOptions, { worth, pnl }: Outcomes): void {
  const size = model.assets.length;
  for (let at = 0; at < share.paths; at += pathsAtOnce) {
    const paths = Math.min(pathsAtOnce, share.paths - at);
    const rows = (): Float64Array => new Float64Array(paths * size);
    const out = { end: rows(), minimum: rows(), maximum: rows() };
    drawExtremes(model, { ...share, paths, firstPath: (share.firstPath ?? 0) + at }, out);
    for (let k = 0; k < paths; k++) {
      pnl[at + k] = worth(out.end.subarray(k * size, (k + 1) * size));
    }
  }
}

function drawWorst(model: PathModel, share: PathOptions, { worth, pnl }: Outcomes): void {
  pnl.fill(0);
  visitPaths(model, share, (prices, _, path) => {
    pnl[path] = Math.min(pnl[path]!, worth(prices));
  });
}

/** P&L of the holding at prices. */
function worthOf({ start }: PathModel, exposures: ArrayLike<number>): Outcomes["worth"] {
  return (prices) => {
    let now = 0;
    for (let j = 0; j < prices.length; j++) now += exposures[j]! * (prices[j]! / start[j]! - 1);
    return now;
  };
}

function stepsOf({ periodsPerYear }: PathModel, horizonDays: number): number {
  const steps = (horizonDays * periodsPerYear) / daysPerYear;
  const whole = Math.round(steps);
  if (whole >= 1 && Math.abs(steps - whole) < 1e-9 * whole) return whole;
  throw new RangeError(`horizonDays must be a whole number of the model's steps: ${steps} steps`);
}

function knownParameters({ name }: PathModel): RiskWarning {
  const message = `the parameters of the ${name} count as known: errors are of the simulation alone`;
  return { code: "known-parameters", message };
}
