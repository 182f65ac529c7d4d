/** Stressbook: typed risk math for crypto portfolios. */
export { type InputIssue, InvalidInputError } from "./base/invalid-input.ts";
export { daysPerYear } from "./base/time.ts";
export { blackScholes } from "./instruments/black-scholes.ts";
export { black76 } from "./instruments/black76.ts";
export { black76Batch } from "./instruments/black76-batch.ts";
export {
  type DeltaConvention,
  type DeltaQuote,
  optionDelta,
  type StrikeAtDelta,
  type StrikeAtDeltaCode,
  strikeAtDelta,
} from "./instruments/delta-convention.ts";
export { assetOrNothing, cashOrNothing } from "./instruments/digital-option.ts";
export type {
  EuropeanOption,
  ForwardMarketTerms,
  OptionKind,
  SpotMarketTerms,
  SpotTerms,
} from "./instruments/european-option.ts";
export {
  fitSvi,
  type SmileQuote,
  type SmileQuotes,
  type SviFit,
  type SviWarning,
  type SviWarningCode,
} from "./instruments/fit-svi.ts";
export type { ForwardPoint } from "./instruments/forward-curve.ts";
export {
  accruedFunding,
  type FundingFlows,
  type FundingTime,
  fundingFlows,
  fundingPayment,
  type PerpetualHolding,
} from "./instruments/funding-payment.ts";
export {
  type FundingRateTerms,
  fundingRate,
  type MarkPriceTerms,
  markPrice,
  type PremiumQuotes,
  premiumIndex,
} from "./instruments/funding-rate.ts";
export { type FuturesBasis, type FuturesQuote, futuresBasis } from "./instruments/futures-basis.ts";
export { black76Greeks, blackScholesGreeks, type Greeks } from "./instruments/greeks.ts";
export type { GreeksBatch, GreeksBatchOptions } from "./instruments/greeks-batch.ts";
export { type HestonTerms, heston } from "./instruments/heston.ts";
export {
  type ImpliedVolatility,
  type ImpliedVolatilityCode,
  impliedVolatility,
  type OptionQuote,
} from "./instruments/implied-volatility.ts";
export {
  type ContractTerms,
  type FutureInstrument,
  type Instrument,
  instrumentName,
  type OptionInstrument,
  type PerpetualInstrument,
  type Settlement,
  type SpotInstrument,
} from "./instruments/instrument.ts";
export { type MertonTerms, mertonJump } from "./instruments/merton-jump.ts";
export type { OptionBatch } from "./instruments/option-batch.ts";
export {
  type PerpetualFairPrice,
  type PerpetualFairPriceCode,
  type PerpetualTerms,
  perpetualFairPrice,
} from "./instruments/perpetual-fair-price.ts";
export { type SurfaceArbitrage, surfaceArbitrage } from "./instruments/surface-arbitrage.ts";
export { type SviParameters, type SviPoint, sviAt, sviDensityFactor } from "./instruments/svi.ts";
export { type Moment, yearsToExpiry } from "./instruments/time-to-expiry.ts";
export type { MovedVolatility, Volatility } from "./instruments/volatility-at.ts";
export type { TermPower, VolatilityShift } from "./instruments/volatility-shift.ts";
export {
  type SmileSlice,
  type SurfacePoint,
  surfaceVolatility,
  type VolatilitySurface,
} from "./instruments/volatility-surface.ts";
export type { AssetMatrix } from "./market/asset-matrix.ts";
export {
  type CompareCorrelationOptions,
  type ComparedPeriod,
  type CorrelationChange,
  type CorrelationComparison,
  compareCorrelation,
  type PairChange,
  type PeriodFigure,
} from "./market/compare-correlation.ts";
export type { AssetPanel } from "./market/complete-panel.ts";
export { ledoitWolfConstantCorrelation } from "./market/constant-correlation-shrinkage.ts";
export {
  averageCorrelation,
  type CorrelationMatrix,
  type CorrelationMethod,
  type CorrelationOptions,
  correlationMatrix,
} from "./market/correlation-matrix.ts";
export {
  type CovarianceMatrix,
  type CovarianceOptions,
  covarianceMatrix,
} from "./market/covariance-matrix.ts";
export { type AssetCoverage, type CoverageGap, coverage } from "./market/coverage.ts";
export type { DatedSeries } from "./market/dated-series.ts";
export { type DccFit, dcc } from "./market/dcc/dcc.ts";
export { type DccForecastOptions, dccForecast } from "./market/dcc/dcc-forecast.ts";
export type { DccParameters } from "./market/dcc/dcc-recursion.ts";
export type { DccStandardErrors } from "./market/dcc/dcc-standard-errors.ts";
export {
  type DenoisedCorrelation,
  type DenoiseOptions,
  denoiseCorrelation,
  type EstimatedCorrelation,
} from "./market/denoise-correlation.ts";
export type { DependenceWarning, DependenceWarningCode } from "./market/dependence-warning.ts";
export {
  type DrawdownOptions,
  type DrawdownPath,
  drawdownPath,
  type MaximumDrawdown,
  maximumDrawdown,
} from "./market/drawdown.ts";
export { dropMissing, type PresentValues } from "./market/drop-missing.ts";
export { type EquityOptions, equityFromPnl, equityFromReturns } from "./market/equity-curve.ts";
export {
  type EwmaCorrelation,
  type EwmaMatrix,
  ewmaCorrelation,
  ewmaCovariance,
} from "./market/ewma-covariance.ts";
export {
  type EwmaOptions,
  type EwmaStart,
  type EwmaVolatility,
  ewmaVolatility,
} from "./market/ewma-volatility.ts";
export {
  type Exceedance,
  type ExceedanceOptions,
  exceedanceCorrelation,
} from "./market/exceedance-correlation.ts";
export type { FundingHistory } from "./market/funding-history.ts";
export { fitGarch, type GarchFit, type GarchFitOptions } from "./market/garch/fit-garch.ts";
export type { GarchEstimate } from "./market/garch/garch-estimates.ts";
export {
  type GarchFilterOptions,
  type GarchPath,
  type GarchState,
  garchFilter,
} from "./market/garch/garch-filter.ts";
export {
  type GarchForecast,
  type GarchForecastOptions,
  type GarchForecastWarning,
  garchForecast,
  type TermStructureOptions,
  volatilityTermStructure,
} from "./market/garch/garch-forecast.ts";
export { garchLongRunVariance } from "./market/garch/garch-long-run.ts";
export {
  type GarchKind,
  type GarchModel,
  type GarchParameter,
  garchPersistence,
  type Innovations,
  isStationaryGarch,
} from "./market/garch/garch-model.ts";
export {
  type GarchRefusalCode,
  GarchRefusedError,
  type GarchStart,
} from "./market/garch/garch-sample.ts";
export type { GarchWarning, GarchWarningCode } from "./market/garch/garch-warnings.ts";
export { type NewsImpactOptions, newsImpact } from "./market/garch/news-impact.ts";
export {
  type GarchSimulation,
  type SimulateGarchOptions,
  simulateGarch,
} from "./market/garch/simulate-garch.ts";
export {
  type SimulatedForecast,
  type SimulatedForecastWarning,
  simulatedForecast,
} from "./market/garch/simulated-forecast.ts";
export { halfLife } from "./market/half-life.ts";
export type { HourlyBars } from "./market/hourly-bars.ts";
export { ledoitWolf } from "./market/ledoit-wolf.ts";
export { oas } from "./market/oas.ts";
export { overlappingReturns } from "./market/overlapping-returns.ts";
export type { MissingReturns, PairTable } from "./market/pair-table.ts";
export {
  type BootstrapPathOptions,
  bootstrapPathModel,
} from "./market/paths/bootstrap-path-model.ts";
export { type BrownianOptions, brownianModel } from "./market/paths/brownian-model.ts";
export type { Drift } from "./market/paths/drift.ts";
export {
  fitJumpDiffusion,
  type JumpDiffusionFit,
  type JumpDiffusionFitOptions,
  type JumpFitWarning,
} from "./market/paths/fit-jump-diffusion.ts";
export {
  type GarchPathAsset,
  type GarchPathOptions,
  garchPathModel,
} from "./market/paths/garch-path-model.ts";
export {
  type HestonOptions,
  type HestonVariance,
  hestonModel,
} from "./market/paths/heston-model.ts";
export type { JumpDiffusionLaw } from "./market/paths/jump-diffusion-law.ts";
export {
  type JumpDiffusionOptions,
  type Jumps,
  jumpDiffusionModel,
} from "./market/paths/jump-diffusion-model.ts";
export { type MatchedMoments, matchMoments } from "./market/paths/match-moments.ts";
export { type PathExtremes, pathExtremes } from "./market/paths/path-extremes.ts";
export type {
  LogPriceMoments,
  PathMeasure,
  PathModel,
  PathStart,
  PathStep,
  PathWarning,
} from "./market/paths/path-model.ts";
export {
  type PathCut,
  type PathRecord,
  type PriceCut,
  type PricePaths,
  pricePaths,
  pricesAlong,
  pricesAt,
} from "./market/paths/price-paths.ts";
export type { SquareRootProcess } from "./market/paths/quadratic-exponential.ts";
export {
  type QuantileFan,
  type QuantileFanOptions,
  quantileFan,
} from "./market/paths/quantile-fan.ts";
export {
  type Regime,
  type RegimeSwitchingOptions,
  regimeSwitchingModel,
} from "./market/paths/regime-switching-model.ts";
export { type SingleStart, singleJumpModel } from "./market/paths/single-jump-model.ts";
export {
  type PathOptions,
  type PathSampling,
  type PathVisitor,
  visitPaths,
} from "./market/paths/visit-paths.ts";
export { type AnnualOptions, annualReturn } from "./market/performance/annual-return.ts";
export {
  type AlphaBeta,
  alphaBeta,
  type BenchmarkedReturns,
  type Capture,
  capture,
} from "./market/performance/benchmark-measures.ts";
export {
  type DrawdownEpisode,
  type DrawdownTableOptions,
  drawdownTable,
} from "./market/performance/drawdown-table.ts";
export {
  deflatedSharpe,
  expectedMaximumSharpe,
  minimumTrackRecord,
  type ProbabilisticSharpe,
  probabilisticSharpe,
  probabilisticSharpeOf,
  type SharpeStatistics,
  type SharpeTrials,
} from "./market/performance/probabilistic-sharpe.ts";
export {
  calmarRatio,
  conditionalDrawdownAtRisk,
  type DrawdownRisk,
  returnDrawdowns,
  ulcerIndex,
} from "./market/performance/return-drawdowns.ts";
export {
  omegaRatio,
  type RatioOptions,
  sharpeRatio,
  sortinoRatio,
} from "./market/performance/return-ratios.ts";
export { tailRatio } from "./market/performance/tail-ratio.ts";
export { type PriceKey, priceAt, pricesOn } from "./market/price-at.ts";
export { hourlyPriceBars, type PriceBars } from "./market/price-bars.ts";
export type { PriceHistory } from "./market/price-history.ts";
export { priceSeries } from "./market/price-series.ts";
export {
  garmanKlassVolatility,
  parkinsonVolatility,
  type RangeVolatility,
  rogersSatchellVolatility,
  yangZhangVolatility,
} from "./market/range-volatility.ts";
export {
  type CompleteRows,
  completeRows,
  returnSeries,
  selectReturns,
  sliceReturns,
} from "./market/return-window.ts";
export {
  logReturns,
  type ReturnKind,
  type ReturnPanel,
  type ReturnSeries,
  simpleReturns,
  toLogReturns,
  toSimpleReturns,
} from "./market/returns.ts";
export { rollingAverageCorrelation } from "./market/rolling-average-correlation.ts";
export {
  type RollingCorrelationOptions,
  rollingCorrelation,
  type SeriesPair,
} from "./market/rolling-correlation.ts";
export { type RollingVolatilityOptions, rollingVolatility } from "./market/rolling-volatility.ts";
export { selectAssets } from "./market/select-assets.ts";
export type { ShrinkageMethod, ShrunkCovariance } from "./market/shrunk-covariance.ts";
export { type DateRange, sliceDates } from "./market/slice-dates.ts";
export {
  type CorrelationStress,
  type StressedCorrelation,
  stressCorrelation,
  stressedCovariance,
} from "./market/stress-correlation.ts";
export {
  type TailCoefficient,
  type TailDependence,
  type TailDependenceOptions,
  tailDependence,
} from "./market/tail-dependence.ts";
export { type VarianceForecasts, type VarianceLoss, varianceLoss } from "./market/variance-loss.ts";
export { type AnnualVolatilityOptions, annualVolatility } from "./market/volatility.ts";
export {
  type ConeQuantile,
  type ConeSlice,
  type VolatilityCone,
  type VolatilityConeOptions,
  volatilityCone,
} from "./market/volatility-cone.ts";
export { type BridgeSteps, brownianBridge } from "./math/brownian-bridge.ts";
export { chiSquareQuantile, chiSquareTail } from "./math/chi-square.ts";
export { cholesky, symmetricSquareRoot } from "./math/cholesky.ts";
export {
  type ControlledMean,
  type ControlOptions,
  controlledMean,
} from "./math/controlled-mean.ts";
export type { CorrelationRepair, RepairMethod } from "./math/correlation-repair.ts";
export {
  pearsonCorrelation,
  sampleCovariance,
  spearmanCorrelation,
} from "./math/covariance.ts";
export {
  type CovarianceParts,
  covarianceFromParts,
  covarianceParts,
} from "./math/covariance-parts.ts";
export { normalExceedanceCorrelation } from "./math/exceedance-of-normal.ts";
export {
  type CorrelationPair,
  type CorrelationSample,
  correlationDifferenceInterval,
  fisherInterval,
} from "./math/fisher-interval.ts";
export type { GpdMethod } from "./math/fit-gpd.ts";
export { type GroupedMean, type GroupOptions, groupedMean } from "./math/grouped-mean.ts";
export type { Interval } from "./math/interval.ts";
export { kendallCorrelation } from "./math/kendall.ts";
export type { Matrix } from "./math/matrix.ts";
export {
  excessKurtosis,
  type Moments,
  mean,
  moments,
  sampleVariance,
  skewness,
  standardDeviation,
} from "./math/moments.ts";
export { type NearestCorrelationOptions, nearestCorrelation } from "./math/nearest-correlation.ts";
export { normalDensity, normalDistribution } from "./math/normal-distribution.ts";
export { normalDistributions } from "./math/normal-distributions.ts";
export { normalQuantile } from "./math/normal-quantile.ts";
export {
  type OrderStatisticInterval,
  type OrderStatisticIntervalOptions,
  orderStatisticInterval,
} from "./math/order-statistic-interval.ts";
export { type QuantileOptions, type QuantileType, quantile } from "./math/quantile.ts";
export {
  type QuantilePairs,
  type QuantilePairsOptions,
  quantilePairs,
} from "./math/quantile-pairs.ts";
export {
  normalDraws,
  type RandomStream,
  randomStream,
  type StreamKey,
  uniformDraws,
} from "./math/random-stream.ts";
export { averageRanks } from "./math/rank.ts";
export { linearRegression, type Regression, type RegressionSample } from "./math/regression.ts";
export { type ShrinkOptions, shrinkCovariance } from "./math/shrink-covariance.ts";
export {
  type SobolOptions,
  type SobolPointsOptions,
  type SobolRandomisation,
  type SobolSequence,
  sobolPoints,
  sobolSequence,
} from "./math/sobol.ts";
export { type SpectralRepairOptions, spectralRepair } from "./math/spectral-repair.ts";
export { stationaryDistribution } from "./math/stationary-distribution.ts";
export {
  studentTDensity,
  studentTDistribution,
  studentTQuantile,
} from "./math/student-t.ts";
export {
  isPositiveSemidefinite,
  type SymmetricEigen,
  symmetricEigen,
} from "./math/symmetric-eigen.ts";
export {
  type VarianceChange,
  volatilityAdjustedCorrelation,
} from "./math/volatility-adjusted-correlation.ts";
export { type BinomialSample, wilsonInterval } from "./math/wilson-interval.ts";
export type { Account, Book, CollateralHolding, MarginMode, Position } from "./portfolio/book.ts";
export { type BookDimension, type BookLine, bookLines } from "./portfolio/book-line.ts";
export { collateralUsd } from "./portfolio/collateral.ts";
export {
  type BookConcentration,
  type Concentration,
  concentration,
  concentrationOf,
  type GrossShare,
} from "./portfolio/concentration.ts";
export { forwardPrice } from "./portfolio/contract-market.ts";
export {
  bookExposure,
  type Exposure,
  type ExposureGroup,
  exposureBy,
} from "./portfolio/exposure.ts";
export { type GenerateBookOptions, generateBook } from "./portfolio/generate-book.ts";
export {
  type AccountMargin,
  accountMargins,
  type MarginNeed,
  type MarginRules,
  type PositionMargin,
} from "./portfolio/margin/account-margin.ts";
export {
  type InverseMaintenance,
  type InverseMarginPosition,
  inverseBankruptcyPrice,
  inverseLiquidationPrice,
} from "./portfolio/margin/inverse-liquidation.ts";
export {
  type LinearMarginPosition,
  linearBankruptcyPrice,
  linearLiquidationPrice,
} from "./portfolio/margin/linear-liquidation.ts";
export {
  type MarginBreach,
  type MarginPolicy,
  marginBreaches,
  type Severity,
  utilisationSeverity,
} from "./portfolio/margin/margin-breaches.ts";
export { type MarginGroup, marginBy } from "./portfolio/margin/margin-by.ts";
export { type MarginSchedule, parseMarginSchedule } from "./portfolio/margin/margin-schedule.ts";
export {
  type AppliedTier,
  type MarginTier,
  maintenanceAmounts,
  maintenanceMarginUsd,
  type TieredMargin,
  type TierRule,
  tierOf,
} from "./portfolio/margin/margin-tiers.ts";
export {
  type PositionLiquidation,
  positionLiquidation,
} from "./portfolio/margin/position-liquidation.ts";
export {
  type ShortOption,
  type ShortOptionMargin,
  type ShortOptionTerms,
  shortOptionMargin,
} from "./portfolio/margin/short-option-margin.ts";
export { standardOptionMargin } from "./portfolio/margin/standard-option-margin.ts";
export {
  type Market,
  type MarketTerms,
  marketAt,
  type PerAsset,
  spotPrice,
} from "./portfolio/market.ts";
export { parseBook } from "./portfolio/parse-book.ts";
export {
  positionNotionalUsd,
  positionValueCoin,
  positionValueUsd,
  unrealisedPnlCoin,
  unrealisedPnlUsd,
} from "./portfolio/position-value.ts";
export { type DeskReport, type DeskReportOptions, deskReport } from "./report/desk-report.ts";
export type { ReportGroup } from "./report/report-group.ts";
export type { ReportPosition } from "./report/report-position.ts";
export type { ReportRisk } from "./report/report-risk.ts";
export type { ReportBreach, ReportSubject } from "./report/report-severity.ts";
export type { ReportStress } from "./report/report-stress.ts";
export type { AssetMove, MarketShift } from "./scenario/asset-move.ts";
export {
  type BookPnlHistory,
  bookPnlHistory,
} from "./scenario/book-pnl-history.ts";
export { type CompiledBook, compileBook, type Worth } from "./scenario/compile-book.ts";
export type { ProxiedDays } from "./scenario/complete-returns.ts";
export { type DeltaLine, deltaLines } from "./scenario/delta-lines.ts";
export {
  type ExplainPnlInput,
  explainPnl,
  type PnlExplanation,
  type PositionSensitivities,
  positionSensitivities,
} from "./scenario/explain-pnl.ts";
export {
  type HistoricalEvent,
  historicalEvent,
  historicalEvents,
} from "./scenario/historical-events.ts";
export { historicalScenario } from "./scenario/historical-scenario.ts";
export {
  type AssetLiquidity,
  fillOrder,
  type Liquidity,
  type LiquidityStress,
  type MarketOrder,
  type OrderFill,
  stressLiquidity,
} from "./scenario/liquidity.ts";
export type { DeribitCharges } from "./scenario/margin/deribit-charges.ts";
export {
  type DeribitModel,
  type DeribitTerms,
  deribitPortfolioMargin,
} from "./scenario/margin/deribit-portfolio-margin.ts";
export {
  type LiquidationDistance,
  liquidationDistances,
} from "./scenario/margin/liquidation-distance.ts";
export {
  type ExtremeMove,
  type MarginScenario,
  type ScanRange,
  scanGrid,
  spanScenarios,
} from "./scenario/margin/margin-scenario.ts";
export type {
  ModelHead,
  PreparedMargin,
  ScenarioMargin,
  UnitMargin,
} from "./scenario/margin/model.ts";
export {
  type ClosingTier,
  type OkxModel,
  type OkxTerms,
  okxPortfolioMargin,
} from "./scenario/margin/okx-portfolio-margin.ts";
export { parseMarginModel } from "./scenario/margin/parse-margin-model.ts";
export { type RiskUnit, type RiskUnitRule, riskUnits } from "./scenario/margin/risk-unit.ts";
export { type ScanModel, scanMargin } from "./scenario/margin/scan-margin.ts";
export {
  type ScenarioArray,
  type ScenarioArrayOptions,
  scenarioArray,
  type WorstLoss,
  worstLoss,
} from "./scenario/margin/scenario-array.ts";
export {
  type MarginModel,
  prepareScenarioMargin,
  riskModelOf,
  scenarioMargin,
} from "./scenario/margin/scenario-margin.ts";
export type { MissingPolicy, ProxyPolicy } from "./scenario/missing-policy.ts";
export { parseScenario } from "./scenario/parse-scenario.ts";
export { type PeakToTroughOptions, peakToTrough } from "./scenario/peak-to-trough.ts";
export { type PnlGroup, pnlBy, type StressDimension } from "./scenario/pnl-by.ts";
export { type PositionPnl, positionPnl, type ReturnScenarios } from "./scenario/position-pnl.ts";
export {
  type BookPnlOptions,
  type ExcludedLine,
  type LastObservations,
  type PositionPnlHistory,
  positionPnlHistory,
  type ReturnDays,
} from "./scenario/position-pnl-history.ts";
export { fitProxy, type ProxyFit, type ProxyPair } from "./scenario/proxy-fit.ts";
export {
  autoDeleverage,
  type DeleverageCandidate,
  type Deleveraged,
} from "./scenario/replay/auto-deleverage.ts";
export { crashReplay } from "./scenario/replay/crash-replay.ts";
export type { PathPolicy } from "./scenario/replay/price-path.ts";
export type {
  CrashReplayOptions,
  HourOrder,
  LiquidationProcedure,
  ReplayVenueDefault,
  StopRule,
  UtilisationLimit,
} from "./scenario/replay/replay-options.ts";
export type {
  CrashReplay,
  ReplayEvent,
  ReplayEventKind,
  ReplayedAccount,
  ReplayedFund,
  ReplayedPosition,
} from "./scenario/replay/replay-result.ts";
export {
  type MarketMove,
  revaluationPnl,
  revalue,
  settlementValue,
  shockMarket,
} from "./scenario/revalue.ts";
export {
  type PnlDetail,
  revalueBook,
  type ScenarioPnl,
  scenarioPnl,
} from "./scenario/revalue-book.ts";
export type { FactorPart } from "./scenario/reverse/factor-story.ts";
export {
  type HistoricalRank,
  type HistoricalRankOptions,
  historicalRank,
  type SimilarDay,
} from "./scenario/reverse/historical-rank.ts";
export {
  type LinearReverseStressOptions,
  linearReverseStress,
} from "./scenario/reverse/linear-reverse-stress.ts";
export {
  type ReverseStressOptions,
  type ReverseStressSearch,
  reverseStress,
} from "./scenario/reverse/reverse-stress.ts";
export {
  type ReverseStressBookOptions,
  type ReverseStressGoal,
  reverseStressBook,
} from "./scenario/reverse/reverse-stress-book.ts";
export type {
  FactorShock,
  ReverseStress,
  ReverseStressCode,
  ReverseStressWarning,
  ReverseStressWarningCode,
} from "./scenario/reverse/reverse-stress-result.ts";
export type {
  AssetShock,
  Scenario,
  ScenarioWindow,
  SectorShock,
  UntradedAsset,
} from "./scenario/scenario.ts";
export type { ScenarioWarning, ScenarioWarningCode } from "./scenario/scenario-warning.ts";
export { type MarginTick, marginAlong } from "./scenario/simulator/margin-along.ts";
export {
  type SimulatedTick,
  type SimulateMarketOptions,
  simulateMarket,
} from "./scenario/simulator/simulate-market.ts";
export type { SurfaceLaw } from "./scenario/simulator/surface-law.ts";
export {
  type CascadeRow,
  type FiredStop,
  type StopCascade,
  type StopCascadeOptions,
  stopCascade,
} from "./scenario/stop-cascade.ts";
export {
  type AccountStress,
  type StressAccountsOptions,
  type StressedAccount,
  stressAccounts,
} from "./scenario/stress-accounts.ts";
export { type StressOptions, stressBook } from "./scenario/stress-book.ts";
export type {
  AssetTreatment,
  ExcludedPosition,
  ScenarioTotal,
  ShockTreatment,
  StressResult,
  StressRow,
} from "./scenario/stress-result.ts";
export {
  type StressTotals,
  type StressTotalsOptions,
  stressTotals,
} from "./scenario/stress-totals.ts";
export {
  type FrozenAccount,
  type NakedExposure,
  type VenueDefault,
  type VenueDefaultOptions,
  venueDefault,
} from "./scenario/venue-default.ts";
export { type FixedRiskOptions, fixedRiskSize } from "./sizing/fixed-risk-size.ts";
export { type Bet, kellyFraction, kellyLeverage, type ReturnMoments } from "./sizing/kelly.ts";
export { type RiskParity, riskParity } from "./sizing/risk-parity.ts";
export {
  type TargetedSize,
  type VolatilityTarget,
  volatilityTargetSize,
} from "./sizing/volatility-target.ts";
export {
  type AgeWeightedEstimate,
  type AgeWeightedVarOptions,
  ageWeightedVar,
} from "./var/age-weighted-var.ts";
export {
  type BootstrapAttribution,
  type BootstrapAttributionOptions,
  type BootstrapFigure,
  type BootstrappedPart,
  bootstrapAttribution,
} from "./var/attribution/bootstrap-attribution.ts";
export {
  type ParametricAttributionOptions,
  parametricAttribution,
} from "./var/attribution/parametric-attribution.ts";
export type {
  AttributedPart,
  AttributionDimension,
  RiskAttribution,
} from "./var/attribution/risk-attribution.ts";
export {
  type ScenarioAttributionOptions,
  scenarioAttribution,
} from "./var/attribution/scenario-attribution.ts";
export {
  type AcerbiSzekelyOptions,
  acerbiSzekelyCriticalValue,
  acerbiSzekelyZ1Test,
  acerbiSzekelyZ2Test,
  type CriticalValueOptions,
} from "./var/backtest/acerbi-szekely.ts";
export type {
  AcerbiSzekelyDesign,
  AcerbiSzekelySimulation,
  AcerbiSzekelyStatistic,
} from "./var/backtest/acerbi-szekely-law.ts";
export type {
  BacktestOptions,
  BacktestResult,
  CoverageOptions,
} from "./var/backtest/backtest-result.ts";
export {
  type BacktestVarCommon,
  backtestVar,
  type EstimateOptions,
  type FitOptions,
  type VarEstimator,
  type VarForecast,
} from "./var/backtest/backtest-var.ts";
export { type BerkowitzResult, berkowitzTest } from "./var/backtest/berkowitz.ts";
export { type BreachSummary, breachSummary } from "./var/backtest/breach-summary.ts";
export { type BreachTransitions, breachTransitions } from "./var/backtest/breach-transitions.ts";
export {
  christoffersenIndependenceTest,
  conditionalCoverageTest,
} from "./var/backtest/christoffersen.ts";
export {
  type DieboldMarianoOptions,
  dieboldMarianoTest,
  type LossPair,
} from "./var/backtest/diebold-mariano.ts";
export {
  type DurationOptions,
  type DurationResult,
  durationTest,
} from "./var/backtest/duration.ts";
export {
  type DynamicQuantileOptions,
  dynamicQuantileTest,
} from "./var/backtest/dynamic-quantile.ts";
export { fisslerZiegelLoss } from "./var/backtest/fissler-ziegel-loss.ts";
export type { ShortfallSample, VarSample } from "./var/backtest/forecast-sample.ts";
export { type BreachCount, countBreaches, kupiecTest } from "./var/backtest/kupiec.ts";
export {
  type McNeilFreyOptions,
  type McNeilFreyResult,
  mcNeilFreyTest,
} from "./var/backtest/mcneil-frey.ts";
export {
  type ModelConfidenceSetOptions,
  modelConfidenceSet,
  type RankedModel,
} from "./var/backtest/model-confidence-set.ts";
export type { Permutations } from "./var/backtest/permuted-result.ts";
export { quantileLoss } from "./var/backtest/quantile-loss.ts";
export {
  type TimeBetweenFailuresOptions,
  timeBetweenFailuresIndependenceTest,
  timeBetweenFailuresTest,
  timeUntilFirstFailureTest,
} from "./var/backtest/time-between-failures.ts";
export {
  type TrafficLight,
  type TrafficLightZone,
  trafficLight,
} from "./var/backtest/traffic-light.ts";
export {
  type TrafficLightBounds,
  type TrafficLightBoundsOptions,
  trafficLightBounds,
} from "./var/backtest/traffic-light-bounds.ts";
export type { VarBacktest } from "./var/backtest/var-backtest.ts";
export {
  type BootstrapOptions,
  type BootstrapRisk,
  type BootstrapScheme,
  bootstrapRisk,
} from "./var/bootstrap-var.ts";
export type { RiskContribution, RiskContributions } from "./var/contribution.ts";
export {
  type ControlLoss,
  type ControlledEstimate,
  type ControlledVarOptions,
  controlledVar,
} from "./var/controlled-var.ts";
export { type CopulaOptions, type CopulaReturns, copulaReturns } from "./var/copula-returns.ts";
export { type CopulaEstimate, type CopulaVarOptions, copulaVar } from "./var/copula-var.ts";
export {
  type CornishFisherTail,
  cornishFisherTail,
  type FourMoments,
} from "./var/cornish-fisher.ts";
export {
  type CornishFisherEstimate,
  type CornishFisherVarOptions,
  cornishFisherVar,
} from "./var/cornish-fisher-var.ts";
export { deltaGammaVar } from "./var/delta-gamma-var.ts";
export { type CovarianceVarOptions, deltaNormalVar } from "./var/delta-normal-var.ts";
export type { ParametricContributions } from "./var/elliptical-contributions.ts";
export {
  type FilteredHistoricalEstimate,
  type FilteredHistoricalVarOptions,
  filteredHistoricalVar,
} from "./var/filtered-historical-var.ts";
export { type GarchVarEstimate, type GarchVarOptions, garchVar } from "./var/garch-var.ts";
export { type GpdLaw, gpdExceedance, gpdTail } from "./var/gpd-tail.ts";
export { type HillEstimate, type HillOptions, hillEstimates } from "./var/hill-estimator.ts";
export { type HillVarEstimate, type HillVarOptions, hillVar } from "./var/hill-var.ts";
export {
  type HistoricalEstimate,
  type HistoricalVarOptions,
  type HorizonWindows,
  historicalVar,
  type TailObservation,
} from "./var/historical-var.ts";
export {
  type ImportanceEstimate,
  type ImportanceVarOptions,
  importanceVar,
} from "./var/importance-var.ts";
export type { IntervalEstimate, RiskOptions } from "./var/interval-estimate.ts";
export { type JumpDiffusionTailOptions, jumpDiffusionTail } from "./var/jump-diffusion-tail.ts";
export {
  type JumpDiffusionEstimate,
  type JumpDiffusionVarOptions,
  jumpDiffusionVar,
} from "./var/jump-diffusion-var.ts";
export type { TailSampling } from "./var/leaning-draws.ts";
export {
  type LiquidityAdjustedVar,
  liquidityAdjustedVar,
  type SpreadExposure,
} from "./var/liquidity-cost.ts";
export type { Sensitivities } from "./var/loss-form.ts";
export {
  type MonteCarloVarOptions,
  monteCarloLosses,
  monteCarloVar,
  type ScenarioOptions,
} from "./var/monte-carlo-var.ts";
export { normalContributions } from "./var/normal-contributions.ts";
export {
  type NormalLaw,
  type NormalVarOptions,
  normalTail,
  normalVar,
} from "./var/normal-var.ts";
export { type PathEstimate, type PathVarOptions, pathVar } from "./var/path-var.ts";
export {
  type PeaksIntervals,
  type PeaksOverThresholdEstimate,
  type PeaksOverThresholdOptions,
  peaksOverThresholdVar,
} from "./var/peaks-over-threshold.ts";
export type { RiskEstimate, RiskWarning, RiskWarningCode } from "./var/risk-estimate.ts";
export {
  type RollingVar,
  type RollingVarOptions,
  rollingHistoricalVar,
} from "./var/rolling-historical-var.ts";
export { type RootTimeOptions, scaleByRootTime } from "./var/scale-by-root-time.ts";
export {
  type ScenarioContributionOptions,
  scenarioContributions,
} from "./var/scenario-contributions.ts";
export {
  type SimulatedEstimate,
  type SimulatedVarOptions,
  simulatedVar,
} from "./var/simulated-var.ts";
export {
  type StudentTContributionOptions,
  studentTContributions,
} from "./var/student-t-contributions.ts";
export {
  type StudentTEstimate,
  type StudentTLaw,
  type StudentTVarOptions,
  studentTTail,
  studentTVar,
} from "./var/student-t-var.ts";
export type { ShortfallMethod } from "./var/tail.ts";
export type { TailRisk } from "./var/tail-risk.ts";
export {
  type ThresholdFit,
  type ThresholdOptions,
  thresholdDiagnostics,
} from "./var/threshold-diagnostics.ts";
export { type TiltedVarOptions, tiltedVar } from "./var/tilted-var.ts";
export {
  type ScaledHistoricalEstimate,
  type ScalingVolatility,
  volatilityScaledVar,
} from "./var/volatility-scaled-var.ts";
