import { describe, expect, test } from "vitest";
import { returnSeries } from "../../../lib/market/return-window.ts";
import { randomStream } from "../../../lib/math/random-stream.ts";
import { gpdExceedance, gpdTail } from "../../../lib/var/gpd-tail.ts";
import { hillEstimates } from "../../../lib/var/hill-estimator.ts";
import { peaksOverThresholdVar } from "../../../lib/var/peaks-over-threshold.ts";
import { thresholdDiagnostics } from "../../../lib/var/threshold-diagnostics.ts";
import danishFire from "../../golden/danish-fire.json" with { type: "json" };
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

  test("is the threshold at the threshold's own confidence, though 1 - 0.7 is above 3 / 10", () => {
    const law = { ...danish, observations: 10, exceedances: 3 };
    expect(gpdTail(law, 0.7).valueAtRisk).toBe(10);
  });

  test("has no finite expected shortfall from a shape of exactly 1", () => {
    expect(gpdTail({ ...danish, shape: 1 }, 0.99).expectedShortfall).toBe(Infinity);
    expect(gpdTail({ ...danish, shape: 0.999 }, 0.99).expectedShortfall).toBeLessThan(Infinity);
  });

  test("refuses a law that is none, by name", () => {
    const refused =
      (changed: object, confidence = 0.99) =>
      () =>
        gpdTail({ ...danish, ...changed }, confidence);
    expect(refused({ shape: Number.NaN })).toThrow("shape must be finite: NaN");
    expect(refused({ scale: 0 })).toThrow("scale must be a positive number: 0");
    expect(refused({ threshold: Infinity })).toThrow("threshold must be finite: Infinity");
    expect(refused({ observations: 0 })).toThrow("observations must be an integer of at least 1");
    expect(refused({ exceedances: 0 })).toThrow("exceedances must be an integer of at least 1: 0");
    expect(refused({}, 99)).toThrow("confidence must be in (0, 1): 99");
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
    expect(found.warnings).toEqual([
      {
        code: "infinite-shortfall",
        message: `a shape of ${found.shape} leaves no finite expected shortfall`,
      },
    ]);
  });

  test("says when the shape stopped at the limit of its search", () => {
    // Nearly all excesses of one size: the likelihood rises to a law that ends there.
    const steep = Array.from({ length: 100 }, (_, i) => (i < 80 ? i / 1000 : -1 - (i % 20) / 1e6));
    const found = peaksOverThresholdVar(steep, { ...options, threshold: 0 });
    const { shape } = found;
    expect(found.warnings).toContainEqual({
      code: "on-bound",
      message: `the shape stopped at the limit of the search, ${shape}`,
    });
    expect(found.warnings).toContainEqual({
      code: "no-standard-errors",
      message: `the estimator has no usual variance at a shape of ${shape}`,
    });
    expect(found.standardError).toBeNaN();
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
    const refused = (changed: object) => () =>
      peaksOverThresholdVar(btc, { ...options, ...changed });
    expect(refused({ threshold: Number.NaN })).toThrow("threshold must be finite: NaN");
    expect(refused({ thresholdProbability: 1 })).toThrow("thresholdProbability must be in (0, 1)");
    expect(() => peaksOverThresholdVar(btc, { ...options, threshold: 0.3 })).toThrow("at least 10");
    expect(() => peaksOverThresholdVar(new Float64Array(50), options)).toThrow("at least 10");
  });
});

describe("gpdExceedance", () => {
  const law = { shape: 0.5, scale: 7, threshold: 10, observations: 2167, exceedances: 109 };

  test("turns the VaR of every confidence and shape back into 1 - confidence", () => {
    for (const shape of [-0.4, -1e-13, 0, 1e-13, 0.3, 1.2]) {
      for (const confidence of [0.95, 0.99, 0.9999]) {
        const { valueAtRisk } = gpdTail({ ...law, shape }, confidence);
        const found = gpdExceedance({ ...law, shape }, valueAtRisk);
        expectClose(found, 1 - confidence, { relative: 1e-9, subject: `${shape} ${confidence}` });
      }
    }
  });

  test("is the share above at the threshold, 0 past the end, refused below the threshold", () => {
    expect(gpdExceedance(law, 10)).toBe(109 / 2167);
    expect(gpdExceedance({ ...law, shape: -0.5 }, 10 + 14)).toBe(0);
    expect(gpdExceedance({ ...law, shape: -0.5 }, 10 + 13.9)).toBeGreaterThan(0);
    expect(() => gpdExceedance(law, 9)).toThrow("loss must be at least 10, the threshold: 9");
    expect(() => gpdExceedance(law, Number.NaN)).toThrow("loss must be finite: NaN");
  });
});

