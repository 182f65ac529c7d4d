import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { returnSeries } from "../../../lib/market/return-window.ts";
import { normalQuantile } from "../../../lib/math/normal-quantile.ts";
import { quantileTypes } from "../../../lib/math/quantile.ts";
import { randomStream } from "../../../lib/math/random-stream.ts";
import { type HistoricalVarOptions, historicalVar } from "../../../lib/var/historical-var.ts";
import golden from "../../golden/historical-var.json" with { type: "json" };
import { expectClose } from "../expect-close.ts";
import { datesOf } from "../market/panels.ts";
import { realSimpleReturns } from "../market/real-returns.ts";

const daily = { horizonDays: 1, unit: "USD" } as const;
const at95: HistoricalVarOptions = { confidence: 0.95, ...daily };
const twenty = Array.from({ length: 20 }, (_, i) => (i - 10) / 100);
const pnl = fc.array(fc.integer({ min: -10_000, max: 10_000 }), { minLength: 20, maxLength: 120 });
const confidence = fc.integer({ min: 1, max: 95 }).map((percent) => percent / 100);
const conventions = fc.record({
  quantileType: fc.constantFrom(...quantileTypes),
  shortfallMethod: fc.constantFrom("acerbi-tasche" as const, "tail-conditional" as const),
});

