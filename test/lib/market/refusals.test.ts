import { describe, expect, test } from "vitest";
import { compareCorrelation } from "../../../lib/market/compare-correlation.ts";
import { ledoitWolfConstantCorrelation } from "../../../lib/market/constant-correlation-shrinkage.ts";
import { averageCorrelation, correlationMatrix } from "../../../lib/market/correlation-matrix.ts";
import { covarianceMatrix } from "../../../lib/market/covariance-matrix.ts";
import { coverage } from "../../../lib/market/coverage.ts";
import { denoiseCorrelation } from "../../../lib/market/denoise-correlation.ts";
import { drawdownPath, maximumDrawdown } from "../../../lib/market/drawdown.ts";
import { dropMissing } from "../../../lib/market/drop-missing.ts";
import { equityFromPnl, equityFromReturns } from "../../../lib/market/equity-curve.ts";
import { ewmaCorrelation, ewmaCovariance } from "../../../lib/market/ewma-covariance.ts";
import { ewmaVolatility } from "../../../lib/market/ewma-volatility.ts";
import { exceedanceCorrelation } from "../../../lib/market/exceedance-correlation.ts";
import { ledoitWolf } from "../../../lib/market/ledoit-wolf.ts";
import { oas } from "../../../lib/market/oas.ts";
import { overlappingReturns } from "../../../lib/market/overlapping-returns.ts";
import { priceAt, pricesOn } from "../../../lib/market/price-at.ts";
import { priceSeries } from "../../../lib/market/price-series.ts";
import { parkinsonVolatility, yangZhangVolatility } from "../../../lib/market/range-volatility.ts";
import {
  completeRows,
  returnSeries,
  selectReturns,
  sliceReturns,
} from "../../../lib/market/return-window.ts";
import {
  logReturns,
  simpleReturns,
  toLogReturns,
  toSimpleReturns,
} from "../../../lib/market/returns.ts";
import { rollingAverageCorrelation } from "../../../lib/market/rolling-average-correlation.ts";
import { rollingCorrelation } from "../../../lib/market/rolling-correlation.ts";
import { rollingVolatility } from "../../../lib/market/rolling-volatility.ts";
import { selectAssets } from "../../../lib/market/select-assets.ts";
import { sliceDates } from "../../../lib/market/slice-dates.ts";
import { stressCorrelation, stressedCovariance } from "../../../lib/market/stress-correlation.ts";
import { tailDependence } from "../../../lib/market/tail-dependence.ts";
import { annualVolatility } from "../../../lib/market/volatility.ts";
import { volatilityCone } from "../../../lib/market/volatility-cone.ts";
import { matrixFromRows } from "../../../lib/math/matrix.ts";
import { smallHistory } from "./histories.ts";
import { panelOf, seriesOf } from "./panels.ts";

const rows = Array.from({ length: 24 }, (_, i) => [((i * 7) % 11) - 5, ((i * 5) % 13) - 6]);
const panel = panelOf(["A", "B"], rows);
const one = panelOf(
  ["A"],
  rows.map(([a]) => [a!]),
);
const series = seriesOf(rows.map(([a]) => 10 + a!));
const correlation = {
  assets: ["A", "B"],
  values: matrixFromRows([
    [1, 0.5],
    [0.5, 1],
  ]),
};
const ewma = { lambda: 0.94, start: "first-squared-return" } as const;
const halves = {
  calm: { from: "2021-01-01", to: "2021-01-12" },
  crisis: { from: "2021-01-13", to: "2021-01-24" },
  method: "pearson",
  confidence: 0.9,
  resamples: 100,
  blockLength: 2,
  seed: 1,
} as const;
const bars = {
  open: [10, 10, 11],
  high: [11, 12, 12],
  low: [9, 10, 10],
  close: [10, 11, 11],
};
const none = null as never;

type Refused = (changed: object) => unknown;
const bad =
  (run: Refused, changed: object): (() => unknown) =>
  () =>
    run(changed);

