import { describe, expect, test } from "vitest";
import { garchFilter } from "../../../../lib/market/garch/garch-filter.ts";
import type { GarchModel } from "../../../../lib/market/garch/garch-model.ts";
import { newsImpact } from "../../../../lib/market/garch/news-impact.ts";
import { expectClose } from "../../expect-close.ts";

const gjr: GarchModel = { kind: "gjr", omega: 1e-5, alpha: 0.05, gamma: 0.1, beta: 0.85 };
const egarch: GarchModel = { kind: "egarch", omega: -0.4, alpha: 0.2, gamma: -0.12, beta: 0.95 };

describe("newsImpact", () => {
  test("is the variance that the filter moves to after each residual", () => {
    for (const model of [gjr, egarch]) {
      for (const residual of [-0.1, -0.01, 0, 0.03]) {
        const [found] = newsImpact(model, [residual], { variance: 4e-4 });
        const path = garchFilter(model, [residual], { initialVariance: 4e-4 });
        expectClose(found!, path.forecast ** 2, { relative: 1e-13, subject: model.kind });
      }
    }
  });

  test("is symmetric without a sign term and larger after falls with one", () => {
    const curve = (model: GarchModel): number[] =>
      Array.from(newsImpact(model, [-0.05, 0.05], { variance: 4e-4 }));
    const [fall, rise] = curve({ kind: "garch", omega: 1e-5, alpha: 0.1, beta: 0.85 });
    expect(fall).toBe(rise);
    expect(curve(gjr)[0]! - curve(gjr)[1]!).toBeCloseTo(0.1 * 0.0025, 15);
    expect(curve(egarch)[0]!).toBeGreaterThan(curve(egarch)[1]!);
  });

  test("refuses no residuals, NaN, a variance of 0", () => {
    expect(() => newsImpact(gjr, [], { variance: 1 })).toThrow("at least 1 observation: 0");
    expect(() => newsImpact(gjr, [Number.NaN], { variance: 1 })).toThrow("residuals[0]");
    expect(() => newsImpact(gjr, [0], { variance: 0 })).toThrow("variance must be a positive");
  });
});
