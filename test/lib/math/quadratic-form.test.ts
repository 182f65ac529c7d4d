import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { normalDistribution } from "../../../lib/math/normal-distribution.ts";
import {
  quadraticFormMoments,
  quadraticFormQuantile,
  quadraticFormTail,
} from "../../../lib/math/quadratic-form.ts";
import { randomStream } from "../../../lib/math/random-stream.ts";
import { expectClose } from "../expect-close.ts";

const coefficient = fc.integer({ min: -30, max: 30 }).map((n) => n / 10);
const forms = fc
  .array(fc.tuple(coefficient, coefficient), { minLength: 1, maxLength: 5 })
  .map((pairs) => ({ linear: pairs.map(([l]) => l), square: pairs.map(([, s]) => s) }))
  .filter((form) => quadraticFormMoments(form).standardDeviation > 0.2);

describe("quadraticFormTail", () => {
  test("is the normal law without squares", () => {
    const { probability, excess, density } = quadraticFormTail({ linear: [3], square: [0] }, 4.5);
    expectClose(probability, normalDistribution(-1.5), { absolute: 1e-13, subject: "P" });
    expectClose(density, Math.exp(-1.125) / Math.sqrt(2 * Math.PI) / 3, {
      absolute: 1e-13,
      subject: "density",
    });
    const expected = 3 * (0.12951759566589174 - 1.5 * normalDistribution(-1.5));
    expectClose(excess, expected, { absolute: 1e-12, subject: "excess" });
  });

  test("is exponential for two equal squares", () => {
    const { probability, excess } = quadraticFormTail({ linear: [0, 0], square: [0.5, 0.5] }, 7);
    expectClose(probability, Math.exp(-7), { absolute: 1e-13, subject: "P" });
    expectClose(excess, Math.exp(-7), { absolute: 1e-13, subject: "excess" });
  });

  test("mirrors itself: P(Q > x) + P(-Q > -x) = 1", () => {
    fc.assert(
      fc.property(forms, coefficient, (form, x) => {
        const mirrored = {
          linear: form.linear.map((l) => 0 - l),
          square: form.square.map((s) => 0 - s),
        };
        const sum = quadraticFormTail(form, x).probability;
        const rest = quadraticFormTail(mirrored, -x).probability;
        expectClose(sum + rest, 1, { absolute: 1e-8, subject: JSON.stringify({ form, x }) });
      }),
      { seed: 4, numRuns: 300 },
    );
  });

  test("agrees with 200,000 draws of a form of mixed signs", () => {
    const form = { linear: [20, 10, 1], square: [-5, 1, 0.01] };
    const random = randomStream({ seed: 11, stream: 0 });
    const level = quadraticFormQuantile(form, 0.05);
    let beyond = 0;
    for (let i = 0; i < 200_000; i++) {
      let sum = 0;
      for (const [j, l] of form.linear.entries()) {
        const z = random.normal();
        sum += l * z + form.square[j]! * z * z;
      }
      if (sum > level) beyond++;
    }
    // Four binomial standard deviations.
    expectClose(beyond / 200_000, 0.05, { absolute: 0.002, subject: "share beyond" });
  });

  test("agrees with draws where one square saturates long before another", () => {
    const form = { linear: [50, 10, 0], square: [-6, 0.05, 3] };
    const random = randomStream({ seed: 12, stream: 0 });
    const level = quadraticFormQuantile(form, 0.95);
    let beyond = 0;
    for (let i = 0; i < 100_000; i++) {
      let sum = 0;
      for (const [j, l] of form.linear.entries()) {
        const z = random.normal();
        sum += l * z + form.square[j]! * z * z;
      }
      if (sum > level) beyond++;
    }
    // Four binomial standard deviations.
    expectClose(beyond / 100_000, 0.95, { absolute: 0.003, subject: "share beyond" });
  });

  test("is the inverse of its quantile", () => {
    fc.assert(
      fc.property(forms, fc.integer({ min: 1, max: 99 }), (form, percent) => {
        const x = quadraticFormQuantile(form, percent / 100);
        const { probability } = quadraticFormTail(form, x);
        expectClose(probability, percent / 100, { absolute: 1e-9, subject: JSON.stringify(form) });
      }),
      { seed: 5, numRuns: 150 },
    );
    expect(quadraticFormQuantile({ linear: [1e-9], square: [0] }, 0.5)).toBeCloseTo(0, 15);
  });
});
