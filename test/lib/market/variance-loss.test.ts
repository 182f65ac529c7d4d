import { describe, expect, test } from "vitest";
import { varianceLoss } from "../../../lib/market/variance-loss.ts";
import { mean } from "../../../lib/math/moments.ts";
import { randomStream } from "../../../lib/math/random-stream.ts";

describe("varianceLoss", () => {
  test("is ln v + proxy / v, or the squared difference, of each period", () => {
    const pair = { forecasts: [2, 0.5], proxies: [1, 0] };
    expect(Array.from(varianceLoss(pair, "qlike"))).toEqual([Math.log(2) + 0.5, Math.log(0.5)]);
    expect(Array.from(varianceLoss(pair, "squared-error"))).toEqual([1, 0.25]);
  });

  test("is lowest on average at the true variance, though squared returns are noisy", () => {
    const random = randomStream({ seed: 5, stream: 0 });
    const proxies = Float64Array.from({ length: 4_000 }, () => 4 * random.normal() ** 2);
    const losses = [2, 3, 4, 5.3, 8].map((v) =>
      (["qlike", "squared-error"] as const).map((loss) =>
        mean(varianceLoss({ forecasts: proxies.map(() => v), proxies }, loss)),
      ),
    );
    for (const kind of [0, 1]) {
      const means = losses.map((row) => row[kind]!);
      expect(means.indexOf(Math.min(...means))).toBe(2);
    }
  });

  test("ranks alike in any unit of returns under QLIKE", () => {
    const proxies = [1, 0.2, 3, 0];
    const gap = (scale: number): number => {
      const of = (v: number): number =>
        mean(
          varianceLoss(
            { forecasts: proxies.map(() => v * scale), proxies: proxies.map((x) => x * scale) },
            "qlike",
          ),
        );
      return of(2) - of(0.7);
    };
    expect(gap(1e-4)).toBeCloseTo(gap(1), 12);
  });

  test("refuses forecasts of 0, negative proxies, unequal lengths, an unknown loss", () => {
    const run = (forecasts: number[], proxies: number[]) => () =>
      varianceLoss({ forecasts, proxies }, "qlike");
    expect(run([0], [1])).toThrow("forecasts[0] must be a positive number: 0");
    expect(run([1], [-1])).toThrow("proxies[0] must be zero or a positive number: -1");
    expect(run([1], [1, 2])).toThrow("forecasts and proxies must have the same length: 1 and 2");
    expect(run([1], [Number.NaN])).toThrow("proxies[0] must be finite: NaN");
    expect(() => varianceLoss({ forecasts: [1], proxies: [1] }, "mae" as never)).toThrow(
      'loss must be one of qlike, squared-error: "mae"',
    );
  });
});
