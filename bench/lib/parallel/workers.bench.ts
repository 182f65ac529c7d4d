import { loadavg } from "node:os";
import { performance } from "node:perf_hooks";
import { parallelMonteCarloVar } from "../../../lib/parallel/parallel-monte-carlo-var.ts";
import { parallelPathVar } from "../../../lib/parallel/parallel-path-var.ts";
import type { PathModelSpec } from "../../../lib/parallel/path-model-spec.ts";
import { workerPool } from "../../../lib/parallel/worker-pool.ts";

// Each work on one thread and on two workers, in turn, so that a busy machine slows both alike: the median of the
// ratios of neighbours, and the processor time, which is what the pool costs whoever else is busy. The workers
// are kept; what the first call pays for them stands apart.

const repetitions = 9;
const asked = { confidence: 0.99, horizonDays: 10, unit: "USD", seed: 7 } as const;
const assets = 10;
const scenarioOptions = {
  ...asked,
  exposures: Array.from({ length: assets }, (_, i) => (i % 3 === 1 ? -1e6 : 2e6)),
  covariance: {
    ...{ rows: assets, columns: assets },
    values: Float64Array.from({ length: assets ** 2 }, (_, at) =>
      at % (assets + 1) === 0 ? 0.0016 : 0.0008,
    ),
  },
};
const model: PathModelSpec = {
  kind: "brownian",
  options: {
    ...{ assets: ["BTC"], start: [30_000], periodsPerYear: 365, annualVolatility: [0.6] },
    drift: { measure: "real-world", annualGrowth: [0.1] },
  },
};

const works = {
  "monteCarloVar, 10 assets": {
    sizes: [1_000, 10_000, 100_000, 1_000_000],
    run: (scenarios: number, jobs: number) =>
      parallelMonteCarloVar({ ...scenarioOptions, scenarios }, { jobs }),
  },
  "pathVar, 10 steps": {
    sizes: [1_000, 10_000, 100_000, 400_000],
    run: (paths: number, jobs: number) =>
      parallelPathVar(model, { ...asked, exposures: [1_000], when: "end", paths }, { jobs }),
  },
};

interface Cost {
  readonly milliseconds: number;
  /** Of all threads of the process. */
  readonly processor: number;
}

async function costOf(run: () => Promise<unknown>): Promise<Cost> {
  const processor = process.cpuUsage();
  const start = performance.now();
  await run();
  const milliseconds = performance.now() - start;
  const { user, system } = process.cpuUsage(processor);
  return { milliseconds, processor: (user + system) / 1_000 };
}

const median = (values: number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;

for (const [name, { sizes, run }] of Object.entries(works)) {
  console.log(`\n${name}, one thread over two workers`);
  for (let call = 0; call < 20; call++) for (const jobs of [1, 2]) await run(sizes[0]!, jobs);
  const points: object[] = [];
  for (const size of sizes) {
    const pairs: (readonly [Cost, Cost])[] = [];
    for (let k = 0; k < repetitions; k++) {
      pairs.push([await costOf(() => run(size, 1)), await costOf(() => run(size, 2))]);
    }
    const ones = pairs.map(([one]) => one);
    const twos = pairs.map(([, two]) => two);
    const point = {
      size,
      oneThreadMilliseconds: median(ones.map((cost) => cost.milliseconds)),
      twoWorkersMilliseconds: median(twos.map((cost) => cost.milliseconds)),
      speedUp: median(pairs.map(([one, two]) => one.milliseconds / two.milliseconds)),
      oneThreadProcessor: median(ones.map((cost) => cost.processor)),
      twoWorkersProcessor: median(twos.map((cost) => cost.processor)),
    };
    points.push(point);
    const wall = `${point.oneThreadMilliseconds.toFixed(1)} and ${point.twoWorkersMilliseconds.toFixed(1)} ms`;
    const used = `${point.oneThreadProcessor.toFixed(1)} and ${point.twoWorkersProcessor.toFixed(1)} ms`;
    console.log(
      `  ${size}: ${wall}, ${point.speedUp.toFixed(2)} times as fast; processor time ${used}`,
    );
  }
  console.log(JSON.stringify({ name, points, loadAverage: loadavg()[0] }));
}

const firstCalls: number[] = [];
for (let k = 0; k < 5; k++) {
  using pool = workerPool({ jobs: 2 });
  const options = { ...scenarioOptions, scenarios: 10_000 };
  const call = () => parallelMonteCarloVar(options, { jobs: 2, pool });
  firstCalls.push((await costOf(call)).milliseconds);
}
const first = median(firstCalls);
console.log(`\nfirst call of a pool, which starts its two workers: ${first.toFixed(0)} ms`);
console.log(JSON.stringify({ name: "first call of a pool of two workers", milliseconds: first }));
