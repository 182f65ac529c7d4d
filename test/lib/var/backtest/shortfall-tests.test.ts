import { describe, expect, test } from "vitest";
import { normalQuantile } from "../../../../lib/math/normal-quantile.ts";
import { randomStream } from "../../../../lib/math/random-stream.ts";
import {
  acerbiSzekelyCriticalValue,
  acerbiSzekelyZ1Test,
  acerbiSzekelyZ2Test,
} from "../../../../lib/var/backtest/acerbi-szekely.ts";
import { simulateAcerbiSzekely } from "../../../../lib/var/backtest/acerbi-szekely-law.ts";
import type { ShortfallSample } from "../../../../lib/var/backtest/forecast-sample.ts";
import { mcNeilFreyTest } from "../../../../lib/var/backtest/mcneil-frey.ts";
import golden from "../../../golden/backtests.json" with { type: "json" };
import { expectClose } from "../../expect-close.ts";
import { bitcoinBacktest } from "./bitcoin-backtests.ts";

const { mcneilFrey, acerbiSzekely } = golden.published;
const simulation = { seed: 2014, paths: 2000 };
const close = (found: number | null, expected: number, absolute: number, subject: string): void =>
  expectClose(found ?? Number.NaN, expected, { absolute, subject });

/** Constant forecasts beside outcomes. */
function constantForecasts(
  realised: ArrayLike<number>,
  forecast: { valueAtRisk: number; expectedShortfall: number; confidence: number },
): ShortfallSample {
  return {
    realised,
    valueAtRisk: Array.from(realised, () => forecast.valueAtRisk),
    expectedShortfall: Array.from(realised, () => forecast.expectedShortfall),
    confidence: forecast.confidence,
  };
}

const z = normalQuantile(0.975);
const rightForecast = {
  valueAtRisk: z,
  expectedShortfall: Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI) / 0.025,
  confidence: 0.975,
};

function normalSample(stream: number, days: number): ShortfallSample {
  const random = randomStream({ seed: 1, stream });
  const realised = Float64Array.from({ length: days }, () => random.normal());
  return constantForecasts(realised, rightForecast);
}

const calm = constantForecasts(new Float64Array(100), { ...rightForecast, expectedShortfall: 3 });

describe("mcNeilFreyTest", () => {
  const published = constantForecasts(
    [...new Array<number>(95).fill(0), ...mcneilFrey.outcomes],
    mcneilFrey,
  );

  test("gives the p-value that rugarch's ESTest gives without bootstrap", () => {
    const result = mcNeilFreyTest(published);
    expect(result.breaches).toBe(mcneilFrey.breaches);
    close(result.pValue, mcneilFrey.pValue, 1e-8, "p");
    expect(result).toMatchObject({ rejected: false, bootstrapPValue: null });
  });

  test("has a bootstrap that is repeatable and near the normal p-value", () => {
    const bootstrap = { seed: 3, resamples: 4000 };
    const first = mcNeilFreyTest(published, { bootstrap }).bootstrapPValue;
    expect(mcNeilFreyTest(published, { bootstrap }).bootstrapPValue).toBe(first);
    close(first, mcneilFrey.pValue, 0.1, "bootstrap p");
  });

  test("does not depend on the unit, nor on a volatility that never moves", () => {
    const volatility = published.valueAtRisk;
    const scaled = mcNeilFreyTest(published, { volatility });
    close(scaled.statistic, mcNeilFreyTest(published).statistic!, 1e-12, "statistic");
  });

  test("is not identified without two different residuals", () => {
    expect(mcNeilFreyTest(calm)).toMatchObject({
      identified: false,
      reason: "there are no breaches",
    });
    const one = constantForecasts([0, -5], { ...mcneilFrey });
    expect(mcNeilFreyTest(one).reason).toContain("there is one breach");
    const equal = constantForecasts([-5, -5, -5], { ...mcneilFrey });
    expect(mcNeilFreyTest(equal)).toMatchObject({
      reason: "all residuals are equal",
      pValue: null,
    });
  });
});

describe("acerbiSzekelyCriticalValue", () => {
  test("of Z2 under a normal law is the published one (MathWorks)", () => {
    const found = acerbiSzekelyCriticalValue({
      ...acerbiSzekely,
      statistic: "z2",
      simulation: { seed: 5, paths: 40_000 },
    });
    close(found, acerbiSzekely.criticalValue, 0.01, "critical value");
  });

  test("lies further out for fat tails, and near -0.7 for 250 days at 5 %", () => {
    const design = { statistic: "z2", observations: 250, confidence: 0.975 } as const;
    const normal = acerbiSzekelyCriticalValue({ ...design, simulation });
    const fat = acerbiSzekelyCriticalValue({
      ...design,
      simulation: { ...simulation, degreesOfFreedom: 3 },
    });
    close(normal, -0.7, 0.06, "normal");
    close(fat, -0.82, 0.1, "three degrees");
  });

  test("of Z2 lies near -1.8 for 250 days at one in 10,000 (Acerbi and Szekely)", () => {
    const design = { statistic: "z2", observations: 250, confidence: 0.975 } as const;
    const rare = { seed: 8, paths: 100_000 };
    const found = acerbiSzekelyCriticalValue({ ...design, significance: 1e-4, simulation: rare });
    close(found, -1.8, 0.15, "one in 10,000");
  });

  test("refuses a significance that the histories cannot resolve", () => {
    const design = { statistic: "z2", observations: 250, confidence: 0.975 } as const;
    expect(() => acerbiSzekelyCriticalValue({ ...design, significance: 1e-5, simulation })).toThrow(
      "simulated histories below the critical value must be an integer of at least 1: 0",
    );
  });
});

