import {
  checkCount,
  checkOneOf,
  checkPositive,
  checkSameLength,
  checkSample,
} from "../base/check.ts";
import { chiSquareDraw } from "../math/chi-square-draw.ts";
import { fitStudentT } from "../math/fit-student-t.ts";
import { kendallCorrelation } from "../math/kendall.ts";
import { type Matrix, matrixColumn } from "../math/matrix.ts";
import { isConstant } from "../math/moments.ts";
import { normalDistribution } from "../math/normal-distribution.ts";
import { sortedQuantile } from "../math/quantile.ts";
import { type RandomStream, randomStream } from "../math/random-stream.ts";
import { studentTDistribution, studentTQuantile } from "../math/student-t.ts";
import { composeSymmetric, symmetricEigen } from "../math/symmetric-eigen.ts";
import { historicalVar } from "./historical-var.ts";
import {
  checkRiskOptions,
  type IntervalEstimate,
  type RiskOptions,
  withIntervals,
} from "./interval-estimate.ts";

export interface CopulaVarOptions extends RiskOptions {
  /** Signed, in `unit`, one per column. */
  readonly exposures: ArrayLike<number>;
  readonly copula: "normal" | "student-t";
  /** Of the t copula; required for it, refused for the normal. Few mean joint extremes. */
  readonly degreesOfFreedom?: number;
  /** `empirical`: type-7 quantiles of the column; `student-t`: fitted by maximum likelihood. */
  readonly marginals: "empirical" | "student-t";
  readonly draws: number;
  readonly seed: number;
}

/** An estimate from joint returns that were drawn. */
export interface CopulaEstimate extends IntervalEstimate {
  readonly draws: number;
  readonly seed: number;
  /** The correlations that were drawn with. */
  readonly correlation: Matrix;
}

/**
 * Monte Carlo VaR and expected shortfall of exposures to simple returns (rows are observations, columns
 * assets) whose dependence is a normal or Student-t copula and whose marginals stay their own.
 *
 * Correlations are sin(pi tau / 2) of Kendall's tau, which holds for both copulas; negative eigenvalues
 * of the whole are set to 0 and the diagonal back to 1. Draw i is stream i of the seed. Standard errors
 * are of the simulation alone. Empirical marginals never draw beyond what was observed.
 *
 * Source: A. McNeil, R. Frey, P. Embrechts, Quantitative Risk Management (2015), sections 7.3 and 7.5.
 *
 * @throws RangeError for NaN, columns that do not vary, fewer than ten rows, fewer draws than the
 * confidence needs, and degrees of freedom that the copula has no use for.
 */
export function copulaVar(returns: Matrix, options: CopulaVarOptions): CopulaEstimate {
  checkOptions(returns, options);
  const { confidence, horizonDays, unit, draws, seed, exposures } = options;
  const columns = Array.from({ length: returns.columns }, (_, j) => matrixColumn(returns, j));
  const correlation = kendallMatrix(columns);
  const quantiles = columns.map((column) => marginalOf(column, options.marginals));
  const draw = jointDraw(squareRoot(correlation), options);
  const outcomes = Float64Array.from({ length: draws }, (_, i) =>
    draw(randomStream({ seed, stream: i })).reduce(
      (sum, u, j) => sum + exposures[j]! * quantiles[j]!(u),
      0,
    ),
  );
  const found = historicalVar(outcomes, { confidence, horizonDays, unit, windows: "separate" });
  const estimate = {
    valueAtRisk: found.valueAtRisk,
    expectedShortfall: found.expectedShortfall,
    unit,
    method: `${options.copula} copula, ${options.marginals} marginals`,
    confidence,
    horizonDays,
    observations: returns.rows,
    tailCount: found.tailCount,
    standardError: found.standardError,
    expectedShortfallStandardError: found.expectedShortfallStandardError,
    draws,
    seed,
    correlation,
    warnings: found.warnings,
  };
  return withIntervals(estimate, options.intervalLevel);
}

function checkOptions(returns: Matrix, options: CopulaVarOptions): void {
  const { exposures, copula, degreesOfFreedom } = options;
  checkRiskOptions(options);
  checkSample("returns", returns.values, 1);
  checkCount("rows of returns", returns.rows, 10);
  checkSample("exposures", exposures, 1);
  checkSameLength(["exposures", "columns of returns"], exposures, { length: returns.columns });
  checkOneOf("copula", copula, ["normal", "student-t"]);
  checkOneOf("marginals", options.marginals, ["empirical", "student-t"]);
  checkCount("draws", options.draws, 1);
  if (copula === "student-t") checkPositive("degreesOfFreedom", degreesOfFreedom as number);
  else if (degreesOfFreedom !== undefined) {
    throw new RangeError(`degreesOfFreedom must not be given for normal: ${degreesOfFreedom}`);
  }
  for (let j = 0; j < returns.columns; j++) {
    const column = matrixColumn(returns, j);
    if (isConstant(column)) throw new RangeError(`column ${j} must not all be equal: ${column[0]}`);
  }
}

/** sin(pi tau / 2), made semi-definite where that of the pairs together is not. */
function kendallMatrix(columns: readonly Float64Array[]): Matrix {
  const size = columns.length;
  const values = new Float64Array(size * size);
  columns.forEach((left, i) => {
    values[i * size + i] = 1;
    columns.slice(0, i).forEach((right, j) => {
      const rho = Math.sin((Math.PI / 2) * kendallCorrelation(left, right));
      values[i * size + j] = values[j * size + i] = rho;
    });
  });
  const { values: spectrum, vectors } = symmetricEigen({ rows: size, columns: size, values });
  if (spectrum.at(-1)! >= 0) return { rows: size, columns: size, values };
  const raised = composeSymmetric(
    vectors,
    spectrum.map((value) => Math.max(0, value)),
  );
  const scale = columns.map((_, i) => Math.sqrt(raised.values[i * size + i]!));
  return {
    ...raised,
    values: raised.values.map((x, at) => x / (scale[Math.floor(at / size)]! * scale[at % size]!)),
  };
}

function squareRoot(correlation: Matrix): Matrix {
  const { values, vectors } = symmetricEigen(correlation);
  return composeSymmetric(
    vectors,
    values.map((value) => Math.sqrt(Math.max(0, value))),
  );
}

function marginalOf(
  column: Float64Array,
  marginals: "empirical" | "student-t",
): (probability: number) => number {
  if (marginals === "empirical") {
    const sorted = column.toSorted();
    return (u) => sortedQuantile(sorted, u, 7);
  }
  const { location, scale, degreesOfFreedom } = fitStudentT(column);
  return (u) => location + scale * studentTQuantile(u, degreesOfFreedom);
}

/** Uniforms on (0, 1) with the dependence of the copula. */
function jointDraw(
  root: Matrix,
  { copula, degreesOfFreedom = Number.NaN }: CopulaVarOptions,
): (random: RandomStream) => number[] {
  const size = root.rows;
  return (random) => {
    const z = Array.from({ length: size }, () => random.normal());
    const joint = z.map((_, i) =>
      z.reduce((sum, value, j) => sum + root.values[i * size + j]! * value, 0),
    );
    if (copula === "normal") return joint.map(normalDistribution);
    const stretch = Math.sqrt(degreesOfFreedom / chiSquareDraw(degreesOfFreedom, random));
    return joint.map((value) => studentTDistribution(value * stretch, degreesOfFreedom));
  };
}
