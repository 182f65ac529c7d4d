import { checkFinite } from "../base/check.ts";
import type { Matrix } from "../math/matrix.ts";
import type { AssetMatrix } from "./asset-matrix.ts";
import type { CentredPanel } from "./centred-panel.ts";
import type { ReturnKind, ReturnPanel } from "./returns.ts";

/** Which estimator chose the intensity, and towards which target. */
export type ShrinkageMethod = "ledoit-wolf" | "oas" | "ledoit-wolf-constant-correlation";

/** A covariance matrix per period, shrunk towards a target: (1 - s) S + s T. */
export interface ShrunkCovariance extends AssetMatrix {
  readonly kind: ReturnKind;
  readonly method: ShrinkageMethod;
  /** The weight s of the target, in [0, 1]. */
  readonly shrinkage: number;
  /** The target T, in the unit of the covariances. */
  readonly target: Matrix;
  /** Dates behind the estimate; S divides by this count, not by one less. */
  readonly observations: number;
}

/** What an estimator found in the scaled panel. */
interface ScaledShrinkage {
  readonly method: ShrinkageMethod;
  readonly shrinkage: number;
  readonly target: Matrix;
}

/** The shrunk covariance in the unit of the panel. @internal */
export function shrunkCovariance(
  panel: ReturnPanel,
  { moments, scale, scaled }: CentredPanel,
  { method, shrinkage, target }: ScaledShrinkage,
): ShrunkCovariance {
  const square = scale * scale;
  checkFinite("square of the largest return", square);
  const mix = (value: number, at: number): number =>
    ((1 - shrinkage) * value + shrinkage * target.values[at]!) * square;
  return {
    kind: panel.kind,
    assets: panel.assets,
    values: { ...moments, values: moments.values.map(mix) },
    method,
    shrinkage,
    target: { ...target, values: target.values.map((value) => value * square) },
    observations: scaled.rows,
  };
}

/** The identity times the mean variance. @internal */
export function scaledIdentity({ rows, values }: Matrix): Matrix {
  const target = new Float64Array(rows * rows);
  let trace = 0;
  for (let i = 0; i < rows; i++) trace += values[i * rows + i]!;
  for (let i = 0; i < rows; i++) target[i * rows + i] = trace / rows;
  return { rows, columns: rows, values: target };
}

/** Sum of the squared elements. @internal */
export function sumOfSquares(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value * value, 0);
}
