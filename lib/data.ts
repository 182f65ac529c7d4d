/** The data set: open it, load prices, bars and funding from it. */
export type { LoadOptions } from "./data/daily-panel.ts";
export { type DataFileInfo, dataFiles } from "./data/data-files.ts";
export { loadDailyCloses } from "./data/load-daily-closes.ts";
export { loadFunding } from "./data/load-funding.ts";
export { type HourlyEvent, hourlyEvents, loadHourlyBars } from "./data/load-hourly-bars.ts";
export type {
  BlockDigest,
  DataFile,
  FigureCoverage,
  FigureGap,
  FigureKind,
  Manifest,
} from "./data/manifest.ts";
export { type DataSet, type OpenDataOptions, openData } from "./data/open-data.ts";
export type { FundingHistory } from "./market/funding-history.ts";
export type { HourlyBars } from "./market/hourly-bars.ts";
export type { PriceHistory } from "./market/price-history.ts";
export type { Matrix } from "./math/matrix.ts";
