import { covarianceParts } from "../math/covariance-parts.ts";
import { square } from "../math/elementary/power.ts";
import type { Matrix } from "../math/matrix.ts";
import { centredPanel } from "./centred-panel.ts";
import { checkAllVary, checkPanel } from "./complete-panel.ts";
import type { ReturnPanel } from "./returns.ts";
import { type ShrunkCovariance, shrunkCovariance, sumOfSquares } from "./shrunk-covariance.ts";

/**
 * The covariance matrix after Ledoit and Wolf, shrunk towards their own variances with one
 * correlation for all pairs, the mean of the sample's. Per period, means taken out, S divided by n;
 * variances stay as they are. With two assets the target is S itself and the intensity 0.
 *
 * Needs two dates without a missing return and two assets; refuses an asset that does not vary.
 * Source: O. Ledoit, M. Wolf, Honey, I shrunk the sample covariance matrix, Journal of Portfolio
 * Management 30 (2004), appendices A and B.
 *
 * @example ledoitWolfConstantCorrelation(completeRows(returns, majors).panel).shrinkage
 */
export function ledoitWolfConstantCorrelation(panel: ReturnPanel): ShrunkCovariance {
  checkPanel(panel);
  const centred = centredPanel(panel);
  if (panel.assets.length < 2) throw new RangeError("panel must have at least 2 assets: 1");
  checkAllVary(panel);
  const { moments, scaled } = centred;
  const { volatilities, correlation } = covarianceParts(moments);
  const common = meanOffDiagonal(correlation);
  const target = constantCorrelation(volatilities, common);
  const distance = sumOfSquares(moments.values.map((value, at) => value - target.values[at]!));
  const { errors, alignment } = asymptoticSums(scaled, { moments, volatilities, common });
  const negligible = square(Number.EPSILON) * sumOfSquares(moments.values);
  const best = (errors - alignment) / distance / scaled.rows;
  const shrinkage = distance <= negligible ? 0 : Math.min(1, Math.max(0, best));
  const method = "ledoit-wolf-constant-correlation";
  return shrunkCovariance(panel, centred, { method, shrinkage, target });
}

interface Ingredients {
  readonly moments: Matrix;
  readonly volatilities: Float64Array;
  readonly common: number;
}

/** The sums of the paper's pi and rho over all pairs. */
function asymptoticSums(
  { rows, columns, values }: Matrix,
  { moments, volatilities, common }: Ingredients,
): { errors: number; alignment: number } {
  let errors = 0;
  let alignment = 0;
  for (let i = 0; i < columns; i++) {
    const variance = moments.values[i * columns + i]!;
    for (let j = 0; j < columns; j++) {
      const covariance = moments.values[i * columns + j]!;
      let error = 0;
      let crossed = 0;
      for (let t = 0; t < rows; t++) {
        const x = values[t * columns + i]!;
        const product = x * values[t * columns + j]! - covariance;
        error += product * product;
        crossed += (x * x - variance) * product;
      }
      errors += error / rows;
      const ratio = volatilities[j]! / volatilities[i]!;
      alignment += i === j ? error / rows : (common * ratio * crossed) / rows;
    }
  }
  return { errors, alignment };
}

function constantCorrelation(volatilities: Float64Array, common: number): Matrix {
  const size = volatilities.length;
  const values = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      values[i * size + j] = (i === j ? 1 : common) * volatilities[i]! * volatilities[j]!;
    }
  }
  return { rows: size, columns: size, values };
}

function meanOffDiagonal({ rows, values }: Matrix): number {
  let sum = 0;
  for (let i = 0; i < rows; i++) for (let j = 0; j < i; j++) sum += values[i * rows + j]!;
  return sum / ((rows * (rows - 1)) / 2);
}