describe("a panel that is none is refused as panel by", () => {
  const readers: Readonly<Record<string, (panel: never) => unknown>> = {
    correlationMatrix: (p) => correlationMatrix(p, { method: "pearson", missing: "complete" }),
    covarianceMatrix: (p) => covarianceMatrix(p, { missing: "complete" }),
    ewmaCovariance: (p) => ewmaCovariance(p, ewma),
    ewmaCorrelation: (p) => ewmaCorrelation(p, ewma),
    ledoitWolf: (p) => ledoitWolf(p),
    ledoitWolfConstantCorrelation: (p) => ledoitWolfConstantCorrelation(p),
    oas: (p) => oas(p),
    tailDependence: (p) => tailDependence(p, { tail: 0.1, confidence: 0.9 }),
    exceedanceCorrelation: (p) =>
      exceedanceCorrelation(p, { thresholds: [0.5], confidence: 0.9 } as never),
    compareCorrelation: (p) => compareCorrelation(p, halves as never),
    rollingAverageCorrelation: (p) => rollingAverageCorrelation(p, { window: 3 }),
    returnSeries: (p) => returnSeries(p, "A"),
    sliceReturns: (p) => sliceReturns(p, {}),
    completeRows: (p) => completeRows(p, ["A"]),
    selectReturns: (p) => selectReturns(p, ["A"]),
    toSimpleReturns: (p) => toSimpleReturns(p),
    toLogReturns: (p) => toLogReturns(p),
  };
  test.each(Object.keys(readers))("%s", (name) => {
    const read = readers[name]!;
    expect(() => read(none)).toThrow("panel must be an object: null");
    const short = { ...panel, dates: panel.dates.slice(1) } as never;
    expect(() => read(short)).toThrow("panel must have 23 rows and 2 columns: 24 and 2");
    expect(() => read({ ...panel, dates: 7 } as never)).toThrow("dates must be an array: 7");
    expect(() => read({ ...panel, assets: 7 } as never)).toThrow("assets must be an array: 7");
  });
});

describe("a history that is none is refused as history by", () => {
  const readers: Readonly<Record<string, (history: never) => unknown>> = {
    coverage: (h) => coverage(h),
    logReturns: (h) => logReturns(h),
    priceAt: (h) => priceAt(h, { asset: "AAA", date: "2020-03-01" }),
    priceSeries: (h) => priceSeries(h, "AAA"),
    pricesOn: (h) => pricesOn(h, "2020-03-01"),
    selectAssets: (h) => selectAssets(h, ["AAA"]),
    simpleReturns: (h) => simpleReturns(h),
    sliceDates: (h) => sliceDates(h, {}),
  };
  test.each(Object.keys(readers))("%s", (name) => {
    const read = readers[name]!;
    const history = smallHistory();
    expect(() => read(none)).toThrow("history must be an object: null");
    expect(() => read({ ...history, assets: ["AAA"] } as never)).toThrow(
      "closes must have 4 rows and 1 columns: 4 and 3",
    );
    expect(() => read({ ...history, dates: 7 } as never)).toThrow("dates must be an array: 7");
    expect(() => read({ ...history, assets: 7 } as never)).toThrow("assets must be an array: 7");
    expect(() => read({ ...history, closes: 7 } as never)).toThrow("closes");
  });
});

