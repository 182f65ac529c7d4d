import { describe, expect, test } from "vitest";
import { fitGpd, gpdMethods, gpdShapesSearched } from "../../../lib/math/fit-gpd.ts";
import { mean, standardDeviation } from "../../../lib/math/moments.ts";
import { randomStream } from "../../../lib/math/random-stream.ts";
import { expectClose } from "../expect-close.ts";

/** Excesses of a known law, by inversion. */
function draws(shape: number, count: number, stream: number): Float64Array {
  const random = randomStream({ seed: 77, stream });
  return Float64Array.from({ length: count }, () => {
    const log = -Math.log(random.uniform());
    return shape === 0 ? log : Math.expm1(shape * log) / shape;
  });
}

describe("fitGpd", () => {
  test.each([-0.2, 0, 0.2])("finds shape %s with the standard error it states", (shape) => {
    for (const method of gpdMethods) {
      const fits = Array.from({ length: 300 }, (_, i) => fitGpd(draws(shape, 500, i), method));
      const shapes = fits.map((fit) => fit.shape);
      const spread = standardDeviation(shapes);
      const stated = mean(fits.map((fit) => Math.sqrt(fit.covariance![0]![0]!)));
      expectClose(mean(shapes), shape, { absolute: 0.02, subject: `${method} shape` });
      // 300 samples know a standard deviation to 4 %: three of these.
      expectClose(stated, spread, { relative: 0.12, subject: `${method} standard error` });
      const both = mean(fits.map((fit) => fit.covariance![0]![1]!));
      const logs = fits.map((fit) => Math.log(fit.scale));
      const [a, b] = [mean(shapes), mean(logs)];
      const seen = mean(shapes.map((x, i) => (x - a) * (logs[i]! - b)));
      // Three standard deviations of a covariance from 300 samples; it is near -0.002.
      expectClose(both, seen, { absolute: 0.0008, subject: `${method} covariance` });
    }
  });

  test("gives the same law in any unit", () => {
    const sample = draws(0.3, 200, 1);
    for (const method of gpdMethods) {
      const [one, tiny] = [
        fitGpd(sample, method),
        fitGpd(
          sample.map((y) => y * 1e-9),
          method,
        ),
      ];
      expectClose(tiny.shape, one.shape, { absolute: 1e-7, subject: "shape" });
      expectClose(tiny.scale, one.scale * 1e-9, { relative: 1e-7, subject: "scale" });
    }
  });

  test("stops at its limit, without standard errors, where the likelihood has no maximum", () => {
    const even = Array.from({ length: 30 }, (_, i) => 1 - 1e-6 * i);
    const found = fitGpd(even, "maximum-likelihood");
    expect(found.shape).toBe(gpdShapesSearched.lowest);
    expect(found.onBound).toBe(true);
    expect(found.covariance).toBeUndefined();
  });

  test("refuses negative, equal and too few excesses", () => {
    expect(() => fitGpd([1, 2, 3], "maximum-likelihood")).toThrow("at least 10 observations: 3");
    const equal = new Float64Array(12).fill(2);
    expect(() => fitGpd(equal, "maximum-likelihood")).toThrow("must not all be equal: 2");
    const negative = Array.from({ length: 12 }, (_, i) => i - 1);
    expect(() => fitGpd(negative, "maximum-likelihood")).toThrow("must not be negative: -1");
    expect(() => fitGpd(negative, "moments" as "maximum-likelihood")).toThrow("must be one of");
  });
});
