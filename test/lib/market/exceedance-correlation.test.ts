import { describe, expect, test } from "vitest";
import { exceedanceCorrelation } from "../../../lib/market/exceedance-correlation.ts";
import { randomStream } from "../../../lib/math/random-stream.ts";
import golden from "../../golden/dependence.json" with { type: "json" };
import { expectClose } from "../expect-close.ts";
import { majorReturns } from "./major-returns.ts";
import { panelOf } from "./panels.ts";

const relative = golden.tolerance.rel;

describe("exceedanceCorrelation", () => {
  const panel = majorReturns(["BTC", "ETH"]);

  test.each(golden.exceedance)("agrees with scipy: $side at $threshold", (row) => {
    const asked = { thresholds: [row.threshold], confidence: 0.95 };
    const match = exceedanceCorrelation(panel, asked).find(
      (e) => e.side === row.side && e.threshold === row.threshold,
    )!;
    expect(match.observations).toBe(row.observations);
    expectClose(match.correlation, row.correlation, { relative, subject: "correlation" });
    expectClose(match.interval.lower, row.lower, { relative, subject: "lower end" });
    expectClose(match.interval.upper, row.upper, { relative, subject: "upper end" });
  });

  test("of normal pairs lies round the value under normality, which is below the full one", () => {
    const random = randomStream({ seed: 17, stream: 0 });
    const rows = Array.from({ length: 20_000 }, () => {
      const x = random.normal();
      return [x, 0.8 * x + 0.6 * random.normal()];
    });
    const options = { thresholds: [0, 1], confidence: 0.999 };
    for (const exceedance of exceedanceCorrelation(panelOf(["A", "B"], rows), options)) {
      expect(exceedance.normal).toBeLessThan(0.7);
      expect(exceedance.interval.lower).toBeLessThan(exceedance.normal);
      expect(exceedance.interval.upper).toBeGreaterThan(exceedance.normal);
    }
  });

  test("has no correlation among three dates, nor where one asset stands still among them", () => {
    const rows = [-3, -2, -1, 1, 2, 3, 4].map((x) => [x, x < 0 ? 2 * x : 5]);
    const found = exceedanceCorrelation(panelOf(["A", "B"], rows), {
      thresholds: [0],
      confidence: 0.9,
    });
    const [lower, upper] = found;
    expect([lower!.side, lower!.observations, lower!.correlation]).toEqual([
      "lower",
      3,
      Number.NaN,
    ]);
    expect([upper!.side, upper!.observations, upper!.correlation]).toEqual([
      "upper",
      4,
      Number.NaN,
    ]);
    const more = [-4, -3, -2, -1, 1, 2, 3, 4].map((x) => [x, x < 0 ? x ** 3 : 30]);
    const four = exceedanceCorrelation(panelOf(["A", "B"], more), {
      thresholds: [0],
      confidence: 0.9,
    });
    expect(four[0]!.correlation).toBeGreaterThan(0.9);
    expect(four[0]!.interval.lower).toBeLessThan(four[0]!.correlation);
    expect(four[1]!.correlation).toBeNaN();
  });

  test("takes dates at the threshold itself as passing it", () => {
    // Ones and minus ones have a standard deviation of sqrt(8 / 7) and lie at 0.935 of it.
    const signs = [1, -1, 1, -1, 1, -1, 1, -1];
    const pair = panelOf(
      ["A", "B"],
      signs.map((x) => [x, x]),
    );
    const threshold = 1 / Math.sqrt(8 / 7);
    const at = (level: number) =>
      exceedanceCorrelation(pair, { thresholds: [level], confidence: 0.9 }).map(
        ({ observations }) => observations,
      );
    expect(at(threshold)).toEqual([4, 4]);
    expect(at(threshold * 1.0001)).toEqual([0, 0]);
  });

  test("refuses an asset that does not vary", () => {
    const still = panelOf(
      ["A", "B"],
      [1, 2, 3, 4, 5].map((x) => [x, 7]),
    );
    expect(() => exceedanceCorrelation(still, { thresholds: [0], confidence: 0.9 })).toThrow(
      "B must vary",
    );
  });

  test("is NaN with its count where fewer than four dates are left", () => {
    const [last] = exceedanceCorrelation(panel, { thresholds: [9], confidence: 0.95 });
    expect(last!.correlation).toBeNaN();
    expect(last!.interval.lower).toBeNaN();
    expect(last!.observations).toBeLessThan(4);
  });

  test("refuses three assets, negative thresholds and a missing return", () => {
    const options = { thresholds: [0], confidence: 0.95 };
    expect(() => exceedanceCorrelation(majorReturns(["BTC", "ETH", "LTC"]), options)).toThrow(
      "panel must have 2 assets: 3",
    );
    expect(() => exceedanceCorrelation(panel, { ...options, thresholds: [1, -1] })).toThrow(
      "thresholds[1] must be zero or a positive number: -1",
    );
    const gap = panelOf(
      ["A", "B"],
      [
        [1, 2],
        [2, Number.NaN],
        [3, 1],
        [0, 1],
      ],
    );
    expect(() => exceedanceCorrelation(gap, options)).toThrow("B on 2021-01-02 must be finite");
  });
});
