/** Charts as pure functions, the figure around them, and what draws a notebook's outputs again. */

export {
  type AssetContributionOptions,
  type AssetPnl,
  assetContribution,
} from "./charts/asset-contribution.ts";
export {
  type Breach,
  type BreachRow,
  type BreachTimelineOptions,
  breachTimeline,
} from "./charts/breach-timeline.ts";
export type { Chart, ChartFrame, ChartOptions, Framed } from "./charts/chart.ts";
export {
  type ConcentrationBarsOptions,
  type ConcentrationData,
  type ConcentrationShare,
  concentrationBars,
} from "./charts/concentration-bars.ts";
export {
  type ConvergenceData,
  type ConvergencePlotOptions,
  type ConvergencePoint,
  convergencePlot,
} from "./charts/convergence-plot.ts";
export {
  type CorrelationData,
  type CorrelationHeatmapOptions,
  correlationHeatmap,
} from "./charts/correlation-heatmap.ts";
export { type CorrelationPanelsOptions, correlationPanels } from "./charts/correlation-panels.ts";
export type { CorrelationPanelsData, CorrelationPeriod } from "./charts/correlation-periods.ts";
export { type CoverageData, type CoverageSegment, dataCoverage } from "./charts/data-coverage.ts";
export { type DrawdownLinesOptions, drawdownLines } from "./charts/drawdown-lines.ts";
export type { EventWindow } from "./charts/event-windows.ts";
export {
  type ExposureBarsOptions,
  type ExposureRow,
  exposureBars,
} from "./charts/exposure-bars.ts";
export { type FigureOptions, figure } from "./charts/figure.ts";
export type { NumberFormat } from "./charts/format.ts";
export { priceCoverage, priceLinesData } from "./charts/from-prices.ts";
export type { TailMeasures } from "./charts/histogram-measures.ts";
export type { LineSeries, LinesData } from "./charts/lines-data.ts";
export {
  type LadderClose,
  type LiquidationLadderOptions,
  liquidationLadder,
} from "./charts/liquidation-ladder.ts";
export {
  type MarginByRuleOptions,
  marginByRule,
  type RuleMargin,
} from "./charts/margin-by-rule.ts";
export {
  type MarginEvent,
  type MarginEventKind,
  type MarginPathAccount,
  type MarginPathData,
  type MarginPathOptions,
  marginPath,
} from "./charts/margin-path.ts";
export {
  type ChosenTail,
  type MeanExcessData,
  type MeanExcessPlotOptions,
  type MeanExcessPoint,
  meanExcessPlot,
} from "./charts/mean-excess-plot.ts";
export {
  type FanPanel,
  type PathFanData,
  type PathFanOptions,
  pathFan,
} from "./charts/path-fan.ts";
export {
  type PnlByScenarioOptions,
  pnlByScenario,
  type ScenarioPnl,
} from "./charts/pnl-by-scenario.ts";
export { type PnlGridData, type PnlHeatmapOptions, pnlHeatmap } from "./charts/pnl-heatmap.ts";
export { type PriceLinesOptions, priceLines } from "./charts/price-lines.ts";
export {
  type ProfileData,
  type ProfileLinesOptions,
  type ProfileMark,
  type ProfileSeries,
  profileLines,
} from "./charts/profile-lines.ts";
export { type QqData, type QqPanel, type QqPlotOptions, qqPlot } from "./charts/qq-plot.ts";
export { type AnyChart, charts } from "./charts/registry.ts";
export {
  type ReturnHistogramData,
  type ReturnHistogramOptions,
  returnHistogram,
} from "./charts/return-histogram.ts";
export { type RiskContributionsOptions, riskContributions } from "./charts/risk-contributions.ts";
export type { RiskPart } from "./charts/risk-parts.ts";
export { type RollingLinesOptions, rollingLines } from "./charts/rolling-lines.ts";
export {
  type SeverityPanelOptions,
  type SeverityRow,
  severityPanel,
} from "./charts/severity-panel.ts";
export { type ShockBar, type ShockBarsOptions, shockBars } from "./charts/shock-bars.ts";
export type { SvgDocument } from "./charts/svg.ts";
export { svgText } from "./charts/svg-text.ts";
export {
  type VarBacktestData,
  type VarBacktestOptions,
  varBacktest,
} from "./charts/var-backtest.ts";
export {
  type ForecastPoint,
  type VolatilityConeData,
  type VolatilityConePlotOptions,
  volatilityConePlot,
} from "./charts/volatility-cone-plot.ts";
export { decodePayload, encodePayload, type Json } from "./notebook/payload.ts";
export {
  formatCell,
  type TableCell,
  type TableColumn,
  type TableFormat,
  type TableModel,
  tableTexts,
} from "./notebook/table-model.ts";
