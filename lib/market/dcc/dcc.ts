import { factorLower } from "../../math/cholesky.ts";
import { covarianceParts } from "../../math/covariance-parts.ts";
import type { Matrix } from "../../math/matrix.ts";
import type { AssetMatrix } from "../asset-matrix.ts";
import { secondMoments } from "../centred-panel.ts";
import { type AssetPanel, checkAllVary, checkComplete, checkPanel } from "../complete-panel.ts";
import type { DatedSeries } from "../dated-series.ts";
import type { DependenceWarning } from "../dependence-warning.ts";
import { type DccSearch, searchDcc } from "./dcc-fit.ts";
import { type DccParameters, runDcc } from "./dcc-recursion.ts";
import { type DccStandardErrors, dccStandardErrors } from "./dcc-standard-errors.ts";

/** A fitted DCC(1,1) model. `values` is the correlation matrix for the date after the last. */
export interface DccFit extends AssetMatrix, DccParameters {
  readonly dates: readonly string[];
  readonly observations: number;
  /** a + b: how much of a day's departure is left on the next. */
  readonly persistence: number;
  readonly standardErrors: DccStandardErrors;
  /** -1/2 sum (ln |R| + z' R^-1 z - z' z): adds to the log-likelihoods of the single series. */
  readonly logLikelihood: number;
  /** The same with a = b = 0: constant correlations. */
  readonly constantLogLikelihood: number;
  /** The level that correlations return to. */
  readonly unconditional: Matrix;
  /** One correlation matrix per date, each from the residuals before it; the first is the level. */
  readonly path: readonly Matrix[];
  /** The mean correlation of different assets along the path. */
  readonly average: DatedSeries;
  /** False when the correlations do not move: a and b are then stated as 0. */
  readonly identified: boolean;
  /** True when a + b < 1. */
  readonly stationary: boolean;
  readonly converged: boolean;
  readonly iterations: number;
  readonly warnings: readonly DependenceWarning[];
}

/** From here on a + b counts as 1. */
const unitPersistence = 1 - 1e-6;

/**
 * Dynamic conditional correlations, the second of Engle's two steps: from standardised residuals
 * z (returns over their conditional volatilities, GARCH or EWMA) by maximum likelihood in a, b >= 0,
 * a + b <= 1. Q[t + 1] = (1 - a - b) S + a z[t] z[t]' + b Q[t], S the second moments of all residuals
 * (so the path looks ahead through S, a and b), and R = Q scaled to a unit diagonal.
 *
 * Needs two assets and more dates than assets. Throws a RangeError on a missing residual, on columns
 * that are not standardised (root mean square outside 0.5 to 2) or do not vary, and on assets that
 * duplicate others.
 * Source: R. Engle, Dynamic conditional correlation, Journal of Business and Economic Statistics 20
 * (2002); R. Engle, K. Sheppard, NBER working paper 8554 (2001).
 *
 * @example dcc({ dates, assets: ["BTC", "ETH"], values: matrixFromColumns }).persistence
 */
export function dcc(standardisedResiduals: AssetPanel): DccFit {
  checkPanel(standardisedResiduals);
  const { assets, dates, values: residuals } = standardisedResiduals;
  if (assets.length < 2)
    throw new RangeError(`panel must have at least 2 assets: ${assets.length}`);
  checkComplete(standardisedResiduals, assets.length + 2);
  const target = secondMoments(residuals);
  checkStandardised(assets, target);
  checkAllVary(standardisedResiduals);
  checkDefinite(assets, target);
  const search = searchDcc(residuals, target);
  const { a, b, identified } = search;
  const matrices: Matrix[] = [];
  const visit = ({ state }: { readonly state: Float64Array }): void => {
    matrices.push(covarianceParts({ ...target, values: state.slice() }).correlation);
  };
  runDcc(residuals, target, { a, b, visit });
  const path = matrices.slice(0, -1);
  const interior = identified && a > 0 && b > 0 && a + b < unitPersistence;
  return {
    assets,
    dates,
    observations: dates.length,
    ...search,
    persistence: a + b,
    standardErrors: interior
      ? dccStandardErrors(residuals, target, { a, b })
      : { a: Number.NaN, b: Number.NaN },
    unconditional: covarianceParts(target).correlation,
    values: matrices.at(-1)!,
    path,
    average: { dates, values: Float64Array.from(path, averageOf) },
    stationary: a + b < unitPersistence,
    warnings: warningsOf(search),
  };
}

function warningsOf({ a, b, identified, converged, iterations }: DccSearch): DependenceWarning[] {
  const warnings: DependenceWarning[] = [];
  if (!converged) {
    const message = `the search stopped after ${iterations} iterations at a = ${a}, b = ${b}`;
    warnings.push({ code: "not-converged", message });
  }
  if (!identified) {
    const message = "no a > 0 raises the likelihood above that of constant correlations";
    warnings.push({ code: "no-dynamics", message });
  } else if (a + b >= unitPersistence) {
    const message = `a + b = ${a + b}: correlations have no level to return to`;
    warnings.push({ code: "not-stationary", message });
  }
  return warnings;
}

function checkStandardised(assets: readonly string[], { rows, values }: Matrix): void {
  assets.forEach((asset, i) => {
    const size = Math.sqrt(values[i * rows + i]!);
    if (size >= 0.5 && size <= 2) return;
    throw new RangeError(
      `residuals of ${asset} must be standardised, root mean square in [0.5, 2]: ${size}`,
    );
  });
}

function checkDefinite(assets: readonly string[], target: Matrix): void {
  const failed = factorLower(target, new Float64Array(target.values.length));
  if (failed === undefined) return;
  throw new RangeError(
    `residuals of ${assets[failed.row]} must not follow from those before it: pivot ${failed.pivot}`,
  );
}

function averageOf({ rows, values }: Matrix): number {
  let sum = 0;
  for (let i = 0; i < rows; i++) for (let j = 0; j < i; j++) sum += values[i * rows + j]!;
  return sum / ((rows * (rows - 1)) / 2);
}
