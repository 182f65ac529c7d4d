import { expect, test } from "vitest";
import { mirrorStream } from "../../../lib/math/mirror-stream.ts";
import { randomStream } from "../../../lib/math/random-stream.ts";

test("a mirrored stream gives 1 - u, -z and the last index less the index, exactly", () => {
  const plain = randomStream({ seed: 3, stream: 9 });
  const mirrored = mirrorStream(randomStream({ seed: 3, stream: 9 }));
  for (let i = 0; i < 200; i++) {
    expect(mirrored.uniform()).toBe(1 - plain.uniform());
    expect(mirrored.normal()).toBe(-plain.normal());
    expect(mirrored.below(10)).toBe(9 - plain.below(10));
  }
});
