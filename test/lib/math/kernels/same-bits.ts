import { expect } from "vitest";

/** Where a kernel and its plain reference first differ in a bit, with both values; NaN equals NaN. */
export function expectSameBits(
  kernel: Float64Array,
  plain: Float64Array,
  input?: Float64Array,
): void {
  expect(kernel.length).toBe(plain.length);
  const at = kernel.findIndex((value, i) => !Object.is(value, plain[i]));
  const seen = at < 0 ? "none" : { at, input: input?.[at], kernel: kernel[at], plain: plain[at] };
  expect(seen).toBe("none");
}
