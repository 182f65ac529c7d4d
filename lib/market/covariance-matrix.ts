import { checkObject } from "../base/check.ts";
import { columnCovariances, sampleCovariance } from "../math/covariance.ts";
import type { Matrix } from "../math/matrix.ts";
import { checkPanel } from "./complete-panel.ts";
import {
  checkShared,
  type MissingReturns,
  type PairSample,
  type PairTable,
  pairPlan,
} from "./pair-table.ts";
import type { ReturnPanel } from "./returns.ts";

export interface CovarianceOptions {
  readonly missing: MissingReturns;
}

/** Sample covariances per period (not annualised), in the panel's order of assets. */
export type CovarianceMatrix = PairTable;

/**
 * The sample covariance matrix of the returns of a panel (means taken out, n - 1).
 *
 * Throws a RangeError, naming the assets, when a pair shares fewer than two returns and for a return that is
 * infinite; for an asset named twice and for none.
 */
export function covarianceMatrix(panel: ReturnPanel, options: CovarianceOptions): CovarianceMatrix {
  const { matrix, whole, each } = checkCovarianceMatrix(panel, options);
  const values = matrix && columnCovariances(matrix);
  return values ? whole(values) : each();
}

/** How the covariances are come by: all at once, or one by one. @internal */
export interface CovariancePlan {
  /** The returns of all pairs, where they may be measured at once. */
  readonly matrix: Matrix | undefined;
  readonly whole: (values: Float64Array) => CovarianceMatrix;
  readonly each: () => CovarianceMatrix;
}

/** Throws for what {@link covarianceMatrix} refuses of its options. @internal */
export function checkCovarianceMatrix(
  panel: ReturnPanel,
  options: CovarianceOptions,
): CovariancePlan {
  checkPanel(panel);
  checkObject("options", options);
  const measure = (pair: PairSample): number => {
    checkShared(pair, 2);
    return sampleCovariance(pair.left, pair.right);
  };
  const { matrix, whole, each } = pairPlan(panel, options.missing);
  return { matrix, whole, each: () => each(measure) };
}
