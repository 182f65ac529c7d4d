import { describe, expect, test } from "vitest";
import { matrixFromRows } from "../../../../lib/math/matrix.ts";
import { bookPnlHistory } from "../../../../lib/scenario/book-pnl-history.ts";
import { positionPnl } from "../../../../lib/scenario/position-pnl.ts";
import type { AttributionDimension } from "../../../../lib/var/attribution/risk-attribution.ts";
import { scenarioAttribution } from "../../../../lib/var/attribution/scenario-attribution.ts";
import { copulaReturns } from "../../../../lib/var/copula-returns.ts";
import { historicalVar } from "../../../../lib/var/historical-var.ts";
import golden from "../../../golden/attribution.json" with { type: "json" };
import { expectClose } from "../../expect-close.ts";
import { book, frozen, position } from "../../portfolio/fixtures.ts";
import { history, market, pnl, returns, threeDesk } from "./three-desk.ts";

const dimensions: readonly AttributionDimension[] = [
  "position",
  "asset",
  "desk",
  "trader",
  "account",
  "venue",
  "sector",
];
const confidence = 0.95;
const relative = golden.tolerance.rel;
const figures = [
  "grossUsd",
  "netUsd",
  "valueAtRisk",
  "expectedShortfall",
  "incrementalValueAtRisk",
  "incrementalExpectedShortfall",
  "aloneValueAtRisk",
  "aloneExpectedShortfall",
] as const;

describe("scenarioAttribution on history", () => {
  test.each(["desk", "venue", "asset"] as const)("gives numpy's parts by %s", (by) => {
    const found = scenarioAttribution(pnl, { by, confidence });
    const expected = golden.by[by] as Record<string, Record<(typeof figures)[number], number>>;
    expect(found.parts.map(({ key }) => key).toSorted()).toEqual(Object.keys(expected).toSorted());
    for (const part of found.parts) {
      for (const figure of figures) {
        const subject = `${figure} of ${part.key}`;
        // A part may be small beside the total: its rounding is that of the total.
        const absolute = relative * golden.historical.valueAtRisk;
        expectClose(part[figure], expected[part.key]![figure], { relative, absolute, subject });
      }
    }
  });

  test("states the estimate of historicalVar, with its errors and warnings", () => {
    const totals = bookPnlHistory(threeDesk, history, {
      asOf: threeDesk.asOf,
      window: { observations: 365 },
      missing: "fail",
    });
    const plain = historicalVar(totals.values, { confidence, horizonDays: 1, unit: "USD" });
    const found = scenarioAttribution(pnl, { by: "desk", confidence });
    expect(found).toMatchObject({
      valueAtRisk: plain.valueAtRisk,
      expectedShortfall: plain.expectedShortfall,
      standardError: plain.standardError,
      expectedShortfallStandardError: plain.expectedShortfallStandardError,
      tailCount: plain.tailCount,
      observations: 365,
      horizonDays: 1,
      unit: "USD",
      method: "historical simulation, full revaluation",
      warnings: [],
    });
    expect("seed" in found).toBe(false);
    expectClose(found.valueAtRisk, golden.historical.valueAtRisk, { relative, subject: "VaR" });
  });

  test.each(dimensions)("sums to the totals by %s, and the residual says how nearly", (by) => {
    for (const level of [0.9, 0.95, 0.99]) {
      const found = scenarioAttribution(pnl, { by, confidence: level });
      for (const figure of ["valueAtRisk", "expectedShortfall"] as const) {
        const sum = found.parts.reduce((total, part) => total + part[figure], 0);
        const absolute = 1e-10 + 1e-14 * found[figure];
        expectClose(sum, found[figure], { absolute, subject: `sum of ${figure}` });
        expectClose(found.residual[figure], 0, { absolute, subject: "residual" });
      }
    }
  });

  test("makes a desk the sum of its positions, its marginal the part per dollar of gross", () => {
    const byPosition = scenarioAttribution(pnl, { by: "position", confidence }).parts;
    for (const desk of scenarioAttribution(pnl, { by: "desk", confidence }).parts) {
      const ids = new Set(
        pnl.lines.filter((line) => line.desk === desk.key).map((l) => l.position),
      );
      const own = byPosition.filter(({ key }) => ids.has(key));
      expect(own).toHaveLength(desk.positions);
      for (const figure of ["valueAtRisk", "expectedShortfall", "grossUsd"] as const) {
        const sum = own.reduce((total, part) => total + part[figure], 0);
        expectClose(sum, desk[figure], { absolute: 1e-8, subject: `${figure} of ${desk.key}` });
      }
      expect(desk.marginalValueAtRisk).toBe(desk.valueAtRisk / desk.grossUsd);
    }
  });

  test("has marginals that are derivatives: 1e-6 more of a part, with the same scenarios in the tail", () => {
    const step = 1e-6;
    const [largest] = scenarioAttribution(pnl, { by: "asset", confidence }).parts;
    const grown = {
      ...pnl,
      values: {
        ...pnl.values,
        values: pnl.values.values.map((value, at) =>
          pnl.lines[at % pnl.lines.length]!.asset === largest!.key ? value * (1 + step) : value,
        ),
      },
    };
    const before = scenarioAttribution(pnl, { by: "asset", confidence });
    const after = scenarioAttribution(grown, { by: "asset", confidence });
    for (const [figure, marginal] of [
      ["valueAtRisk", largest!.marginalValueAtRisk],
      ["expectedShortfall", largest!.marginalExpectedShortfall],
    ] as const) {
      const slope = (after[figure] - before[figure]) / (step * largest!.grossUsd);
      expectClose(marginal, slope, { relative: 1e-6, subject: figure });
    }
  });

  test("puts the largest part of expected shortfall first and leaves its input alone", () => {
    const { parts } = scenarioAttribution(frozen(pnl), { by: "trader", confidence });
    const shares = parts.map(({ expectedShortfall }) => expectedShortfall);
    expect(shares).toEqual(shares.toSorted((a, b) => b - a));
  });

  test("refuses an unknown dimension and too few scenarios", () => {
    const by = "strategy" as AttributionDimension;
    expect(() => scenarioAttribution(pnl, { by, confidence })).toThrow("by must be one of");
    const few = {
      ...pnl,
      values: { ...pnl.values, rows: 5, values: pnl.values.values.slice(0, 180) },
    };
    expect(() => scenarioAttribution(null as never, { by: "desk", confidence })).toThrow(
      "pnl must be an object",
    );
    expect(() => scenarioAttribution(pnl, null as never)).toThrow("options must be an object");
    const short = { ...pnl, lines: pnl.lines.slice(1) };
    expect(() => scenarioAttribution(short, { by: "desk", confidence })).toThrow(
      "pnl must have 35 columns, one per position: 36",
    );
    expect(() => scenarioAttribution(few, { by: "desk", confidence })).toThrow("at least 20");
  });
});

