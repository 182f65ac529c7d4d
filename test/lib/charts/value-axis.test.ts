import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { valueAxis } from "../../../lib/charts/value-axis.ts";

const values = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1 });
/** A value beyond the end by less than this is on it. */
function speck(sample: readonly number[]): number {
  return 1e-9 * Math.max(...sample.map(Math.abs)) + 1e-12;
}

const prices = fc.array(fc.double({ min: 1e-6, max: 1e6, noNaN: true }), { minLength: 1 });

describe("valueAxis", () => {
  it("holds every value, with its ticks inside", () => {
    fc.assert(
      fc.property(values, (sample) => {
        const { domain, ticks } = valueAxis({}, sample, 6);
        expect(domain[0]).toBeLessThanOrEqual(Math.min(...sample) + speck(sample));
        expect(domain[1]).toBeGreaterThanOrEqual(Math.max(...sample) - speck(sample));
        expect(ticks.every((tick) => tick >= domain[0] && tick <= domain[1])).toBe(true);
      }),
    );
  });

  it("on a log scale holds every price and has no more ticks than a reader wants", () => {
    fc.assert(
      fc.property(prices, (sample) => {
        const { domain, ticks } = valueAxis({ type: "log" }, sample, 5);
        expect(domain[0]).toBeLessThanOrEqual(Math.min(...sample) + speck(sample));
        expect(domain[1]).toBeGreaterThanOrEqual(Math.max(...sample) - speck(sample));
        expect(ticks.length, `${ticks}`).toBeLessThanOrEqual(7);
        expect(ticks.length, `${domain}: ${ticks}`).toBeGreaterThanOrEqual(1);
      }),
    );
  });

  it.each([
    [
      [80, 0.002],
      [0.001, 0.01, 0.1, 1, 10, 100],
    ],
    [
      [1.2, 9],
      [1, 2, 5, 10],
    ],
    [
      [1e-4, 9e5],
      [1e-4, 1e-2, 1, 100, 1e4, 1e6],
    ],
  ])("ticks prices %j at %j on a log scale", (sample, ticks) => {
    expect(valueAxis({ type: "log" }, sample, 6).ticks).toEqual(ticks);
  });

  it("includes zero where asked, keeps bounds where given, skips gaps", () => {
    expect(valueAxis({ zero: true }, [3, Number.NaN, 9], 5).domain).toEqual([0, 9]);
    expect(valueAxis({ domain: [-1, 1], nice: false }, [0.2], 4).domain).toEqual([-1, 1]);
  });

  it("puts a constant in the middle of an axis of its size", () => {
    expect(valueAxis({}, [100, 100], 5).domain).toEqual([90, 110]);
    expect(valueAxis({}, [0, 0], 5).domain).toEqual([-1, 1]);
    const { domain, ticks } = valueAxis({ type: "log" }, [7], 5);
    expect([domain[0] < 7, domain[1] > 7, ticks.length > 0]).toEqual([true, true, true]);
  });

  it("has an axis for nothing", () => {
    expect(valueAxis({}, [Number.NaN], 5).domain).toEqual([0, 1]);
    expect(valueAxis({ type: "log" }, [], 5).domain).toEqual([1, 10]);
  });
});
