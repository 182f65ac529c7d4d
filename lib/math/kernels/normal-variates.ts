import { normalQuantile } from "../normal-quantile.ts";
import { kernels } from "./module.ts";

/** What is turned at once: the numbers stay within the first cache. */
const chunk = 1024;

/**
 * Replaces uniforms, from 2^-53 to 1 - 2^-53 as streams give them, by the standard normal variates with
 * that probability below them. The same bits as {@link plainNormalVariates}. @internal
 */
export function toNormalVariates(uniforms: Float64Array): void {
  const compiled = kernels();
  if (compiled === undefined) {
    plainNormalVariates(uniforms);
    return;
  }
  const { run, work, start } = compiled;
  for (let at = 0; at < uniforms.length; at += chunk) {
    const count = Math.min(chunk, uniforms.length - at);
    work.set(uniforms.subarray(at, at + count));
    const padded = Math.ceil(count / 4) * 4;
    work.fill(0.5, count, padded);
    run.normalise(start, padded);
    uniforms.set(work.subarray(0, count), at);
  }
}

/** The plain reference of {@link toNormalVariates}. @internal */
export function plainNormalVariates(uniforms: Float64Array): void {
  for (let i = 0; i < uniforms.length; i++) uniforms[i] = normalQuantile(uniforms[i]!);
}
