import { checkObject } from "../base/check.ts";
import { columnCovariances, sampleCovariance } from "../math/covariance.ts";
import { checkPanel } from "./complete-panel.ts";
import {
  checkShared,
  type MissingReturns,
  type PairSample,
  type PairTable,
  pairTable,
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
 * Throws a RangeError, naming the assets, when a pair shares fewer than two returns.
 */
export function covarianceMatrix(panel: ReturnPanel, options: CovarianceOptions): CovarianceMatrix {
  checkPanel(panel);
  checkObject("options", options);
  const measure = (pair: PairSample): number => {
    checkShared(pair, 2);
    return sampleCovariance(pair.left, pair.right);
  };
  return pairTable(panel, options.missing, { measure, whole: columnCovariances });
}
