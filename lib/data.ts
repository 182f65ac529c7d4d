/** The data set: open it, load prices, bars and funding from it, check it. */

export { type InputIssue, InvalidInputError } from "./base/invalid-input.ts";
export { findErrors, findPeculiarities } from "./data/checks/check-figures.ts";
export { agreementBound, findDisagreement } from "./data/checks/close-agreement.ts";
export type { DataFinding } from "./data/checks/finding.ts";
export { flashFactor } from "./data/checks/flash-prints.ts";
export { fundingBound } from "./data/checks/funding-size.ts";
export { jumpBound } from "./data/checks/jumps.ts";
export type { SourceFigure } from "./data/checks/source-figure.ts";
export { staleRunLength } from "./data/checks/stale-runs.ts";
export type { LoadOptions } from "./data/daily-panel.ts";
export { type DataFileInfo, dataFiles } from "./data/data-files.ts";
export { describeFigures, figurePath } from "./data/describe-figures.ts";
export type { DataDifference, DifferenceKind } from "./data/difference.ts";
export { type FigureTable, figureFields, formatFigures } from "./data/figure-table.ts";
export { figureStep, figureTimes, isFigureTime } from "./data/figure-time.ts";
export { findDifferences } from "./data/find-differences.ts";
export { formatManifest } from "./data/format-manifest.ts";
export { loadBook } from "./data/load-book.ts";
export { loadDailyCloses } from "./data/load-daily-closes.ts";
export { loadFunding } from "./data/load-funding.ts";
export { type HourlyEvent, hourlyEvents, loadHourlyBars } from "./data/load-hourly-bars.ts";
export { loadMarginModel } from "./data/load-margin-model.ts";
export { loadMarginSchedule } from "./data/load-margin-schedule.ts";
export { loadScenario } from "./data/load-scenario.ts";
export { loadTable } from "./data/load-table.ts";
export type {
  BlockDigest,
  DataFile,
  FigureCoverage,
  FigureGap,
  FigureKind,
  Manifest,
} from "./data/manifest.ts";
export {
  type DataSet,
  findDataRoot,
  manifestName,
  type OpenDataOptions,
  openData,
  pendingImportName,
} from "./data/open-data.ts";
export { parseManifest } from "./data/parse-manifest.ts";
export { type ReadFigures, readFigures } from "./data/read-figures.ts";
export type { FundingHistory } from "./market/funding-history.ts";
export type { HourlyBars } from "./market/hourly-bars.ts";
export type { PriceHistory } from "./market/price-history.ts";
export type { Matrix } from "./math/matrix.ts";
export type { Book } from "./portfolio/book.ts";
export type { Scenario } from "./scenario/scenario.ts";
