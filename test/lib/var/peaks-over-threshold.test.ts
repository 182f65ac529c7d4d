import { describe, expect, test } from "vitest";
import { returnSeries } from "../../../lib/market/return-window.ts";
import { randomStream } from "../../../lib/math/random-stream.ts";
import { hillEstimates } from "../../../lib/var/hill-estimator.ts";
import { gpdTail, peaksOverThresholdVar } from "../../../lib/var/peaks-over-threshold.ts";
import { thresholdDiagnostics } from "../../../lib/var/threshold-diagnostics.ts";
import golden from "../../golden/var-methods.json" with { type: "json" };
import { expectClose } from "../expect-close.ts";
import { realSimpleReturns } from "../market/real-returns.ts";

const options = { confidence: 0.99, horizonDays: 1, unit: "fraction" };
const returns = realSimpleReturns();
const btc = returnSeries(returns, "BTC").values;

/** Losses of the power law P(loss > x) = x^(-1 / shape), as profit and loss. */
function pareto(shape: number, count: number): number[] {
  const random = randomStream({ seed: 12, stream: 0 });
  return Array.from({ length: count }, () => -(random.uniform() ** -shape));
}

describe("gpdTail", () => {
  const danish = {
    shape: 0.4968062436,
    scale: 6.974552265,
    threshold: 10,
    observations: 2167,
    exceedances: 109,
  };

  test("gives evir's figures for the Danish fire losses at 0.99", () => {
    // R package evir, riskmeasures on the fit above 10; tolerance 1e-6 relative.
    const found = gpdTail(danish, 0.99);
    expectClose(found.valueAtRisk, 27.284879, { relative: 1e-6, subject: "VaR" });
    expectClose(found.expectedShortfall, 58.210914, { relative: 1e-6, subject: "ES" });
  });

  test("is the exponential law at a shape of 0 and next to it", () => {
    for (const shape of [0, 1e-12]) {
      const found = gpdTail({ ...danish, shape, scale: 2, exceedances: 2167 }, 0.99);
      expectClose(found.valueAtRisk, 10 + 2 * Math.log(100), { relative: 1e-10, subject: "VaR" });
      expectClose(found.expectedShortfall, found.valueAtRisk + 2, {
        relative: 1e-10,
        subject: "ES",
      });
    }
  });

  test("refuses a confidence below the threshold's", () => {
    expect(() => gpdTail(danish, 0.9)).toThrow(/confidence must be at least 0.949/);
  });

  test("keeps expected shortfall above VaR and VaR rising with confidence", () => {
    for (const shape of [-0.8, -0.1, 0, 0.4, 0.99, 1.4]) {
      let last = -Infinity;
      for (const confidence of [0.95, 0.975, 0.99, 0.999, 0.9999]) {
        const found = gpdTail({ ...danish, shape }, confidence);
        expect(found.expectedShortfall).toBeGreaterThan(found.valueAtRisk);
        expect(found.valueAtRisk).toBeGreaterThan(last);
        last = found.valueAtRisk;
      }
    }
  });
});

