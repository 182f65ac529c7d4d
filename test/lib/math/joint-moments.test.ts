import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sampleCovariance } from "../../../lib/math/covariance.ts";
import { mergeMoments, momentsOfPair } from "../../../lib/math/joint-moments.ts";
import { mean, sampleVariance } from "../../../lib/math/moments.ts";

const number = fc.integer({ min: -100, max: 100 });
const pairs = fc.array(fc.tuple(number, number), { minLength: 2, maxLength: 20 });

describe("mergeMoments", () => {
  test("of single pairs gives the moments of the whole, wherever it is cut", () => {
    fc.assert(
      fc.property(pairs, fc.nat(), (rows, pick) => {
        const cut = 1 + (pick % (rows.length - 1));
        const fold = (part: [number, number][]) =>
          part.map(([x, y]) => momentsOfPair(x, y)).reduce(mergeMoments);
        const whole = mergeMoments(fold(rows.slice(0, cut)), fold(rows.slice(cut)));
        const [xs, ys] = [rows.map(([x]) => x), rows.map(([, y]) => y)];
        expect(whole.count).toBe(rows.length);
        expect(whole.meanX).toBeCloseTo(mean(xs), 10);
        expect(whole.meanY).toBeCloseTo(mean(ys), 10);
        expect(whole.xx / (rows.length - 1)).toBeCloseTo(sampleVariance(xs), 8);
        expect(whole.yy / (rows.length - 1)).toBeCloseTo(sampleVariance(ys), 8);
        expect(whole.xy / (rows.length - 1)).toBeCloseTo(sampleCovariance(xs, ys), 8);
      }),
    );
  });
});