describe("simulateAcerbiSzekely", () => {
  test("has mean 0 for both statistics and laws, within four standard errors", () => {
    for (const statistic of ["z1", "z2"] as const) {
      for (const law of [{}, { degreesOfFreedom: 5 }]) {
        const design = { statistic, observations: 250, confidence: 0.975 };
        const values = simulateAcerbiSzekely(design, { ...simulation, ...law });
        const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
        const spread = Math.sqrt(
          values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length,
        );
        const absolute = (4 * spread) / Math.sqrt(values.length);
        close(mean, 0, absolute, `${statistic} ${law.degreesOfFreedom}`);
      }
    }
  });

  test("draws the same law by rejection, up to 5 degrees, as by inversion, above", () => {
    for (const statistic of ["z1", "z2"] as const) {
      const design = { statistic, observations: 250, confidence: 0.975 };
      const [rejection, inversion] = [5, 5.0001].map((degreesOfFreedom) =>
        simulateAcerbiSzekely(design, { seed: 6, paths: 3000, degreesOfFreedom }),
      );
      // The largest distance of two empirical laws of n each: below 1.95 sqrt(2 / n) in 99.9 %.
      const ranks = Array.from({ length: 59 }, (_, k) => 50 * (k + 1));
      const apart = ranks.map((rank) => {
        const below = inversion!.filter((one) => one <= rejection![rank]!).length;
        return Math.abs(below - rank) / 3000;
      });
      const distance = Math.max(...apart);
      expect(distance).toBeLessThan(1.95 * Math.sqrt(2 / 3000));
      expect(distance).toBeGreaterThan(0);
    }
  });

  test("refuses degrees of freedom without a mean", () => {
    const design = { statistic: "z1", observations: 250, confidence: 0.975 } as const;
    expect(() => simulateAcerbiSzekely(design, { seed: 1, degreesOfFreedom: 1 })).toThrow(
      "degreesOfFreedom must be a number above 1: 1",
    );
  });
});

describe("acerbiSzekelyZ1Test and acerbiSzekelyZ2Test", () => {
  test("without a breach: Z1 is not identified, Z2 is 1 and rejects nothing", () => {
    expect(acerbiSzekelyZ1Test(calm, { simulation }).reason).toBe("there are no breaches");
    const second = acerbiSzekelyZ2Test(calm, { simulation });
    expect(second).toMatchObject({ statistic: 1, rejected: false });
  });

  test("are not identified where a shortfall is not positive", () => {
    const flat = constantForecasts([-1, 1], {
      valueAtRisk: 0,
      expectedShortfall: 0,
      confidence: 0.95,
    });
    for (const run of [acerbiSzekelyZ1Test, acerbiSzekelyZ2Test]) {
      expect(run(flat, { simulation }).reason).toBe("expected shortfall of day 0 is not positive");
    }
  });

  test("and mcNeilFreyTest are not identified where a shortfall is infinite", () => {
    const sample = normalSample(0, 500);
    const endless = Array.from(sample.expectedShortfall).with(7, Infinity);
    const wild = { ...sample, expectedShortfall: endless };
    const results = [
      acerbiSzekelyZ1Test(wild, { simulation }),
      acerbiSzekelyZ2Test(wild, { simulation }),
      mcNeilFreyTest(wild),
    ];
    for (const { identified, reason, statistic } of results) {
      expect([identified, statistic]).toEqual([false, null]);
      expect(reason).toBe("expected shortfall of day 7 is infinite");
    }
    const missing = { ...sample, expectedShortfall: endless.with(9, Number.NaN) };
    expect(() => mcNeilFreyTest(missing)).toThrow("expectedShortfall[9] must be finite: NaN");
  });

  test("reject a shortfall that is a third too small", () => {
    const sample = normalSample(0, 2000);
    const small = Array.from(sample.expectedShortfall, (value) => value / 1.5);
    const wrong = { ...sample, expectedShortfall: small };
    expect(acerbiSzekelyZ1Test(wrong, { simulation }).rejected).toBe(true);
    expect(acerbiSzekelyZ2Test(wrong, { simulation }).rejected).toBe(true);
  });
});

describe("on Bitcoin", () => {
  test.each(golden.bitcoin.cases)("$kind $window $confidence agrees with numpy", (row) => {
    const sample = bitcoinBacktest(row);
    const residuals = mcNeilFreyTest(sample);
    close(residuals.statistic, row.mcneilFrey, 1e-10, "McNeil-Frey");
    close(residuals.pValue, row.mcneilFreyP, 1e-10, "McNeil-Frey p");
    close(acerbiSzekelyZ1Test(sample, { simulation }).statistic, row.z1, 1e-12, "Z1");
    close(acerbiSzekelyZ2Test(sample, { simulation }).statistic, row.z2, 1e-12, "Z2");
  });
});
