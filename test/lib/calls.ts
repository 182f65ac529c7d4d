/** One valid call of each numeric function of the door, to be made worse in every way. */
import { addDays } from "../../lib/base/time.ts";
import { naturalExp } from "../../lib/math/natural-exp.ts";
import { randomStream } from "../../lib/math/random-stream.ts";

const random = randomStream({ seed: 20, stream: 0 });
const normals = (count: number, scale = 0.02): Float64Array =>
  Float64Array.from({ length: count }, () => scale * random.normal());
const days = (count: number): string[] =>
  Array.from({ length: count }, (_, i) => addDays("2021-01-01", i));

const x = normals(60);
const y = normals(60).map((value, i) => value + x[i]!);
const losses = x.map((value) => value - 0.001);
const series = { dates: days(60), values: x };
const returns = (asset: string, values: Float64Array) => ({
  kind: "simple" as const,
  asset,
  dates: days(60),
  values,
});
const panelOf = (kind: "simple" | "log") => ({
  kind,
  dates: days(60),
  assets: ["BTC", "ETH", "SOL"],
  values: { rows: 60, columns: 3, values: normals(180) },
});
const panel = panelOf("simple");
const pairPanel = {
  ...panel,
  assets: ["BTC", "ETH"],
  values: { rows: 60, columns: 2, values: normals(120) },
};
const residuals = {
  ...panel,
  values: { rows: 60, columns: 3, values: normals(180, 1) },
};
const history = {
  dates: days(6),
  assets: ["BTC", "ETH"],
  closes: {
    rows: 6,
    columns: 2,
    values: Float64Array.of(100, 10, 101, 11, 99, 12, 98, 10, 102, 9, 103, 10),
  },
};
const square = (...values: number[]) => {
  const size = Math.sqrt(values.length);
  return { rows: size, columns: size, values: Float64Array.from(values) };
};
const correlation = square(1, 0.5, 0.2, 0.5, 1, 0.3, 0.2, 0.3, 1);
const covariance = square(0.04, 0.01, 0.01, 0.09);
const assetMatrix = { assets: ["BTC", "ETH", "SOL"], values: correlation };
const bars = {
  open: [100, 101, 102, 101, 103],
  high: [102, 103, 104, 104, 105],
  low: [99, 100, 100, 100, 101],
  close: [101, 102, 101, 103, 104],
};
const bookLine = {
  position: "p1",
  desk: "majors",
  trader: "ann",
  account: "main",
  venue: "Binance",
  asset: "BTC",
  sector: "bitcoin",
  notionalUsd: 1000,
  deltaUsd: 1000,
};
const positionPnl = {
  book: "book",
  asOf: "2021-03-01",
  method: "drawn",
  unit: "USD",
  horizonDays: 1,
  lines: [bookLine, { ...bookLine, position: "p2", asset: "ETH", notionalUsd: -500 }],
  values: { rows: 24, columns: 2, values: normals(48, 100) },
};
const risk = { confidence: 0.95, horizonDays: 1, unit: "USD" };
const model = { kind: "garch", omega: 1e-6, alpha: 0.1, beta: 0.85 } as const;
const state = { variance: 4e-4, residual: 0.01 };
const breaches = Array.from({ length: 60 }, (_, i) => i % 13 === 0 || i === 14);
const forecast = {
  realised: x,
  valueAtRisk: x.map((_, i) => 0.02 + (i % 5) / 1000),
  expectedShortfall: x.map((_, i) => 0.03 + (i % 5) / 1000),
  confidence: 0.9,
};
const annual = { periodsPerYear: 365 };

