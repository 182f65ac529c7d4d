import { describe, expect, test } from "vitest";
import { controlledMean } from "../../../lib/math/controlled-mean.ts";
import { groupedMean } from "../../../lib/math/grouped-mean.ts";
import { randomStream } from "../../../lib/math/random-stream.ts";
import { linearRegression } from "../../../lib/math/regression.ts";
import { expectClose } from "../expect-close.ts";

/** exp(Z) and its control Z, whose correlation is 1 / √(e - 1). */
function drawn(seed: number, count: number) {
  const random = randomStream({ seed, stream: 0 });
  const control = Float64Array.from({ length: count }, () => random.normal());
  return { values: control.map(Math.exp), control };
}
const options = { expectedControl: 0, groupSize: 1 };

describe("controlledMean", () => {
  test("is the regression's value at the control's expectation", () => {
    const { values, control } = drawn(1, 500);
    const found = controlledMean(values, { ...options, control, expectedControl: 0.25 });
    const line = linearRegression({ x: control, y: values });
    expectClose(found.slope, line.slope, { relative: 1e-12, subject: "slope" });
    const there = line.intercept + 0.25 * line.slope;
    expectClose(found.mean, there, { relative: 1e-12, subject: "mean" });
  });

  test("is worth 1 / (1 - correlation²) times the draws, and its error is its spread", () => {
    const runs = Array.from({ length: 300 }, (_, seed) => {
      const { values, control } = drawn(seed, 400);
      return controlledMean(values, { ...options, control });
    });
    const { mean, standardError } = groupedMean(
      runs.map((run) => run.mean),
      { groupSize: 1 },
    );
    expectClose(mean, Math.exp(0.5), { absolute: 4 * standardError, subject: "E exp(Z)" });
    const spread = standardError * Math.sqrt(300);
    const stated = runs.reduce((sum, run) => sum + run.standardError, 0) / 300;
    expectClose(stated / spread, 1, { absolute: 0.2, subject: "stated over found error" });
    const ratio = runs.reduce((sum, run) => sum + run.varianceRatio, 0) / 300;
    const exact = 1 / (1 - 1 / (Math.E - 1));
    expectClose(ratio, exact, { relative: 0.15, subject: "variance ratio" });
  });

  test("goes by groups, and refuses a control that does not vary, or a size that differs", () => {
    const { values, control } = drawn(5, 40);
    const found = controlledMean(values, { ...options, control, groupSize: 4 });
    expect(found).toMatchObject({ groups: 10, observations: 40 });
    expect(() => controlledMean(values, { ...options, control: values.map(() => 2) })).toThrow(
      "control must vary: 2",
    );
    expect(() => controlledMean(values, { ...options, control: [1, 2, 3, 4] })).toThrow(
      "must have the same length",
    );
    expect(() => controlledMean(values, { ...options, control, groupSize: 20 })).toThrow(
      "values must have 4 groups: 2",
    );
  });
});
