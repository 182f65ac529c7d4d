import { circularBlocks } from "../math/block-resample.ts";
import type { Matrix } from "../math/matrix.ts";
import { randomStream } from "../math/random-stream.ts";

export interface BootstrapOptions {
  readonly blockLength: number;
  readonly resamples: number;
  readonly seed: number;
  /** 0 or 1: which half of the seed's streams, so that two periods never share one. */
  readonly side: number;
}

/** Correlations of every pair (columns 1-0, 2-0, 2-1, …) and, last, their mean. */
export interface CorrelationBootstrap {
  readonly estimates: Float64Array;
  /** One array per figure, one element per resample that could be used. */
  readonly draws: readonly Float64Array[];
  /** Resamples left out because a column did not vary in them. */
  readonly skipped: number;
}

/**
 * Correlations of the columns of a matrix that all vary, and of its circular block resamples.
 *
 * @internal
 */
export function bootstrapCorrelations(
  matrix: Matrix,
  { blockLength, resamples, seed, side }: BootstrapOptions,
): CorrelationBootstrap {
  const ready = standardisedColumns(matrix);
  const everyRow = Uint32Array.from({ length: matrix.rows }, (_, t) => t);
  const estimates = correlationsOf(ready, everyRow);
  if (estimates === undefined) throw new RangeError("every column must vary: one does not");
  const draws = Array.from({ length: resamples }, (_, r) => {
    const random = randomStream({ seed, stream: 2 * r + side });
    return correlationsOf(ready, circularBlocks(random, { count: matrix.rows, blockLength }));
  }).filter((draw) => draw !== undefined);
  return {
    estimates,
    draws: Array.from(estimates, (_, k) => Float64Array.from(draws, (draw) => draw[k]!)),
    skipped: resamples - draws.length,
  };
}

/** Sums over the chosen rows; undefined when a column does not vary among them. */
function correlationsOf(
  { rows, columns, values }: Matrix,
  chosen: Uint32Array,
): Float64Array | undefined {
  const sums = new Float64Array(columns);
  const products = new Float64Array(columns * columns);
  for (const t of chosen) {
    for (let i = 0; i < columns; i++) {
      const x = values[t * columns + i]!;
      sums[i]! += x;
      for (let j = 0; j <= i; j++) products[i * columns + j]! += x * values[t * columns + j]!;
    }
  }
  const about = (i: number, j: number): number =>
    products[i * columns + j]! - (sums[i]! * sums[j]!) / rows;
  const spreads = Array.from(sums, (_, i) => about(i, i));
  const least = rows * Number.EPSILON;
  if (spreads.some((spread, i) => !(spread > least * products[i * columns + i]!))) return undefined;
  const pairs = (columns * (columns - 1)) / 2;
  const found = new Float64Array(pairs + 1);
  let at = 0;
  for (let i = 0; i < columns; i++) {
    for (let j = 0; j < i; j++) {
      const value = about(i, j) / Math.sqrt(spreads[i]! * spreads[j]!);
      found[at] = Math.min(1, Math.max(-1, value));
      found[pairs]! += found[at++]! / pairs;
    }
  }
  return found;
}

/** Mean taken out and largest element 1, so that sums of products lose and overflow nothing. */
function standardisedColumns({ rows, columns, values }: Matrix): Matrix {
  const result = new Float64Array(values.length);
  for (let j = 0; j < columns; j++) {
    let largest = 0;
    let mean = 0;
    for (let t = 0; t < rows; t++) {
      largest = Math.max(largest, Math.abs(values[t * columns + j]!));
    }
    for (let t = 0; t < rows; t++) mean += values[t * columns + j]! / largest / rows;
    let spread = 0;
    for (let t = 0; t < rows; t++) {
      const centred = values[t * columns + j]! / largest - mean;
      result[t * columns + j] = centred;
      spread = Math.max(spread, Math.abs(centred));
    }
    for (let t = 0; t < rows; t++) result[t * columns + j]! /= spread;
  }
  return { rows, columns, values: result };
}
