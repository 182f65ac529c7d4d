import { checkList, checkObject, checkOneOf, checkSample, checkShare } from "../base/check.ts";
import { checkCorrelation } from "../math/check-matrix.ts";
import type { CorrelationRepair, RepairMethod } from "../math/correlation-repair.ts";
import { covarianceFromParts } from "../math/covariance-parts.ts";
import type { Matrix } from "../math/matrix.ts";
import { nearestCorrelation } from "../math/nearest-correlation.ts";
import { spectralRepair } from "../math/spectral-repair.ts";
import { type AssetMatrix, checkAssetMatrix } from "./asset-matrix.ts";
import type { DependenceWarning } from "./dependence-warning.ts";
import { findAsset } from "./find-asset.ts";

/** Where the correlations of different assets are to go. */
export interface CorrelationStress {
  /** One value for all of them, in [-1, 1], or a matrix over the same assets in the same order. */
  readonly to: number | AssetMatrix;
  /** Only the correlations among these assets; all when left out. */
  readonly among?: readonly string[];
  /** How far: 0 leaves them, 1 (if omitted) goes all the way. */
  readonly weight?: number;
  /** What to do when the result is no correlation matrix; `nearest` if omitted. */
  readonly repair?: RepairMethod;
}

/** Stressed correlations: semi-definite, with a diagonal of 1. */
export interface StressedCorrelation extends AssetMatrix {
  /** The matrix that was asked for, before any repair. */
  readonly requested: Matrix;
  /** What had to be repaired: `changed: false` when the request was a correlation matrix. */
  readonly repair: CorrelationRepair;
  /** `repaired`, and `not-converged` when the repair stopped early. */
  readonly warnings: readonly DependenceWarning[];
}

/**
 * Correlations moved towards a target, (1 - w) base + w target for the pairs concerned, and repaired
 * to a correlation matrix when the move made them impossible together: a block at 0.9 whose members
 * keep different correlations with the rest may be.
 *
 * A single asset stays as it is. Throws a RangeError for what is no correlation matrix, an unknown or
 * repeated asset, fewer than two of them named, a value outside [-1, 1] and a weight outside [0, 1].
 *
 * @example stressCorrelation(correlation, { to: 0.9 })
 * @example stressCorrelation(correlation, { to: 0.95, among: ["SOL", "AVAX"], weight: 0.5 })
 */
export function stressCorrelation(
  correlation: AssetMatrix,
  stress: CorrelationStress,
): StressedCorrelation {
  checkObject("correlation", correlation);
  checkObject("stress", stress);
  const { to, among = correlation.assets, weight = 1, repair: method = "nearest" } = stress;
  checkAssetMatrix("correlation", correlation);
  checkCorrelation("correlation", correlation.values);
  checkList("among", among);
  checkShare("weight", weight);
  checkOneOf("repair", method, ["nearest", "spectral"]);
  const target = targetOf(to, correlation.assets);
  const requested = blend(correlation.values, {
    target,
    weight,
    concerned: positionsOf(among, correlation.assets),
  });
  const repair = method === "nearest" ? nearestCorrelation(requested) : spectralRepair(requested);
  return {
    assets: correlation.assets,
    values: repair.values,
    requested,
    repair,
    warnings: warningsOf(repair),
  };
}

/**
 * The covariance matrix of stressed correlations and volatilities (one per asset, in order), in
 * the square of their unit: daily in, daily out.
 *
 * @throws RangeError for a negative volatility, a count that differs, or what is no correlation.
 * @example stressedCovariance(stressCorrelation(correlation, { to: 0.9 }), [0.04, 0.05])
 */
export function stressedCovariance(
  correlation: AssetMatrix,
  volatilities: ArrayLike<number>,
): AssetMatrix {
  checkObject("correlation", correlation);
  checkAssetMatrix("correlation", correlation);
  checkSample("volatilities", volatilities, 1);
  const values = covarianceFromParts({
    volatilities: Float64Array.from(volatilities),
    correlation: correlation.values,
  });
  return { assets: correlation.assets, values };
}

type TargetOf = (at: number) => number;

function targetOf(to: number | AssetMatrix, assets: readonly string[]): TargetOf {
  if (typeof to === "number") {
    if (!(Math.abs(to) <= 1)) throw new RangeError(`to must be in [-1, 1]: ${to}`);
    return () => to;
  }
  checkAssetMatrix("to", to);
  checkCorrelation("to", to.values);
  if (to.assets.length !== assets.length || to.assets.some((asset, i) => asset !== assets[i])) {
    throw new RangeError(`to must have the assets ${assets.join(", ")}: ${to.assets.join(", ")}`);
  }
  return (at) => to.values.values[at]!;
}

function positionsOf(among: readonly string[], assets: readonly string[]): ReadonlySet<number> {
  const positions = new Set(among.map((asset) => findAsset(assets, asset)));
  // A book of one asset has no correlation to move: all of it stays as it is.
  const alone = assets.length === 1 && among === assets;
  if (positions.size === among.length && (positions.size >= 2 || alone)) return positions;
  throw new RangeError(`among must name at least 2 assets, each once: ${among.join(", ")}`);
}

interface Blend {
  readonly target: TargetOf;
  readonly weight: number;
  readonly concerned: ReadonlySet<number>;
}

/** Symmetric to the last bit and with a diagonal of exactly 1. */
function blend({ rows, values }: Matrix, { target, weight, concerned }: Blend): Matrix {
  const blended = new Float64Array(rows * rows);
  for (let i = 0; i < rows; i++) {
    blended[i * rows + i] = 1;
    for (let j = 0; j < i; j++) {
      const at = i * rows + j;
      const base = values[at]!;
      const moves = weight > 0 && concerned.has(i) && concerned.has(j);
      const value = moves ? (1 - weight) * base + weight * target(at) : base;
      blended[at] = blended[j * rows + i] = Math.min(1, Math.max(-1, value));
    }
  }
  return { rows, columns: rows, values: blended };
}

function warningsOf(repair: CorrelationRepair): DependenceWarning[] {
  const warnings: DependenceWarning[] = [];
  const smallest = repair.eigenvaluesBefore.at(-1)!;
  if (repair.changed && repair.iterations > 0) {
    const message =
      `the correlations asked for cannot hold together (smallest eigenvalue ${smallest}); ` +
      `largest change of the repair ${repair.maximumChange}`;
    warnings.push({ code: "repaired", message });
  }
  if (!repair.converged) {
    const message = `the repair stopped after ${repair.iterations} rounds`;
    warnings.push({ code: "not-converged", message });
  }
  return warnings;
}
