import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { covarianceMatrix } from "../../../lib/market/covariance-matrix.ts";
import { selectReturns } from "../../../lib/market/return-window.ts";
import { type Matrix, matrixFromRows } from "../../../lib/math/matrix.ts";
import { normalDistribution } from "../../../lib/math/normal-distribution.ts";
import type { RiskContributions } from "../../../lib/var/contribution.ts";
import { deltaNormalVar } from "../../../lib/var/delta-normal-var.ts";
import { historicalVar } from "../../../lib/var/historical-var.ts";
import { liquidityAdjustedVar } from "../../../lib/var/liquidity-cost.ts";
import { normalContributions } from "../../../lib/var/normal-contributions.ts";
import { normalVar } from "../../../lib/var/normal-var.ts";
import { scaleByRootTime } from "../../../lib/var/scale-by-root-time.ts";
import { scenarioContributions } from "../../../lib/var/scenario-contributions.ts";
import { studentTContributions } from "../../../lib/var/student-t-contributions.ts";
import golden from "../../golden/component-var.json" with { type: "json" };
import { expectClose } from "../expect-close.ts";
import { realSimpleReturns } from "../market/real-returns.ts";

const options = { confidence: 0.95, horizonDays: 1, unit: "USD" };
const cell = fc.integer({ min: -50, max: 50 });

function expectSums(found: RiskContributions): void {
  const size = Math.abs(found.expectedShortfall) + Math.abs(found.valueAtRisk) + 1;
  for (const name of ["valueAtRisk", "expectedShortfall"] as const) {
    const sum = found.contributions.reduce((total, part) => total + part[name], 0);
    expectClose(sum, found[name], { absolute: 1e-10 * size, subject: `sum of ${name}` });
  }
}

/** M M' of a square of cells: a covariance. */
function squared(rows: readonly (readonly number[])[]): Matrix {
  return matrixFromRows(
    rows.map((a) => rows.map((b) => a.reduce((sum, x, k) => sum + (x * b[k]!) / 1e4, 0))),
  );
}

describe("normalContributions", () => {
  test("gives Jorion's two currencies: parts, increments and VaR alone", () => {
    // P. Jorion, Value at Risk, the portfolio of two foreign currencies; tolerance 0.15 %.
    const covariance = matrixFromRows([
      [0.01, 0],
      [0, 0.04],
    ]);
    const confidence = normalDistribution(1.645);
    const asked = { ...options, confidence, positions: ["CAD", "EUR"] };
    const found = normalContributions([6e6, 4e6], covariance, asked);
    const [cad] = found.contributions;
    const total = deltaNormalVar([6e6, 4e6], covariance, asked).valueAtRisk;
    expectClose(found.valueAtRisk, 1_645_000, { relative: 0.0015, subject: "total" });
    expect(found.valueAtRisk).toBe(total);
    expectClose(cad!.valueAtRisk, 592_147, { relative: 0.0015, subject: "component" });
    expectClose(cad!.incrementalValueAtRisk, 329_000, { relative: 0.0015, subject: "increment" });
    const alone = deltaNormalVar([6e6, 0], covariance, asked).valueAtRisk;
    expectClose(alone, 986_910, { relative: 0.0015, subject: "alone" });
    expectClose(cad!.valueAtRisk / alone, 0.6, { relative: 0.0015, subject: "correlation" });
    const step = 10;
    const moved = deltaNormalVar([6e6 + step, 4e6], covariance, asked).valueAtRisk;
    expectClose(found.marginalValueAtRisk[0]!, (moved - total) / step, {
      relative: 1e-5,
      subject: "marginal",
    });
  });

  test("sums to the totals, whatever the order, and changes sign with the book", () => {
    const books = fc.tuple(
      fc.array(fc.array(cell, { minLength: 4, maxLength: 4 }), { minLength: 4, maxLength: 4 }),
      fc.array(cell, { minLength: 4, maxLength: 4 }),
    );
    fc.assert(
      fc.property(books, ([rows, exposures]) => {
        const asked = { ...options, positions: ["a", "b", "c", "d"] };
        const found = normalContributions(exposures, squared(rows), asked);
        expectSums(found);
        const turned = normalContributions(
          exposures.toReversed(),
          squared(rows.toReversed()),
          asked,
        );
        found.contributions.forEach((part, i) => {
          expectClose(turned.contributions[3 - i]!.valueAtRisk, part.valueAtRisk, {
            absolute: 1e-6,
            subject: "reordered",
          });
        });
      }),
    );
  });

  test("is all zeros for a book of nothing", () => {
    const asked = { ...options, positions: ["a"] };
    const found = normalContributions([0], matrixFromRows([[1]]), asked);
    expect([found.valueAtRisk, found.contributions[0]!.valueAtRisk]).toEqual([0, 0]);
  });
});

