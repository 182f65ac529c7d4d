import { checkObject, checkSample } from "../base/check.ts";
import type { Matrix } from "./matrix.ts";

/** How far from 1 a row of probabilities may sum. */
const rounding = 1e-9;

/** Throws a RangeError unless `matrix` is square with rows of probabilities that sum to 1. */
export function checkTransition(name: string, matrix: Matrix): void {
  checkObject(name, matrix);
  const { rows, columns, values } = matrix;
  checkSample(`values of ${name}`, values, 1);
  if (rows !== columns || rows === 0 || values.length !== rows * columns) {
    throw new RangeError(`${name} must be square and not empty: ${rows} by ${columns}`);
  }
  for (let i = 0; i < rows; i++) {
    const row = values.subarray(i * columns, (i + 1) * columns);
    const sum = row.reduce((total, value) => total + value, 0);
    if (row.every((value) => value >= 0 && value <= 1) && Math.abs(sum - 1) <= rounding) continue;
    throw new RangeError(
      `row ${i} of ${name} must be probabilities that sum to 1: ${row.join(", ")}`,
    );
  }
}

/**
 * The distribution that a Markov chain keeps, p P = p, for the matrix P of its transition
 * probabilities; by elimination without subtractions.
 *
 * Source: W. Grassmann, M. Taksar, D. Heyman, Regenerative analysis and steady state distributions for
 * Markov chains, Operations Research 33 (1985).
 *
 * @throws RangeError for rows that are no probabilities, and for a chain in which a later state cannot
 * reach an earlier one: it keeps more than one distribution, or has states that it leaves for good.
 */
export function stationaryDistribution(transition: Matrix): Float64Array {
  checkTransition("transition", transition);
  const size = transition.rows;
  const p = Float64Array.from(transition.values);
  const at = (i: number, j: number): number => p[i * size + j]!;
  for (let k = size - 1; k > 0; k--) {
    let leaving = 0;
    for (let j = 0; j < k; j++) leaving += at(k, j);
    if (!(leaving > 0)) {
      throw new RangeError(`transition must lead from state ${k} to an earlier one: ${leaving}`);
    }
    for (let i = 0; i < k; i++) {
      p[i * size + k] = at(i, k) / leaving;
      for (let j = 0; j < k; j++) p[i * size + j] = at(i, j) + at(i, k) * at(k, j);
    }
  }
  const kept = new Float64Array(size);
  kept[0] = 1;
  for (let j = 1; j < size; j++) {
    for (let i = 0; i < j; i++) kept[j] = kept[j]! + kept[i]! * at(i, j);
  }
  const total = kept.reduce((sum, value) => sum + value, 0);
  return kept.map((value) => value / total);
}
