import type { RandomStream } from "./random-stream.ts";

/**
 * The antithetic twin of a stream: 1 - u for each of its uniforms u, and so the normal variates with
 * their signs turned (both exactly). A draw that compares or rejects is mirrored by what it compares.
 */
export function mirrorStream(random: RandomStream): RandomStream {
  return {
    uniform: () => 1 - random.uniform(),
    normal: () => 0 - random.normal(),
    below: (count) => count - 1 - random.below(count),
  };
}
