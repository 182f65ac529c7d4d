import type { PlotOptions } from "@observablehq/plot";
import type { Framed } from "./chart.ts";
import { drawdownLines } from "./drawdown-lines.ts";
import { pnlByScenario } from "./pnl-by-scenario.ts";
import { priceLines } from "./price-lines.ts";

/** A chart found by name: its data and options come from outside and are checked by the chart. */
export type AnyChart = (data: unknown, options: object & Framed) => PlotOptions;

/** Every chart that a page can draw from a notebook's output, by the name the output records. */
export const charts: Readonly<Record<string, AnyChart>> = {
  drawdownLines,
  pnlByScenario,
  priceLines,
} as unknown as Readonly<Record<string, AnyChart>>;

/** The name of a chart of this library; undefined for a user's own. */
export function chartName(chart: (...args: never[]) => PlotOptions): string | undefined {
  return Object.keys(charts).find((name) => (charts[name] as unknown) === chart);
}
