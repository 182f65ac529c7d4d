import { describe, expect, test } from "vitest";
import { mean, standardDeviation } from "../../../lib/math/moments.ts";
import { randomStream } from "../../../lib/math/random-stream.ts";
import { historicalVar } from "../../../lib/var/historical-var.ts";
import { shortfallStandardError } from "../../../lib/var/shortfall-standard-error.ts";
import { expectClose } from "../expect-close.ts";

describe("shortfallStandardError", () => {
  test("is within 10 % of the spread of the shortfall over 400 fresh normal samples", () => {
    const random = randomStream({ seed: 12, stream: 1 });
    const options = { confidence: 0.95, horizonDays: 1, unit: "fraction" };
    const estimates = Array.from({ length: 400 }, () =>
      historicalVar(
        Float64Array.from({ length: 500 }, () => random.normal()),
        options,
      ),
    );
    const spread = standardDeviation(estimates.map((estimate) => estimate.expectedShortfall));
    const average = mean(estimates.map((estimate) => estimate.expectedShortfallStandardError));
    expectClose(average, spread, { relative: 0.1, subject: "mean of the standard errors" });
  });

  test("is the deviation of the excess over (1 - confidence) sqrt(n)", () => {
    const losses = Float64Array.of(0, 0, 0, 2);
    const found = shortfallStandardError(losses, { confidence: 0.75, valueAtRisk: 1 });
    // Excesses 0, 0, 0, 1: deviation 1/2, over 1/4 * 2.
    expect(found).toBe(1);
  });
});
