import { describe, expect, test } from "vitest";
import { garchFilter, nextVariance } from "../../../../lib/market/garch/garch-filter.ts";
import type { GarchModel } from "../../../../lib/market/garch/garch-model.ts";
import { expectClose } from "../../expect-close.ts";
import { threeYears } from "./real.ts";

const model: GarchModel = { kind: "garch", omega: 0.2, alpha: 0.2, beta: 0.3 };

describe("garchFilter", () => {
  test("gives QuantLib's volatilities for ten returns of 0.1 (garch-recursion)", () => {
    // lballabio/QuantLib test-suite/garch.cpp testCalculation; start r0^2, tolerance 1e-6.
    const expected = [
      0.452769, 0.513323, 0.530141, 0.5350841, 0.536558, 0.536999, 0.537132, 0.537171, 0.537183,
      0.537187,
    ];
    const path = garchFilter(model, Array(10).fill(0.1), { initialVariance: 0.01 });
    expect(path.volatility[0]).toBe(0.1);
    [...path.volatility.slice(1), path.forecast].forEach((found, i) => {
      expectClose(found, expected[i]!, { absolute: 1e-6, subject: `period ${i + 1}` });
    });
  });

  test("gives falls more weight than rises in a GJR, and takes the mean off first", () => {
    const gjr: GarchModel = { ...model, kind: "gjr", gamma: 0.4, mean: 0.5 };
    const next = (value: number): number =>
      garchFilter(gjr, [value], { initialVariance: 1 }).forecast ** 2;
    expect(next(2.5)).toBeCloseTo(0.2 + 0.2 * 4 + 0.3, 14);
    expect(next(-1.5)).toBeCloseTo(0.2 + 0.6 * 4 + 0.3, 14);
    expect(next(0.5)).toBeCloseTo(0.5, 14);
  });

  test("moves the logarithm of the variance in an EGARCH, whatever its sign", () => {
    const egarch: GarchModel = { kind: "egarch", omega: -0.1, alpha: 0.2, gamma: -0.1, beta: 0.9 };
    const path = garchFilter(egarch, [-0.06], { initialVariance: 0.0009 });
    const log = -0.1 + 0.2 * (2 - Math.sqrt(2 / Math.PI)) + 0.2 + 0.9 * Math.log(0.0009);
    expectClose(path.forecast ** 2, Math.exp(log), { relative: 1e-13, subject: "variance" });
  });

  test("splits returns into volatility times standardised residual, and ends in its state", () => {
    const returns = threeYears("BTC");
    const daily: GarchModel = { kind: "garch", mean: 0.001, omega: 5e-5, alpha: 0.1, beta: 0.86 };
    const path = garchFilter(daily, returns, { initialVariance: 0.0015 });
    returns.forEach((value, t) => {
      const rebuilt = 0.001 + path.volatility[t]! * path.standardizedResiduals[t]!;
      expectClose(rebuilt, value, { absolute: 1e-16, subject: `return ${t}` });
    });
    expectClose(nextVariance(daily, path.state), path.forecast ** 2, {
      relative: 1e-14,
      subject: "state",
    });
  });

  test("knows each volatility before its return: a change of the last leaves the path", () => {
    const calm = garchFilter(model, [0.1, 0.2, 0.1], { initialVariance: 1 });
    const crash = garchFilter(model, [0.1, 0.2, -9], { initialVariance: 1 });
    expect(crash.volatility).toEqual(calm.volatility);
    expect(crash.forecast).toBeGreaterThan(calm.forecast);
  });

  test("refuses NaN, a start of 0, parameters of negative variance, a model that blows up", () => {
    const run = (changed: Partial<GarchModel>, returns: number[] = [0.1], initialVariance = 1) =>
      garchFilter({ ...model, ...changed } as GarchModel, returns, { initialVariance });
    expect(() => run({}, [0.1, Number.NaN])).toThrow("returns[1] must be finite: NaN");
    expect(() => run({}, [])).toThrow("returns must have at least 1 observation: 0");
    expect(() => run({}, [0.1], 0)).toThrow("initialVariance must be a positive number: 0");
    expect(() => run({ alpha: -0.1 })).toThrow("alpha must be zero or a positive number: -0.1");
    expect(() => run({ gamma: 0.1 })).toThrow("gamma must be 0 in garch: 0.1");
    expect(() => run({ kind: "gjr", gamma: -0.3 })).toThrow("alpha + gamma must be zero");
    expect(() => run({ kind: "arch" as never })).toThrow("kind must be one of garch, gjr, egarch");
    expect(() => run({ beta: 1e200 }, [1, 1, 1])).toThrow("variance after returns[1] must be");
    expect(() => run({ innovations: "student-t" })).toThrow("degreesOfFreedom must be a positive");
    expect(() => run({ innovations: "student-t", degreesOfFreedom: 2 })).toThrow("above 2: 2");
    expect(() => run({ innovations: "skewed-t", degreesOfFreedom: 5, skew: 1 })).toThrow(
      "skew must be in (-1, 1): 1",
    );
    expect(() => run({ skew: 0.1 })).toThrow("skew must be left out for normal innovations: 0.1");
  });
});
