import { checkCount, checkObject, checkOneOf, checkPositive, checkSample } from "../base/check.ts";
import { checkComplete } from "../market/complete-panel.ts";
import { checkKind, type ReturnPanel } from "../market/returns.ts";
import { checkMatrix } from "../math/check-matrix.ts";
import { chiSquareDraw } from "../math/chi-square-draw.ts";
import { sin } from "../math/elementary/trigonometric.ts";
import { fitStudentT } from "../math/fit-student-t.ts";
import { kendallCorrelation } from "../math/kendall.ts";
import { type Matrix, matrixColumn } from "../math/matrix.ts";
import { isConstant } from "../math/moments.ts";
import { normalDistribution } from "../math/normal-distribution.ts";
import { sortedQuantile } from "../math/quantile.ts";
import { type RandomStream, randomStream } from "../math/random-stream.ts";
import { studentTDistribution, studentTQuantile } from "../math/student-t.ts";
import { composeSymmetric, symmetricEigen } from "../math/symmetric-eigen.ts";
import type { ReturnScenarios } from "../scenario/position-pnl.ts";

/** A copula with the marginals it joins, and how often it is drawn from. */
export interface CopulaOptions {
  readonly copula: "normal" | "student-t";
  /** Of the t copula; required for it, refused for the normal. Few mean joint extremes. */
  readonly degreesOfFreedom?: number;
  /** `empirical`: type-7 quantiles of the column; `student-t`: fitted by maximum likelihood. */
  readonly marginals: "empirical" | "student-t";
  readonly draws: number;
  readonly seed: number;
}

/** Joint daily simple returns that were drawn, and what they were drawn with. */
export interface CopulaReturns extends ReturnScenarios {
  readonly seed: number;
  /** The correlations of the copula. */
  readonly correlation: Matrix;
  /** Dates behind correlations and marginals. */
  readonly observations: number;
  /** Draws of a single return below -1, taken as -1; only fitted marginals reach there. */
  readonly floored: number;
}

/**
 * Joint daily returns drawn from a copula fitted to a panel, for `positionPnl`: the scenario set
 * behind {@link copulaVar}, draw for draw. A price cannot fall by more than all of it: lower draws
 * are -1 and counted.
 *
 * @throws RangeError for log returns, a missing return, an asset that does not vary, fewer than ten
 * dates, and degrees of freedom that the copula has no use for.
 * @example copulaReturns(panel, { copula: "normal", marginals: "empirical", draws: 10_000, seed: 1 })
 */
export function copulaReturns(panel: ReturnPanel<"simple">, options: CopulaOptions): CopulaReturns {
  checkObject("panel", panel);
  checkObject("options", options);
  checkKind("panel", panel, "simple");
  checkComplete(panel, 10);
  const { returns, correlation } = drawCopula(panel.values, options);
  let floored = 0;
  const values = returns.values.map((value) => {
    if (value >= -1) return value;
    floored++;
    return -1;
  });
  return {
    assets: panel.assets,
    values: { ...returns, values },
    horizonDays: 1,
    method: copulaName(options),
    seed: options.seed,
    correlation,
    observations: panel.dates.length,
    floored,
  };
}

/** `normal copula, empirical marginals`. @internal */
export function copulaName({ copula, marginals }: CopulaOptions): string {
  return `${copula} copula, ${marginals} marginals`;
}

/** Draws (rows) of joint returns (columns) and the correlations they were drawn with. @internal */
export function drawCopula(
  returns: Matrix,
  options: CopulaOptions,
): { readonly returns: Matrix; readonly correlation: Matrix } {
  checkCopula(returns, options);
  const { draws, seed } = options;
  const size = returns.columns;
  const columns = Array.from({ length: size }, (_, j) => matrixColumn(returns, j));
  const correlation = kendallMatrix(columns);
  const quantiles = columns.map((column) => marginalOf(column, options.marginals));
  const draw = jointDraw(squareRoot(correlation), options);
  const values = new Float64Array(draws * size);
  for (let i = 0; i < draws; i++) {
    draw(randomStream({ seed, stream: i })).forEach((u, j) => {
      values[i * size + j] = quantiles[j]!(u);
    });
  }
  return { returns: { rows: draws, columns: size, values }, correlation };
}

function checkCopula(returns: Matrix, options: CopulaOptions): void {
  const { copula, degreesOfFreedom } = options;
  checkMatrix("returns", returns);
  checkSample("returns", returns.values, 1);
  checkCount("rows of returns", returns.rows, 10);
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
      const rho = sin((Math.PI / 2) * kendallCorrelation(left, right));
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
  { copula, degreesOfFreedom = Number.NaN }: CopulaOptions,
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
