import { both } from "./lanes";

/** Bytes of a position's terms. */
export const termBytes: usize = 64;

/** Writes a pair of worths, less the first term, to the place of a position. */
// @ts-ignore: decorator
@inline
export function put(out: usize, at: usize, worth: v128): void {
  v128.store(out + load<u32>(at, 24), f64x2.sub(worth, both(at, 0)));
}
