// What the library calls; see docs/methods/kernels.md.
export { uniforms } from "./philox";
export { logarithms } from "./log";
export { normalise } from "./normal";

/** The first byte that no constant lies in. */
export function workspace(): usize {
  return (__heap_base + 63) & ~63;
}