describe("peaksOverThresholdVar", () => {
  test.each(golden.gpd)("agrees with scipy on $asset above $thresholdProbability", (row) => {
    const pnl = returnSeries(returns, row.asset).values;
    const { thresholdProbability } = row;
    for (const tail of row.tails) {
      const asked = { ...options, confidence: tail.confidence, thresholdProbability };
      const found = peaksOverThresholdVar(pnl, asked);
      expect(found.exceedances).toBe(row.exceedances);
      expectClose(found.threshold, row.threshold, { relative: 1e-11, subject: "threshold" });
      expectClose(found.shape, row.shape, { absolute: 1e-6, subject: "shape" });
      expectClose(found.scale, row.scale, { relative: 1e-6, subject: "scale" });
      expectClose(found.logLikelihood, row.logLikelihood, { relative: 1e-10, subject: "ln L" });
      expect(found.logLikelihood).toBeGreaterThan(row.scipyFitLogLikelihood - 1e-9);
      expectClose(found.shapeStandardError, row.shapeStandardError, {
        relative: 1e-4,
        subject: "standard error of the shape",
      });
      expectClose(found.scaleStandardError, row.scaleStandardError, {
        relative: 1e-4,
        subject: "standard error of the scale",
      });
      const names = [
        ["valueAtRisk", 1e-6],
        ["expectedShortfall", 1e-5],
        ["standardError", 1e-4],
        ["expectedShortfallStandardError", 1e-4],
      ] as const;
      for (const [name, relative] of names) {
        expectClose(found[name], tail[name], { relative, subject: name });
      }
      const weighted = peaksOverThresholdVar(pnl, {
        ...asked,
        method: "probability-weighted-moments",
      });
      expectClose(weighted.shape, row.pwmShape, { absolute: 1e-11, subject: "PWM shape" });
      expectClose(weighted.scale, row.pwmScale, { relative: 1e-11, subject: "PWM scale" });
      expectClose(weighted.valueAtRisk, tail.pwmValueAtRisk, { relative: 1e-10, subject: "VaR" });
      expectClose(weighted.expectedShortfall, tail.pwmExpectedShortfall, {
        relative: 1e-10,
        subject: "PWM ES",
      });
    }
  });

  test("states an infinite expected shortfall with a code where the shape is above 1", () => {
    const found = peaksOverThresholdVar(pareto(1.6, 2000), options);
    expect(found.shape).toBeGreaterThan(1);
    expect(found.expectedShortfall).toBe(Infinity);
    expect(found.expectedShortfallStandardError).toBeNaN();
    expect(found.standardError).toBeGreaterThan(0);
    expect(found.warnings.map(({ code }) => code)).toEqual(["infinite-shortfall"]);
  });

  test("has no standard errors by weighted moments for a shape of a half or more", () => {
    const found = peaksOverThresholdVar(pareto(0.8, 2000), {
      ...options,
      method: "probability-weighted-moments",
    });
    expect(found.shape).toBeGreaterThan(0.5);
    expect(found.standardError).toBeNaN();
    expect(found.warnings.map(({ code }) => code)).toEqual(["no-standard-errors"]);
  });

  test("takes a threshold as a loss, and refuses two and too few losses above it", () => {
    const found = peaksOverThresholdVar(btc, { ...options, threshold: 0.04 });
    expect(found.threshold).toBe(0.04);
    const both = { ...options, threshold: 0.04, thresholdProbability: 0.9 };
    expect(() => peaksOverThresholdVar(btc, both)).toThrow("must not both be given");
    expect(() => peaksOverThresholdVar(btc, { ...options, threshold: 0.3 })).toThrow("at least 10");
    expect(() => peaksOverThresholdVar(new Float64Array(50), options)).toThrow("at least 10");
  });
});

describe("thresholdDiagnostics", () => {
  test("gives mean excess and fit per threshold, leaving out those with too few losses", () => {
    const rows = thresholdDiagnostics(btc, { probabilities: [0.9, 0.95, 0.999] });
    expect(rows.map(({ exceedances }) => exceedances)).toEqual([73, 37]);
    const [row, expected] = [rows[0]!, golden.gpd[0]!];
    expectClose(row.meanExcess, expected.meanExcess, { relative: 1e-11, subject: "mean excess" });
    expectClose(row.shape, expected.shape, { absolute: 1e-6, subject: "shape" });
    const modified = expected.scale - expected.shape * expected.threshold;
    expectClose(row.modifiedScale, modified, { absolute: 1e-6, subject: "modified scale" });
    expect(row.meanExcessStandardError).toBeGreaterThan(0);
  });
});

describe("hillEstimates", () => {
  test.each(golden.hill)("agrees with numpy on the $count largest losses of BTC", (row) => {
    const found = hillEstimates(btc).find(({ count }) => count === row.count)!;
    expectClose(found.shape, row.shape, { relative: 1e-11, subject: "shape" });
    expectClose(found.standardError, row.shape / Math.sqrt(row.count), {
      relative: 1e-11,
      subject: "standard error",
    });
  });

  test("finds the shape of a power law within three standard errors", () => {
    const found = hillEstimates(pareto(0.4, 5000), { most: 1000 }).at(-1)!;
    expect(Math.abs(found.shape - 0.4)).toBeLessThan(3 * found.standardError);
    expect(found.count).toBe(1000);
  });

  test("refuses gains only and more losses than there are", () => {
    expect(() => hillEstimates([1, 2, 3, 4])).toThrow("at least 3 positive losses: 0");
    expect(() => hillEstimates([-1, -2, -3], { most: 3 })).toThrow("below the 3 positive losses");
  });
});