describe("options that are none are refused by name by", () => {
  const takers: Readonly<Record<string, readonly [string, () => unknown]>> = {
    annualVolatility: ["options", () => annualVolatility([1, 2], none)],
    compareCorrelation: ["options", () => compareCorrelation(panel, none)],
    correlationMatrix: ["options", () => correlationMatrix(panel, none)],
    averageCorrelation: ["matrix", () => averageCorrelation(none)],
    covarianceMatrix: ["options", () => covarianceMatrix(panel, none)],
    denoiseCorrelation: [
      "options",
      () => denoiseCorrelation({ ...correlation, observations: 9 } as never, none),
    ],
    "denoiseCorrelation of nothing": [
      "correlation",
      () => denoiseCorrelation(none, { noiseVariance: 1 }),
    ],
    drawdownPath: ["options", () => drawdownPath(series, none)],
    "drawdownPath of nothing": ["levels", () => drawdownPath(none)],
    maximumDrawdown: ["options", () => maximumDrawdown(series, none)],
    "maximumDrawdown of nothing": ["levels", () => maximumDrawdown(none)],
    dropMissing: ["series", () => dropMissing(none)],
    equityFromPnl: ["options", () => equityFromPnl(series, none)],
    "equityFromPnl of nothing": ["pnl", () => equityFromPnl(none, { initialEquity: 1 })],
    equityFromReturns: ["options", () => equityFromReturns(series, none)],
    "equityFromReturns of nothing": [
      "returns",
      () => equityFromReturns(none, { initialEquity: 1 }),
    ],
    ewmaCovariance: ["options", () => ewmaCovariance(panel, none)],
    ewmaCorrelation: ["options", () => ewmaCorrelation(panel, none)],
    ewmaVolatility: ["options", () => ewmaVolatility([1], none)],
    exceedanceCorrelation: ["options", () => exceedanceCorrelation(panel, none)],
    overlappingReturns: ["series", () => overlappingReturns(none, 2)],
    parkinsonVolatility: ["options", () => parkinsonVolatility(bars, none)],
    "parkinsonVolatility of nothing": [
      "bars",
      () => parkinsonVolatility(none, { periodsPerYear: 1 }),
    ],
    yangZhangVolatility: ["options", () => yangZhangVolatility(bars, none)],
    "yangZhangVolatility of nothing": [
      "bars",
      () => yangZhangVolatility(none, { periodsPerYear: 1 }),
    ],
    priceAt: ["key", () => priceAt(smallHistory(), none)],
    rollingAverageCorrelation: ["options", () => rollingAverageCorrelation(panel, none)],
    rollingCorrelation: ["options", () => rollingCorrelation([series, series], none)],
    rollingVolatility: ["options", () => rollingVolatility(series, none)],
    "rollingVolatility of nothing": [
      "returns",
      () => rollingVolatility(none, { window: 2, periodsPerYear: 1 }),
    ],
    sliceDates: ["range", () => sliceDates(smallHistory(), none)],
    sliceReturns: ["range", () => sliceReturns(panel, none)],
    stressCorrelation: ["stress", () => stressCorrelation(correlation, none)],
    "stressCorrelation of nothing": ["correlation", () => stressCorrelation(none, { to: 0.9 })],
    stressedCovariance: ["correlation", () => stressedCovariance(none, [1, 2])],
    tailDependence: ["options", () => tailDependence(panel, none)],
    volatilityCone: ["options", () => volatilityCone(series, none)],
    "volatilityCone of nothing": ["returns", () => volatilityCone(none, { windows: [2] } as never)],
  };
  test.each(Object.keys(takers))("%s", (name) => {
    const [subject, call] = takers[name]!;
    expect(call).toThrow(`${subject} must be an object: null`);
  });
});