describe("peaksOverThresholdVar on the Danish fire losses", () => {
  const { losses, observations, threshold, published, profile } = danishFire;
  const pnl = [...losses.map((x) => -x), ...new Float64Array(observations - losses.length)];
  const fire = (confidence: number, more: object = {}): ReturnType<typeof peaksOverThresholdVar> =>
    peaksOverThresholdVar(pnl, { ...options, confidence, threshold, ...more });

  test("finds the published shape, scale, standard errors and likelihood above 10 million", () => {
    const found = fire(0.99);
    const { absolute } = published.tolerance;
    expect(found.exceedances).toBe(109);
    const names = ["shape", "scale", "shapeStandardError", "scaleStandardError"] as const;
    for (const name of names)
      expectClose(found[name], published[name], { absolute, subject: name });
    expectClose(found.logLikelihood, published.logLikelihood, { absolute: 5e-4, subject: "ln L" });
  });

  test("has the profile-likelihood intervals of scipy, for VaR, expected shortfall and shape", () => {
    const { relative } = profile.tolerance;
    for (const row of profile.tails) {
      const found = fire(row.confidence, { intervals: "profile-likelihood" });
      const pairs = [
        [found.valueAtRiskInterval, row.valueAtRisk],
        [found.expectedShortfallInterval, row.expectedShortfall],
        [found.shapeInterval, profile.shape],
      ] as const;
      pairs.forEach(([{ lower, upper }, expected], i) => {
        expectClose(lower, expected[0]!, { relative, subject: `lower ${i} ${row.confidence}` });
        expectClose(upper, expected[1]!, { relative, subject: `upper ${i} ${row.confidence}` });
      });
      expect(found.intervals).toBe("profile-likelihood");
    }
  });

  test("has an upper end of Infinity where no expected shortfall is too large to be likely", () => {
    const wild = peaksOverThresholdVar(pareto(0.9, 400), {
      ...options,
      intervals: "profile-likelihood",
    });
    expect(wild.shape).toBeLessThan(1);
    expect(wild.shapeInterval.upper).toBeGreaterThan(1);
    expect(wild.expectedShortfallInterval.upper).toBe(Infinity);
    expect(wild.expectedShortfallInterval.lower).toBeLessThan(wild.expectedShortfall);
    expect(wild.valueAtRiskInterval.upper).toBeLessThan(Infinity);
    const above = peaksOverThresholdVar(pareto(1.6, 400), {
      ...options,
      intervals: "profile-likelihood",
    });
    expect(above.expectedShortfall).toBe(Infinity);
    expect(above.shapeInterval.lower).toBeLessThan(1);
    const { lower, upper } = above.expectedShortfallInterval;
    expect(lower).toBeGreaterThan(above.valueAtRiskInterval.lower);
    expect([lower < 1e12, upper]).toEqual([true, Infinity]);
    const sure = peaksOverThresholdVar(pareto(3, 2000), {
      ...options,
      intervals: "profile-likelihood",
    });
    expect(sure.expectedShortfallInterval).toEqual({ lower: Infinity, upper: Infinity });
  });

  test("covers the true 99.5 % VaR of a power law more often by profile than by normal", () => {
    // 100 samples of 500: the binomial standard error of a coverage near 0.95 is 0.022.
    const truth = 0.005 ** -0.4;
    const covered = { normal: 0, "profile-likelihood": 0 };
    for (let stream = 0; stream < 100; stream++) {
      const random = randomStream({ seed: 31, stream });
      const outcomes = Array.from({ length: 500 }, () => -(random.uniform() ** -0.4));
      for (const intervals of ["normal", "profile-likelihood"] as const) {
        const asked = { ...options, confidence: 0.995, intervals };
        const { lower, upper } = peaksOverThresholdVar(outcomes, asked).valueAtRiskInterval;
        if (lower <= truth && truth <= upper) covered[intervals]++;
      }
    }
    expect(covered["profile-likelihood"] / 100).toBeGreaterThan(0.9);
    expect(covered["profile-likelihood"]).toBeGreaterThan(covered.normal);
  });

  test("is the threshold itself, without a width, at the threshold's own confidence", () => {
    const even = Array.from({ length: 100 }, (_, i) => -((i + 1) ** 2));
    const found = peaksOverThresholdVar(even, {
      ...options,
      confidence: 0.9,
      threshold: 90 ** 2,
      intervals: "profile-likelihood",
    });
    expect(found.valueAtRiskInterval).toEqual({ lower: 8100, upper: 8100 });
  });

  test("refuses profile intervals of weighted moments, and unknown ones", () => {
    const weighted = { method: "probability-weighted-moments", intervals: "profile-likelihood" };
    expect(() => fire(0.99, weighted)).toThrow("intervals must be normal for probability-weighted");
    expect(() => fire(0.99, { intervals: "bootstrap" })).toThrow("intervals must be one of");
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
    const excesses = btc.map((x) => -x - row.threshold).filter((x) => x > 0);
    const spread = excesses.reduce((sum, x) => sum + (x - row.meanExcess) ** 2, 0) / 72;
    expectClose(row.meanExcessStandardError, Math.sqrt(spread / 73), {
      relative: 1e-11,
      subject: "standard error of the mean excess",
    });
  });

  test("asks for ten losses above a threshold that differ", () => {
    // Of 40 losses 1 to 40 the quantile at 0.75 is 30.25, that at 0.77 31.03: ten and nine above.
    const forty = Array.from({ length: 40 }, (_, i) => -(i + 1));
    const rows = thresholdDiagnostics(forty, { probabilities: [0.75, 0.77] });
    expect(rows.map(({ probability, exceedances }) => [probability, exceedances])).toEqual([
      [0.75, 10],
    ]);
    const same = forty.map((x) => (x < -20 ? -50 : x));
    expect(thresholdDiagnostics(same, { probabilities: [0.5] })).toEqual([]);
  });

  test("refuses a probability and a sample that are none, by name", () => {
    expect(() => thresholdDiagnostics(btc, { probabilities: [0.9, 1] })).toThrow(
      "probability must be in (0, 1): 1",
    );
    const gap = btc.with(4, Number.NaN);
    expect(() => thresholdDiagnostics(gap, { probabilities: [0.9] })).toThrow("pnl[4] must be fin");
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

  test("takes two losses and more, in order, with the index as one over the shape", () => {
    // ln(8 / 2) and ln(4 / 2) over two; then ln 8, ln 4, ln 2 over three, the loss of 0 left out.
    const found = hillEstimates([-1, 3, -8, -2, 0, -4]);
    expect(found.map(({ count, threshold }) => [count, threshold])).toEqual([
      [2, 2],
      [3, 1],
    ]);
    const { shape, tailIndex } = found[0]!;
    expectClose(shape, 1.5 * Math.LN2, { relative: 1e-14, subject: "shape of two" });
    expectClose(tailIndex, 1 / (1.5 * Math.LN2), { relative: 1e-14, subject: "tail index" });
    expectClose(found[1]!.shape, 2 * Math.LN2, { relative: 1e-14, subject: "shape of three" });
  });

  test("refuses gains only and more losses than there are", () => {
    expect(() => hillEstimates([-1, -2, -3, -4], { most: 1 })).toThrow(
      "most must be an integer of at least 2: 1",
    );
    expect(() => hillEstimates([-1, Number.NaN, -3, -4])).toThrow("pnl[1] must be finite: NaN");
    expect(() => hillEstimates([1, 2, 3, 4])).toThrow("at least 3 positive losses: 0");
    expect(() => hillEstimates([-1, -2, -3], { most: 3 })).toThrow("below the 3 positive losses");
  });
});
