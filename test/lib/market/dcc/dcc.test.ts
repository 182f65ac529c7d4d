import { describe, expect, test } from "vitest";
import { secondMoments } from "../../../../lib/market/centred-panel.ts";
import type { AssetPanel } from "../../../../lib/market/complete-panel.ts";
import { type DccFit, dcc } from "../../../../lib/market/dcc/dcc.ts";
import { dccForecast } from "../../../../lib/market/dcc/dcc-forecast.ts";
import { dccLikelihood } from "../../../../lib/market/dcc/dcc-likelihood.ts";
import { ewmaVolatility } from "../../../../lib/market/ewma-volatility.ts";
import { type Matrix, matrixColumn, matrixFromRows } from "../../../../lib/math/matrix.ts";
import { randomStream } from "../../../../lib/math/random-stream.ts";
import golden from "../../../golden/dependence.json" with { type: "json" };
import { expectClose } from "../../expect-close.ts";
import { expectCorrelation, largestDifference } from "../../math/matrices.ts";
import { expectLower, majorReturns } from "../major-returns.ts";
import { datesOf, panelOf } from "../panels.ts";
import { simulated } from "./simulated-residuals.ts";

/** Returns over their EWMA volatilities, lambda 0.94, started at the sample's. */
function residualsOf(assets: readonly string[]): AssetPanel {
  const panel = majorReturns(assets);
  const paths = assets.map((_, j) =>
    ewmaVolatility(matrixColumn(panel.values, j), { lambda: 0.94, start: "sample-variance" }),
  );
  const values = panel.values.values.map(
    (x, at) => x / paths[at % assets.length]!.path[Math.floor(at / assets.length)]!,
  );
  return { dates: panel.dates, assets, values: { ...panel.values, values } };
}

describe.each(golden.dcc)("dcc of $assets", (row) => {
  let fit: DccFit | undefined;
  const fitted = (): DccFit => {
    fit ??= dcc(residualsOf(row.assets));
    return fit;
  };
  const { dccParameters, dccLikelihood: likelihood, dccCorrelation } = golden.tolerance;

  test("agrees with a separate maximum likelihood (numpy and scipy)", () => {
    const fit = fitted();
    expect(fit).toMatchObject({
      converged: true,
      identified: true,
      stationary: true,
      warnings: [],
    });
    expectClose(fit.a, row.a, { absolute: dccParameters, subject: "a" });
    expectClose(fit.b, row.b, { absolute: dccParameters, subject: "b" });
    expect(fit.persistence).toBe(fit.a + fit.b);
    const absolute = likelihood;
    expectClose(fit.logLikelihood, row.logLikelihood, { absolute, subject: "log-likelihood" });
    const constant = fit.constantLogLikelihood;
    expectClose(constant, row.constantLogLikelihood, { absolute, subject: "constant" });
    expectClose(fit.standardErrors.a, row.standardErrors.a, {
      relative: golden.tolerance.dccStandardErrors,
      subject: "standard error of a",
    });
    expectClose(fit.standardErrors.b, row.standardErrors.b, {
      relative: golden.tolerance.dccStandardErrors,
      subject: "standard error of b",
    });
  });

  test("agrees on the correlations after a crash and after the last date", () => {
    const fit = fitted();
    const day = fit.path[fit.dates.indexOf("2020-03-13")]!;
    expectLower(day, row.on20200313, { absolute: dccCorrelation, subject: "2020-03-13" });
    expectLower(fit.values, row.forecast, { absolute: dccCorrelation, subject: "forecast" });
    for (const matrix of [fit.unconditional, day, fit.values]) expectCorrelation(matrix);
    expect(fit.path[0]).toEqual(fit.unconditional);
  });

  test("has a likelihood that agrees away from the maximum too", () => {
    const { values } = residualsOf(row.assets);
    const { a, b, value } = row.likelihoodAt;
    const found = dccLikelihood(values, secondMoments(values), { a, b }).value;
    expectClose(found, value, { relative: 1e-12, subject: "log-likelihood" });
  });
});

