import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { expectedShortfallOf, lossTail, minimumObservations } from "../../../lib/var/tail.ts";

const ten = Float64Array.from({ length: 10 }, (_, i) => i + 1);
const method = { shortfallMethod: "acerbi-tasche" } as const;

describe("lossTail", () => {
  test("after Acerbi and Tasche takes the observation at the edge in part", () => {
    // Worst 25 % of ten: 10, 9 and half of 8, over 2.5.
    const tail = lossTail(ten, { confidence: 0.75, valueAtRisk: 7.75, ...method });
    expect(tail).toEqual({ start: 7, edgeWeight: 0.2, weight: 0.4 });
    expect(expectedShortfallOf(ten, tail, 7.75)).toBeCloseTo((10 + 9 + 4) / 2.5, 14);
  });

  test("takes whole observations where n * confidence is a whole number", () => {
    const tail = lossTail(ten, { confidence: 0.8, valueAtRisk: 8.2, ...method });
    expect(tail).toEqual({ start: 8, edgeWeight: 0.5, weight: 0.5 });
  });

  test("takes 100 * 0.29 for 29 whole observations, though it rounds to 28.999999999999996", () => {
    expect(100 * 0.29).toBeLessThan(29);
    const hundred = new Float64Array(100);
    const tail = lossTail(hundred, { confidence: 0.29, valueAtRisk: 0, ...method });
    expect(tail).toEqual({ start: 29, edgeWeight: 1 / 71, weight: 1 / 71 });
  });

  test("conditional on at least VaR takes what is at or above it, equally", () => {
    const shortfallMethod = "tail-conditional" as const;
    expect(lossTail(ten, { confidence: 0.8, valueAtRisk: 8, shortfallMethod }).start).toBe(7);
    expect(lossTail(ten, { confidence: 0.8, valueAtRisk: 8.2, shortfallMethod }).start).toBe(8);
  });

  test("has weights that sum to 1, for any count and confidence", () => {
    const confidence = fc.double({ min: 0.01, max: 0.999, noNaN: true });
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 2000 }), confidence, (count, confidence) => {
        const sorted = new Float64Array(count);
        const { start, edgeWeight, weight } = lossTail(sorted, {
          confidence,
          valueAtRisk: 0,
          ...method,
        });
        expect(edgeWeight + weight * (count - start - 1)).toBeCloseTo(1, 9);
        expect(edgeWeight).toBeLessThanOrEqual(weight);
        expect(edgeWeight).toBeGreaterThan(0);
      }),
    );
  });
});

describe("expectedShortfallOf", () => {
  test("of equal losses is exactly that loss", () => {
    const sorted = new Float64Array(30).fill(0.1);
    const tail = lossTail(sorted, { confidence: 0.9, valueAtRisk: 0.1, ...method });
    expect(expectedShortfallOf(sorted, tail, 0.1)).toBe(0.1);
  });
});

describe("minimumObservations", () => {
  test("is 20 at 0.95, 40 at 0.975, 100 at 0.99, 1000 at 0.999, 2 at a half and below", () => {
    const confidences = [0.95, 0.975, 0.99, 0.999, 0.5, 0.1];
    expect(confidences.map(minimumObservations)).toEqual([20, 40, 100, 1000, 2, 2]);
  });
});
