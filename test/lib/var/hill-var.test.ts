import { describe, expect, test } from "vitest";
import { returnSeries } from "../../../lib/market/return-window.ts";
import { standardDeviation } from "../../../lib/math/moments.ts";
import { randomStream } from "../../../lib/math/random-stream.ts";
import { gpdTail } from "../../../lib/var/gpd-tail.ts";
import { hillEstimates } from "../../../lib/var/hill-estimator.ts";
import { hillVar } from "../../../lib/var/hill-var.ts";
import golden from "../../golden/laws.json" with { type: "json" };
import { expectClose } from "../expect-close.ts";
import { realSimpleReturns } from "../market/real-returns.ts";

const options = { confidence: 0.99, horizonDays: 1, unit: "fraction" };
const btc = returnSeries(realSimpleReturns(), "BTC").values;

function pareto(shape: number, stream: number, count: number): number[] {
  const random = randomStream({ seed: 23, stream });
  return Array.from({ length: count }, () => -(random.uniform() ** -shape));
}

describe("hillVar", () => {
  test.each(golden.hill)("agrees with numpy: $asset, $count largest at $confidence", (row) => {
    const pnl = returnSeries(realSimpleReturns(), row.asset).values;
    const { count, confidence } = row;
    const found = hillVar(pnl, { ...options, confidence, count });
    expect(found.observations).toBe(row.observations);
    for (const figure of ["shape", "threshold", "valueAtRisk", "expectedShortfall"] as const) {
      expectClose(found[figure], row[figure], { relative: 1e-12, subject: figure });
    }
  });

  test("is the generalised Pareto law whose scale is shape × threshold", () => {
    for (const confidence of [0.95, 0.99, 0.9999]) {
      const found = hillVar(btc, { ...options, confidence, count: 60 });
      const { shape, threshold } = hillEstimates(btc, { most: 60 }).at(-1)!;
      const law = { shape, threshold, scale: shape * threshold };
      const same = gpdTail({ ...law, observations: btc.length, exceedances: 60 }, confidence);
      expectClose(found.valueAtRisk, same.valueAtRisk, { relative: 1e-12, subject: "VaR" });
      expectClose(found.expectedShortfall, same.expectedShortfall, {
        relative: 1e-12,
        subject: "ES",
      });
      expect(found.expectedShortfall).toBeGreaterThan(found.valueAtRisk);
    }
  });

  test("finds the VaR and ES of power laws, with standard errors that match their spread", () => {
    const asked = { ...options, confidence: 0.999, count: 100 };
    const found = Array.from({ length: 300 }, (_, i) => hillVar(pareto(0.4, i, 1_000), asked));
    const truth = 0.001 ** -0.4;
    const logs = found.map(({ valueAtRisk }) => Math.log(valueAtRisk / truth));
    const relative = found.map((row) => row.standardError / row.valueAtRisk);
    const median = relative.toSorted((a, b) => a - b)[150]!;
    // The standard deviation of 300 figures has an error of 4 %; small samples add some.
    expectClose(median, standardDeviation(logs), { relative: 0.12, subject: "VaR error" });
    const covered = found.filter(
      ({ expectedShortfallInterval: { lower, upper } }) =>
        lower <= truth / 0.6 && truth / 0.6 <= upper,
    );
    expect(covered.length / 300).toBeGreaterThan(0.85);
  });

  test("is the threshold at the threshold's own confidence", () => {
    const losses = Array.from({ length: 200 }, (_, i) => -(i + 1));
    const found = hillVar(losses, { ...options, confidence: 0.9, count: 20 });
    expectClose(found.valueAtRisk, 180, { relative: 1e-12, subject: "VaR" });
  });

  test("has an infinite expected shortfall for a shape of 1 or more, and says so", () => {
    const found = hillVar(pareto(1.5, 0, 2_000), { ...options, count: 200 });
    expect(found.expectedShortfall).toBe(Infinity);
    expect(found.expectedShortfallStandardError).toBeNaN();
    expect(found.warnings.map(({ code }) => code)).toEqual(["infinite-shortfall"]);
    const ties = [...Array(20).fill(-3), ...Array(80).fill(1), -1, -1, -1];
    const flat = hillVar(ties, { ...options, count: 10 });
    expect(flat.valueAtRisk).toBe(3);
    expect(flat.warnings.map(({ code }) => code)).toEqual(["flat-tail"]);
  });

  test("refuses a confidence below the threshold's, too few losses, NaN, one loss", () => {
    expect(() => hillVar(btc, { ...options, confidence: 0.9, count: 30 })).toThrow(
      /confidence must be at least 0.9589.*the threshold's: 0.9/,
    );
    expect(() => hillVar(btc, { ...options, count: 700 })).toThrow("most must be below the");
    expect(() => hillVar(btc, { ...options, count: 1 })).toThrow("count must be an integer of");
    expect(() => hillVar([-1, -2, -3, Number.NaN], { ...options, count: 2 })).toThrow("pnl[3]");
  });
});