describe("dcc", () => {
  const panel = simulated(3000, { a: 0.05, b: 0.9 }, 1);

  test("finds the parameters that made the data, within three standard errors", () => {
    const fit = dcc(panel);
    expect(fit.converged).toBe(true);
    expect(Math.abs(fit.a - 0.05)).toBeLessThan(3 * fit.standardErrors.a);
    expect(Math.abs(fit.b - 0.9)).toBeLessThan(3 * fit.standardErrors.b);
    expect(fit.standardErrors.a).toBeLessThan(0.02);
  });

  test("has derivatives that central differences confirm", () => {
    const target = secondMoments(panel.values);
    const at = (a: number, b: number) => dccLikelihood(panel.values, target, { a, b });
    const { gradient, scores } = at(0.04, 0.9);
    const h = 1e-5;
    const byA = (at(0.04 + h, 0.9).value - at(0.04 - h, 0.9).value) / (2 * h);
    const byB = (at(0.04, 0.9 + h).value - at(0.04, 0.9 - h).value) / (2 * h);
    expectClose(gradient[0], byA, { relative: 1e-6, absolute: 1e-4, subject: "by a" });
    expectClose(gradient[1], byB, { relative: 1e-6, absolute: 1e-4, subject: "by b" });
    const sum = matrixColumn(scores, 0).reduce((total, x) => total + x, 0);
    expectClose(sum, gradient[0], { relative: 1e-10, absolute: 1e-9, subject: "scores" });
  });

  test("is at a maximum: no neighbour is more likely", () => {
    const fit = dcc(panel);
    const target = secondMoments(panel.values);
    for (const [da, db] of [
      [1e-4, 0],
      [-1e-4, 0],
      [0, 1e-4],
      [0, -1e-4],
      [1e-4, -1e-4],
    ] as const) {
      const there = dccLikelihood(panel.values, target, { a: fit.a + da, b: fit.b + db });
      expect(there.value).toBeLessThan(fit.logLikelihood);
    }
  });

  test("does not see the order of the assets", () => {
    const turned = {
      ...panel,
      assets: ["C", "A", "B"],
      values: matrixFromRows(
        Array.from({ length: panel.dates.length }, (_, t) =>
          [2, 0, 1].map((j) => panel.values.values[3 * t + j]!),
        ),
      ),
    };
    const [fit, other] = [dcc(panel), dcc(turned)];
    expect(other.a).toBeCloseTo(fit.a, 7);
    expect(other.logLikelihood).toBeCloseTo(fit.logLikelihood, 8);
    expect(other.values.values[1]).toBeCloseTo(fit.values.values[2]!, 6);
  });

  test("says that constant correlations do not identify b", () => {
    const rows = Array.from({ length: 60 }, (_, t) => [t % 2 === 0 ? 1 : -1, t % 4 < 2 ? 1 : -1]);
    const fit = dcc(panelOf(["A", "B"], rows));
    expect(fit).toMatchObject({ identified: false, a: 0, b: 0, stationary: true });
    expect(fit.standardErrors.b).toBeNaN();
    expect(fit.warnings.map(({ code }) => code)).toContain("no-dynamics");
    expect(fit.logLikelihood).toBe(fit.constantLogLikelihood);
    fit.path.forEach((matrix) => {
      expect(matrix).toEqual(fit.unconditional);
    });
  });

  test("states a + b = 1 as it is when correlations drift from one end to the other", () => {
    const random = randomStream({ seed: 900, stream: 38 });
    const count = 250;
    const rows = Array.from({ length: count }, (_, t) => {
      const rho = -0.97 + (1.94 * t) / count;
      const x = random.normal();
      return [x, rho * x + Math.sqrt(1 - rho * rho) * random.normal()];
    });
    const fit = dcc(panelOf(["A", "B"], rows));
    expect(fit.persistence).toBeCloseTo(1, 9);
    expect(fit).toMatchObject({ stationary: false, converged: true, identified: true });
    expect(fit.warnings.map(({ code }) => code)).toEqual(["not-stationary"]);
    expect(fit.standardErrors.a).toBeNaN();
    expect(fit.path.at(-1)!.values[1]).toBeGreaterThan(0.8);
    for (const matrix of fit.path) expectCorrelation(matrix);
  });

  test("keeps the highest of several peaks", () => {
    // Constant correlations of four assets: a low peak at a = 0 and a slightly higher one at low b.
    const random = randomStream({ seed: 100, stream: 26 });
    const rows = Array.from({ length: 500 }, () => {
      const market = random.normal();
      return Array.from({ length: 4 }, () => 0.7 * market + 0.7 * random.normal());
    });
    const { dates, values } = panelOf(["A", "B", "C", "D"], rows);
    const fit = dcc({ dates, assets: ["A", "B", "C", "D"], values });
    const target = secondMoments(values);
    for (const b of [0.02, 0.1, 0.3, 0.6, 0.9, 0.97]) {
      for (const a of [0.001, 0.002, 0.005, 0.01, 0.03]) {
        const there = dccLikelihood(values, target, { a, b }).value;
        expect(there).toBeLessThan(fit.logLikelihood + 1e-9);
      }
    }
  });

  test("refuses raw returns, duplicates, gaps, one asset and too few dates", () => {
    expect(() => dcc(majorReturns(["BTC", "ETH"]))).toThrow(
      /^residuals of BTC must be standardised, root mean square in \[0.5, 2\]: 0.03/,
    );
    const rows = Array.from({ length: 20 }, (_, t) => [Math.sin(t) * 1.4, Math.sin(t) * 1.4]);
    expect(() => dcc(panelOf(["A", "B"], rows))).toThrow(
      "residuals of B must not follow from those before it: pivot",
    );
    const gap = panelOf(["A", "B"], [...rows.map(([x]) => [x!, 1]), [Number.NaN, 1]]);
    expect(() => dcc(gap)).toThrow("A on 2021-01-21 must be finite: NaN");
    expect(() => dcc(panelOf(["A"], [[1], [2], [3]]))).toThrow("at least 2 assets: 1");
    expect(() =>
      dcc(
        panelOf(
          ["A", "B"],
          [
            [1, 2],
            [2, 1],
          ],
        ),
      ),
    ).toThrow("at least 4 dates: 2");
  });

  test("refuses residuals that do not vary, though their size is that of standardised ones", () => {
    const rows = Array.from({ length: 30 }, (_, t) => [Math.sin(t) * Math.SQRT2, 0.9]);
    expect(() => dcc(panelOf(["A", "B"], rows))).toThrow("B must vary to have a correlation");
  });
});

describe("dccForecast", () => {
  const fitted = (): DccFit => dcc(simulated(100, { a: 0.08, b: 0.85 }, 2));

  test("starts at the next date's correlations and goes back to the level by a + b a day", () => {
    const fit = fitted();
    const ahead = dccForecast(fit, { steps: 400 });
    expect(largestDifference(ahead[0]!, fit.values)).toBe(0);
    const gap = (matrix: Matrix): number => matrix.values[1]! - fit.unconditional.values[1]!;
    expect(gap(ahead[5]!) / gap(ahead[4]!)).toBeCloseTo(fit.persistence, 10);
    expect(largestDifference(ahead.at(-1)!, fit.unconditional)).toBeLessThan(1e-6);
    for (const matrix of ahead.slice(0, 20)) expectCorrelation(matrix);
  });

  test("refuses no steps, and no fit", () => {
    const fit = fitted();
    expect(() => dccForecast(null as never, { steps: 1 })).toThrow("fit must be an object: null");
    expect(() => dccForecast(fit, null as never)).toThrow("options must be an object: null");
    expect(() => dccForecast(fit, { steps: 0 })).toThrow(
      "steps must be an integer of at least 1: 0",
    );
    expect(fit.dates).toEqual(datesOf(100));
  });
});
