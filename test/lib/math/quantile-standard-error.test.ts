import { describe, expect, test } from "vitest";
import { standardDeviation } from "../../../lib/math/moments.ts";
import { sortedQuantile } from "../../../lib/math/quantile.ts";
import { quantileStandardError } from "../../../lib/math/quantile-standard-error.ts";
import { randomStream } from "../../../lib/math/random-stream.ts";
import { expectClose } from "../expect-close.ts";

describe("quantileStandardError", () => {
  test("is within 10 % of the spread of the quantile over 400 fresh normal samples", () => {
    const random = randomStream({ seed: 11, stream: 1 });
    const draw = (): Float64Array =>
      Float64Array.from({ length: 500 }, () => random.normal()).sort();
    const samples = Array.from({ length: 400 }, draw);
    const spread = standardDeviation(samples.map((sample) => sortedQuantile(sample, 0.95, 7)));
    const errors = samples.map((sample) => quantileStandardError(sample, 0.95));
    const average = errors.reduce((sum, error) => sum + error, 0) / errors.length;
    expectClose(average, spread, { relative: 0.1, subject: "mean of the standard errors" });
  });

  test("of a constant sample is 0", () => {
    expect(quantileStandardError(new Float64Array(50).fill(0.1), 0.9)).toBeCloseTo(0, 15);
  });

  test("scales with the unit and ignores a shift", () => {
    const sorted = Float64Array.from({ length: 60 }, (_, i) => (i / 10) ** 2);
    const error = quantileStandardError(sorted, 0.9);
    const moved = quantileStandardError(
      sorted.map((value) => 4 * value - 100),
      0.9,
    );
    expectClose(moved, 4 * error, { relative: 1e-11, subject: "scaled" });
  });

  test("falls like one over the square root of the count", () => {
    const uniform = (count: number): Float64Array =>
      Float64Array.from({ length: count }, (_, i) => (i + 0.5) / count);
    const ratio =
      quantileStandardError(uniform(400), 0.5) / quantileStandardError(uniform(1600), 0.5);
    expectClose(ratio, 2, { absolute: 0.01, subject: "ratio" });
  });
});