describe("studentTContributions", () => {
  const covariance = squared([
    [3, 1, 0],
    [1, 2, -1],
    [0, 1, 4],
  ]);
  const asked = { ...options, positions: ["a", "b", "c"] };
  const exposures = [5, -3, 2];

  test("multiplies the normal parts by one factor, the t quantile over the normal's", () => {
    const found = studentTContributions(exposures, covariance, { ...asked, degreesOfFreedom: 4 });
    expectSums(found);
    const normal = normalContributions(exposures, covariance, asked);
    // Scale sqrt(2 / 4) of the t quantile 2.131846786326649 (R 4.3, qt(0.95, 4)).
    const factor = (Math.SQRT1_2 * 2.131846786326649) / 1.6448536269514722;
    found.contributions.forEach((part, i) => {
      const expected = factor * normal.contributions[i]!.valueAtRisk;
      expectClose(part.valueAtRisk, expected, { relative: 1e-12, subject: part.position });
    });
  });

  test("has marginals that are derivatives of its own totals", () => {
    const t = { ...asked, degreesOfFreedom: 4 };
    const found = studentTContributions(exposures, covariance, t);
    exposures.forEach((exposure, i) => {
      const at = (step: number) =>
        studentTContributions(exposures.with(i, exposure + step), covariance, t);
      const slope = (figure: "valueAtRisk" | "expectedShortfall") =>
        (at(1e-4)[figure] - at(-1e-4)[figure]) / 2e-4;
      const tolerance = { absolute: 1e-8, subject: `position ${i}` };
      expectClose(found.marginalValueAtRisk[i]!, slope("valueAtRisk"), tolerance);
      expectClose(found.marginalExpectedShortfall[i]!, slope("expectedShortfall"), tolerance);
    });
  });

  test("refuses a law without a standard deviation", () => {
    const t = { ...asked, degreesOfFreedom: 2 };
    expect(() => studentTContributions(exposures, covariance, t)).toThrow("must be above 2: 2");
  });
});

describe("scenarioContributions", () => {
  const scenarios = fc.array(fc.tuple(cell, cell, cell), { minLength: 20, maxLength: 80 });
  const positions = ["a", "b", "c"];

  test("sums to historical VaR and expected shortfall, which are subadditive in the tail mean", () => {
    fc.assert(
      fc.property(scenarios, fc.integer({ min: 5, max: 95 }), (rows, percent) => {
        const confidence = percent / 100;
        const found = scenarioContributions(matrixFromRows(rows), { confidence, positions });
        const risk = (values: number[]) => historicalVar(values, { ...options, confidence });
        const book = risk(rows.map((row) => row[0] + row[1] + row[2]));
        expectClose(found.valueAtRisk, book.valueAtRisk, { absolute: 1e-9, subject: "VaR" });
        expectClose(found.expectedShortfall, book.expectedShortfall, {
          absolute: 1e-9,
          subject: "ES",
        });
        expectSums(found);
        found.contributions.forEach((part, i) => {
          const alone = risk(rows.map((row) => row[i]!));
          expect(part.expectedShortfall).toBeLessThanOrEqual(alone.expectedShortfall + 1e-9);
          const rest = risk(rows.map((row) => row[0] + row[1] + row[2] - row[i]!));
          expectClose(part.incrementalValueAtRisk, book.valueAtRisk - rest.valueAtRisk, {
            absolute: 1e-9,
            subject: "increment",
          });
        });
      }),
    );
  });

  test("refuses NaN, a missing name and too few scenarios", () => {
    const rows = Array.from({ length: 30 }, (_, i) => [i, -i]);
    const asked = { confidence: 0.95, positions: ["a", "b"] };
    const one = { ...asked, positions: ["a"] };
    expect(() => scenarioContributions(matrixFromRows(rows), one)).toThrow("same length");
    const few = matrixFromRows(rows.slice(0, 5));
    expect(() => scenarioContributions(few, asked)).toThrow("at least 20");
    const broken = matrixFromRows(rows.with(3, [1, Number.NaN]));
    expect(() => scenarioContributions(broken, asked)).toThrow("must be finite: NaN");
  });
});

