import { brownianModel } from "../../../lib/market/paths/brownian-model.ts";
import { matrixFromRows } from "../../../lib/math/matrix.ts";
import { parallelMonteCarloVar } from "../../../lib/parallel/parallel-monte-carlo-var.ts";
import { parallelPathVar } from "../../../lib/parallel/parallel-path-var.ts";
import type { PathModelSpec } from "../../../lib/parallel/path-model-spec.ts";
import type { ParallelOptions, ParallelRecord } from "../../../lib/parallel/run-task.ts";
import { monteCarloVar } from "../../../lib/var/monte-carlo-var.ts";
import { pathVar } from "../../../lib/var/path-var.ts";
import type { SimulatedEstimate } from "../../../lib/var/simulated-var.ts";

const asked = { confidence: 0.99, horizonDays: 3, unit: "USD", seed: 7 } as const;

export const modelOptions = {
  assets: ["BTC", "ETH"],
  start: [30_000, 2_000],
  periodsPerYear: 365,
  drift: { measure: "real-world", annualGrowth: [0.1, 0.2] },
  annualVolatility: [0.6, 0.8],
  correlation: matrixFromRows([
    [1, 0.8],
    [0.8, 1],
  ]),
} as const;
export const model: PathModelSpec = { kind: "brownian", options: modelOptions };
/** 17 full chunks and one of 96 paths. */
export const pathOptions = {
  ...asked,
  exposures: [1_000, -400],
  when: "worst",
  paths: 8_800,
} as const;

/** So many that they are screened: 18 full blocks, a chunk each, and one of 5,088 scenarios. */
export const scenarioOptions = {
  ...asked,
  exposures: [5e6, -2e6, 1e6],
  scenarios: 300_000,
  covariance: matrixFromRows([
    [0.0016, 0.0012, 0.0006],
    [0.0012, 0.0025, 0.0008],
    [0.0006, 0.0008, 0.0049],
  ]),
} as const;

/** So few that all losses are computed: 15 full chunks and one of 4,060 scenarios. */
const fewScenarios = { ...scenarioOptions, scenarios: 65_500 } as const;

interface OneVar {
  readonly chunks: number;
  readonly plain: () => SimulatedEstimate;
  readonly parallel: (parallel: ParallelOptions) => Promise<SimulatedEstimate & ParallelRecord>;
}

/** One VaR of each kind: by its plain function, and on workers. */
export const oneVar: Readonly<Record<"monteCarloVar" | "monteCarloOfFew" | "pathVar", OneVar>> = {
  monteCarloVar: {
    chunks: 19,
    plain: () => monteCarloVar(scenarioOptions),
    parallel: (parallel) => parallelMonteCarloVar(scenarioOptions, parallel),
  },
  monteCarloOfFew: {
    chunks: 16,
    plain: () => monteCarloVar(fewScenarios),
    parallel: (parallel) => parallelMonteCarloVar(fewScenarios, parallel),
  },
  pathVar: {
    chunks: 18,
    plain: () => pathVar(brownianModel(modelOptions), pathOptions),
    parallel: (parallel) => parallelPathVar(model, pathOptions, parallel),
  },
};

/** The 64 bits of VaR, expected shortfall and their standard errors in hexadecimal. */
export function bitsOf(estimate: SimulatedEstimate): string {
  const { valueAtRisk, expectedShortfall } = estimate;
  const { standardError, expectedShortfallStandardError } = estimate;
  const figures = [valueAtRisk, expectedShortfall, standardError, expectedShortfallStandardError];
  return [...new BigUint64Array(Float64Array.from(figures).buffer)]
    .map((bits) => bits.toString(16).padStart(16, "0"))
    .join(" ");
}
