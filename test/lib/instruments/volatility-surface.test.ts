import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sviAt } from "../../../lib/instruments/svi.ts";
import { volatilityAt, volatilityWithForward } from "../../../lib/instruments/volatility-at.ts";
import {
  surfaceVolatility,
  surfaceWithForward,
} from "../../../lib/instruments/volatility-surface.ts";
import { shockMarket } from "../../../lib/scenario/revalue.ts";
import { expectClose } from "../expect-close.ts";
import { market } from "../portfolio/fixtures.ts";

const month = { a: 0.02, b: 0.1, rho: -0.4, m: 0.02, sigma: 0.15 };
const quarter = { a: 0.06, b: 0.12, rho: -0.3, m: 0.03, sigma: 0.2 };
const surface = {
  slices: [
    { years: 0.1, forward: 40_000, svi: month },
    { years: 0.3, forward: 41_000, svi: quarter },
  ],
};

describe("surfaceVolatility", () => {
  test("is the smile's own at its expiry", () => {
    for (const k of [-0.5, 0, 0.4]) {
      const found = surfaceVolatility(surface, { strike: 41_000 * Math.exp(k), years: 0.3 });
      const expected = Math.sqrt(sviAt(quarter, k).variance / 0.3);
      expectClose(found, expected, { relative: 1e-13, subject: `k ${k}` });
    }
  });

  test("interpolates total variance in time along equal moneyness", () => {
    const forward = Math.sqrt(40_000 * 41_000);
    for (const k of [-0.3, 0, 0.2]) {
      const found = surfaceVolatility(surface, { strike: forward * Math.exp(k), years: 0.2 });
      const variance = (sviAt(month, k).variance + sviAt(quarter, k).variance) / 2;
      expectClose(found, Math.sqrt(variance / 0.2), { relative: 1e-13, subject: `k ${k}` });
    }
  });

  test("keeps the volatility of a moneyness before the first and beyond the last expiry", () => {
    const at = (years: number): number => surfaceVolatility(surface, { strike: 45_000, years });
    expect(at(0.001)).toBe(at(0.1));
    expect(at(0)).toBe(at(0.1));
    expect(at(5)).toBe(at(0.3));
  });

  test("never lets total variance fall in time where its smiles do not", () => {
    const draws = fc.double({ min: -0.6, max: 0.6, noNaN: true });
    const times = fc.double({ min: 0.01, max: 0.9, noNaN: true });
    const level = { slices: surface.slices.map((slice) => ({ ...slice, forward: 40_000 })) };
    fc.assert(
      fc.property(draws, times, (k, years) => {
        const strike = 40_000 * Math.exp(k);
        const at = (time: number): number =>
          surfaceVolatility(level, { strike, years: time }) ** 2 * time;
        return at(years * 1.01) >= at(years) - 1e-15;
      }),
    );
  });

  test("refuses no slices, slices out of order, and a variance below 0", () => {
    const point = { strike: 1, years: 0.2 };
    expect(() => surfaceVolatility({ slices: [] }, point)).toThrow("at least one: none");
    const reversed = { slices: [...surface.slices].reverse() };
    expect(() => surfaceVolatility(reversed, point)).toThrow("by rising years: 0.1 after 0.3");
    const below = { slices: [{ years: 1, forward: 1, svi: { ...month, a: -1 } }] };
    expect(() => surfaceVolatility(below, point)).toThrow("must be >= 0");
  });
});

describe("a surface in a move of the market", () => {
  const point = { strike: 36_000, years: 0.2 };
  const priced = { ...market, volatility: { BTC: surface } };
  const moved = (move: object) =>
    volatilityAt(
      shockMarket(priced, new Map([["BTC", { return: -0.1, ...move }]])).volatility!.BTC!,
      point,
    );

  test("keeps the volatility of the strike, or of the moneyness, as the move says", () => {
    expect(moved({})).toBe(surfaceVolatility(surface, point));
    const sticky = moved({ stickiness: "moneyness" });
    const same = surfaceVolatility(surface, { strike: 40_000, years: 0.2 });
    expectClose(sticky, same, { relative: 1e-13, subject: "sticky moneyness" });
    expect(sticky).toBeLessThan(moved({}));
  });

  test("is shifted after that, and shifts add up", () => {
    const shifted = moved({
      stickiness: "moneyness",
      volatility: { relative: 0.5, absolute: 0.1 },
    });
    const same = surfaceVolatility(surface, { strike: 40_000, years: 0.2 });
    expectClose(shifted, same * 1.5 + 0.1, { relative: 1e-13, subject: "shifted" });
  });

  test("of a coin worth nothing has no smile left, and a flat volatility none to move", () => {
    const dead = surfaceWithForward(surface, 0);
    const flat = Math.sqrt(sviAt(month, 0).variance / 0.1);
    expectClose(surfaceVolatility(dead, { strike: 1, years: 0.05 }), flat, {
      relative: 1e-13,
      subject: "volatility",
    });
    expect(volatilityWithForward(0.6, 0.5)).toBe(0.6);
  });
});
