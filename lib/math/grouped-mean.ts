import { checkCount, checkObject, checkSample } from "../base/check.ts";
import { mean, sampleVariance } from "./moments.ts";

/** A mean from random draws, and how far it is known. */
export interface GroupedMean {
  readonly mean: number;
  /** From the spread of the means of the groups. */
  readonly standardError: number;
  readonly observations: number;
  readonly groups: number;
}

export interface GroupOptions {
  /**
   * Neighbours that were drawn together and depend on each other: 2 for antithetic pairs, the size
   * of a batch for moment-matched ones; 1 for independent draws.
   */
  readonly groupSize: number;
}

/**
 * The mean of draws that are independent from group to group, and its standard error, the standard
 * deviation of the means of the groups over the square root of their number. Taking dependent draws as
 * independent would get the error wrong by the square root of 1 + (groupSize - 1) × their correlation.
 *
 * @throws RangeError for NaN, fewer than two groups and a last group that is not whole.
 * @example groupedMean(payoffs, { groupSize: 2 }).standardError
 */
export function groupedMean(values: ArrayLike<number>, options: GroupOptions): GroupedMean {
  checkObject("options", options);
  const { groupSize } = options;
  checkSample("values", values, 2);
  const means = groupMeans(values, groupSize);
  return {
    mean: mean(means),
    standardError: Math.sqrt(sampleVariance(means) / means.length),
    observations: values.length,
    groups: means.length,
  };
}

/** The mean of each group; throws a RangeError unless there are two or more whole ones. */
export function groupMeans(values: ArrayLike<number>, groupSize: number): Float64Array {
  checkCount("groupSize", groupSize, 1);
  const groups = values.length / groupSize;
  if (!(Number.isInteger(groups) && groups >= 2)) {
    throw new RangeError(
      `groupSize must divide ${values.length} observations into two or more groups: ${groupSize}`,
    );
  }
  return Float64Array.from({ length: groups }, (_, group) => {
    let sum = 0;
    for (let i = 0; i < groupSize; i++) sum += values[group * groupSize + i]!;
    return sum / groupSize;
  });
}
