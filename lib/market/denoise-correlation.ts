import { checkCount, checkObject, checkOneOf, checkPositive } from "../base/check.ts";
import { checkCorrelation } from "../math/check-matrix.ts";
import { scaleToUnitDiagonal } from "../math/correlation-repair.ts";
import { square } from "../math/elementary/power.ts";
import {
  composeSymmetric,
  type SymmetricEigen,
  semidefiniteSlack,
  symmetricEigen,
} from "../math/symmetric-eigen.ts";
import { type AssetMatrix, checkAssetMatrix } from "./asset-matrix.ts";
import type { DependenceWarning } from "./dependence-warning.ts";

export interface DenoiseOptions {
  /**
   * Variance of the noise: a number in (0, 1], or `residual`: fitted as what the eigenvalues above
   * the edge of variance 1 leave of the trace, over the count of all.
   */
  readonly noiseVariance: "residual" | number;
  /** How many of the largest eigenvalues (market modes) to take out after denoising; 0 if omitted. */
  readonly detone?: number;
}

/** A correlation matrix and the count of dates behind it. */
export interface EstimatedCorrelation extends AssetMatrix {
  readonly observations: number;
}

export interface DenoisedCorrelation extends EstimatedCorrelation {
  readonly noiseVariance: number;
  /** Upper edge of the Marchenko-Pastur law: noise stays below it. */
  readonly edge: number;
  /** Eigenvalues above the edge. */
  readonly signals: number;
  /** What every eigenvalue below the edge was replaced by; NaN when there was none. */
  readonly residualEigenvalue: number;
  readonly detoned: number;
  /** Largest first. */
  readonly eigenvaluesBefore: Float64Array;
  readonly eigenvaluesAfter: Float64Array;
  readonly warnings: readonly DependenceWarning[];
}

/**
 * A correlation matrix with its noise flattened: eigenvalues up to the Marchenko-Pastur edge
 * v (1 + sqrt(p / n))², for p assets and n dates, become their mean, and the matrix is scaled to
 * a diagonal of 1. Detoning then subtracts the largest components and scales again, which leaves a
 * singular matrix: for clustering, not for risk.
 *
 * Throws a RangeError for what is no correlation matrix and for `detone` of p or more.
 * Source: L. Laloux, P. Cizeau, J.-P. Bouchaud, M. Potters, Noise dressing of financial correlation
 * matrices, Physical Review Letters 83 (1999), with their fit of the variance; M. López de Prado,
 * Machine Learning for Asset Managers (2020), sections 2.5 and 2.6.
 *
 * @example denoiseCorrelation(correlation, { noiseVariance: "residual" }).signals
 */
export function denoiseCorrelation(
  correlation: EstimatedCorrelation,
  options: DenoiseOptions,
): DenoisedCorrelation {
  checkObject("correlation", correlation);
  checkObject("options", options);
  const { noiseVariance, detone = 0 } = options;
  checkAssetMatrix("correlation", correlation);
  const { assets, observations } = correlation;
  const size = assets.length;
  checkCorrelation("correlation", correlation.values);
  checkCount("observations", observations, 2);
  checkDetone(detone, size);
  const spectrum = symmetricEigen(correlation.values);
  const spread = square(1 + Math.sqrt(size / observations));
  const variance =
    noiseVariance === "residual" ? residualVariance(spectrum.values, spread) : given(noiseVariance);
  const edge = variance * spread;
  // With assets that follow from others the edge itself may be mere rounding.
  const slack = semidefiniteSlack(spectrum.values);
  const signals = spectrum.values.filter((value) => value > Math.max(edge, slack)).length;
  const residual = meanFrom(spectrum.values, signals);
  const residualEigenvalue = Math.abs(residual) <= slack ? 0 : residual;
  if (residualEigenvalue < 0) {
    throw new RangeError(
      `correlation must leave a positive residual eigenvalue: ${residualEigenvalue}`,
    );
  }
  const flat = flatten(spectrum, signals, residualEigenvalue);
  const values = detone === 0 ? flat : withoutLargest(flat, detone);
  const message = `all ${size} eigenvalues lie below the edge of ${edge}`;
  return {
    assets,
    observations,
    values,
    noiseVariance: variance,
    edge,
    signals,
    residualEigenvalue,
    detoned: detone,
    eigenvaluesBefore: spectrum.values,
    eigenvaluesAfter: symmetricEigen(values).values,
    warnings: signals === 0 ? [{ code: "no-signal", message }] : [],
  };
}

/**
 * One step from a variance of 1: what the eigenvalues above its edge leave of the trace, over the
 * count of all. Further steps would go on peeling until nothing counts as noise.
 */
function residualVariance(eigenvalues: Float64Array, spread: number): number {
  const noise = eigenvalues.filter((value) => value <= spread);
  return noise.reduce((sum, value) => sum + value, 0) / eigenvalues.length;
}

function flatten(
  { values, vectors }: SymmetricEigen,
  signals: number,
  residual: number,
): ReturnType<typeof scaleToUnitDiagonal> {
  const flattened = values.map((value, k) => (k < signals ? value : residual));
  return scaleToUnitDiagonal(composeSymmetric(vectors, flattened));
}

function withoutLargest(
  matrix: AssetMatrix["values"],
  count: number,
): ReturnType<typeof scaleToUnitDiagonal> {
  const { values, vectors } = symmetricEigen(matrix);
  const kept = values.map((value, k) => (k < count ? 0 : Math.max(0, value)));
  return scaleToUnitDiagonal(composeSymmetric(vectors, kept));
}

function meanFrom(values: Float64Array, start: number): number {
  const rest = values.subarray(start);
  return rest.reduce((sum, value) => sum + value, 0) / rest.length;
}

function given(variance: number | string): number {
  if (typeof variance === "string") checkOneOf("noiseVariance", variance, ["residual"]);
  const value = variance as number;
  checkPositive("noiseVariance", value);
  if (value > 1) throw new RangeError(`noiseVariance must be in (0, 1]: ${value}`);
  return value;
}

function checkDetone(detone: number, size: number): void {
  checkCount("detone", detone, 0);
  if (detone >= size) throw new RangeError(`detone must be below ${size} assets: ${detone}`);
}
