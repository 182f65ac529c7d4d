import { describe, expect, test } from "vitest";
import { matrixFromRows } from "../../../lib/math/matrix.ts";
import { ageWeightedVar } from "../../../lib/var/age-weighted-var.ts";
import { bootstrapRisk } from "../../../lib/var/bootstrap-var.ts";
import { copulaVar } from "../../../lib/var/copula-var.ts";
import { cornishFisherTail } from "../../../lib/var/cornish-fisher.ts";
import { cornishFisherVar } from "../../../lib/var/cornish-fisher-var.ts";
import { deltaGammaVar } from "../../../lib/var/delta-gamma-var.ts";
import { deltaNormalVar } from "../../../lib/var/delta-normal-var.ts";
import { filteredHistoricalVar } from "../../../lib/var/filtered-historical-var.ts";
import { gpdExceedance, gpdTail } from "../../../lib/var/gpd-tail.ts";
import { hillEstimates } from "../../../lib/var/hill-estimator.ts";
import { historicalVar } from "../../../lib/var/historical-var.ts";
import { liquidityAdjustedVar } from "../../../lib/var/liquidity-cost.ts";
import { normalContributions } from "../../../lib/var/normal-contributions.ts";
import { normalTail, normalVar } from "../../../lib/var/normal-var.ts";
import { peaksOverThresholdVar } from "../../../lib/var/peaks-over-threshold.ts";
import { rollingHistoricalVar } from "../../../lib/var/rolling-historical-var.ts";
import { scaleByRootTime } from "../../../lib/var/scale-by-root-time.ts";
import { scenarioContributions } from "../../../lib/var/scenario-contributions.ts";
import { studentTContributions } from "../../../lib/var/student-t-contributions.ts";
import { studentTTail, studentTVar } from "../../../lib/var/student-t-var.ts";
import { thresholdDiagnostics } from "../../../lib/var/threshold-diagnostics.ts";
import { volatilityScaledVar } from "../../../lib/var/volatility-scaled-var.ts";

const none = null as never;
const pnl = Array.from({ length: 40 }, (_, i) => ((i * 7) % 40) - 20);
const risk = { confidence: 0.95, horizonDays: 1, unit: "USD" };
const covariance = matrixFromRows([
  [4, 1],
  [1, 9],
]);
const series = { dates: ["2021-01-01", "2021-01-02"], values: Float64Array.of(1, 2) };
const resampled = { scheme: "iid", resamples: 100, seed: 1 } as const;

const cases: readonly (readonly [string, string, () => unknown])[] = [
  ["ageWeightedVar", "options", () => ageWeightedVar(pnl, none)],
  ["bootstrapRisk", "options", () => bootstrapRisk(pnl, (x) => normalVar(x, risk), none)],
  ["copulaVar", "options", () => copulaVar(covariance, none)],
  ["cornishFisherTail", "moments", () => cornishFisherTail(none, 0.95)],
  ["cornishFisherVar", "options", () => cornishFisherVar(pnl, none)],
  ["deltaGammaVar", "sensitivities", () => deltaGammaVar(none, covariance, risk)],
  [
    "deltaGammaVar",
    "options",
    () => deltaGammaVar({ delta: [1, 1], gamma: covariance }, covariance, none),
  ],
  ["deltaNormalVar", "options", () => deltaNormalVar([1, 1], covariance, none)],
  ["filteredHistoricalVar", "options", () => filteredHistoricalVar(pnl, none)],
  ["gpdTail", "law", () => gpdTail(none, 0.95)],
  ["gpdExceedance", "law", () => gpdExceedance(none, 1)],
  ["hillEstimates", "options", () => hillEstimates(pnl, none)],
  ["historicalVar", "options", () => historicalVar(pnl, none)],
  ["liquidityAdjustedVar", "exposure", () => liquidityAdjustedVar(1, none)],
  ["normalContributions", "options", () => normalContributions([1, 1], covariance, none)],
  ["normalTail", "law", () => normalTail(none, 0.95)],
  ["normalVar", "options", () => normalVar(pnl, none)],
  ["peaksOverThresholdVar", "options", () => peaksOverThresholdVar(pnl, none)],
  [
    "rollingHistoricalVar",
    "series",
    () => rollingHistoricalVar(none, { confidence: 0.9, window: 9 }),
  ],
  ["rollingHistoricalVar", "options", () => rollingHistoricalVar(series, none)],
  ["scaleByRootTime", "estimate", () => scaleByRootTime(none, { horizonDays: 2 })],
  ["scaleByRootTime", "options", () => scaleByRootTime(normalVar(pnl, risk), none)],
  ["scenarioContributions", "options", () => scenarioContributions(covariance, none)],
  ["studentTContributions", "options", () => studentTContributions([1, 1], covariance, none)],
  ["studentTTail", "law", () => studentTTail(none, 0.95)],
  ["studentTVar", "options", () => studentTVar(pnl, none)],
  ["thresholdDiagnostics", "options", () => thresholdDiagnostics(pnl, none)],
  ["volatilityScaledVar", "volatility", () => volatilityScaledVar(pnl, none, risk)],
  [
    "volatilityScaledVar",
    "options",
    () => volatilityScaledVar(pnl, { path: pnl.map(() => 1), forecast: 1 }, none),
  ],
];

describe("what is no object is refused by name by", () => {
  test.each(cases)("%s, %s", (_, name, call) => {
    expect(call).toThrow(new RegExp(`^${name} must be an object: null`));
  });
});

describe("what is no list, matrix or function is refused by name by", () => {
  test.each([
    ["bootstrapRisk", "method", () => bootstrapRisk(pnl, none, resampled)],
    ["copulaVar", "returns", () => copulaVar(none, { ...risk, exposures: [1] } as never)],
    ["deltaNormalVar", "covariance", () => deltaNormalVar([1, 1], none, risk)],
    [
      "scenarioContributions",
      "pnl",
      () => scenarioContributions(none, { confidence: 0.9, positions: [] }),
    ],
    [
      "thresholdDiagnostics",
      "probabilities",
      () => thresholdDiagnostics(pnl, { probabilities: none }),
    ],
    [
      "scaleByRootTime",
      "warnings",
      () => scaleByRootTime({ ...normalVar(pnl, risk), warnings: none }, { horizonDays: 2 }),
    ],
  ] as const)("%s, %s", (_, name, call) => {
    expect(call).toThrow(new RegExp(`^${name} must be`));
  });
});
