import { expect, test } from "vitest";
import { halfLife } from "../../../lib/market/half-life.ts";

test("halfLife: that many periods leave a half", () => {
  for (const persistence of [0.01, 0.5, 0.94, 0.9591, 0.999999]) {
    expect(persistence ** halfLife(persistence)).toBeCloseTo(0.5, 9);
  }
  expect(halfLife(0.5)).toBe(1);
});

test("halfLife: Infinity where nothing fades, 0 where nothing stays, NaN refused", () => {
  expect([halfLife(1), halfLife(1.2)]).toEqual([Infinity, Infinity]);
  expect([halfLife(0), halfLife(-0.3)]).toEqual([0, 0]);
  expect(() => halfLife(Number.NaN)).toThrow("persistence must be finite: NaN");
});
