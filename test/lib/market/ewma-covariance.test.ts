import { describe, expect, test } from "vitest";
import { ewmaCorrelation, ewmaCovariance } from "../../../lib/market/ewma-covariance.ts";
import { ewmaVolatility } from "../../../lib/market/ewma-volatility.ts";
import { selectReturns, sliceReturns } from "../../../lib/market/return-window.ts";
import { matrixColumn } from "../../../lib/math/matrix.ts";
import { symmetricEigen } from "../../../lib/math/symmetric-eigen.ts";
import golden from "../../golden/dependence.json" with { type: "json" };
import { expectClose } from "../expect-close.ts";
import { expectCorrelation, largestDifference, permuted } from "../math/matrices.ts";
import { expectLower, majorReturns } from "./major-returns.ts";
import { panelOf } from "./panels.ts";

const relative = golden.tolerance.rel;
const first = { lambda: 0.94, start: "first-squared-return" } as const;
const sample = { lambda: 0.97, start: "sample-variance" } as const;

describe("ewmaCovariance", () => {
  const panel = majorReturns();

  test("agrees with the closed weighted sum (numpy), for both starts", () => {
    const { values } = ewmaCovariance(panel, first);
    expectLower(values, golden.ewma.covariance094First, { relative, subject: "0.94" });
    const other = ewmaCovariance(panel, sample).values;
    expectLower(other, golden.ewma.covariance097Sample, { relative, subject: "0.97" });
  });

  test("has the squared forecasts of ewmaVolatility on its diagonal", () => {
    const { values } = ewmaCovariance(panel, sample);
    golden.assets.forEach((asset, i) => {
      const { forecast } = ewmaVolatility(matrixColumn(panel.values, i), sample);
      expectClose(Math.sqrt(values.values[i * 12]!), forecast, { relative, subject: asset });
    });
  });

  test("is semi-definite with fewer dates than assets", () => {
    const { values } = ewmaCovariance(sliceReturns(panel, { to: "2019-07-06" }), first);
    const spectrum = symmetricEigen(values).values;
    expect(spectrum.at(-1)!).toBeGreaterThan(-1e-15 * spectrum[0]!);
  });

  test("refuses lambda 1, an unknown start, a missing return; leaves the panel as it was", () => {
    expect(() => ewmaCovariance(panel, { ...first, lambda: 1 })).toThrow(
      "lambda must be in (0, 1)",
    );
    expect(() => ewmaCovariance(panel, { lambda: 0.9, start: "zero" as never })).toThrow(
      "start must",
    );
    const gap = panelOf(["A", "B"], [[0.1, Number.NaN]]);
    expect(() => ewmaCovariance(gap, first)).toThrow("B on 2021-01-01 must be finite: NaN");
    expect(panel).toEqual(majorReturns());
  });
});

describe("ewmaCorrelation", () => {
  const panel = majorReturns();

  test("agrees with numpy, the average of a day included", () => {
    const { values } = ewmaCorrelation(panel, first);
    expectLower(values, golden.ewma.correlation094First, { relative, subject: "0.94" });
    const { average } = ewmaCorrelation(panel, { ...sample, lambda: 0.94 });
    const found = average.values[average.dates.indexOf("2020-03-13")]!;
    expectClose(found, golden.ewma.average094SampleOn20200313, { relative, subject: "average" });
  });

  test("is a correlation matrix that sees neither scale nor the order of the assets", () => {
    const { values } = ewmaCorrelation(panel, sample);
    expectCorrelation(values);
    const factors = golden.assets.map((_, i) => 10 ** ((i % 5) - 2));
    const scaled = panel.values.values.map((x, at) => x * factors[at % 11]!);
    const other = ewmaCorrelation(
      { ...panel, values: { ...panel.values, values: scaled } },
      sample,
    );
    expect(largestDifference(other.values, values)).toBeLessThan(1e-13);
    const order = golden.assets.map((_, i) => (i * 4) % 11);
    const turned = selectReturns(
      panel,
      order.map((i) => golden.assets[i]!),
    );
    const expected = permuted(values, order);
    expect(largestDifference(ewmaCorrelation(turned, sample).values, expected)).toBeLessThan(1e-14);
  });

  test("forecasts each date from the dates before it", () => {
    const rows = [
      [0.1, 0.2],
      [0.1, -0.1],
      [0.2, 0.2],
    ];
    const calm = ewmaCorrelation(panelOf(["A", "B"], rows), first).average;
    const crash = ewmaCorrelation(panelOf(["A", "B"], [...rows.slice(0, 2), [-9, 9]]), first);
    expect(crash.average).toEqual(calm);
  });

  test("refuses an asset that never moved and a single one", () => {
    const pegged = panelOf(
      ["A", "USDX"],
      [
        [0.1, 0],
        [0.2, 0],
      ],
    );
    expect(() => ewmaCorrelation(pegged, first)).toThrow("USDX must move to have a correlation");
    expect(() => ewmaCorrelation(panelOf(["A"], [[0.1]]), first)).toThrow("at least 2 assets: 1");
  });
});