describe("scenarioAttribution on draws", () => {
  const drawn = positionPnl(
    threeDesk,
    market,
    copulaReturns(returns, {
      copula: "student-t",
      degreesOfFreedom: 4,
      marginals: "empirical",
      draws: 2000,
      seed: 7,
    }),
  );

  test("sums to the totals and carries method, seed and the errors of the simulation", () => {
    const found = scenarioAttribution(drawn, { by: "desk", confidence });
    const sum = found.parts.reduce((total, part) => total + part.expectedShortfall, 0);
    expectClose(sum, found.expectedShortfall, { absolute: 1e-8, subject: "sum" });
    expect(found).toMatchObject({
      seed: 7,
      observations: 2000,
      method: "student-t copula, empirical marginals, full revaluation",
    });
    // The same marginals joined by another dependence: within a quarter of history.
    expectClose(found.valueAtRisk, golden.historical.valueAtRisk, {
      relative: 0.25,
      subject: "VaR",
    });
  });

  test("gives a sure gain a negative VaR, a lone position the total, and a worthless one no marginal", () => {
    const one = book([position({ quantity: 1 })]);
    const flat = (price: number) =>
      positionPnl(
        one,
        { asOf: "2022-05-05", spot: { BTC: price } },
        {
          assets: ["BTC"],
          values: matrixFromRows(Array.from({ length: 40 }, () => [0.01])),
          horizonDays: 1,
          method: "given",
        },
      );
    const gain = scenarioAttribution(flat(40_000), { by: "asset", confidence });
    expect(gain.parts[0]).toMatchObject({ key: "BTC", aloneValueAtRisk: gain.valueAtRisk });
    expectClose(gain.valueAtRisk, -400, { absolute: 1e-9, subject: "VaR" });
    expect(gain.parts[0]!.incrementalValueAtRisk).toBe(gain.valueAtRisk);
    expect(gain.warnings.map(({ code }) => code)).toContain("flat-tail");
    const none = scenarioAttribution(flat(0), { by: "asset", confidence });
    expect(none.parts[0]!.marginalValueAtRisk).toBeNaN();
  });
});
