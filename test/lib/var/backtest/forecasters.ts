import { ewmaVolatility } from "../../../../lib/market/ewma-volatility.ts";
import { fitGarch } from "../../../../lib/market/garch/fit-garch.ts";
import { garchFilter } from "../../../../lib/market/garch/garch-filter.ts";
import { randomStream } from "../../../../lib/math/random-stream.ts";
import { ageWeightedVar } from "../../../../lib/var/age-weighted-var.ts";
import type { VarEstimator } from "../../../../lib/var/backtest/backtest-var.ts";
import { bootstrapRisk } from "../../../../lib/var/bootstrap-var.ts";
import { cornishFisherVar } from "../../../../lib/var/cornish-fisher-var.ts";
import { filteredHistoricalVar } from "../../../../lib/var/filtered-historical-var.ts";
import { historicalVar } from "../../../../lib/var/historical-var.ts";
import { normalVar } from "../../../../lib/var/normal-var.ts";
import { peaksOverThresholdVar } from "../../../../lib/var/peaks-over-threshold.ts";
import { studentTVar } from "../../../../lib/var/student-t-var.ts";
import { volatilityScaledVar } from "../../../../lib/var/volatility-scaled-var.ts";

/** Every method that estimates the risk of the next day from a window alone, at a confidence. */
export const forecasters: Readonly<Record<string, (confidence: number) => VarEstimator>> = {
  normal: (confidence) => (x) => normalVar(x, options(confidence)),
  "student-t": (confidence) => (x) => studentTVar(x, options(confidence)),
  "cornish-fisher": (confidence) => (x) => cornishFisherVar(x, options(confidence)),
  historical: (confidence) => (x) => historicalVar(x, options(confidence)),
  "age-weighted": (confidence) => (x) =>
    ageWeightedVar(x, { ...options(confidence), lambda: 0.99 }),
  "volatility-scaled": (confidence) => (x) =>
    volatilityScaledVar(
      x,
      ewmaVolatility(x, { lambda: 0.94, start: "sample-variance" }),
      options(confidence),
    ),
  "filtered historical": (confidence) => (x) =>
    filteredHistoricalVar(x, {
      ...options(confidence),
      returns: "log",
      model: "garch",
      innovations: "normal",
      paths: 500,
      seed: 1,
    }),
  bootstrap: (confidence) => (x) =>
    bootstrapRisk(x, (sample) => historicalVar(sample, options(confidence)), {
      scheme: "iid",
      resamples: 100,
      seed: 1,
    }).estimate,
  "peaks over threshold": (confidence) => (x) => peaksOverThresholdVar(x, options(confidence)),
};

/** GARCH with parameters held between fits, filtered over each day's window. */
export function heldGarch(confidence: number): (window: Float64Array) => VarEstimator {
  return (fitted) => {
    const { model, path } = fitGarch(fitted, { model: "garch", innovations: "normal" });
    return (today) => {
      const initialVariance = path.volatility[0]! ** 2;
      const { standardizedResiduals, forecast } = garchFilter(model, today, { initialVariance });
      const scaled = standardizedResiduals.map((z) => (model.mean ?? 0) + z * forecast);
      return historicalVar(scaled, options(confidence));
    };
  };
}

function options(confidence: number): { confidence: number; horizonDays: 1; unit: "fraction" } {
  return { confidence, horizonDays: 1, unit: "fraction" };
}

/** Returns of a GARCH(1,1) with normal innovations, and the volatility that each had. */
export function garchReturns(
  days: number,
  key: { readonly seed: number; readonly stream: number },
): { readonly returns: Float64Array; readonly volatility: Float64Array } {
  const random = randomStream(key);
  const volatility = new Float64Array(days);
  let variance = 4e-4;
  const returns = volatility.map((_, day) => {
    volatility[day] = Math.sqrt(variance);
    const drawn = volatility[day]! * random.normal();
    variance = 4e-4 * 0.05 + 0.1 * drawn * drawn + 0.85 * variance;
    return drawn;
  });
  return { returns, volatility };
}
