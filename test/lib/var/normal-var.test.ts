import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { returnSeries } from "../../../lib/market/return-window.ts";
import { randomStream } from "../../../lib/math/random-stream.ts";
import { normalTail, normalVar } from "../../../lib/var/normal-var.ts";
import golden from "../../golden/var-methods.json" with { type: "json" };
import { expectClose } from "../expect-close.ts";
import { realSimpleReturns } from "../market/real-returns.ts";

const options = { confidence: 0.95, horizonDays: 1, unit: "USD" };

describe("normalTail", () => {
  test("gives the closed form at 0.95", () => {
    // VaR and expected shortfall of the standard normal law; tolerance 1e-12 relative.
    const found = normalTail({ mean: 0, standardDeviation: 1 }, 0.95);
    expectClose(found.valueAtRisk, 1.6448536269514722, { relative: 1e-12, subject: "VaR" });
    expectClose(found.expectedShortfall, 2.0627128075074257, { relative: 1e-12, subject: "ES" });
  });

  test("gives Hull's ten-day VaR of Microsoft", () => {
    // J. Hull, Risk Management and Financial Institutions, chapter on model building; tolerance 1.
    const law = { mean: 0, standardDeviation: 10e6 * 0.02 * Math.sqrt(10) };
    // The book rounds the quantile at 0.99 to 2.33, which is the one at 0.990096924440836.
    const found = normalTail(law, 0.990096924440836);
    expectClose(found.valueAtRisk, 1_473_621, { absolute: 1, subject: "VaR" });
  });

  test("refuses a negative standard deviation and a confidence of 95", () => {
    expect(() => normalTail({ mean: 0, standardDeviation: -1 }, 0.95)).toThrow(/standardDeviation/);
    expect(() => normalTail({ mean: 0, standardDeviation: 1 }, 95)).toThrow(
      "confidence must be in (0, 1): 95",
    );
    expect(() => normalTail({ mean: Number.NaN, standardDeviation: 1 }, 0.95)).toThrow(
      "mean must be finite: NaN",
    );
  });
});

describe("normalVar", () => {
  const btc = returnSeries(realSimpleReturns(), "BTC").values;

  test.each(golden.normalVar)("agrees with scipy on BTC at $confidence", (row) => {
    const found = normalVar(btc, { ...options, confidence: row.confidence });
    expectClose(found.valueAtRisk, row.valueAtRisk, { relative: 1e-11, subject: "VaR" });
    expectClose(found.expectedShortfall, row.expectedShortfall, { relative: 1e-11, subject: "ES" });
  });

  test("states standard errors and intervals that hold over 2,000 samples", () => {
    const truth = normalTail({ mean: 0.1, standardDeviation: 2 }, 0.95);
    let [inside, insideShortfall] = [0, 0];
    for (let stream = 0; stream < 2000; stream++) {
      const random = randomStream({ seed: 95, stream });
      const sample = Array.from({ length: 200 }, () => 0.1 + 2 * random.normal());
      const { valueAtRiskInterval: v, expectedShortfallInterval: e } = normalVar(sample, options);
      if (truth.valueAtRisk > v.lower && truth.valueAtRisk < v.upper) inside++;
      if (truth.expectedShortfall > e.lower && truth.expectedShortfall < e.upper) insideShortfall++;
    }
    // Nominal 0.95; three binomial standard deviations and the bias of a sample of 200.
    expectClose(inside / 2000, 0.95, { absolute: 0.02, subject: "coverage of VaR" });
    expectClose(insideShortfall / 2000, 0.95, { absolute: 0.02, subject: "coverage of ES" });
  });

  test("takes squares about zero when told to", () => {
    const found = normalVar([3, 5], { ...options, mean: "zero" });
    expectClose(found.valueAtRisk, Math.sqrt(17) * 1.6448536269514722, {
      relative: 1e-13,
      subject: "VaR",
    });
  });

  test("states sqrt(s² / n + k² s² / (2 n)), the first term left out with a mean of zero", () => {
    // Outcomes 1, 2, 3, 6: mean 3, s² = 14 / 3; k is the normal quantile, for ES its hazard.
    const [k, hazard] = [1.6448536269514722, 2.0627128075074257];
    const [squared, about0] = [14 / 3, 50 / 4];
    const found = normalVar([1, 2, 3, 6], options);
    const error = (multiple: number) => Math.sqrt((squared + (multiple ** 2 * squared) / 2) / 4);
    expectClose(found.standardError, error(k), { relative: 1e-12, subject: "VaR" });
    expectClose(found.expectedShortfallStandardError, error(hazard), {
      relative: 1e-12,
      subject: "ES",
    });
    const zero = normalVar([1, 2, 3, 6], { ...options, mean: "zero" });
    expectClose(zero.standardError, k * Math.sqrt(about0 / 8), {
      relative: 1e-12,
      subject: "zero",
    });
  });

  test("warns of equal outcomes instead of failing", () => {
    const found = normalVar([0, 0, 0], options);
    expect([found.valueAtRisk, found.expectedShortfall, found.standardError]).toEqual([0, 0, 0]);
    expect(found.warnings).toEqual([
      { code: "flat-tail", message: "expected shortfall equals VaR, 0: the tail has no spread" },
    ]);
  });

  test("refuses one outcome, NaN and a missing unit", () => {
    expect(() => normalVar([1], options)).toThrow("at least 2 observations: 1");
    expect(() => normalVar([1, Number.NaN], options)).toThrow("pnl[1] must be finite: NaN");
    expect(() => normalVar([1, 2], { ...options, unit: "" })).toThrow("unit must name a unit");
  });

  test("is homogeneous, moves with the mean and rises with confidence", () => {
    const sample = fc.array(fc.integer({ min: -99, max: 99 }), { minLength: 2, maxLength: 30 });
    fc.assert(
      fc.property(sample, fc.integer({ min: 1, max: 98 }), (pnl, percent) => {
        const at = (confidence: number, values = pnl): number =>
          normalVar(values, { ...options, confidence }).valueAtRisk;
        const low = percent / 100;
        const doubled = pnl.map((x) => 2 * x);
        expectClose(at(low, doubled), 2 * at(low), { absolute: 1e-9, subject: "doubled" });
        const moved = pnl.map((x) => x + 7);
        expectClose(at(low, moved), at(low) - 7, { absolute: 1e-9, subject: "moved" });
        expect(at(low + 0.01)).toBeGreaterThanOrEqual(at(low));
      }),
    );
  });
});