export const calls: Readonly<Record<string, readonly unknown[]>> = {
  acerbiSzekelyCriticalValue: [
    { statistic: "z2", observations: 20, confidence: 0.9, simulation: { seed: 1, paths: 1000 } },
  ],
  acerbiSzekelyZ1Test: [forecast, { simulation: { seed: 1, paths: 1000 } }],
  acerbiSzekelyZ2Test: [forecast, { simulation: { seed: 1, paths: 1000 } }],
  ageWeightedVar: [losses, { ...risk, lambda: 0.98 }],
  alphaBeta: [{ returns: y, benchmark: x }, annual],
  annualReturn: [x, annual],
  annualVolatility: [x, annual],
  averageCorrelation: [
    {
      ...assetMatrix,
      kind: "simple",
      missing: "complete",
      observations: 60,
      pairObservations: square(60, 60, 60, 60, 60, 60, 60, 60, 60),
      method: "pearson",
    },
  ],
  averageRanks: [[3, 1, 2, 2]],
  backtestVar: [
    series,
    {
      confidence: 0.9,
      window: 20,
      refitEvery: 2,
      estimate: () => ({ valueAtRisk: 0.02, expectedShortfall: 0.03 }),
    },
  ],
  berkowitzTest: [x.map((value) => 1 / (1 + naturalExp(-80 * value)))],
  bootstrapAttribution: [
    positionPnl,
    { by: "desk", confidence: 0.9, scheme: "block", blockLength: 2, resamples: 100, seed: 1 },
  ],
  bootstrapRisk: [
    x,
    () => ({ valueAtRisk: 1, expectedShortfall: 2 }),
    { scheme: "block", blockLength: 5, resamples: 100, seed: 1, intervalLevel: 0.9 },
  ],
  breachSummary: [{ breaches: 5, observations: 60 }, 0.95],
  breachTransitions: [breaches],
  calmarRatio: [x, annual],
  capture: [{ returns: y, benchmark: x }, annual],
  chiSquareQuantile: [0.95, 2],
  chiSquareTail: [3, 2],
  cholesky: [covariance],
  christoffersenIndependenceTest: [{ n00: 45, n01: 5, n10: 6, n11: 3 }, { significance: 0.05 }],
  compareCorrelation: [
    panel,
    {
      calm: { from: "2021-01-01", to: "2021-01-30" },
      crisis: { from: "2021-01-31", to: "2021-03-01" },
      confidence: 0.9,
      blockLength: 3,
      resamples: 100,
      seed: 1,
    },
  ],
  completeRows: [panel, ["BTC", "SOL"]],
  concentrationOf: [[0.2, 0.3, 0.5]],
  conditionalCoverageTest: [breaches, { confidence: 0.95 }],
  conditionalDrawdownAtRisk: [x, { confidence: 0.9 }],
  copulaReturns: [
    pairPanel,
    {
      copula: "student-t",
      degreesOfFreedom: 4,
      marginals: "empirical",
      draws: 30,
      seed: 1,
    },
  ],
  copulaVar: [
    panel.values,
    {
      ...risk,
      exposures: [1, 2, 3],
      copula: "student-t",
      degreesOfFreedom: 4,
      marginals: "empirical",
      draws: 50,
      seed: 1,
    },
  ],
  cornishFisherTail: [{ mean: 0, standardDeviation: 1, skewness: -0.3, excessKurtosis: 1 }, 0.95],
  cornishFisherVar: [losses, { ...risk, moments: "unbiased" }],
  correlationDifferenceInterval: [
    {
      from: { correlation: 0.5, observations: 60 },
      to: { correlation: 0.8, observations: 30 },
    },
    0.9,
  ],
  correlationMatrix: [panel, { method: "pearson", missing: "complete" }],
  countBreaches: [breaches],
  covarianceFromParts: [{ volatilities: [0.1, 0.2, 0.3], correlation }],
  covarianceMatrix: [panel, { missing: "pairwise" }],
  covarianceParts: [covariance],
  coverage: [history],
  dcc: [residuals],
  deflatedSharpe: [x, { trials: 10, perPeriodVariance: 0.01 }],
  controlledMean: [x, { control: y, expectedControl: 0, groupSize: 6 }],
  controlledVar: [
    losses,
    {
      ...risk,
      confidence: 0.8,
      method: "mine",
      seed: 1,
      control: { losses: losses.map((value) => 0 - value), level: 0.015, probability: 0.2 },
    },
  ],
  deltaGammaVar: [{ delta: [1, 2], gamma: square(0.1, 0, 0, -0.2) }, covariance, risk],
  deltaNormalVar: [[1, 2], covariance, { ...risk, observations: 60 }],
  denoiseCorrelation: [
    { ...assetMatrix, observations: 60 },
    { noiseVariance: 0.8, detone: 1 },
  ],
  dieboldMarianoTest: [{ first: x, second: y }, { lags: 2 }],
  drawdownPath: [{ dates: days(4), values: Float64Array.of(10, 12, 9, 11) }, { startLevel: 10 }],
  drawdownTable: [
    { dates: days(4), values: Float64Array.of(10, 12, 9, 11) },
    { startLevel: 10, top: 3 },
  ],
  dropMissing: [series],
  durationTest: [breaches, { permutations: { seed: 1, count: 100 } }],
  dynamicQuantileTest: [forecast, { lags: 2, withValueAtRisk: true }],
  equityFromPnl: [series, { initialEquity: 10 }],
  equityFromReturns: [returns("BTC", x), { initialEquity: 10 }],
  ewmaCorrelation: [panel, { lambda: 0.94, start: "sample-variance" }],
  ewmaCovariance: [panel, { lambda: 0.94, start: "first-squared-return" }],
  ewmaVolatility: [x, { lambda: 0.94, start: "sample-variance" }],
  exceedanceCorrelation: [pairPanel, { thresholds: [0, 0.5], confidence: 0.9 }],
  excessKurtosis: [x],
  expectedMaximumSharpe: [{ trials: 10, perPeriodVariance: 0.01 }],
  filteredHistoricalVar: [
    x,
    {
      ...risk,
      unit: "fraction",
      returns: "log",
      model: "garch",
      innovations: "normal",
      paths: 50,
      seed: 1,
    },
  ],
  fisherInterval: [{ correlation: 0.5, observations: 60 }, 0.9],
  fitGarch: [x, { model: "garch", innovations: "normal", mean: "zero", start: "backcast" }],
  garchFilter: [model, x, { initialVariance: 4e-4 }],
  garchForecast: [model, state, { horizon: 5 }],
  garchLongRunVariance: [model],
  garchPersistence: [model],
  garmanKlassVolatility: [bars, annual],
  gpdTail: [{ shape: 0.2, scale: 1, threshold: 2, observations: 1000, exceedances: 100 }, 0.99],
  hillEstimates: [x, { most: 5 }],
  historicalVar: [
    losses,
    {
      ...risk,
      quantileType: 7,
      shortfallMethod: "acerbi-tasche",
      windows: "separate",
      dates: days(60),
    },
  ],
  importanceVar: [
    { delta: [1, 2], gamma: square(0.1, 0, 0, -0.2) },
    covariance,
    { ...risk, tilt: "delta-gamma", draws: 640, seed: 1, pointsPerReplicate: 32 },
  ],
  isPositiveSemidefinite: [correlation],
  isStationaryGarch: [model],
  kendallCorrelation: [x, y],
  kupiecTest: [
    { breaches: 5, observations: 60 },
    { confidence: 0.95, significance: 0.05 },
  ],
  ledoitWolf: [panel],
  ledoitWolfConstantCorrelation: [panel],
  linearRegression: [{ x, y }],
  liquidityAdjustedVar: [
    10,
    { value: 1000, meanSpread: 0.001, spreadVolatility: 0.002, multiple: 3, stress: 10 },
  ],
  logReturns: [history],
  maximumDrawdown: [{ dates: days(4), values: Float64Array.of(10, 12, 9, 11) }, { startLevel: 10 }],
  mcNeilFreyTest: [
    forecast,
    { bootstrap: { seed: 1, resamples: 100 }, volatility: x.map(() => 1) },
  ],
  mean: [x],
  minimumTrackRecord: [
    { sharpe: 0.458, observations: 24, skewness: -2.448, kurtosis: 10.164 },
    { confidence: 0.95, perPeriodBenchmark: 0.1 },
  ],
  modelConfidenceSet: [
    { one: x, two: y },
    { confidence: 0.9, seed: 1, blockLength: 3, resamples: 100, statistic: "max" },
  ],
  moments: [x],
  nearestCorrelation: [
    square(1, 1, 0, 1, 1, 1, 0, 1, 1),
    { weights: [1, 2, 1], tolerance: 1e-6, maximumIterations: 50 },
  ],
  normalContributions: [[1, 2], covariance, { ...risk, positions: ["BTC", "ETH"] }],
  normalDensity: [0.3],
  normalDistribution: [0.3],
  normalDistributions: [[0.3, -2]],
  normalExceedanceCorrelation: [0.4, 0.5],
  normalQuantile: [0.3],
  normalTail: [{ mean: 0, standardDeviation: 1 }, 0.95],
  normalVar: [losses, { ...risk, mean: "sample", intervalLevel: 0.9 }],
  oas: [panel],
  omegaRatio: [x, { perPeriodTarget: 0.001 }],
  overlappingReturns: [returns("BTC", x), 5],
  parametricAttribution: [
    positionPnl.lines.map((line) => ({ ...line, deltaUsd: line.notionalUsd })),
    { assets: ["BTC", "ETH"], values: covariance },
    {
      by: "desk",
      confidence: 0.9,
      horizonDays: 1,
      law: "student-t",
      degreesOfFreedom: 5,
      observations: 60,
    },
  ],
  parkinsonVolatility: [bars, annual],
  peaksOverThresholdVar: [
    losses,
    { ...risk, thresholdProbability: 0.7, method: "maximum-likelihood" },
  ],
  pearsonCorrelation: [x, y],
  priceAt: [history, { asset: "BTC", date: "2021-01-02" }],
  priceSeries: [history, "BTC"],
  pricesOn: [history, "2021-01-02"],
  probabilisticSharpe: [x, { perPeriodBenchmark: 0.01 }],
  probabilisticSharpeOf: [
    { sharpe: 0.458, observations: 24, skewness: -2.448, kurtosis: 10.164 },
    { perPeriodBenchmark: 0.1 },
  ],
  quantile: [x, 0.3, { type: 7 }],
  quantileLoss: [forecast],
  randomStream: [{ seed: 1, stream: 2 }],
  returnDrawdowns: [x],
  returnSeries: [panel, "BTC"],
  rogersSatchellVolatility: [bars, annual],
  rollingAverageCorrelation: [panel, { window: 20 }],
  rollingCorrelation: [[returns("BTC", x), returns("ETH", y)], { window: 20 }],
  rollingHistoricalVar: [
    series,
    { confidence: 0.9, window: 20, quantileType: 7, shortfallMethod: "tail-conditional" },
  ],
  rollingVolatility: [series, { window: 20, periodsPerYear: 365 }],
  sampleCovariance: [x, y],
  sampleVariance: [x],
  scaleByRootTime: [
    {
      ...risk,
      valueAtRisk: 1,
      expectedShortfall: 2,
      method: "normal",
      observations: 60,
      tailCount: 0,
      standardError: 0.1,
      expectedShortfallStandardError: 0.2,
      warnings: [],
    },
    { horizonDays: 10 },
  ],
  scenarioAttribution: [positionPnl, { by: "asset", confidence: 0.9 }],
  scenarioContributions: [panel.values, { confidence: 0.9, positions: ["a", "b", "c"] }],
  selectAssets: [history, ["ETH"]],
  selectReturns: [panel, ["ETH"]],
  sharpeRatio: [x, { periodsPerYear: 365, perPeriodTarget: 0.001 }],
  shrinkCovariance: [covariance, { shrinkage: 0.5 }],
  simpleReturns: [history],
  simulateGarch: [model, state, { horizon: 5, paths: 5, seed: 1 }],
  simulatedForecast: [model, state, { horizon: 5, paths: 5, seed: 1 }],
  skewness: [x],
  sliceDates: [history, { from: "2021-01-02", to: "2021-01-04" }],
  sliceReturns: [panel, { from: "2021-01-02", to: "2021-01-04" }],
  sobolPoints: [{ dimensions: 3, points: 8, randomise: "owen", seed: 1 }],
  sortinoRatio: [x, { periodsPerYear: 365, perPeriodTarget: 0.001 }],
  spearmanCorrelation: [x, y],
  spectralRepair: [square(1, 1, 0, 1, 1, 1, 0, 1, 1), { eigenvalueFloor: 1e-6 }],
  standardDeviation: [x],
  stressCorrelation: [
    assetMatrix,
    { to: 0.9, among: ["BTC", "ETH"], weight: 0.5, repair: "nearest" },
  ],
  stressedCovariance: [assetMatrix, [0.1, 0.2, 0.3]],
  studentTContributions: [
    [100, -50],
    covariance,
    { ...risk, positions: ["a", "b"], degreesOfFreedom: 5, observations: 60 },
  ],
  studentTDensity: [0.3, 4],
  studentTDistribution: [0.3, 4],
  studentTQuantile: [0.3, 4],
  studentTTail: [{ mean: 0, standardDeviation: 1, degreesOfFreedom: 4 }, 0.95],
  studentTVar: [losses, { ...risk, degreesOfFreedom: 4 }],
  symmetricEigen: [correlation],
  symmetricSquareRoot: [correlation],
  tailDependence: [panel, { tail: 0.2, confidence: 0.9 }],
  tailRatio: [x, { tail: 0.1 }],
  thresholdDiagnostics: [
    losses,
    { probabilities: [0.5, 0.7], method: "probability-weighted-moments" },
  ],
  toLogReturns: [panel],
  toSimpleReturns: [panelOf("log")],
  trafficLight: [{ breaches: 5, observations: 250 }, 0.99],
  trafficLightBounds: [{ observations: 30, confidence: 0.9, horizonDays: 1, seed: 1, paths: 1000 }],
  ulcerIndex: [x],
  volatilityAdjustedCorrelation: [{ correlation: 0.5, varianceRatio: 4 }],
  volatilityCone: [series, { windows: [10, 20], periodsPerYear: 365, probabilities: [0.1, 0.9] }],
  volatilityScaledVar: [
    losses,
    { path: x.map((_, i) => 0.02 + (i % 7) / 1000), forecast: 0.02 },
    risk,
  ],
  volatilityTermStructure: [
    {
      variances: Float64Array.of(1e-4, 2e-4),
      volatility: Float64Array.of(0.01, 0.014),
      cumulativeVariances: Float64Array.of(1e-4, 3e-4),
      warnings: [],
    },
    annual,
  ],
  wilsonInterval: [{ successes: 5, trials: 60 }, 0.9],
  yangZhangVolatility: [bars, annual],
  garchVar: [
    x,
    {
      ...risk,
      unit: "fraction",
      returns: "log",
      model: "garch",
      innovations: "normal",
      paths: 50,
      seed: 1,
    },
  ],
  gpdExceedance: [{ shape: 0.2, scale: 1, threshold: 2, observations: 1000, exceedances: 100 }, 5],
  groupedMean: [x, { groupSize: 6 }],
  halfLife: [0.9],
  jumpDiffusionTail: [
    {
      annualGrowth: 0.1,
      annualVolatility: 0.6,
      jumpsPerYear: 10,
      meanLogJump: -0.05,
      logJumpDeviation: 0.1,
    },
    { confidence: 0.95, horizonDays: 5 },
  ],
  newsImpact: [model, [-0.02, 0, 0.02], { variance: 4e-4 }],
  quantilePairs: [x, (probability: number) => probability, { level: 0.9, points: 10 }],
  simulatedVar: [losses, { ...risk, method: "mine", seed: 1, groupSize: 2 }],
  timeBetweenFailuresIndependenceTest: [
    breaches,
    { confidence: 0.95, permutations: { seed: 1, count: 100 } },
  ],
  timeBetweenFailuresTest: [breaches, { confidence: 0.95 }],
  timeUntilFirstFailureTest: [breaches, { confidence: 0.95 }],
  varianceLoss: [{ forecasts: x.map((r) => 4e-4 + r * r), proxies: x.map((r) => r * r) }, "qlike"],
};