describe("historicalVar", () => {
  describe("on BTC in 2020 and 2021", () => {
    const series = returnSeries(realSimpleReturns(), "BTC");
    const relative = golden.tolerance.rel;

    test.each(golden.estimates)(
      "agrees with numpy and scipy: $observations days at $confidence",
      (row) => {
        const last = series.values.slice(-row.observations);
        const options = { confidence: row.confidence, horizonDays: 1, unit: "fraction" };
        for (const quantileType of quantileTypes) {
          const { valueAtRisk, expectedShortfall } = historicalVar(last, {
            ...options,
            quantileType,
          });
          const expected = row.valueAtRiskByType[quantileType - 1]!;
          expectClose(valueAtRisk, expected, { relative, subject: `VaR of type ${quantileType}` });
          expectClose(expectedShortfall, row.expectedShortfall, { relative, subject: "ES" });
        }
        const found = historicalVar(last, options);
        const check = (name: "standardError" | "expectedShortfallStandardError"): void =>
          expectClose(found[name], row[name], { relative: 1e-10, subject: name });
        check("standardError");
        check("expectedShortfallStandardError");
        const shortfallMethod = "tail-conditional" as const;
        const conditional = historicalVar(last, { ...options, shortfallMethod }).expectedShortfall;
        expectClose(conditional, row.tailConditionalType7, { relative, subject: "conditional" });
      },
    );

    test("has an interval between two losses that the binomial law names, open above far out", () => {
      // 731 days at 0.99: ranks 718 and 729 of the losses (scipy.stats.binom).
      const found = historicalVar(series.values, { ...at95, confidence: 0.99 });
      const losses = series.values.map((x) => -x).sort();
      expect(found.valueAtRiskInterval).toEqual({ lower: losses[718 - 1], upper: losses[729 - 1] });
      const wider = historicalVar(series.values, { ...at95, intervalLevel: 0.99 });
      const narrow = historicalVar(series.values, { ...at95, intervalLevel: 0.5 });
      expect(wider.valueAtRiskInterval.upper).toBeGreaterThan(narrow.valueAtRiskInterval.upper);
      expect(wider.expectedShortfallInterval.upper).toBeGreaterThan(
        narrow.expectedShortfallInterval.upper,
      );
      const short = historicalVar(series.values.slice(-100), { ...at95, confidence: 0.99 });
      expect(short.valueAtRiskInterval.upper).toBe(Infinity);
      expect(short.valueAtRiskInterval.lower).toBeLessThan(short.valueAtRisk);
      const level = { ...at95, intervalLevel: 95 };
      expect(() => historicalVar(series.values, level)).toThrow(
        "intervalLevel must be in (0, 1): 95",
      );
    });

    test("names 2020-03-12 as the worst day of the tail", () => {
      const { tail } = historicalVar(series.values, { ...at95, dates: series.dates });
      expect(tail[0]!.date).toBe("2020-03-12");
      expect(series.values[tail[0]!.index]).toBe(-tail[0]!.loss);
    });
  });

  test("gives 0.09 and 0.095 for twenty returns by the textbook quantile and tail mean", () => {
    // HKUDS/Vibe-Trading 67e562a2, agent/tests/quantlib/test_risk.py; tolerance 1e-12.
    const found = historicalVar(twenty, {
      ...at95,
      quantileType: 1,
      shortfallMethod: "tail-conditional",
    });
    expectClose(found.valueAtRisk, 0.09, { absolute: 1e-12, subject: "VaR" });
    expectClose(found.expectedShortfall, 0.095, { absolute: 1e-12, subject: "ES" });
  });

  test("gives 0.0905 and 0.1 for the same by default: interpolated, and the worst twentieth", () => {
    const found = historicalVar(twenty, at95);
    expectClose(found.valueAtRisk, 0.0905, { absolute: 1e-15, subject: "VaR" });
    expect(found.expectedShortfall).toBe(0.1);
  });

  test("says how it was made, with the tail worst first", () => {
    const values = Array.from({ length: 40 }, (_, i) => (i === 7 ? -50 : i === 3 ? -80 : i));
    const found = historicalVar(values, { ...at95, dates: datesOf(40) });
    expect(found).toMatchObject({
      method: "historical",
      unit: "USD",
      confidence: 0.95,
      horizonDays: 1,
      quantileType: 7,
      shortfallMethod: "acerbi-tasche",
      observations: 40,
      tailCount: 2,
    });
    expect(found.tail).toEqual([
      { index: 3, date: "2021-01-04", loss: 80, weight: 0.5 },
      { index: 7, date: "2021-01-08", loss: 50, weight: 0.5 },
    ]);
  });

  test("has expected shortfall as the weighted sum of its tail, never below VaR", () => {
    fc.assert(
      fc.property(pnl, confidence, conventions, (pnl, confidence, conventions) => {
        const found = historicalVar(pnl, { confidence, ...daily, ...conventions });
        expect(found.expectedShortfall).toBeGreaterThanOrEqual(found.valueAtRisk);
        expect(found.tail).toHaveLength(found.tailCount);
        const sum = found.tail.reduce((total, { loss, weight }) => total + loss * weight, 0);
        expectClose(sum, found.expectedShortfall, { absolute: 1e-8, subject: "weighted tail" });
        for (const { index, loss } of found.tail) expect(loss).toBe(0 - pnl[index]!);
      }),
    );
  });

  test("never falls as the confidence rises", () => {
    fc.assert(
      fc.property(pnl, confidence, confidence, conventions, (pnl, a, b, conventions) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)].map((confidence) =>
          historicalVar(pnl, { confidence, ...daily, ...conventions }),
        );
        expect(high!.valueAtRisk).toBeGreaterThanOrEqual(low!.valueAtRisk);
        expect(high!.expectedShortfall).toBeGreaterThanOrEqual(low!.expectedShortfall - 1e-8);
      }),
    );
  });

  test("scales with the book, errors included", () => {
    fc.assert(
      fc.property(pnl, confidence, fc.integer({ min: 1, max: 12 }), (pnl, confidence, power) => {
        const options = { confidence, ...daily };
        const [one, many] = [pnl, pnl.map((value) => value * 2 ** power)].map((values) =>
          historicalVar(values, options),
        );
        const names = ["valueAtRisk", "expectedShortfall", "standardError"] as const;
        for (const name of names) expect(many![name]).toBe(one![name] * 2 ** power);
      }),
    );
  });

  test("falls by a sure gain, one for one, and is negative when nothing can be lost", () => {
    fc.assert(
      fc.property(pnl, confidence, (pnl, confidence) => {
        const options = { confidence, ...daily };
        const before = historicalVar(pnl, options);
        const after = historicalVar(
          pnl.map((value) => value + 20_000),
          options,
        );
        expect(after.valueAtRisk).toBeCloseTo(before.valueAtRisk - 20_000, 6);
        expect(after.expectedShortfall).toBeCloseTo(before.expectedShortfall - 20_000, 6);
        expect(after.expectedShortfall).toBeLessThanOrEqual(-10_000);
      }),
    );
  });

  test("after Acerbi and Tasche is subadditive: two books together risk no more than apart", () => {
    const pairs = fc.array(
      fc.tuple(fc.integer({ min: -999, max: 999 }), fc.integer({ min: -999, max: 999 })),
      {
        minLength: 20,
        maxLength: 80,
      },
    );
    fc.assert(
      fc.property(pairs, confidence, (pairs, confidence) => {
        const shortfall = (pnl: number[]): number =>
          historicalVar(pnl, { confidence, ...daily }).expectedShortfall;
        const apart = shortfall(pairs.map(([a]) => a)) + shortfall(pairs.map(([, b]) => b));
        expect(shortfall(pairs.map(([a, b]) => a + b))).toBeLessThanOrEqual(apart + 1e-9);
      }),
    );
  });

  test("names among equal losses at the edge the earliest, and as many as the tail has", () => {
    // Losses of 9, 5, 5, 5, ...: a tail of two of forty holds the 9 and one 5.
    const pnl = Array.from({ length: 40 }, (_, i) => (i === 30 ? -9 : i % 10 === 2 ? -5 : 1));
    const { tail } = historicalVar(pnl, at95);
    expect(tail.map(({ index, loss }) => [index, loss])).toEqual([
      [30, 9],
      [2, 5],
    ]);
  });

  test("leaves its input unsorted", () => {
    const values = Object.freeze([...twenty]);
    expect(historicalVar(values, at95)).toEqual(historicalVar(Float64Array.from(twenty), at95));
    expect(values).toEqual(twenty);
  });
});

