import { expect } from "vitest";
import type { PathModel } from "../../../../lib/market/paths/path-model.ts";
import type { PricePaths } from "../../../../lib/market/paths/price-paths.ts";
import { pricesAt } from "../../../../lib/market/paths/price-paths.ts";
import { type GroupedMean, groupedMean } from "../../../../lib/math/grouped-mean.ts";

/** Fails unless the mean lies within four of its own standard errors of the figure expected. */
export function expectWithinErrors(
  found: GroupedMean,
  expected: number,
  { subject, errors = 4, bias = 0 }: { subject: string; errors?: number; bias?: number },
): void {
  const allowed = errors * found.standardError + bias;
  const error = Math.abs(found.mean - expected);
  const message = `${subject}: ${found.mean}, expected ${expected}, error ${error} above ${allowed}`;
  expect(error <= allowed, message).toBe(true);
}

/** Log returns of one step of one asset over the paths. */
export function logReturnsAt(paths: PricePaths, asset: string, step: number): Float64Array {
  const [before, after] = [step - 1, step].map((at) => pricesAt(paths, { asset, step: at }));
  return after!.map((price, i) => Math.log(price / before![i]!));
}

/** The mean of a function of independent values with its standard error. */
export function meanOf(
  values: Float64Array,
  of: (value: number, i: number) => number,
): GroupedMean {
  return groupedMean(values.map(of), { groupSize: 1 });
}

/** Expected price of each step, where the model knows it. */
export function forward(model: PathModel, step: number, asset = 0): number {
  const growth = model.expectedGrowth!(step);
  return model.start[asset]! * growth.values[(step - 1) * growth.columns + asset]!;
}
