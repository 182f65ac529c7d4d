import { normalQuantile } from "../normal-quantile.ts";
import { kernels } from "./module.ts";

/** What is turned at once: the numbers and the list of tails stay within the second cache. */
const chunk = 1024;

/**
 * Replaces uniforms on (0, 1), each at least 2^-1022, by the standard normal variates with that
 * probability below them. The same bits as {@link plainNormalVariates}. @internal
 */
export function toNormalVariates(uniforms: Float64Array): void {
  const compiled = kernels();
  if (compiled === undefined) {
    plainNormalVariates(uniforms);
    return;
  }
  const { run, work, start } = compiled;
  const tails = start + chunk * Float64Array.BYTES_PER_ELEMENT;
  for (let at = 0; at < uniforms.length; at += chunk) {
    const count = Math.min(chunk, uniforms.length - at);
    work.set(uniforms.subarray(at, at + count));
    if (count % 2 === 1) work[count] = 0.5;
    run.normalise(start, count + (count % 2), tails);
    uniforms.set(work.subarray(0, count), at);
  }
}

/** The plain reference of {@link toNormalVariates}. @internal */
export function plainNormalVariates(uniforms: Float64Array): void {
  for (let i = 0; i < uniforms.length; i++) uniforms[i] = normalQuantile(uniforms[i]!);
}
