import type { PlotOptions } from "@observablehq/plot";
import { assetContribution } from "./asset-contribution.ts";
import { breachTimeline } from "./breach-timeline.ts";
import type { Framed } from "./chart.ts";
import { concentrationBars } from "./concentration-bars.ts";
import { convergencePlot } from "./convergence-plot.ts";
import { correlationHeatmap } from "./correlation-heatmap.ts";
import { correlationPanels } from "./correlation-panels.ts";
import { dataCoverage } from "./data-coverage.ts";
import { drawdownLines } from "./drawdown-lines.ts";
import { exposureBars } from "./exposure-bars.ts";
import { liquidationLadder } from "./liquidation-ladder.ts";
import { marginByRule } from "./margin-by-rule.ts";
import { marginPath } from "./margin-path.ts";
import { meanExcessPlot } from "./mean-excess-plot.ts";
import { pathFan } from "./path-fan.ts";
import { pnlByScenario } from "./pnl-by-scenario.ts";
import { pnlHeatmap } from "./pnl-heatmap.ts";
import { priceLines } from "./price-lines.ts";
import { profileLines } from "./profile-lines.ts";
import { qqPlot } from "./qq-plot.ts";
import { returnHistogram } from "./return-histogram.ts";
import { riskContributions } from "./risk-contributions.ts";
import { rollingLines } from "./rolling-lines.ts";
import { severityPanel } from "./severity-panel.ts";
import { shockBars } from "./shock-bars.ts";
import { varBacktest } from "./var-backtest.ts";
import { volatilityConePlot } from "./volatility-cone-plot.ts";

/** A chart found by name: its data and options come from outside and are checked by the chart. */
export type AnyChart = (data: unknown, options: object & Framed) => PlotOptions;

/** Every chart that a page can draw from a notebook's output, by the name the output records. */
export const charts: Readonly<Record<string, AnyChart>> = {
  assetContribution,
  breachTimeline,
  concentrationBars,
  convergencePlot,
  correlationHeatmap,
  correlationPanels,
  dataCoverage,
  drawdownLines,
  exposureBars,
  liquidationLadder,
  marginPath,
  marginByRule,
  meanExcessPlot,
  pathFan,
  pnlByScenario,
  pnlHeatmap,
  priceLines,
  profileLines,
  qqPlot,
  returnHistogram,
  riskContributions,
  rollingLines,
  severityPanel,
  shockBars,
  varBacktest,
  volatilityConePlot,
} as unknown as Readonly<Record<string, AnyChart>>;

/** The name of a chart of this library; undefined for a user's own. */
export function chartName(chart: (...args: never[]) => PlotOptions): string | undefined {
  return Object.keys(charts).find((name) => (charts[name] as unknown) === chart);
}
