import { describe, expect, test } from "vitest";
import { garchForecast } from "../../../../lib/market/garch/garch-forecast.ts";
import { garchLongRunVariance } from "../../../../lib/market/garch/garch-long-run.ts";
import type { GarchModel } from "../../../../lib/market/garch/garch-model.ts";
import golden from "../../../golden/laws.json" with { type: "json" };
import { expectClose } from "../../expect-close.ts";

const egarch: GarchModel = { kind: "egarch", omega: -0.4, alpha: 0.2, gamma: -0.12, beta: 0.95 };

describe("garchLongRunVariance of an EGARCH", () => {
  test.each(golden.egarchLongRun)("agrees with scipy's quadrature: beta $beta", (row) => {
    const { value, ...parameters } = row;
    const found = garchLongRunVariance({ kind: "egarch", ...parameters });
    expectClose(found!, value, { relative: 1e-11, subject: "long-run variance" });
  });

  test("with normal shocks is where the forecast leads, from any state, also for a negative beta", () => {
    for (const model of [egarch, { ...egarch, beta: -0.6 }, { ...egarch, alpha: -0.3 }]) {
      const ahead = garchForecast(model, { variance: 1e-3, residual: 0.1 }, { horizon: 1_200 });
      expectClose(ahead.longRunVariance!, ahead.variances.at(-1)!, {
        relative: 1e-9,
        subject: `beta ${model.beta}`,
      });
    }
  });

  test("is undefined with fat tails and where |beta| is 1 or more", () => {
    const fat = { ...egarch, innovations: "student-t", degreesOfFreedom: 5 } as const;
    expect(garchLongRunVariance(fat)).toBeUndefined();
    expect(garchLongRunVariance({ ...egarch, beta: 1 })).toBeUndefined();
    expect(garchLongRunVariance({ ...egarch, beta: -1.01 })).toBeUndefined();
  });
});
