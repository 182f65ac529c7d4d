import { kendallCorrelation } from "../../../lib/math/kendall.ts";
import { randomStream } from "../../../lib/math/random-stream.ts";
import { growthCurve } from "../../growth.ts";

interface Pair {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

function prepare(size: number): Pair {
  const random = randomStream({ seed: 1, stream: size });
  const x = Float64Array.from({ length: size }, () => random.normal());
  return { x, y: x.map((value) => value + random.normal()) };
}

/** The definition: every pair of observations. */
function plain({ x, y }: Pair): number {
  let balance = 0;
  for (let i = 0; i < x.length; i++) {
    for (let j = 0; j < i; j++) balance += Math.sign(x[i]! - x[j]!) * Math.sign(y[i]! - y[j]!);
  }
  return balance / ((x.length * (x.length - 1)) / 2);
}

growthCurve({
  name: "plain: Kendall's tau over all pairs",
  sizes: [500, 1_461, 5_000],
  prepare,
  run: plain,
});

growthCurve({
  name: "kendallCorrelation",
  sizes: [500, 1_461, 5_000, 20_000, 100_000],
  prepare,
  run: ({ x, y }) => kendallCorrelation(x, y),
});
