import { performance } from "node:perf_hooks";
import { parallelPathVar } from "../../../lib/parallel/parallel-path-var.ts";
import type { PathModelSpec } from "../../../lib/parallel/path-model-spec.ts";

// One Monte Carlo VaR on one thread and on two, in turn, so that a busy machine slows both alike: the median
// of the ratios of neighbours. Threads are started anew for each run, which small runs do not earn back.

const repetitions = 7;
const model: PathModelSpec = {
  kind: "brownian",
  options: {
    ...{ assets: ["BTC"], start: [30_000], periodsPerYear: 365, annualVolatility: [0.6] },
    drift: { measure: "real-world", annualGrowth: [0.1] },
  },
};

async function milliseconds(paths: number, jobs: number): Promise<number> {
  const start = performance.now();
  const { valueAtRisk } = await parallelPathVar(
    model,
    {
      ...{ confidence: 0.99, horizonDays: 10, unit: "USD", exposures: [1_000], when: "end" },
      ...{ paths, seed: 7 },
    },
    { jobs },
  );
  if (!Number.isFinite(valueAtRisk)) throw new Error(`VaR must be finite: ${valueAtRisk}`);
  return performance.now() - start;
}

const median = (values: number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;

const name = "parallelPathVar, 10 steps, one thread over two";
console.log(`\n${name}`);
const points: object[] = [];
for (const paths of [10_000, 100_000, 400_000]) {
  await milliseconds(paths, 1);
  const pairs: (readonly [number, number])[] = [];
  for (let k = 0; k < repetitions; k++) {
    pairs.push([await milliseconds(paths, 1), await milliseconds(paths, 2)]);
  }
  const speedUp = median(pairs.map(([one, two]) => one / two));
  const oneThread = median(pairs.map(([one]) => one));
  console.log(
    `  ${paths} paths: ${oneThread.toFixed(0)} ms on one, ${speedUp.toFixed(2)} times faster`,
  );
  points.push({ size: paths, oneThreadMilliseconds: oneThread, speedUp });
}
console.log(JSON.stringify({ name, points }));