describe("figures out of range are refused by name and value by", () => {
  const level = (changed: object) => compareCorrelation(panel, { ...halves, ...changed } as never);
  const tails = (changed: object) =>
    tailDependence(panel, { tail: 0.1, confidence: 0.9, ...changed });
  const beyond = (changed: object) =>
    exceedanceCorrelation(panel, { thresholds: [0.5], confidence: 0.9, ...changed } as never);
  const rolled = (changed: object) =>
    rollingVolatility(series, { window: 3, periodsPerYear: 365, ...changed });
  const stressed = (changed: object) => stressCorrelation(correlation, { to: 0.9, ...changed });
  const denoised = (changed: object) =>
    denoiseCorrelation({ ...correlation, observations: 9, ...changed } as never, {
      noiseVariance: 1,
      ...changed,
    });
  const cone = (changed: object) =>
    volatilityCone(series, {
      windows: [2],
      probabilities: [0.5],
      periodsPerYear: 1,
      ...changed,
    } as never);
  const cases: readonly (readonly [string, () => unknown, string])[] = [
    ["compareCorrelation", bad(level, { confidence: 90 }), "confidence must be in (0, 1): 90"],
    [
      "compareCorrelation",
      bad(level, { resamples: 99 }),
      "resamples must be an integer of at least 100: 99",
    ],
    [
      "compareCorrelation",
      () => compareCorrelation(one, halves as never),
      "panel must have at least 2 assets: 1",
    ],
    ["tailDependence", bad(tails, { confidence: 90 }), "confidence must be in (0, 1): 90"],
    ["tailDependence", bad(tails, { tail: 0 }), "tail must be in (0, 1): 0"],
    [
      "tailDependence",
      () => tailDependence(one, { tail: 0.1, confidence: 0.9 }),
      "panel must have at least 2 assets: 1",
    ],
    ["exceedanceCorrelation", bad(beyond, { confidence: 90 }), "confidence must be in (0, 1): 90"],
    ["exceedanceCorrelation", bad(beyond, { thresholds: 1 }), "thresholds must be an array: 1"],
    ["rollingVolatility", bad(rolled, { window: 1 }), "window must be an integer of at least 2: 1"],
    [
      "rollingVolatility",
      bad(rolled, { periodsPerYear: 0 }),
      "periodsPerYear must be a positive number: 0",
    ],
    [
      "rollingAverageCorrelation",
      () => rollingAverageCorrelation(panel, { window: 2 }),
      "window must be an integer of at least 3: 2",
    ],
    [
      "rollingCorrelation",
      () => rollingCorrelation([series] as never, { window: 3 }),
      "series of pair must be an integer of at least 2: 1",
    ],
    [
      "rollingCorrelation",
      () => rollingCorrelation([series, series], { window: 2 }),
      "window must be an integer of at least 3: 2",
    ],
    ["stressCorrelation", bad(stressed, { weight: 2 }), "weight must be in [0, 1]: 2"],
    [
      "stressCorrelation",
      bad(stressed, { repair: "clip" }),
      'repair must be one of nearest, spectral: "clip"',
    ],
    ["stressCorrelation", bad(stressed, { among: 7 }), "among must be an array: 7"],
    ["stressCorrelation", bad(stressed, { to: Number.NaN }), "to must be in [-1, 1]: NaN"],
    [
      "stressedCovariance",
      () => stressedCovariance(correlation, [1, Number.NaN]),
      "volatilities[1] must be finite: NaN",
    ],
    [
      "denoiseCorrelation",
      bad(denoised, { observations: 1 }),
      "observations must be an integer of at least 2: 1",
    ],
    [
      "denoiseCorrelation",
      bad(denoised, { detone: -1 }),
      "detone must be an integer of at least 0: -1",
    ],
    [
      "denoiseCorrelation",
      bad(denoised, { noiseVariance: -1 }),
      "noiseVariance must be a positive number: -1",
    ],
    ["volatilityCone", bad(cone, { windows: 7 }), "windows must be an array: 7"],
    ["volatilityCone", bad(cone, { probabilities: 7 }), "probabilities must be an array: 7"],
    [
      "annualVolatility",
      () => annualVolatility([1], { periodsPerYear: 1 }),
      "returns must have at least 2 observations: 1",
    ],
    [
      "annualVolatility",
      () => annualVolatility([1, 2], { periodsPerYear: 0 }),
      "periodsPerYear must be a positive number: 0",
    ],
    [
      "parkinsonVolatility",
      () => parkinsonVolatility(bars, { periodsPerYear: 0 }),
      "periodsPerYear must be a positive number: 0",
    ],
    [
      "yangZhangVolatility",
      () => yangZhangVolatility(bars, { periodsPerYear: 0 }),
      "periodsPerYear must be a positive number: 0",
    ],
    [
      "overlappingReturns",
      () => overlappingReturns(series, 0),
      "days must be an integer of at least 1: 0",
    ],
    [
      "correlationMatrix",
      () => correlationMatrix(panel, { method: "distance", missing: "complete" } as never),
      'method must be one of pearson, spearman, kendall: "distance"',
    ],
    [
      "ewmaCovariance",
      () => ewmaCovariance(panel, { ...ewma, lambda: 0 }),
      "lambda must be in (0, 1): 0",
    ],
    [
      "ewmaVolatility",
      () => ewmaVolatility([1, Infinity], ewma),
      "returns[1] must be finite: Infinity",
    ],
    ["selectAssets", () => selectAssets(smallHistory(), 7 as never), "assets must be an array: 7"],
    ["selectReturns", () => selectReturns(panel, 7 as never), "assets must be an array: 7"],
  ];
  test.each(cases)("%s %#", (_, call, message) => {
    expect(call).toThrow(message);
  });
});

