import { describe, expect, test } from "vitest";
import {
  plainNormalDistributions,
  toNormalDistributions,
} from "../../../lib/math/kernels/normal-distributions.ts";
import { normalDensity, normalDistribution } from "../../../lib/math/normal-distribution.ts";
import { normalDistributions } from "../../../lib/math/normal-distributions.ts";
import { uniformDraws } from "../../../lib/math/random-stream.ts";
import exact from "../../golden/normal-distribution.json" with { type: "json" };
import golden from "../../golden/var-methods.json" with { type: "json" };
import { expectClose } from "../expect-close.ts";
import { expectSameBits } from "./kernels/same-bits.ts";

const ulpsOff = (found: number, nearest: number, rest: number): number =>
  Math.abs(found - nearest - rest) / 2 ** (Math.floor(Math.log2(nearest)) - 52);

describe("normalDistribution", () => {
  test.each(golden.normal)("agrees with scipy at $x", ({ x, value }) => {
    expectClose(normalDistribution(x), value, { relative: 1e-13, subject: `P(Z <= ${x})` });
  });

  test(`is within ${exact.tolerance.ulps} ulp of 40-digit arithmetic down to 1e-306`, () => {
    const off = exact.rows.map(([x, law, rest]) => [
      x,
      ulpsOff(normalDistribution(x!), law!, rest!),
    ]);
    expect(off.filter(([, ulps]) => !(ulps! <= exact.tolerance.ulps))).toEqual([]);
  });

  test(`has a density within ${exact.tolerance.densityUlps} ulp of 40-digit arithmetic`, () => {
    const off = exact.rows.map(([x, , , density, rest]) => [
      x,
      ulpsOff(normalDensity(x!), density!, rest!),
    ]);
    expect(off.filter(([, ulps]) => !(ulps! <= exact.tolerance.densityUlps))).toEqual([]);
  });

  test("is 0 and 1 at the ends and NaN for NaN, and so is the density", () => {
    expect([-Infinity, -39, 39, Infinity].map(normalDistribution)).toEqual([0, 0, 1, 1]);
    expect([-Infinity, -39, 39, Infinity].map(normalDensity)).toEqual([0, 0, 0, 0]);
    expect(normalDistribution(Number.NaN)).toBeNaN();
    expect(normalDensity(Number.NaN)).toBeNaN();
  });

  test("goes through the numbers below 2^-1022 to 0 and never falls", () => {
    const steps = Array.from({ length: 2_000 }, (_, i) => normalDistribution(-39 + i / 1_000));
    expect(steps.filter((value, i) => i > 0 && value < steps[i - 1]!)).toEqual([]);
    expect(normalDistribution(-38)).toBeCloseTo(2.8854e-316, 319);
    expect(steps[0]).toBe(0);
  });

  test("has the density as its slope", () => {
    for (const x of [-3, -1.9999, 0.5, 2.0001]) {
      const slope = (normalDistribution(x + 1e-6) - normalDistribution(x - 1e-6)) / 2e-6;
      expectClose(slope, normalDensity(x), { relative: 1e-8, subject: `slope at ${x}` });
    }
  });
});

describe("toNormalDistributions", () => {
  test("has the bits of its plain reference over the whole line, at joints and where there is no number", () => {
    const joints = Array.from({ length: 700 }, (_, i) => (i / 16) * (i % 2 === 0 ? 1 : -1));
    const around = joints.flatMap((x) => [x, x * (1 + 2 ** -52), x * (1 - 2 ** -53)]);
    const odd = [0, -0, 5e-324, -5e-324, Infinity, -Infinity, Number.NaN, 1e300, -1e300, -38.485];
    const draws = uniformDraws({ seed: 4, stream: 8 }, 50_000).map((u) => 80 * u - 40);
    const kernel = Float64Array.of(...odd, ...around, ...draws);
    const plain = kernel.slice();
    toNormalDistributions(kernel);
    plainNormalDistributions(plain);
    expectSameBits(kernel, plain);
  });

  test.each([0, 1, 2, 1_023, 1_024, 1_025])("takes %d numbers", (count) => {
    const values = uniformDraws({ seed: 4, stream: 9 }, count).map((u) => 8 * u - 4);
    expectSameBits(normalDistributions(values), values.map(normalDistribution), values);
  });
});

test("normalDistributions leaves its input as it was and refuses what is no number", () => {
  const values = Float64Array.of(-1, 0, 1);
  expect([...normalDistributions(values)]).toEqual([...values].map(normalDistribution));
  expect([...values]).toEqual([-1, 0, 1]);
  expect(() => normalDistributions([0, Number.NaN])).toThrow("values[1] must be finite: NaN");
});
