import { describe, expect, test } from "vitest";
import { symmetricSquareRoot } from "../../../../lib/math/cholesky.ts";
import { matrixFromRows } from "../../../../lib/math/matrix.ts";
import { normalQuantile } from "../../../../lib/math/normal-quantile.ts";
import { randomStream } from "../../../../lib/math/random-stream.ts";
import { deltaLines } from "../../../../lib/scenario/delta-lines.ts";
import { positionPnl } from "../../../../lib/scenario/position-pnl.ts";
import { parametricAttribution } from "../../../../lib/var/attribution/parametric-attribution.ts";
import { scenarioAttribution } from "../../../../lib/var/attribution/scenario-attribution.ts";
import { deltaNormalVar } from "../../../../lib/var/delta-normal-var.ts";
import golden from "../../../golden/attribution.json" with { type: "json" };
import { expectClose } from "../../expect-close.ts";
import { book, position } from "../../portfolio/fixtures.ts";
import { covariance, lines, market, pnl, threeDesk } from "./three-desk.ts";

const normal = { confidence: 0.95, horizonDays: 1, law: "normal", observations: 365 } as const;
const student = { ...normal, law: "student-t", degreesOfFreedom: 5 } as const;
const relative = golden.tolerance.rel;

describe("parametricAttribution", () => {
  test.each([
    ["normal", normal, golden.parametric.normal],
    ["student-t", student, golden.parametric.t],
  ] as const)("gives scipy's totals and numpy's parts under the %s law", (_, options, expected) => {
    for (const by of ["desk", "venue", "asset"] as const) {
      const found = parametricAttribution(lines, covariance, { ...options, by });
      const parts = golden.by[by] as Record<
        string,
        { deviation: number; deviationWithout: number; deviationAlone: number }
      >;
      for (const figure of ["valueAtRisk", "expectedShortfall"] as const) {
        expectClose(found[figure], expected[figure], { relative, subject: figure });
        expectClose(found.residual[figure], 0, { absolute: 1e-8, subject: "residual" });
      }
      const total = Object.values(parts).reduce((sum, part) => sum + part.deviation, 0);
      const k = expected.expectedShortfall / total;
      const absolute = relative * found.expectedShortfall;
      for (const part of found.parts) {
        const { deviation, deviationWithout, deviationAlone } = parts[part.key]!;
        const close = (value: number, wanted: number, subject: string) =>
          expectClose(value, wanted, { absolute, subject: `${subject} of ${part.key}` });
        close(part.expectedShortfall, k * deviation, "component");
        close(part.incrementalExpectedShortfall, k * (total - deviationWithout), "increment");
        const toVar = expected.valueAtRisk / expected.expectedShortfall;
        close(part.incrementalValueAtRisk, toVar * part.incrementalExpectedShortfall, "VaR's");
        close(part.aloneExpectedShortfall, k * deviationAlone, "alone");
      }
    }
  });

  test("has deltaNormalVar's total and error, and shares that do not depend on the law", () => {
    const found = parametricAttribution(lines, covariance, { ...normal, by: "asset" });
    const exposures = covariance.assets.map((asset) =>
      lines.filter((line) => line.asset === asset).reduce((sum, l) => sum + l.notionalUsd, 0),
    );
    const plain = deltaNormalVar(exposures, covariance.values, { ...normal, unit: "USD" });
    expectClose(found.valueAtRisk, plain.valueAtRisk, { relative: 1e-12, subject: "VaR" });
    expectClose(found.standardError, plain.standardError, { relative: 1e-12, subject: "error" });
    const ratio = found.expectedShortfallStandardError / found.standardError;
    expectClose(ratio, found.expectedShortfall / found.valueAtRisk, {
      relative: 1e-12,
      subject: "ratio of errors",
    });
    expect(found).toMatchObject({ method: "delta-normal", unit: "USD", observations: 365 });
    const other = parametricAttribution(lines, covariance, { ...student, by: "asset" });
    found.parts.forEach((part, i) => {
      expect(other.parts[i]!.key).toBe(part.key);
      const share = other.parts[i]!.valueAtRisk / other.valueAtRisk;
      expectClose(part.valueAtRisk / found.valueAtRisk, share, {
        absolute: 1e-12,
        subject: part.key,
      });
    });
  });

  test("is what full revaluation of normal draws converges to, part by part", () => {
    const root = symmetricSquareRoot(covariance.values);
    const size = covariance.assets.length;
    const draws = Array.from({ length: 4000 }, (_, i) => {
      const random = randomStream({ seed: 11, stream: i });
      const z = Float64Array.from({ length: size }, () => random.normal());
      return z.map((_, a) => z.reduce((sum, x, b) => sum + root.values[a * size + b]! * x, 0));
    });
    const scenarios = {
      assets: covariance.assets,
      // Antithetic, so that the mean is zero as in the law.
      values: matrixFromRows([...draws, ...draws.map((row) => row.map((x) => -x))]),
      horizonDays: 1,
      method: "normal draws",
    };
    const drawn = scenarioAttribution(positionPnl(threeDesk, market, scenarios), {
      by: "desk",
      confidence: 0.95,
    });
    const exact = parametricAttribution(lines, covariance, { ...normal, by: "desk" });
    const absolute = 4 * drawn.expectedShortfallStandardError;
    for (const part of exact.parts) {
      const twin = drawn.parts.find(({ key }) => key === part.key)!;
      for (const figure of [
        "expectedShortfall",
        "incrementalExpectedShortfall",
        "aloneExpectedShortfall",
      ] as const) {
        expectClose(twin[figure], part[figure], { absolute, subject: `${figure} of ${part.key}` });
      }
    }
  });

  test("is what inverse contracts and options lose for small moves, to first order", () => {
    const terms = { underlying: "BTC", settlement: "inverse", contractSize: 100 } as const;
    const mixed = book([
      position({ id: "inverse", instrument: { type: "perpetual", ...terms }, quantity: 3000 }),
      position({
        id: "put",
        instrument: {
          ...terms,
          type: "option",
          contractSize: 1,
          expiry: "2022-06-24",
          strike: 38_000,
          kind: "put",
        },
        quantity: -5,
        entryPrice: 0.04,
      }),
      position({ id: "coins", quantity: -4 }),
    ]);
    const now = { asOf: "2022-05-05", spot: { BTC: 40_000 }, volatility: { BTC: 0.7 } };
    const tiny = 1e-6;
    // Quantiles of the normal law such that type 7 falls on that of 0.95 itself.
    const returns = Array.from({ length: 1001 }, (_, i) => [
      tiny * normalQuantile(Math.min(Math.max(i / 1000, 2e-4), 1 - 2e-4)),
    ]);
    const exact = scenarioAttribution(
      positionPnl(mixed, now, {
        assets: ["BTC"],
        values: matrixFromRows(returns),
        horizonDays: 1,
        method: "quantiles",
      }),
      { by: "position", confidence: 0.95 },
    );
    const variance = { assets: ["BTC"], values: matrixFromRows([[tiny * tiny]]) };
    const asked = { ...normal, by: "position" } as const;
    const found = parametricAttribution(deltaLines(mixed, now), variance, asked);
    for (const part of found.parts) {
      const twin = exact.parts.find(({ key }) => key === part.key)!;
      expectClose(part.valueAtRisk, twin.valueAtRisk, { relative: 1e-4, subject: part.key });
    }
  });

  test("has no finite error at four degrees of freedom, and says when a covariance is taken as known", () => {
    const heavy = { ...student, degreesOfFreedom: 4, by: "desk" } as const;
    const found = parametricAttribution(lines, covariance, heavy);
    expect(found.standardError).toBeNaN();
    expect(found.warnings).toEqual([
      {
        code: "no-standard-errors",
        message: "4 degrees of freedom: a sample variance has no finite error",
      },
    ]);
    const { observations: _, ...known } = heavy;
    const certain = parametricAttribution(lines, covariance, known);
    expect(certain).toMatchObject({ standardError: 0, observations: 0, method: "delta-student-t" });
    expect(certain.warnings.map(({ code }) => code)).toEqual(["known-parameters"]);
  });

  test("has the error that the kurtosis of the t law gives a sample variance", () => {
    const options = { ...student, degreesOfFreedom: 10, by: "desk" } as const;
    const found = parametricAttribution(lines, covariance, options);
    // Kurtosis 3 × 8 / 6 = 4: sqrt(3 / (4 × 365)).
    expectClose(found.standardError / found.valueAtRisk, Math.sqrt(3 / 1460), {
      relative: 1e-12,
      subject: "relative error",
    });
  });

  test.each([
    [{ ...normal, degreesOfFreedom: 5 }, "degreesOfFreedom must not be given for normal: 5"],
    [{ ...student, degreesOfFreedom: undefined as never }, "degreesOfFreedom must be a number"],
    [{ ...student, degreesOfFreedom: 2 }, "degreesOfFreedom must be above 2: 2"],
    [{ ...normal, law: "cauchy" as "normal" }, "law must be one of normal, student-t"],
    [{ ...normal, confidence: 95 }, "confidence must be in (0, 1): 95"],
    [{ ...normal, horizonDays: 0 }, "horizonDays must be"],
  ])("refuses options that contradict themselves: %#", (options, message) => {
    const asked = { ...options, by: "desk" } as const;
    expect(() => parametricAttribution(lines, covariance, asked)).toThrow(message);
  });

  test("is all zeros, with a flat tail, for legs that cancel", () => {
    const legs = [lines[0]!, { ...lines[0]!, position: "other", deltaUsd: -lines[0]!.deltaUsd }];
    const found = parametricAttribution(legs, covariance, { ...normal, by: "position" });
    expect(found.parts.map((part) => part.expectedShortfall)).toEqual([0, 0]);
    expect(found.warnings.map(({ code }) => code)).toEqual(["flat-tail"]);
  });

  test("refuses what is no covariance, and lines without deltas, by name", () => {
    const asked = { ...normal, by: "desk" } as const;
    expect(() => parametricAttribution(lines, null as never, asked)).toThrow("covariance must be");
    expect(() => parametricAttribution(lines, covariance, null as never)).toThrow(
      "options must be",
    );
    const plain = pnl.lines as never;
    expect(() => parametricAttribution(plain, covariance, asked)).toThrow("lines[0].deltaUsd must");
  });

  test("names the assets that the covariance lacks", () => {
    const one = { assets: ["BTC"], values: matrixFromRows([[0.001]]) };
    const asked = { ...normal, by: "desk" } as const;
    const held = lines.filter(({ asset }) => ["BTC", "SRM", "UST"].includes(asset));
    expect(() => parametricAttribution(held, one, asked)).toThrow("without SRM, UST");
    expect(() => parametricAttribution([], one, asked)).toThrow("at least one position: none");
  });
});