describe("historicalVar warns", () => {
  const codes = (pnl: readonly number[], options: HistoricalVarOptions): string[] =>
    historicalVar(pnl, options).warnings.map(({ code }) => code);

  test("of a thin tail below five observations", () => {
    expect(codes(twenty, at95)).toEqual(["thin-tail"]);
    const hundred = Array.from({ length: 100 }, (_, i) => i);
    expect(codes(hundred, at95)).toEqual([]);
    expect(historicalVar(twenty, at95).warnings[0]!.message).toBe(
      "expected shortfall rests on 1 observation",
    );
  });

  test("of a flat tail, where expected shortfall equals VaR", () => {
    const flat = Array.from({ length: 100 }, (_, i) => (i < 10 ? -5 : i));
    expect(historicalVar(flat, at95).warnings).toEqual([
      { code: "flat-tail", message: "expected shortfall equals VaR, 5: the tail has no spread" },
    ]);
  });

  test("of overlapping observations", () => {
    const hundred = Array.from({ length: 100 }, (_, i) => i);
    const tenDays = { ...at95, horizonDays: 10 };
    expect(codes(hundred, { ...tenDays, windows: "overlapping" })).toEqual(["overlapping"]);
    expect(codes(hundred, { ...tenDays, windows: "separate" })).toEqual([]);
    expect(codes(hundred, { ...at95, windows: "overlapping" })).toEqual([]);
    expect(
      historicalVar(hundred, { ...tenDays, windows: "overlapping" }).warnings[0]!.message,
    ).toBe("observations share up to 9 of 10 days: standard errors are too small");
  });

  test("of a thin tail of two, in the plural", () => {
    const forty = Array.from({ length: 40 }, (_, i) => i);
    expect(historicalVar(forty, at95).warnings[0]!.message).toBe(
      "expected shortfall rests on 2 observations",
    );
  });
});

describe("historicalVar of a sample too small to hold one observation beyond VaR", () => {
  const { outcomes, rows } = golden.small;
  const asked = { horizonDays: 1, unit: "fraction", smallSample: "warn" } as const;

  test.each(rows)("agrees with numpy at $confidence when asked to warn", (row) => {
    for (const quantileType of quantileTypes) {
      const options = { ...asked, confidence: row.confidence, quantileType };
      const found = historicalVar(outcomes, options);
      const subject = `VaR of type ${quantileType}`;
      const expected = row.valueAtRiskByType[quantileType - 1]!;
      expectClose(found.valueAtRisk, expected, { relative: 1e-12, subject });
      expectClose(found.expectedShortfall, row.expectedShortfall, {
        relative: 1e-12,
        subject: "ES",
      });
      expect(found.warnings.map(({ code }) => code)).toContain("thin-tail");
    }
  });

  test("rests on its largest loss and says how many observations hold one beyond VaR", () => {
    const found = historicalVar(outcomes, { ...asked, confidence: 0.95 });
    expect(found.tail).toEqual([{ index: 3, loss: 0.05, weight: 1 }]);
    expect(found.valueAtRiskInterval.upper).toBe(Infinity);
    expect(found.warnings[0]!.message).toBe(
      "expected shortfall rests on 1 observation of 10, where 20 hold one beyond VaR",
    );
  });

  test("is refused by default, with the ways to go on, and always when it is a single one", () => {
    const ways = '10 (historicalVar takes two or more with smallSample "warn", quantile one)';
    expect(() => historicalVar(outcomes, { ...at95, confidence: 0.95 })).toThrow(ways);
    expect(() => historicalVar([1], { ...asked, confidence: 0.95 })).toThrow("0.95: 1 (");
    expect(() => historicalVar(twenty, { ...at95, smallSample: "allow" as never })).toThrow(
      'smallSample must be one of refuse, warn: "allow"',
    );
  });

  test("is no different where the sample is large enough", () => {
    expect(historicalVar(twenty, { ...at95, smallSample: "warn" })).toEqual(
      historicalVar(twenty, at95),
    );
  });
});