describe("contributions by name", () => {
  const covariance = matrixFromRows([
    [4, 1],
    [1, 9],
  ]);

  test("of expected shortfall stand to those of VaR as the totals do, when the law is normal", () => {
    const asked = { ...options, positions: ["a", "b"] };
    const found = normalContributions([3, 2], covariance, asked);
    const ratio = found.expectedShortfall / found.valueAtRisk;
    expectClose(ratio, 2.0627128075074257 / 1.6448536269514722, {
      relative: 1e-12,
      subject: "all",
    });
    found.contributions.forEach((part, i) => {
      const close = (value: number, to: number, subject: string) =>
        expectClose(value, to, { relative: 1e-12, subject: `${subject} of ${part.position}` });
      close(part.expectedShortfall, ratio * part.valueAtRisk, "component");
      close(part.incrementalExpectedShortfall, ratio * part.incrementalValueAtRisk, "increment");
      close(found.marginalExpectedShortfall[i]!, ratio * found.marginalValueAtRisk[i]!, "marginal");
    });
  });

  test("are refused where names, exposures and covariance do not fit", () => {
    const asked = { ...options, positions: ["a"] };
    expect(() => normalContributions([3, 2], covariance, asked)).toThrow(
      "exposures and positions must have the same length: 2 and 1",
    );
    const pair = { ...options, positions: ["a", "b"] };
    expect(() => normalContributions([3, Number.NaN], covariance, pair)).toThrow(
      "exposures[1] must be finite: NaN",
    );
    const rows = matrixFromRows(Array.from({ length: 30 }, (_, i) => [i, -i]));
    const of = (changed: object) => () =>
      scenarioContributions(rows, { confidence: 0.95, positions: ["a", "b"], ...changed });
    expect(of({ confidence: 1 })).toThrow("confidence must be in (0, 1): 1");
    expect(of({ positions: ["a"] })).toThrow(
      "positions and columns of pnl must have the same length: 1 and 2",
    );
    expect(of({ confidence: 0.99 })).toThrow("pnl must have at least 100 observations");
    const gap = { ...rows, values: rows.values.with(3, Number.NaN) };
    expect(() => scenarioContributions(gap, { confidence: 0.95, positions: ["a", "b"] })).toThrow(
      "pnl[3] must be finite: NaN",
    );
  });

  test("increment expected shortfall by what the book loses without the position", () => {
    const rows = Array.from({ length: 40 }, (_, i) => [((i * 7) % 40) - 20, ((i * 11) % 40) - 15]);
    const asked = { confidence: 0.9, positions: ["a", "b"] };
    const found = scenarioContributions(matrixFromRows(rows), asked);
    const shortfall = (values: number[]) =>
      historicalVar(values, { ...options, confidence: 0.9 }).expectedShortfall;
    const whole = shortfall(rows.map(([a, b]) => a! + b!));
    const without = shortfall(rows.map(([, b]) => b!));
    expectClose(found.contributions[0]!.incrementalExpectedShortfall, whole - without, {
      absolute: 1e-12,
      subject: "increment of a",
    });
  });
});

describe("scaleByRootTime", () => {
  test("starts from the days that the estimate has and carries a seed and older warnings", () => {
    const { seed, ...plain } = { ...normalVar([0, 0, 0], { ...options, horizonDays: 5 }), seed: 7 };
    const scaled = {
      ...plain,
      valueAtRisk: 3,
      expectedShortfall: 5,
      expectedShortfallStandardError: 2,
    };
    const found = scaleByRootTime({ ...scaled, seed }, { horizonDays: 20 });
    expect(found).toMatchObject({
      valueAtRisk: 6,
      expectedShortfallStandardError: 4,
      seed: 7,
      method: "normal, square root of time",
    });
    expect(found.warnings[0]!.code).toBe("flat-tail");
    expect(found.warnings[1]!.message).toBe("scaled from 5 to 20 days by 2");
    expect("seed" in scaleByRootTime(scaled, { horizonDays: 20 })).toBe(false);
  });

  test("multiplies by the root of the ratio of days and says so", () => {
    const day = normalVar([1, -2, 3, -4, 2], options);
    const found = scaleByRootTime(day, { horizonDays: 10 });
    const names = ["valueAtRisk", "expectedShortfall", "standardError"] as const;
    for (const name of names) {
      expectClose(found[name], day[name] * Math.sqrt(10), { relative: 1e-15, subject: name });
    }
    expect(found.horizonDays).toBe(10);
    expect(found.warnings.map(({ code }) => code)).toEqual(["root-time"]);
    expect(() => scaleByRootTime(day, { horizonDays: 0.5 })).toThrow("horizonDays must be");
  });
});

