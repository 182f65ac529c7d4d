import { describe, expect, test } from "vitest";
import { returnSeries } from "../../../lib/market/return-window.ts";
import { randomStream } from "../../../lib/math/random-stream.ts";
import { studentTQuantile } from "../../../lib/math/student-t.ts";
import { normalTail } from "../../../lib/var/normal-var.ts";
import { studentTTail, studentTVar } from "../../../lib/var/student-t-var.ts";
import golden from "../../golden/var-methods.json" with { type: "json" };
import { expectClose } from "../expect-close.ts";
import { realSimpleReturns } from "../market/real-returns.ts";

const options = { confidence: 0.99, horizonDays: 1, unit: "fraction" };

describe("studentTTail", () => {
  test("gives the closed form with three degrees of freedom at 0.95", () => {
    // The standard deviation is 1, the scale sqrt(1 / 3); tolerance 1e-9 relative.
    const law = { mean: 0, standardDeviation: 1, degreesOfFreedom: 3 };
    const found = studentTTail(law, 0.95);
    expectClose(found.valueAtRisk, 1.3587150125838567, { relative: 1e-12, subject: "VaR" });
    expectClose(found.expectedShortfall, 2.236809394267856, { relative: 1e-12, subject: "ES" });
  });

  test("tends to the normal law", () => {
    const law = { mean: 0.3, standardDeviation: 2 };
    const found = studentTTail({ ...law, degreesOfFreedom: 1e6 }, 0.99);
    const normal = normalTail(law, 0.99);
    expectClose(found.valueAtRisk, normal.valueAtRisk, { relative: 1e-5, subject: "VaR" });
    expectClose(found.expectedShortfall, normal.expectedShortfall, {
      relative: 1e-5,
      subject: "ES",
    });
  });

  test("refuses two degrees of freedom: there is no standard deviation", () => {
    const law = { mean: 0, standardDeviation: 1, degreesOfFreedom: 2 };
    expect(() => studentTTail(law, 0.95)).toThrow("degreesOfFreedom must be above 2: 2");
    const refused =
      (changed: object, confidence = 0.95) =>
      () =>
        studentTTail({ ...law, degreesOfFreedom: 5, ...changed }, confidence);
    expect(refused({ degreesOfFreedom: Infinity })).toThrow("must be above 2: Infinity");
    expect(refused({ mean: Number.NaN })).toThrow("mean must be finite: NaN");
    expect(refused({ standardDeviation: -1 })).toThrow("standardDeviation must be zero or a pos");
    expect(refused({}, 95)).toThrow("confidence must be in (0, 1): 95");
  });
});

describe("studentTVar", () => {
  const btc = returnSeries(realSimpleReturns(), "BTC").values;

  test.each(golden.studentT)(
    "agrees with a search in scipy at $confidence, given $given",
    (row) => {
      const given = row.given === null ? {} : { degreesOfFreedom: row.given };
      const found = studentTVar(btc, { ...options, confidence: row.confidence, ...given });
      const check = (name: keyof typeof found & keyof typeof row, relative: number): void =>
        expectClose(found[name] as number, row[name] as number, { relative, subject: name });
      check("degreesOfFreedom", 1e-5);
      check("scale", 1e-6);
      check("location", 1e-5);
      check("logLikelihood", 1e-11);
      check("valueAtRisk", 1e-6);
      check("expectedShortfall", 1e-5);
      check("standardError", 1e-3);
      check("expectedShortfallStandardError", 1e-3);
      expect(found.warnings).toEqual([]);
      expect(found.standardDeviation).toBeGreaterThan(found.scale);
    },
  );

  test("does not depend on the unit of the outcomes", () => {
    const usd = studentTVar(
      btc.map((x) => 1e9 * x),
      options,
    );
    const { valueAtRisk, standardError } = studentTVar(btc, options);
    expectClose(usd.valueAtRisk, 1e9 * valueAtRisk, { relative: 1e-7, subject: "VaR" });
    expectClose(usd.standardError, 1e9 * standardError, { relative: 1e-6, subject: "error" });
  });

  test("states an infinite expected shortfall with a code", () => {
    const random = randomStream({ seed: 3, stream: 0 });
    const wild = Array.from({ length: 500 }, () => studentTQuantile(random.uniform(), 0.6));
    const found = studentTVar(wild, options);
    expect(found.expectedShortfall).toBe(Infinity);
    expect(found.standardDeviation).toBe(Infinity);
    expect(found.valueAtRisk).toBeGreaterThan(0);
    const codes = found.warnings.map(({ code }) => code);
    expect(codes).toContain("infinite-shortfall");
    expect(codes).toContain("infinite-variance");
  });

  test("holds degrees of freedom: no variance at 2, no expected shortfall at 1, both above", () => {
    const at = (degreesOfFreedom: number) => studentTVar(btc, { ...options, degreesOfFreedom });
    const two = at(2);
    expect(two.standardDeviation).toBe(Infinity);
    expect(two.warnings).toEqual([
      {
        code: "infinite-variance",
        message: "2 degrees of freedom: the law has no finite variance",
      },
    ]);
    expect(two.expectedShortfall).toBeLessThan(Infinity);
    expect(two.expectedShortfallStandardError).toBeGreaterThan(0);
    const one = at(1);
    expect(one.warnings[1]).toEqual({
      code: "infinite-shortfall",
      message: "1 degrees of freedom: the law has no finite expected shortfall",
    });
    expect(one).toMatchObject({
      expectedShortfall: Infinity,
      expectedShortfallStandardError: Number.NaN,
    });
    expect(one.standardError).toBeGreaterThan(0);
    const some = at(2.5);
    // sqrt(n / (n - 2)) = sqrt(5).
    expectClose(some.standardDeviation, some.scale * Math.sqrt(5), {
      relative: 1e-14,
      subject: "standard deviation",
    });
    expect(some.warnings).toEqual([]);
  });

  test("says when thinner tails than the normal stop the search at its limit", () => {
    const even = Array.from({ length: 200 }, (_, i) => i / 200);
    const found = studentTVar(even, options);
    expect(found.warnings).toEqual([
      {
        code: "on-bound",
        message: `degrees of freedom stopped at the limit of the search, ${found.degreesOfFreedom}`,
      },
    ]);
    expect(found.standardError).toBeGreaterThan(0);
  });

  test("refuses outcomes that do not vary, or vary in less than half the sample", () => {
    expect(() => studentTVar(new Float64Array(20), options)).toThrow("must not all be equal");
    const mostly = Array.from({ length: 20 }, (_, i) => (i === 3 ? 1 : 0));
    expect(() => studentTVar(mostly, options)).toThrow("more than half");
    expect(() => studentTVar([1], options)).toThrow("at least 10 observations");
  });
});
