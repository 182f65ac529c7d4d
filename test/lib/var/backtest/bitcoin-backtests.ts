import { returnSeries } from "../../../../lib/market/return-window.ts";
import { simpleReturns } from "../../../../lib/market/returns.ts";
import { mean, standardDeviation } from "../../../../lib/math/moments.ts";
import { normalQuantile } from "../../../../lib/math/normal-quantile.ts";
import { backtestVar, type VarForecast } from "../../../../lib/var/backtest/backtest-var.ts";
import type { VarBacktest } from "../../../../lib/var/backtest/var-backtest.ts";
import { historicalVar } from "../../../../lib/var/historical-var.ts";
import golden from "../../../golden/backtests.json" with { type: "json" };
import { realHistory } from "../../market/real-returns.ts";

export type BitcoinCase = (typeof golden.bitcoin.cases)[number];

/** The most days that any case looks back. */
export const lookBack = 500;

const returns = returnSeries(simpleReturns(realHistory()), "BTC");

/** The backtest that a row of witness figures describes. */
export function bitcoinBacktest({ kind, window, confidence }: BitcoinCase): VarBacktest {
  const from = lookBack - window;
  const series = { dates: returns.dates.slice(from), values: returns.values.slice(from) };
  const estimate = kind === "normal" ? normalForecast(confidence) : historical(confidence);
  return backtestVar(series, { window, confidence, estimate });
}

/** What a normal law with the window's mean and standard deviation says of the next day. */
export function normalForecast(confidence: number): (window: Float64Array) => VarForecast {
  const z = normalQuantile(confidence);
  const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
  return (window) => {
    const centre = mean(window);
    const scale = standardDeviation(window);
    const expectedShortfall = -centre + (scale * density) / (1 - confidence);
    return { valueAtRisk: -centre + scale * z, expectedShortfall };
  };
}

function historical(confidence: number): (window: Float64Array) => VarForecast {
  return (window) =>
    historicalVar(window, {
      confidence,
      horizonDays: 1,
      unit: "fraction",
      shortfallMethod: "tail-conditional",
    });
}
