import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { returnSeries } from "../../../lib/market/return-window.ts";
import { normalDistribution } from "../../../lib/math/normal-distribution.ts";
import { normalQuantile } from "../../../lib/math/normal-quantile.ts";
import { cornishFisherTail } from "../../../lib/var/cornish-fisher.ts";
import { cornishFisherVar } from "../../../lib/var/cornish-fisher-var.ts";
import { normalTail } from "../../../lib/var/normal-var.ts";
import golden from "../../golden/var-methods.json" with { type: "json" };
import { expectClose } from "../expect-close.ts";
import { realSimpleReturns } from "../market/real-returns.ts";

const unit = { mean: 0, standardDeviation: 1 };
const options = { confidence: 0.99, horizonDays: 1, unit: "fraction" };
const shape = fc
  .tuple(fc.integer({ min: -30, max: 30 }), fc.integer({ min: 0, max: 150 }))
  .map(([s, k]) => ({ skewness: s / 10, excessKurtosis: (s / 10) ** 2 - 2 + k / 10 }));

describe("cornishFisherTail", () => {
  test.each(golden.cornishFisher)(
    "is the formula and its integral: S $skewness, K $excessKurtosis at $confidence",
    (row) => {
      const found = cornishFisherTail({ ...unit, ...row }, row.confidence);
      expect(found.insideDomain).toBe(true);
      expectClose(found.valueAtRisk, row.valueAtRisk, { relative: 1e-12, subject: "VaR" });
      expectClose(found.expectedShortfall, row.expectedShortfall, {
        relative: 1e-10,
        subject: "ES",
      });
    },
  );

  test.each(golden.cornishFisherRearranged)(
    "is the law of w(Z) outside the domain: S $skewness, K $excessKurtosis at $confidence",
    (row) => {
      const found = cornishFisherTail({ ...unit, ...row }, row.confidence);
      expect(found.insideDomain).toBe(false);
      // The witness sorts w at eight million probabilities.
      expectClose(found.valueAtRisk, row.valueAtRisk, { absolute: 1e-5, subject: "VaR" });
      expectClose(found.expectedShortfall, row.expectedShortfall, {
        absolute: 1e-4,
        subject: "ES",
      });
    },
  );

  test("is the normal law without skewness and excess kurtosis", () => {
    const law = { mean: 0.1, standardDeviation: 3 };
    const found = cornishFisherTail({ ...law, skewness: 0, excessKurtosis: 0 }, 0.99);
    const normal = normalTail(law, 0.99);
    expectClose(found.valueAtRisk, normal.valueAtRisk, { relative: 1e-15, subject: "VaR" });
    expectClose(found.expectedShortfall, normal.expectedShortfall, {
      relative: 1e-13,
      subject: "ES",
    });
  });

  test("ends its domain where Maillard's condition does: kurtosis 8 without skewness", () => {
    const inside = (excessKurtosis: number): boolean =>
      cornishFisherTail({ ...unit, skewness: 0, excessKurtosis }, 0.95).insideDomain;
    expect([inside(-0.001), inside(0), inside(8), inside(8.001)]).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  test("keeps expected shortfall above VaR and VaR rising, inside the domain and outside", () => {
    fc.assert(
      fc.property(shape, fc.integer({ min: 50, max: 998 }), (moments, permille) => {
        const low = cornishFisherTail({ ...unit, ...moments }, permille / 1000);
        const high = cornishFisherTail({ ...unit, ...moments }, (permille + 1) / 1000);
        expect(low.expectedShortfall).toBeGreaterThanOrEqual(low.valueAtRisk);
        expect(high.valueAtRisk).toBeGreaterThanOrEqual(low.valueAtRisk - 1e-12);
        expect(high.expectedShortfall).toBeGreaterThanOrEqual(low.expectedShortfall - 1e-9);
      }),
      { seed: 8 },
    );
  });

  test("is the law of a parabola where the cubic term falls away: K = 4 S² / 3", () => {
    // -S = 1, K / 24 = S² / 18: w = (z² - 1) / 6 + z (1 - 1 / 6 + 5 / 36), above y outside its roots.
    for (const skewness of [-1, 1]) {
      const moments = { ...unit, skewness, excessKurtosis: 4 / 3 };
      const found = cornishFisherTail(moments, 0.99);
      expect(found.insideDomain).toBe(false);
      const [a, b, c] = [-skewness / 6, 35 / 36, skewness / 6 - found.valueAtRisk];
      const root = Math.sqrt(b * b - 4 * a * c);
      const [left, right] = [(-b - root) / (2 * a), (-b + root) / (2 * a)].sort((p, q) => p - q);
      const between = normalDistribution(right!) - normalDistribution(left!);
      const beyond = skewness < 0 ? 1 - between : between;
      expectClose(beyond, 0.01, { relative: 1e-9, subject: `exceeded with S ${skewness}` });
    }
  });

  test("says what the formula gives as it stands: at a quantile of 0, a sixth of the skewness", () => {
    // w(0) = S / 6, here with a mean of 3 and a standard deviation of 2.
    const law = { mean: 3, standardDeviation: 2, skewness: 0.9, excessKurtosis: 20 };
    const found = cornishFisherTail(law, 0.5);
    expect(found.insideDomain).toBe(false);
    expectClose(found.expansion, 2 * 0.15 - 3, { absolute: 1e-12, subject: "expansion" });
  });

  test("refuses moments that no law has and a confidence of 95, by name", () => {
    const moments = { ...unit, skewness: 2, excessKurtosis: 1 };
    expect(() => cornishFisherTail(moments, 0.95)).toThrow("at least skewness² - 2: 1");
    const law = { ...unit, skewness: 0, excessKurtosis: 0 };
    expect(() => cornishFisherTail(law, 95)).toThrow("confidence must be in (0, 1): 95");
    for (const name of ["mean", "skewness", "excessKurtosis"] as const) {
      const broken = { ...law, [name]: Number.NaN };
      expect(() => cornishFisherTail(broken, 0.95)).toThrow(`${name} must be finite: NaN`);
    }
    expect(() => cornishFisherTail({ ...law, standardDeviation: 0 }, 0.95)).toThrow(
      "standardDeviation must be a positive number: 0",
    );
  });
});

describe("cornishFisherVar", () => {
  const btc = returnSeries(realSimpleReturns(), "BTC").values;
  const row = golden.cornishFisherBtc;

  test("warns on BTC, whose kurtosis lies outside the domain, and states the formula too", () => {
    const found = cornishFisherVar(btc, { ...options, moments: "population" });
    expectClose(found.expansion, row.population, { relative: 1e-11, subject: "population" });
    expectClose(found.valueAtRisk, row.population, { relative: 1e-9, subject: "rearranged" });
    expect(found.warnings.map(({ code }) => code)).toEqual(["outside-domain"]);
    const unbiased = cornishFisherVar(btc, options);
    expectClose(unbiased.expansion, row.unbiased, { relative: 1e-11, subject: "unbiased" });
    expectClose(found.standardError, row.infinitesimalJackknifeStandardError, {
      relative: 1e-5,
      subject: "standard error",
    });
  });

  test("answers one huge outcome among 300, whose moments lie on the edge of what a law can have", () => {
    for (const outcome of [-1e5, 1e5, 1e7]) {
      const found = cornishFisherVar(btc.slice(0, 300).with(150, outcome), options);
      expect(found.warnings.map(({ code }) => code)).toContain("outside-domain");
      expect(found.expectedShortfall).toBeGreaterThan(found.valueAtRisk);
    }
  });

  test("states the standard errors that leaving out one outcome at a time finds", () => {
    // 240 even quantiles of a normal law, bent to the left: inside the domain.
    const sample = Array.from({ length: 240 }, (_, i) => normalQuantile((i + 0.5) / 240)).map(
      (z) => z - 0.02 * z * z + 0.02 * z ** 3,
    );
    const asked = { ...options, confidence: 0.95, moments: "population" } as const;
    const found = cornishFisherVar(sample, asked);
    expect(found.warnings).toEqual([]);
    const parts = sample.map((_, left) => cornishFisherVar(sample.toSpliced(left, 1), asked));
    const spread = (figure: "valueAtRisk" | "expectedShortfall"): number => {
      const values = parts.map((part) => part[figure]);
      const center = values.reduce((sum, value) => sum + value, 0) / 240;
      return Math.sqrt((239 / 240) * values.reduce((sum, x) => sum + (x - center) ** 2, 0));
    };
    expectClose(found.standardError, spread("valueAtRisk"), { relative: 0.1, subject: "VaR" });
    expectClose(found.expectedShortfallStandardError, spread("expectedShortfall"), {
      relative: 0.1,
      subject: "ES",
    });
  });

  test("says in its warning which moments lie outside and what the formula gives", () => {
    const found = cornishFisherVar(btc, options);
    const { skewness, excessKurtosis, expansion } = found;
    expect(found.warnings).toEqual([
      {
        code: "outside-domain",
        message: `skewness ${skewness} and excess kurtosis ${excessKurtosis} lie where the expansion falls in part: it was rearranged; as it stands it gives ${expansion}`,
      },
    ]);
  });

  test("refuses moments by a convention that is none", () => {
    expect(() => cornishFisherVar(btc, { ...options, moments: "robust" as never })).toThrow(
      'moments must be one of unbiased, population: "robust"',
    );
  });

  test("refuses a constant sample and fewer than ten outcomes", () => {
    expect(() => cornishFisherVar(new Float64Array(20), options)).toThrow("not all be equal: 0");
    expect(() => cornishFisherVar([1, 2, 3], options)).toThrow("at least 10 observations: 3");
  });
});
