import { checkList, checkObject, checkOneOf } from "../../base/check.ts";
import { log1p } from "../../math/elementary/log1p.ts";
import type { Matrix } from "../../math/matrix.ts";
import type { GarchState } from "../garch/garch-filter.ts";
import { checkGarchState } from "../garch/garch-forecast.ts";
import {
  checkGarchModel,
  type GarchModel,
  garchPersistence,
  isStationaryGarch,
} from "../garch/garch-model.ts";
import { garchWalk } from "../garch/garch-walk.ts";
import { innovationOfNormal } from "../garch/innovation-of-normal.ts";
import { correlatedNormals } from "./correlated-normals.ts";
import { compoundGrowth } from "./expected-growth.ts";
import { checkedStart, type PathModel, type PathStart, type PathWarning } from "./path-model.ts";

/** The volatility of one asset and where it stands. */
export interface GarchPathAsset {
  readonly model: GarchModel;
  readonly state: GarchState;
}

export interface GarchPathOptions extends PathStart {
  /** One per asset; parameters per period, that is per step. */
  readonly models: readonly GarchPathAsset[];
  /** What the models describe. */
  readonly returns: "log" | "simple";
  /** Of the normals behind the innovations; needed for two assets or more. */
  readonly correlation?: Matrix;
}

/**
 * GARCH paths that go on from the last day of a fit, one step per period of the model; the drift is
 * the models' own mean. Several assets have constant conditional correlation: a normal copula of their
 * innovations, each with its own law (with fat tails the innovations correlate a little less than
 * asked). One asset with normal innovations gives the returns of `simulateGarch`, bit for bit.
 *
 * Source: T. Bollerslev, Modelling the coherence in short-run nominal exchange rates, Review of
 * Economics and Statistics 72 (1990).
 *
 * @throws RangeError on parameters that allow a negative variance, and while drawing for a variance
 * that leaves the numbers and a simple return of -100 % or less (take log returns then).
 */
export function garchPathModel(options: GarchPathOptions): PathModel {
  const from = checkedStart(options);
  const { models, returns, correlation } = options;
  checkOneOf("returns", returns, ["log", "simple"]);
  checkModels(models, from.assets);
  const size = from.assets.length;
  const draw = correlatedNormals(size, correlation);
  const innovations = models.map(({ model }) => innovationOfNormal(model));
  const means = models.map(({ model }) => model.mean ?? 0);
  return {
    ...from,
    name: "GARCH",
    measure: "real-world",
    warnings: models.flatMap(({ model }, j) => stationarityWarning(model, from.assets[j]!)),
    mirrors: true,
    normalsPerStep: size,
    begin: (random) => {
      const walks = models.map(({ model, state }) => garchWalk(model, state));
      return (moves) => {
        draw(random, moves);
        for (let j = 0; j < size; j++) {
          const innovation = innovations[j]!(moves[j]!);
          const { residual } = walks[j]!(innovation, () => `a path of ${from.assets[j]}`);
          moves[j] = logReturnOf(means[j]! + residual, returns, from.assets[j]!);
        }
      };
    },
    ...(returns === "simple" && { expectedGrowth: compoundGrowth(means.map((mean) => 1 + mean)) }),
  };
}

/** A return as a log return; throws a RangeError for a simple one of -1 or less. @internal */
export function logReturnOf(value: number, kind: "log" | "simple", asset: string): number {
  if (kind === "log") return value;
  if (value > -1) return log1p(value);
  throw new RangeError(`simple return of ${asset} must be above -1 (take log returns): ${value}`);
}

function checkModels(models: readonly GarchPathAsset[], assets: readonly string[]): void {
  checkList("models", models);
  if (models.length !== assets.length) {
    throw new RangeError(`models must be one per asset, ${assets.length}: ${models.length}`);
  }
  for (const [j, one] of models.entries()) {
    checkObject(`models[${j}]`, one);
    const { model, state } = one;
    checkObject(`model of ${assets[j]}`, model);
    checkObject(`state of ${assets[j]}`, state);
    checkGarchModel(model);
    checkGarchState(state);
  }
}

function stationarityWarning(model: GarchModel, asset: string): PathWarning[] {
  if (isStationaryGarch(model)) return [];
  const message = `the variance of ${asset} has no long-run level: persistence ${garchPersistence(model)}`;
  return [{ code: "not-stationary", message }];
}
