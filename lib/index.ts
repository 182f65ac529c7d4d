/** Stressbook: typed risk math for crypto portfolios. */
export { type InputIssue, InvalidInputError } from "./base/invalid-input.ts";
export { daysPerYear } from "./base/time.ts";
export { type AssetCoverage, type CoverageGap, coverage } from "./market/coverage.ts";
export type { FundingHistory } from "./market/funding-history.ts";
export type { HourlyBars } from "./market/hourly-bars.ts";
export { type PriceKey, priceAt, pricesOn } from "./market/price-at.ts";
export type { PriceHistory } from "./market/price-history.ts";
export { priceSeries } from "./market/price-series.ts";
export { selectAssets } from "./market/select-assets.ts";
export { type DateRange, sliceDates } from "./market/slice-dates.ts";
export type { Matrix } from "./math/matrix.ts";
