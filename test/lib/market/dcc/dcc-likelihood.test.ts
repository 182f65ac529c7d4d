import { describe, expect, test } from "vitest";
import { secondMoments } from "../../../../lib/market/centred-panel.ts";
import { dcc } from "../../../../lib/market/dcc/dcc.ts";
import { dccLikelihood } from "../../../../lib/market/dcc/dcc-likelihood.ts";
import { dccStandardErrors } from "../../../../lib/market/dcc/dcc-standard-errors.ts";
import { expectClose } from "../../expect-close.ts";
import { panelOf } from "../panels.ts";
import { simulated } from "./simulated-residuals.ts";

// Sixty days of three residuals. The figures are of numpy 2.4.6 and scipy 1.17.1: the likelihood as
// ln |R| + z' R^-1 z - z' z day by day with numpy.linalg, its maximum by Nelder and Mead, derivatives
// by central differences (steps 1e-5 and 1e-3); tolerances after those steps.
const panel = simulated(60, { a: 0.2, b: 0.6 }, 7);
const residuals = panel.values;
const target = secondMoments(residuals);
const best = { a: 0.20019390541979876, b: 0.5853503337484537 };

describe("dccLikelihood of sixty days", () => {
  test("agrees with numpy where correlations move and where they do not", () => {
    const at = (a: number, b: number) => dccLikelihood(residuals, target, { a, b }).value;
    expectClose(at(0, 0), 20.119881140139352, { relative: 1e-12, subject: "constant" });
    expectClose(at(0.1, 0.7), 26.448921157570833, { relative: 1e-12, subject: "moving" });
  });

  test("has the derivatives that numpy finds, which are sums of one score a day", () => {
    const { gradient, scores } = dccLikelihood(residuals, target, { a: 0.1, b: 0.7 });
    expectClose(gradient[0], 33.577253087507806, { relative: 1e-7, subject: "by a" });
    expectClose(gradient[1], 1.2069061674530028, { relative: 1e-6, subject: "by b" });
    expect([scores.rows, scores.columns]).toEqual([60, 2]);
    for (const k of [0, 1]) {
      const sum = scores.values.reduce((total, x, i) => (i % 2 === k ? total + x : total), 0);
      expectClose(sum, gradient[k]!, { relative: 1e-12, subject: `scores ${k}` });
    }
  });

  test("is -Infinity from the day on whose state is not positive definite", () => {
    // a + b far above 1 drives the state out of what a correlation can come from.
    const found = dccLikelihood(residuals, target, { a: -3, b: 0.2 });
    expect(found.value).toBe(-Infinity);
    expect(found.scores.values.every(Number.isFinite)).toBe(true);
  });
});

describe("dccStandardErrors of sixty days", () => {
  test("are the sandwich that numpy finds at the maximum", () => {
    const found = dccStandardErrors(residuals, target, best);
    expectClose(found.a, 0.05667318, { relative: 1e-5, subject: "a" });
    expectClose(found.b, 0.0847912, { relative: 1e-5, subject: "b" });
  });

  test("do not exist where the likelihood does not bend down", () => {
    // Of residuals without any dynamics, far from the maximum at a = 0.
    const still = Array.from({ length: 60 }, (_, i) => [i % 2 ? 1 : -1, i % 4 < 2 ? 1 : -1]);
    const { values } = panelOf(["A", "B"], still);
    const found = dccStandardErrors(values, secondMoments(values), { a: 0.3, b: 0.3 });
    expect([found.a, found.b]).toEqual([Number.NaN, Number.NaN]);
  });
});

describe("dcc of sixty days", () => {
  test("finds scipy's maximum, and the correlations along the way and after the last day", () => {
    const fit = dcc(panel);
    expectClose(fit.a, best.a, { absolute: 1e-7, subject: "a" });
    expectClose(fit.b, best.b, { absolute: 1e-7, subject: "b" });
    expectClose(fit.logLikelihood, 27.94536737566074, { relative: 1e-12, subject: "ln L" });
    expectClose(fit.constantLogLikelihood, 20.119881140139352, {
      relative: 1e-12,
      subject: "constant ln L",
    });
    expectClose(fit.standardErrors.a, 0.05667318, { relative: 1e-5, subject: "error of a" });
    expect(fit).toMatchObject({
      identified: true,
      converged: true,
      stationary: true,
      warnings: [],
      observations: 60,
      persistence: fit.a + fit.b,
    });
    const upper = ({ values }: typeof fit.values) => [values[1]!, values[2]!, values[5]!];
    const check = (found: number[], expected: number[], subject: string): void =>
      found.forEach((value, i) => {
        expectClose(value, expected[i]!, { absolute: 1e-7, subject: `${subject} ${i}` });
      });
    check(upper(fit.path[30]!), [0.2164503, 0.43546468, 0.46855111], "day 30");
    check(upper(fit.values), [0.60881013, 0.24128975, 0.31699024], "after the last day");
    check(upper(fit.unconditional), [0.49809516, 0.51384059, 0.46122036], "level");
    expectClose(fit.average.values[30]!, 0.37348869485549363, {
      absolute: 1e-7,
      subject: "average on day 30",
    });
    expect(fit.path).toHaveLength(60);
    expect(fit.average.dates).toBe(fit.dates);
  });

  test("has no standard errors on an edge: b of 0", () => {
    const fit = dcc(simulated(60, { a: 0.2, b: 0.6 }, 1));
    expect([fit.b, fit.identified]).toEqual([0, true]);
    expect([fit.standardErrors.a, fit.standardErrors.b]).toEqual([Number.NaN, Number.NaN]);
  });

  test("says that correlations which do not move have no dynamics", () => {
    const rows = Array.from({ length: 40 }, (_, i) => [i % 2 ? 1 : -1, i % 4 < 2 ? 1 : -1]);
    const fit = dcc(panelOf(["A", "B"], rows));
    expect([fit.a, fit.b, fit.persistence, fit.identified]).toEqual([0, 0, 0, false]);
    expect(fit.logLikelihood).toBe(fit.constantLogLikelihood);
    expect(fit.warnings).toContainEqual({
      code: "no-dynamics",
      message: "no a > 0 raises the likelihood above that of constant correlations",
    });
  });

  test("takes residuals of a size from a half to two, and as many days as assets and two", () => {
    const scaled = (size: number, rows: number) =>
      panelOf(
        ["A", "B"],
        Array.from({ length: rows }, (_, i) => [
          size * residuals.values[3 * i]!,
          residuals.values[3 * i + 1]!,
        ]),
      );
    const rms = Math.sqrt(
      Array.from({ length: 60 }, (_, i) => residuals.values[3 * i]! ** 2).reduce((a, b) => a + b) /
        60,
    );
    expect(() => dcc(scaled(0.49 / rms, 60))).toThrow("in [0.5, 2]: 0.4");
    expect(() => dcc(scaled(2.01 / rms, 60))).toThrow("in [0.5, 2]: 2.0");
    expect(dcc(scaled(0.51 / rms, 60)).observations).toBe(60);
    expect(dcc(scaled(1.99 / rms, 60)).observations).toBe(60);
    expect(() => dcc(scaled(1, 3))).toThrow("panel must have at least 4 dates: 3");
    expect(() => dcc(null as never)).toThrow("panel must be an object: null");
    const asset = panelOf(["A"], [[1], [-1], [1]]);
    expect(() => dcc(asset)).toThrow("panel must have at least 2 assets: 1");
  });
});
