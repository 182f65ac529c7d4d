import { performance } from "node:perf_hooks";
import { brownianModel } from "../../../lib/market/paths/brownian-model.ts";
import type { Matrix } from "../../../lib/math/matrix.ts";
import { controlledVar } from "../../../lib/var/controlled-var.ts";
import { deltaGammaVar } from "../../../lib/var/delta-gamma-var.ts";
import { importanceVar } from "../../../lib/var/importance-var.ts";
import type { TailSampling } from "../../../lib/var/leaning-draws.ts";
import { monteCarloVar } from "../../../lib/var/monte-carlo-var.ts";
import { pathVar } from "../../../lib/var/path-var.ts";
import { tiltedVar } from "../../../lib/var/tilted-var.ts";
import logNormal from "../../../test/golden/log-normal-var.json" with { type: "json" };

// What each way of drawing is worth: the squared error of the 99 % VaR over seeds, plain draws against it at
// the same number of draws, and the same per unit of time. Both are of one run on one machine.

const seeds = 60;
const factors = 10;
const draws = 8_192;
const risk = { confidence: 0.99, horizonDays: 1, unit: "USD" };

const square = (at: (i: number, j: number) => number): Matrix => ({
  rows: factors,
  columns: factors,
  values: Float64Array.from({ length: factors * factors }, (_, k) =>
    at(Math.floor(k / factors), k % factors),
  ),
});
const spread = (i: number) => 0.03 + 0.004 * i;
const covariance = square((i, j) => (i === j ? 1 : 0.6) * spread(i) * spread(j));
const short = {
  delta: Array.from({ length: factors }, (_, i) => 1_000 - 150 * i),
  gamma: square((i, j) => (i === j ? -6_000 : 0)),
};
const quadratic = deltaGammaVar(short, covariance, risk).valueAtRisk;

// Ten assets, from test/golden/log-normal-var.json: their variances, half of them in common, times a scale.
const fewer = 1_024;
const lognormalBooks = Object.entries(logNormal.golden).map(([name, book]) => ({
  ...{ name, exposures: book.exposures },
  ...{ scale: book.covarianceScale, exact: book.valueAtRisk },
}));
const scaledBy = (scale: number) => square((i, j) => scale * (i === j ? 0.0016 : 0.0008));

interface Measured {
  readonly squaredError: number;
  readonly milliseconds: number;
}

function measured(exact: number, estimate: (seed: number) => number): Measured {
  estimate(seeds);
  let squares = 0;
  const start = performance.now();
  for (let seed = 0; seed < seeds; seed++) squares += (estimate(seed) - exact) ** 2;
  return { squaredError: squares / seeds, milliseconds: (performance.now() - start) / seeds };
}

type Way = readonly [name: string, estimate: (seed: number) => number];

function compare(name: string, exact: number, [plain, ...ways]: readonly [Way, ...Way[]]): void {
  const base = measured(exact, plain[1]);
  console.log(`\n${name}, ${seeds} seeds, against ${plain[0]}`);
  const rows = ways.map(([way, estimate]) => {
    const found = measured(exact, estimate);
    const varianceRatio = base.squaredError / found.squaredError;
    const timeRatio = found.milliseconds / base.milliseconds;
    const worth = varianceRatio / timeRatio;
    console.log(
      `  ${way.padEnd(44)} variance ratio ${varianceRatio.toFixed(2).padStart(8)}` +
        `  time ${timeRatio.toFixed(2).padStart(6)}  per unit of time ${worth.toFixed(2)}`,
    );
    return { way, varianceRatio, timeRatio, perUnitOfTime: worth };
  });
  console.log(JSON.stringify({ name, seeds, against: plain[0], rows }));
}

const drawn = (tilt: "none" | "delta" | "delta-gamma", sampling: TailSampling = "independent") =>
  ((seed) =>
    importanceVar(short, covariance, {
      ...{ ...risk, tilt, draws, seed, sampling },
      ...(sampling !== "independent" && { pointsPerReplicate: 256 }),
    }).valueAtRisk) as (seed: number) => number;

/** The book with a third-order term that its delta-gamma loss does not know. */
function revalued(seed: number, controlled: boolean): number {
  const [pnl, losses] = [new Float64Array(draws), new Float64Array(draws)];
  let at = 0;
  const plain = importanceVar(short, covariance, {
    ...{ ...risk, tilt: "none", draws, seed },
    pnl: (moves) => {
      let value = 0;
      for (let j = 0; j < factors; j++) value += moves[j]! * (short.delta[j]! - 3_000 * moves[j]!);
      losses[at] = 0 - value;
      pnl[at] = value + 4_000 * moves[0]! ** 3;
      return pnl[at++]!;
    },
  });
  if (!controlled) return plain.valueAtRisk;
  const control = { losses, level: quadratic, probability: 0.01 };
  return controlledVar(pnl, { ...risk, method: "Monte Carlo", seed, control }).valueAtRisk;
}
/** What both estimate: no closed form, so a mean over many more draws. */
const center =
  Array.from({ length: 200 }, (_, k) => revalued(10_000 + k, true)).reduce((sum, x) => sum + x) /
  200;

compare(`99 % VaR of a delta-gamma book of ${factors} factors, ${draws} draws`, quadratic, [
  ["independent draws", drawn("none")],
  ["256 slices", drawn("none", "stratified")],
  ["Sobol, 32 scramblings of 256", drawn("none", "sobol")],
  ["importance sampling, delta", drawn("delta")],
  ["importance sampling, delta-gamma", drawn("delta-gamma")],
  ["delta-gamma and 256 slices", drawn("delta-gamma", "stratified")],
  ["delta-gamma on Sobol", drawn("delta-gamma", "sobol")],
]);

for (const { name, exposures, scale, exact } of lognormalBooks) {
  const asked = { ...risk, exposures, covariance: scaledBy(scale) };
  compare(`99 % VaR of a log-normal book, ${name}, ${fewer} draws`, exact, [
    ["plain scenarios", (seed) => monteCarloVar({ ...asked, scenarios: fewer, seed }).valueAtRisk],
    ["tiltedVar", (seed) => tiltedVar({ ...asked, draws: fewer, seed }).valueAtRisk],
  ]);
}

compare(`99 % VaR of a book with a third-order term, ${draws} draws`, center, [
  ["independent draws", (seed) => revalued(seed, false)],
  ["control variate, the delta-gamma loss", (seed) => revalued(seed, true)],
]);

const model = brownianModel({
  ...{ assets: ["BTC"], start: [30_000], periodsPerYear: 365 },
  drift: { measure: "real-world", annualGrowth: [0.18] },
  annualVolatility: [0.6],
});
const overTen = {
  ...risk,
  horizonDays: 10,
  exposures: [1_000],
  when: "end",
  paths: draws,
} as const;
const deviation = 0.6 * Math.sqrt(10 / 365);
compare(`99 % VaR of 10 daily steps, one asset, ${draws} paths`, lognormalVar(deviation), [
  ["independent paths", (seed) => pathVar(model, { ...overTen, seed }).valueAtRisk],
  [
    "antithetic pairs",
    (seed) => pathVar(model, { ...overTen, seed, sampling: "antithetic" }).valueAtRisk,
  ],
  [
    "Sobol and a Brownian bridge, 32 scramblings of 256",
    (seed) =>
      pathVar(model, { ...overTen, seed, sampling: "sobol", pointsPerReplicate: 256 }).valueAtRisk,
  ],
]);

function lognormalVar(deviationOfLog: number): number {
  return -1_000 * Math.expm1(-2.3263478740408408 * deviationOfLog);
}
