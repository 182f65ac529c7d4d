import { describe, expect, test } from "vitest";
import { brownianModel } from "../../../../lib/market/paths/brownian-model.ts";
import { visitExtremes } from "../../../../lib/market/paths/draw-extremes.ts";
import { pathExtremes } from "../../../../lib/market/paths/path-extremes.ts";
import type { PathOptions } from "../../../../lib/market/paths/visit-paths.ts";
import { matrixColumn, matrixFromRows } from "../../../../lib/math/matrix.ts";
import { normalDistribution } from "../../../../lib/math/normal-distribution.ts";
import { expectSameBits } from "../../math/kernels/same-bits.ts";
import { expectWithinErrors, meanOf } from "./paths.ts";

const correlation = matrixFromRows([
  [1, 0.7, -0.2],
  [0.7, 1, 0.1],
  [-0.2, 0.1, 1],
]);
const options = {
  assets: ["A", "B", "C"],
  start: [30_000, 10, 1],
  periodsPerYear: 365,
  drift: { measure: "real-world", annualGrowth: [0.3, -0.2, 0.9] },
  annualVolatility: [0.5, 0.8, 1.1],
  correlation,
} as const;
const model = brownianModel(options);
const steps = 365;
const paths = 20_000;

describe("pathExtremes of a Brownian motion", () => {
  test.each([
    ["independent", { steps: 31, paths: 70, seed: 7 }],
    ["antithetic", { steps: 8, paths: 70, seed: 2 ** 40, firstPath: 4, sampling: "antithetic" }],
    ["sobol", { steps: 4, paths: 40, seed: 3, sampling: "sobol", pointsPerReplicate: 32 }],
    ["late", { steps: 5, paths: 33, seed: 7, firstPath: 2 ** 32 - 10 }],
  ] as const)("has the bits of visiting every step: %s paths", (_, drawn: PathOptions) => {
    const { end, minimum, maximum } = pathExtremes(model, drawn);
    const rows = (): Float64Array => new Float64Array(3 * drawn.paths);
    const visited = { end: rows(), minimum: rows(), maximum: rows() };
    visitExtremes(model, drawn, visited);
    expectSameBits(end.values, visited.end);
    expectSameBits(minimum.values, visited.minimum);
    expectSameBits(maximum.values, visited.maximum);
  });

  test("gives shares that join to the whole", () => {
    const whole = pathExtremes(model, { steps: 9, paths: 50, seed: 5 });
    const late = pathExtremes(model, { steps: 9, paths: 19, seed: 5, firstPath: 31 });
    expectSameBits(late.minimum.values, whole.minimum.values.slice(31 * 3));
    expectSameBits(late.end.values, whole.end.values.slice(31 * 3));
  });

  test("names the path and the step at which a price leaves the numbers", () => {
    const wild = brownianModel({
      ...{ assets: ["X"], start: [1e300], periodsPerYear: 1, annualVolatility: [1] },
      drift: { measure: "real-world", annualGrowth: [7] },
    });
    for (const sampling of ["independent", "antithetic"] as const) {
      const run = (): unknown => pathExtremes(wild, { steps: 4, paths: 20, seed: 1, sampling });
      expect(run).toThrow(/^price of X on path \d+ at step [1-4] must be finite: Infinity$/);
    }
  });

  test("passes barriers, and comes back, as often as the reflection principle says", () => {
    const { end, minimum, maximum } = pathExtremes(model, { steps, paths, seed: 4 });
    options.assets.forEach((asset, j) => {
      const volatility = options.annualVolatility[j]!;
      const drift = options.drift.annualGrowth[j]! - volatility ** 2 / 2;
      const start = options.start[j]!;
      const [ends, lows, highs] = [end, minimum, maximum].map((m) => matrixColumn(m, j)) as [
        Float64Array,
        Float64Array,
        Float64Array,
      ];
      // Daily looks see less: the barrier moves out by 0.5826 deviations of a step.
      const shift = 0.5826 * volatility * Math.sqrt(1 / steps);
      for (const depth of [0.5, 1]) {
        const low = -depth * volatility;
        const passed = meanOf(lows, (price) => (price <= start * Math.exp(low) ? 1 : 0));
        const exact = passage(low - shift, { drift, volatility });
        expectWithinErrors(passed, exact, { subject: `${asset} below ${low}`, bias: 5e-4 });
        const peaks = meanOf(highs, (price) => (price >= start * Math.exp(-low) ? 1 : 0));
        const mirrored = passage(low - shift, { drift: -drift, volatility });
        expectWithinErrors(peaks, mirrored, { subject: `${asset} above ${-low}`, bias: 5e-4 });
        const back = low / 2;
        const both = meanOf(ends, (price, k) =>
          lows[k]! <= start * Math.exp(low) && price >= start * Math.exp(back) ? 1 : 0,
        );
        const returned =
          Math.exp((2 * drift * (low - shift)) / volatility ** 2) *
          normalDistribution((2 * (low - shift) - back + drift) / volatility);
        expectWithinErrors(both, returned, { subject: `${asset} and back`, bias: 5e-4 });
      }
    });
  });

  test("has the mean, the spread and the correlations of its law at the end", () => {
    const { end } = pathExtremes(model, { steps, paths, seed: 9 });
    const shocks = options.assets.map((asset, j) => {
      const volatility = options.annualVolatility[j]!;
      const growth = options.drift.annualGrowth[j]!;
      const prices = matrixColumn(end, j).map((price) => price / options.start[j]!);
      expectWithinErrors(
        meanOf(prices, (price) => price),
        Math.exp(growth),
        { subject: asset },
      );
      return prices.map((price) => (Math.log(price) - growth + volatility ** 2 / 2) / volatility);
    });
    shocks.forEach((one, i) => {
      expectWithinErrors(
        meanOf(one, (z) => z),
        0,
        { subject: `mean ${i}` },
      );
      shocks.slice(0, i + 1).forEach((other, j) => {
        const found = meanOf(one, (z, k) => z * other[k]!);
        expectWithinErrors(found, correlation.values[3 * i + j]!, { subject: `${i}, ${j}` });
      });
    });
  });
});

interface Motion {
  readonly drift: number;
  readonly volatility: number;
}

/** P(the lowest point of a Brownian motion over a year is at most `low` < 0). */
function passage(low: number, { drift, volatility }: Motion): number {
  const direct = normalDistribution((low - drift) / volatility);
  const reflected = normalDistribution((low + drift) / volatility);
  return direct + Math.exp((2 * drift * low) / volatility ** 2) * reflected;
}
