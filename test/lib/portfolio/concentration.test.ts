import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { concentration, concentrationOf } from "../../../lib/portfolio/concentration.ts";
import { book, market, perpetual, position } from "./fixtures.ts";

describe("concentrationOf", () => {
  test("of four equal parts is 1/4, worth four parts, normalised 0 (by definition, 1e-12)", () => {
    const { hhi, effectiveNumber, normalised, largestShare } = concentrationOf([
      0.25, 0.25, 0.25, 0.25,
    ]);
    expect(hhi).toBeCloseTo(0.25, 12);
    expect(effectiveNumber).toBeCloseTo(4, 12);
    expect(normalised).toBeCloseTo(0, 12);
    expect(largestShare).toBe(0.25);
  });

  test("of shares 1/2, 3/10, 1/5 is 0.38", () => {
    expect(concentrationOf([5, 3, 2]).hhi).toBeCloseTo(0.38, 15);
    expect(concentrationOf([5, 3, 2]).normalised).toBeCloseTo((0.38 - 1 / 3) / (2 / 3), 15);
  });

  test("of 200,000 equal parts is their inverse", () => {
    expect(concentrationOf(new Float64Array(200_000).fill(3)).effectiveNumber).toBeCloseTo(2e5, 4);
  });

  test("of one part is 1", () => {
    expect(concentrationOf([7])).toEqual({
      hhi: 1,
      effectiveNumber: 1,
      normalised: 1,
      largestShare: 1,
      parts: 1,
    });
  });

  test("lies between 1 / parts and 1, whatever the scale", () => {
    const weights = fc.array(fc.double({ min: 1e-6, max: 1e300, noNaN: true }), { minLength: 1 });
    fc.assert(
      fc.property(weights, (values) => {
        const { hhi, parts, normalised, largestShare } = concentrationOf(values);
        expect(hhi).toBeGreaterThanOrEqual((1 / parts) * (1 - 1e-12));
        expect(hhi).toBeLessThanOrEqual(1 + 1e-12);
        expect(normalised).toBeGreaterThanOrEqual(0);
        expect(largestShare ** 2).toBeLessThanOrEqual(hhi * (1 + 1e-12));
      }),
    );
  });

  test.each([
    [[], "weights must have at least 1 observation: 0"],
    [[1, -1], "weights[1] must be zero or a positive number: -1"],
    [[1, Number.NaN], "weights[1] must be finite: NaN"],
    [[0, 0], "weights must not all be zero"],
  ])("refuses %j", (weights, message) => {
    expect(() => concentrationOf(weights)).toThrow(message);
  });
});

describe("concentration", () => {
  test("counts long and short alike, largest first", () => {
    const mixed = book([
      position(),
      position({ id: "p2", instrument: perpetual("BTC"), quantity: -2 }),
      position({ id: "p3", trader: "bob", instrument: perpetual("SOL"), quantity: 400 }),
    ]);
    const byAsset = concentration(mixed, market, "asset");
    expect(byAsset).toMatchObject({ largest: "BTC", largestShare: 0.8, parts: 2 });
    expect(byAsset.hhi).toBeCloseTo(0.68, 12);
    expect(byAsset.shares).toEqual([
      { key: "BTC", share: 0.8, grossUsd: 160_000 },
      { key: "SOL", share: 0.2, grossUsd: 40_000 },
    ]);
    expect(concentration(mixed, market, "trader").largest).toBe("ann");
  });
});
