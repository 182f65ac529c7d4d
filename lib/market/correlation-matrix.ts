import { checkObject, checkOneOf } from "../base/check.ts";
import { checkSymmetric } from "../math/check-matrix.ts";
import { columnCorrelations, pearsonCorrelation, spearmanCorrelation } from "../math/covariance.ts";
import { kendallCorrelation } from "../math/kendall.ts";
import type { Matrix } from "../math/matrix.ts";
import { isConstant } from "../math/moments.ts";
import { checkPanel } from "./complete-panel.ts";
import {
  checkShared,
  type MissingReturns,
  type PairSample,
  type PairTable,
  pairPlan,
} from "./pair-table.ts";
import type { ReturnPanel } from "./returns.ts";

/**
 * `pearson` of the returns themselves, `spearman` of their ranks (ties share the average rank),
 * `kendall` tau-b: concordant less discordant pairs of dates, ties counted out.
 */
export type CorrelationMethod = "pearson" | "spearman" | "kendall";

const measures = {
  pearson: pearsonCorrelation,
  spearman: spearmanCorrelation,
  kendall: kendallCorrelation,
};

export interface CorrelationOptions {
  readonly method: CorrelationMethod;
  readonly missing: MissingReturns;
}

/** Correlations in [-1, 1] in the panel's order of assets; the diagonal is exactly 1. */
export interface CorrelationMatrix extends PairTable {
  readonly method: CorrelationMethod;
}

/**
 * The correlation matrix of the returns of a panel.
 *
 * Throws a RangeError, naming the assets, when a pair shares fewer than three returns or when an
 * asset does not vary over the shared dates: such a correlation does not exist. Also for a return that is infinite,
 * for an asset named twice and for none.
 */
export function correlationMatrix(
  panel: ReturnPanel,
  options: CorrelationOptions,
): CorrelationMatrix {
  const { matrix, whole, each } = checkCorrelationMatrix(panel, options);
  const values = matrix && columnCorrelations(matrix);
  return values ? whole(values) : each();
}

/** How the correlations are come by: those of all pairs at once, by Pearson's formula, or one by one. @internal */
export interface CorrelationPlan {
  /** The returns of all pairs, where they may be measured at once. */
  readonly matrix: Matrix | undefined;
  readonly whole: (values: Float64Array) => CorrelationMatrix;
  readonly each: () => CorrelationMatrix;
}

/** Throws for what {@link correlationMatrix} refuses of its options. @internal */
export function checkCorrelationMatrix(
  panel: ReturnPanel,
  options: CorrelationOptions,
): CorrelationPlan {
  checkPanel(panel);
  checkObject("options", options);
  const { method, missing } = options;
  checkOneOf("method", method, ["pearson", "spearman", "kendall"]);
  const correlate = measures[method];
  const measure = (pair: PairSample): number => {
    checkShared(pair, 3);
    checkBothVary(pair);
    return pair.names[0] === pair.names[1] ? 1 : correlate(pair.left, pair.right);
  };
  const { matrix, whole, each } = pairPlan(panel, missing);
  return {
    matrix: method === "pearson" ? matrix : undefined,
    whole: (values) => Object.assign(whole(values), { method }),
    each: () => ({ ...each(measure), method }),
  };
}

/** The mean of the correlations of different assets; needs two assets. */
export function averageCorrelation(matrix: CorrelationMatrix): number {
  checkObject("matrix", matrix);
  checkSymmetric("values of matrix", matrix.values);
  const { rows, values } = matrix.values;
  if (rows < 2) throw new RangeError(`matrix must have at least 2 assets: ${rows}`);
  let sum = 0;
  for (let i = 0; i < rows; i++) for (let j = 0; j < i; j++) sum += values[i * rows + j]!;
  return sum / ((rows * (rows - 1)) / 2);
}

function checkBothVary({ names, left, right }: PairSample): void {
  if (isConstant(left)) refuseConstant(names[0], left);
  if (isConstant(right)) refuseConstant(names[1], right);
}

function refuseConstant(asset: string, returns: Float64Array): never {
  throw new RangeError(
    `${asset} must vary to have a correlation: ${returns.length} returns of ${returns[0]}`,
  );
}
