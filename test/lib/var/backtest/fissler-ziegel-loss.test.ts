import { describe, expect, test } from "vitest";
import { mean } from "../../../../lib/math/moments.ts";
import { normalQuantile } from "../../../../lib/math/normal-quantile.ts";
import { fisslerZiegelLoss } from "../../../../lib/var/backtest/fissler-ziegel-loss.ts";
import { normalTail } from "../../../../lib/var/normal-var.ts";
import golden from "../../../golden/backtests.json" with { type: "json" };
import { expectClose } from "../../expect-close.ts";
import { bitcoinBacktest } from "./bitcoin-backtests.ts";

const confidence = 0.95;
const two = { realised: [-3, 1], valueAtRisk: [2, 2], expectedShortfall: [2.5, 2.5], confidence };

describe("fisslerZiegelLoss", () => {
  test.each(golden.bitcoin.cases)("$kind $window $confidence has numpy's mean", (row) => {
    const found = mean(fisslerZiegelLoss(bitcoinBacktest(row)));
    expectClose(found, row.fisslerZiegel, { absolute: 1e-12, subject: "mean loss" });
  });

  test("adds what lies beyond VaR over (1 - confidence) ES to VaR / ES + ln ES - 1", () => {
    const [breach, calm] = fisslerZiegelLoss(two);
    expectClose(calm!, 0.8 + Math.log(2.5) - 1, { absolute: 1e-14, subject: "calm day" });
    expectClose(breach! - calm!, 1 / (0.05 * 2.5), { absolute: 1e-13, subject: "breach" });
  });

  test("is lowest on average for the true VaR and expected shortfall of a normal law", () => {
    const days = 20_000;
    const realised = Float64Array.from({ length: days }, (_, i) =>
      normalQuantile((i + 0.5) / days),
    );
    const truth = normalTail({ mean: 0, standardDeviation: 1 }, confidence);
    const average = (byVar: number, byShortfall: number): number =>
      mean(
        fisslerZiegelLoss({
          realised,
          valueAtRisk: new Float64Array(days).fill(truth.valueAtRisk * byVar),
          expectedShortfall: new Float64Array(days).fill(truth.expectedShortfall * byShortfall),
          confidence,
        }),
      );
    const least = average(1, 1);
    for (const [byVar, byShortfall] of [
      [0.95, 1],
      [1.05, 1],
      [1, 0.95],
      [1, 1.05],
      [1.05, 1.05],
      [0.95, 0.95],
    ] as const) {
      expect(average(byVar, byShortfall)).toBeGreaterThan(least + 1e-5);
    }
  });

  test("has differences that do not depend on the unit", () => {
    const scaled = fisslerZiegelLoss({
      realised: two.realised.map((value) => value * 1e6),
      valueAtRisk: [2e6, 2e6],
      expectedShortfall: [2.5e6, 2.5e6],
      confidence,
    });
    const plain = fisslerZiegelLoss(two);
    const [here, there] = [plain[0]! - plain[1]!, scaled[0]! - scaled[1]!];
    expectClose(there, here, { relative: 1e-12, subject: "difference" });
  });

  test("refuses an expected shortfall that is infinite or not positive, naming the day", () => {
    for (const wrong of [0, -1, Infinity]) {
      const sample = { ...two, expectedShortfall: [2.5, wrong] };
      expect(() => fisslerZiegelLoss(sample)).toThrow(
        `expectedShortfall[1] must be a positive number: ${wrong}`,
      );
    }
    expect(() => fisslerZiegelLoss({ ...two, valueAtRisk: [2] })).toThrow("same length");
  });
});