describe("liquidityAdjustedVar", () => {
  const exposure = { value: 1e6, meanSpread: 0.001, spreadVolatility: 0.003, multiple: 1.96 };

  test("refuses what is negative or missing, by name", () => {
    for (const name of ["meanSpread", "spreadVolatility", "multiple", "stress"]) {
      expect(() => liquidityAdjustedVar(1, { ...exposure, [name]: -1 })).toThrow(
        `${name} must be zero or a positive number: -1`,
      );
    }
    expect(() => liquidityAdjustedVar(Number.NaN, exposure)).toThrow("valueAtRisk must be finite");
    expect(() => liquidityAdjustedVar(1, { ...exposure, value: Infinity })).toThrow(
      /^value must be finite/,
    );
  });

  test("adds half the stressed spread", () => {
    // Exogenous liquidity cost, Bangia and others (1999), as set in FRM exercises; tolerance 1e-6.
    const found = liquidityAdjustedVar(1e6, exposure);
    expectClose(found.liquidityCost, 3440, { absolute: 1e-6, subject: "cost" });
    expectClose(found.liquidityAdjustedVar, 1_003_440, { absolute: 1e-6, subject: "LVaR" });
  });

  test("costs ten times as much with ten times the spread, short or long", () => {
    const found = liquidityAdjustedVar(0, { ...exposure, value: -1e6, stress: 10 });
    expectClose(found.liquidityCost, 34_400, { absolute: 1e-6, subject: "cost" });
    const negative = { ...exposure, meanSpread: -1 };
    expect(() => liquidityAdjustedVar(0, negative)).toThrow("meanSpread");
  });
});

describe("on four coins with a short in one, agrees with numpy:", () => {
  const panel = selectReturns(realSimpleReturns(), golden.assets);
  const positions = golden.assets;
  const close = (found: RiskContributions, row: Witness, subject: string): void => {
    const check = (value: number, expected: number, what: string): void =>
      expectClose(value, expected, { relative: golden.tolerance.rel, subject: subject + what });
    check(found.valueAtRisk, row.valueAtRisk, "VaR");
    check(found.expectedShortfall, row.expectedShortfall, "ES");
    found.contributions.forEach((part, i) => {
      check(part.valueAtRisk, row.components[i]!, part.position);
      check(part.expectedShortfall, row.shortfallComponents[i]!, part.position);
      check(part.incrementalValueAtRisk, row.incremental[i]!, part.position);
      if (row.incrementalShortfall === undefined) return;
      check(part.incrementalExpectedShortfall, row.incrementalShortfall[i]!, part.position);
    });
  };

  test.each(golden.normal)("normalContributions at $confidence", (row) => {
    const covariance = covarianceMatrix(panel, { missing: "complete" }).values;
    const asked = { ...options, confidence: row.confidence, positions };
    close(normalContributions(golden.exposures, covariance, asked), row, "normal ");
  });

  test.each(golden.historical)("scenarioContributions at $confidence", (row) => {
    const { values } = panel;
    const pnl = { ...values, values: values.values.map((x, at) => x * golden.exposures[at % 4]!) };
    const { confidence } = row;
    close(scenarioContributions(pnl, { confidence, positions }), row, "historical ");
  });
});

interface Witness {
  readonly valueAtRisk: number;
  readonly expectedShortfall: number;
  readonly components: readonly number[];
  readonly shortfallComponents: readonly number[];
  readonly incremental: readonly number[];
  readonly incrementalShortfall?: readonly number[];
}