describe("historicalVar refuses", () => {
  test.each([95, 1, 0, -0.1, NaN])("a confidence of %s", (confidence) => {
    expect(() => historicalVar(twenty, { ...at95, confidence })).toThrow(
      `confidence must be in (0, 1): ${confidence}`,
    );
  });

  test("a sample too small to hold one observation beyond VaR", () => {
    expect(() => historicalVar(twenty.slice(1), at95)).toThrow(
      "pnl must have at least 20 observations at confidence 0.95: 19",
    );
    expect(() => historicalVar(twenty, { ...at95, confidence: 0.99 })).toThrow(
      "pnl must have at least 100 observations at confidence 0.99: 20",
    );
  });

  test("a missing outcome and an empty sample", () => {
    expect(() => historicalVar([...twenty, NaN], at95)).toThrow("pnl[20] must be finite: NaN");
    expect(() => historicalVar([], at95)).toThrow("pnl must have at least 1 observation: 0");
  });

  test("several days without saying how they were cut: nothing is scaled by itself", () => {
    expect(() => historicalVar(twenty, { ...at95, horizonDays: 10 })).toThrow(
      "windows must be one of separate, overlapping: undefined",
    );
    expect(() => historicalVar(twenty, { ...at95, windows: "rolling" as never })).toThrow(
      'windows must be one of separate, overlapping: "rolling"',
    );
    expect(() => historicalVar(twenty, { ...at95, horizonDays: 0.5 })).toThrow(
      "horizonDays must be an integer of at least 1: 0.5",
    );
  });

  test("dates that do not fit, an empty unit, an unknown convention", () => {
    expect(() => historicalVar(twenty, { ...at95, dates: datesOf(19) })).toThrow(
      "pnl and dates must have the same length: 20 and 19",
    );
    expect(() => historicalVar(twenty, { ...at95, unit: "" })).toThrow(
      'unit must name a unit such as USD: ""',
    );
    expect(() => historicalVar(twenty, { ...at95, quantileType: 0 as never })).toThrow(
      "quantileType must be one of 1, 2, 3, 4, 5, 6, 7, 8, 9: 0",
    );
    expect(() => historicalVar(twenty, { ...at95, shortfallMethod: "mean" as never })).toThrow(
      'shortfallMethod must be one of acerbi-tasche, tail-conditional: "mean"',
    );
  });
});

describe("the interval of historicalVar", () => {
  test.each(golden.orderStatistics.rows)(
    "lies between the ranks that the binomial law secures: $observations at $confidence, $level",
    ({ observations, confidence, level, lowerRank, upperRank }) => {
      const losses = Array.from({ length: observations }, (_, i) => i + 1);
      const found = historicalVar(
        losses.map((loss) => -loss),
        { confidence, ...daily, intervalLevel: level },
      );
      expect(found.valueAtRiskInterval).toEqual({ lower: lowerRank, upper: upperRank ?? Infinity });
      expect(found.intervalLevel).toBe(level);
    },
  );

  test("covers the true quantile of a law with fat tails at least as often as it says", () => {
    const truth = normalQuantile(0.95) ** 3;
    let covered = 0;
    for (let sample = 0; sample < 1000; sample++) {
      const random = randomStream({ seed: 404, stream: sample });
      const outcomes = Array.from({ length: 250 }, () => random.normal() ** 3);
      const { lower, upper } = historicalVar(outcomes, {
        ...at95,
        intervalLevel: 0.9,
      }).valueAtRiskInterval;
      if (lower <= truth && truth <= upper) covered++;
    }
    // 90 % by construction, more since ranks are whole; three standard errors of 1,000 trials.
    expect(covered / 1000).toBeGreaterThan(0.9 - 0.0285);
    expect(covered / 1000).toBeLessThan(0.97);
  });
});
