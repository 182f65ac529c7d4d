import { normalDistribution } from "../normal-distribution.ts";
import { optionKernels } from "./option-kernels.ts";

/** What is turned at once stays within the first cache. */
const chunk = 1_024;

/**
 * Replaces numbers by the standard normal distribution function at them. The same bits as
 * {@link plainNormalDistributions}. @internal
 */
export function toNormalDistributions(values: Float64Array): void {
  const compiled = optionKernels();
  if (compiled === undefined) {
    plainNormalDistributions(values);
    return;
  }
  const { run, work, start } = compiled;
  for (let at = 0; at < values.length; at += chunk) {
    const count = Math.min(chunk, values.length - at);
    work.set(values.subarray(at, at + count));
    if (count % 2 === 1) work[count] = 0;
    run.normalLaw(start, count + (count % 2));
    values.set(work.subarray(0, count), at);
  }
}

/** The plain reference of {@link toNormalDistributions}. @internal */
export function plainNormalDistributions(values: Float64Array): void {
  for (let i = 0; i < values.length; i++) values[i] = normalDistribution(values[i]!);
}
