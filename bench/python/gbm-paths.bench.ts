import type { PathExtremes } from "../../lib/market/paths/path-extremes.ts";
import { cholesky } from "../../lib/math/cholesky.ts";
import type { Matrix } from "../../lib/math/matrix.ts";
import { parallelPathExtremes } from "../../lib/parallel/parallel-path-extremes.ts";
import type { PathModelSpec } from "../../lib/parallel/path-model-spec.ts";
import { arrayOf } from "./agreement.ts";
import { besidePython } from "./beside-python.ts";
import { megabytesAlone } from "./megabytes-alone.ts";
import type { PeerAnswer } from "./python-peer.ts";

const assets = ["A", "B", "C", "D", "E"];
const [paths, seed, periodsPerYear] = [100_000, 5, 365];
const [askedSteps] = process.argv.slice(2).map(Number);
const steps = askedSteps ?? 365;
const start = Float64Array.of(30_000, 2_000, 300, 100, 1);
const volatility = assets.map((_, i) => 0.6 + 0.1 * i);
const correlation = square((i, j) => (i === j ? 1 : 0.6));
const model: PathModelSpec = {
  kind: "brownian",
  options: {
    ...{ assets, start, periodsPerYear, annualVolatility: volatility, correlation },
    drift: { measure: "real-world", annualGrowth: assets.map(() => 0.1) },
  },
};
const ours = () => parallelPathExtremes(model, { steps, paths, seed }, { jobs: 2 });
const covariance = square(
  (i, j) => (correlation.values[i * 5 + j]! * volatility[i]! * volatility[j]!) / periodsPerYear,
);
const peerInput = {
  ...{ start, steps, paths, seed, factor: cholesky(covariance) },
  center: Float64Array.from(volatility, (one) => (0.1 - one ** 2 / 2) / periodsPerYear),
};

if (askedSteps !== undefined) await ours();
else await compare();

async function compare(): Promise<void> {
  const oursMegabytes = await megabytesAlone(import.meta.filename, steps);
  const longer = await megabytesAlone(import.meta.filename, 2 * steps);
  const work = {
    name: `${paths.toLocaleString("en")} GBM paths x ${steps} steps x 5 assets, path minimum and end`,
    module: "gbm_paths",
    threads: 2,
    input: model,
    ours,
    agree: (mine: PathExtremes, theirs: PeerAnswer) =>
      `${withinSpread(mine, theirs)}; ours takes ${longer} MB for twice the steps`,
    oursMegabytes,
  } as const;
  await besidePython({
    ...{ ...work, against: "NumPy", peerInput: { ...peerInput, workers: 1 }, wantedTimes: 3 },
  });
  await besidePython({
    ...work,
    against: "NumPy, its blocks dealt to two threads by hand",
    peerInput: { ...peerInput, workers: 2 },
  });
}

/** Mean ends and minima of both within four standard errors of each other. */
function withinSpread(mine: PathExtremes, theirs: PeerAnswer): string {
  const most = Math.max(
    ...(["end", "minimum"] as const).flatMap((what) =>
      assets.map((_, asset) => {
        const [one, other] = [mine[what].values, arrayOf(theirs, what)].map((values) =>
          meanAndError(values.filter((__, at) => at % assets.length === asset)),
        );
        return Math.abs(one!.mean - other!.mean) / Math.hypot(one!.error, other!.error);
      }),
    ),
  );
  if (!(most <= 4)) throw new Error(`means differ by ${most} standard errors`);
  return `means within ${most.toFixed(1)} standard errors`;
}

function meanAndError(values: Float64Array): { readonly mean: number; readonly error: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, error: Math.sqrt(squares) / values.length };
}

function square(at: (i: number, j: number) => number): Matrix {
  const values = Float64Array.from({ length: 25 }, (_, k) => at(Math.floor(k / 5), k % 5));
  return { rows: 5, columns: 5, values };
}
