import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { pearsonCorrelation } from "../../../lib/math/covariance.ts";
import { randomStream } from "../../../lib/math/random-stream.ts";
import { volatilityAdjustedCorrelation } from "../../../lib/math/volatility-adjusted-correlation.ts";
import { expectClose } from "../expect-close.ts";

describe("volatilityAdjustedCorrelation", () => {
  test("is what the line y = b x + e shows, worked by hand", () => {
    // b = 1, var x = 1, var e = 3: 1 / sqrt(4) = 0.5; with var x = 4: 4 / sqrt(4 × 7).
    const found = volatilityAdjustedCorrelation({ correlation: 0.5, varianceRatio: 4 });
    expectClose(found, 4 / Math.sqrt(28), { relative: 1e-15, subject: "correlation" });
  });

  test("is what simulation shows when x alone grows and the line stays", () => {
    const random = randomStream({ seed: 2, stream: 0 });
    const x = Float64Array.from({ length: 40_000 }, () => random.normal());
    const e = x.map(() => 2 * random.normal());
    const sample = (scale: number) => {
      const left = x.map((value) => scale * value);
      return pearsonCorrelation(
        left,
        left.map((value, t) => 0.8 * value + e[t]!),
      );
    };
    const [calm, crisis] = [sample(1), sample(3)];
    const predicted = volatilityAdjustedCorrelation({ correlation: calm, varianceRatio: 9 });
    expectClose(predicted, crisis, { absolute: 0.02, subject: "from calm" });
    const adjusted = volatilityAdjustedCorrelation({ correlation: crisis, varianceRatio: 1 / 9 });
    expectClose(adjusted, calm, { absolute: 0.02, subject: "adjusted" });
  });

  test("is Forbes and Rigobon's r / sqrt(1 + d (1 - r²)) for the inverse ratio 1 / (1 + d)", () => {
    const correlation = fc.double({ min: -0.999, max: 0.999, noNaN: true });
    const increase = fc.double({ min: -0.9, max: 50, noNaN: true });
    fc.assert(
      fc.property(correlation, increase, (r, d) => {
        const found = volatilityAdjustedCorrelation({ correlation: r, varianceRatio: 1 / (1 + d) });
        expectClose(found, r / Math.sqrt(1 + d * (1 - r * r)), {
          relative: 1e-12,
          absolute: 1e-300,
          subject: "r",
        });
        const back = volatilityAdjustedCorrelation({ correlation: found, varianceRatio: 1 + d });
        expectClose(back, r, { relative: 1e-9, absolute: 1e-300, subject: "there and back" });
      }),
    );
  });

  test("leaves 0, 1 and -1 where they are, and stays inside for any ratio", () => {
    for (const r of [0, 1, -1]) {
      expect(volatilityAdjustedCorrelation({ correlation: r, varianceRatio: 1e300 })).toBe(r);
    }
    expect(volatilityAdjustedCorrelation({ correlation: 0.1, varianceRatio: 1e300 })).toBe(1);
    expect(volatilityAdjustedCorrelation({ correlation: 0.3, varianceRatio: 1 })).toBeCloseTo(
      0.3,
      15,
    );
  });

  test("refuses what is no correlation and no ratio", () => {
    const with_ = (correlation: number, varianceRatio: number) => () =>
      volatilityAdjustedCorrelation({ correlation, varianceRatio });
    expect(with_(1.1, 1)).toThrow("correlation must be in [-1, 1]: 1.1");
    expect(with_(Number.NaN, 1)).toThrow("correlation must be finite: NaN");
    expect(with_(0.5, 0)).toThrow("varianceRatio must be a positive number: 0");
  });
});