describe("dates out of order are refused by the name of what they date by", () => {
  const mixed = { ...series, dates: series.dates.with(3, "2021-01-02") };
  const rule = 'must be strictly ascending: "2021-01-02" after "2021-01-03"';
  const readers: Readonly<Record<string, readonly [string, () => unknown]>> = {
    drawdownPath: ["levels", () => drawdownPath(mixed)],
    dropMissing: ["series", () => dropMissing(mixed)],
    equityFromPnl: ["pnl", () => equityFromPnl(mixed, { initialEquity: 1 })],
    equityFromReturns: ["returns", () => equityFromReturns(mixed, { initialEquity: 1 })],
    overlappingReturns: ["series", () => overlappingReturns(mixed, 2)],
    rollingVolatility: [
      "returns",
      () => rollingVolatility(mixed, { window: 3, periodsPerYear: 1 }),
    ],
    "rollingCorrelation, first": [
      "first of pair",
      () => rollingCorrelation([mixed, series], { window: 3 }),
    ],
    "rollingCorrelation, second": [
      "second of pair",
      () => rollingCorrelation([series, mixed], { window: 3 }),
    ],
  };
  test.each(Object.keys(readers))("%s", (name) => {
    const [subject, read] = readers[name]!;
    expect(read).toThrow(`dates of ${subject} ${rule}`);
  });

  test("and a length that differs, and dates that are no list", () => {
    const short = { ...series, dates: series.dates.slice(1) };
    expect(() => drawdownPath(short)).toThrow(
      "levels and dates must have the same length: 24 and 23",
    );
    expect(() => drawdownPath({ ...series, dates: 7 as never })).toThrow(
      "dates of levels must be an array: 7",
    );
  });
});

describe("what is refused is named where it stands", () => {
  test("the second of two assets of a name, the close in its row and column", () => {
    const history = smallHistory();
    const twice = { ...history, assets: ["AAA", "BBB", "BBB"] };
    expect(() => simpleReturns(twice)).toThrow('assets must name each asset once: "BBB"');
    const closes = { ...history.closes, values: history.closes.values.with(7, -3) };
    expect(() => simpleReturns({ ...history, closes })).toThrow(
      "close of BBB on 2020-03-01 must be a positive number: -3",
    );
  });

  test("a missing return in the first cell, a panel without assets, one of another width", () => {
    const first = {
      ...panel,
      values: { ...panel.values, values: panel.values.values.with(0, Number.NaN) },
    };
    expect(() => oas(first)).toThrow("A on 2021-01-01 must be finite: NaN");
    const empty = {
      ...panel,
      assets: [],
      values: { rows: 24, columns: 0, values: new Float64Array(0) },
    };
    expect(() => oas(empty)).toThrow("panel must have at least 1 asset: none");
    expect(() => oas({ ...panel, assets: ["A", "B", "C"] })).toThrow(
      "panel must have 24 rows and 3 columns: 24 and 2",
    );
    expect(() => oas({ ...panel, values: null as never })).toThrow("values of the panel must be");
  });

  test("a date that repeats, and an asset whose second column stands still", () => {
    const repeated = { ...series, dates: series.dates.with(3, series.dates[2]!) };
    expect(() => drawdownPath(repeated)).toThrow(
      'dates of levels must be strictly ascending: "2021-01-03" after "2021-01-03"',
    );
    const still = panelOf(
      ["A", "B"],
      rows.map(([a]) => [a!, 3]),
    );
    for (const missing of ["complete", "pairwise"] as const) {
      expect(() => correlationMatrix(still, { method: "pearson", missing })).toThrow(
        "B must vary to have a correlation: 24 returns of 3",
      );
    }
  });

  test("a matrix over assets that is none, by the name of the matrix", () => {
    const { values } = correlation;
    expect(() => stressCorrelation({ assets: 7 as never, values }, { to: 0.9 })).toThrow(
      "assets of correlation must be an array: 7",
    );
    expect(() => stressCorrelation(correlation, { to: null as never })).toThrow("to must be");
    const skew = matrixFromRows([
      [1, 0.5],
      [0.4, 1],
    ]);
    expect(() => stressedCovariance({ ...correlation, values: skew }, [1, 2])).toThrow(
      /^correlation must be symmetric/,
    );
    expect(() => averageCorrelation({ ...correlation, values: skew } as never)).toThrow(
      /^values of matrix must be symmetric/,
    );
  });
});
