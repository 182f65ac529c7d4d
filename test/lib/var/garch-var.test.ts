import { describe, expect, test } from "vitest";
import type { GarchModel } from "../../../lib/market/garch/garch-model.ts";
import { innovationOfNormal } from "../../../lib/market/garch/innovation-of-normal.ts";
import { simulateGarch } from "../../../lib/market/garch/simulate-garch.ts";
import { returnSeries } from "../../../lib/market/return-window.ts";
import { matrixFromRows } from "../../../lib/math/matrix.ts";
import { normalQuantile } from "../../../lib/math/normal-quantile.ts";
import { compoundedReturns } from "../../../lib/var/compounded-returns.ts";
import { garchVar } from "../../../lib/var/garch-var.ts";
import { simulatedVar } from "../../../lib/var/simulated-var.ts";
import golden from "../../golden/simulated-var.json" with { type: "json" };
import { expectClose } from "../expect-close.ts";
import { realLogReturns } from "../market/real-returns.ts";

const btc = returnSeries(realLogReturns(), "BTC").values;
const options = {
  confidence: 0.99,
  horizonDays: 1,
  unit: "fraction",
  returns: "log",
  model: "garch",
  innovations: "normal",
  paths: 10_000,
  seed: 5,
} as const;

describe("garchVar", () => {
  test("meets the closed form of the next day under normal innovations", () => {
    const found = garchVar(btc, options);
    const { fit } = found;
    const exact = -Math.expm1(fit.model.mean + normalQuantile(0.01) * fit.path.forecast);
    expectClose(found.valueAtRisk, exact, { absolute: 4 * found.standardError, subject: "VaR" });
    expect(found).toMatchObject({
      method: "Monte Carlo, garch, normal",
      observations: btc.length,
      paths: 10_000,
      seed: 5,
    });
    expect(found.standardError).toBeLessThan(0.03 * exact);
  });

  test("meets the quantile of fat and skewed innovations, which it does not draw by", () => {
    for (const innovations of ["student-t", "skewed-t"] as const) {
      const found = garchVar(btc, { ...options, innovations });
      const { model, path } = found.fit;
      const z = innovationOfNormal(model)(normalQuantile(0.01));
      const exact = -Math.expm1(model.mean + z * path.forecast);
      expectClose(found.valueAtRisk, exact, {
        absolute: 4 * found.standardError,
        subject: innovations,
      });
    }
  });

  test("falls further in the tail with fat innovations, and over ten days than over one", () => {
    const one = garchVar(btc, { ...options, innovations: "skewed-t" });
    const ten = garchVar(btc, { ...options, innovations: "skewed-t", horizonDays: 10 });
    const { expectedShortfall, valueAtRisk } = one;
    const normal = garchVar(btc, options);
    expect(expectedShortfall / valueAtRisk).toBeGreaterThan(
      normal.expectedShortfall / normal.valueAtRisk,
    );
    expect(ten.valueAtRisk).toBeGreaterThan(valueAtRisk);
    expect(ten.expectedShortfall).toBeGreaterThan(ten.valueAtRisk);
  });

  test("refuses units that returns do not have, and too few paths", () => {
    const of = (changed: object) => () => garchVar(btc, { ...options, ...changed });
    expect(of({ unit: "USD" })).toThrow("unit must be one of fraction");
    expect(of({ returns: "gross" })).toThrow("returns must be one of log, simple");
    expect(of({ paths: 99 })).toThrow("at least 100 observations");
    expect(() => garchVar(btc.slice(0, 20), options)).toThrow("returns");
  });
});

describe("ten-day GARCH losses", () => {
  test("agree with four million paths drawn by numpy, normal and Student-t", () => {
    for (const { innovations, degreesOfFreedom, model, state, tails } of golden.garchTails) {
      const drawn = simulateGarch(
        {
          ...model,
          innovations,
          ...(degreesOfFreedom !== null && { degreesOfFreedom }),
        } as GarchModel,
        state,
        { horizon: 10, paths: 12_000, seed: 6 },
      );
      const losses = compoundedReturns(drawn.returns, "log");
      for (const tail of tails) {
        const found = simulatedVar(losses, {
          confidence: tail.confidence,
          horizonDays: 10,
          unit: "fraction",
          method: "Monte Carlo",
          seed: 6,
        });
        expectClose(found.valueAtRisk, tail.valueAtRisk, {
          absolute: 4 * Math.hypot(found.standardError, tail.valueAtRiskError),
          subject: `VaR ${innovations} ${tail.confidence}`,
        });
        expectClose(found.expectedShortfall, tail.expectedShortfall, {
          absolute:
            4 * Math.hypot(found.expectedShortfallStandardError, tail.expectedShortfallError),
          subject: `expected shortfall ${innovations} ${tail.confidence}`,
        });
      }
    }
  });
});

describe("compoundedReturns", () => {
  test("adds logs and multiplies simple returns: 10 % and -10 % leave -1 %", () => {
    const rows = matrixFromRows([[0.1, -0.1]]);
    expectClose(compoundedReturns(rows, "simple")[0]!, -0.01, {
      absolute: 1e-15,
      subject: "simple",
    });
    expect(compoundedReturns(rows, "log")[0]).toBe(0);
    expect(() => compoundedReturns(matrixFromRows([[0.1, -1]]), "simple")).toThrow("above -1");
  });
});
