import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fundingRate, markPrice, premiumIndex } from "../../../lib/instruments/funding-rate.ts";
import { expectClose } from "../expect-close.ts";

const usual = { premium: 0.0002, interest: 0.0001, clamp: 0.0005 };

describe("fundingRate", () => {
  test("is the interest while the premium is within the clamp of it", () => {
    // F = P + clamp(I - P, 0.05 %, -0.05 %); funding pages of PrimeBit and Gate.io; tolerance 1e-12.
    expectClose(fundingRate(usual), 0.0001, { absolute: 1e-12, subject: "rate" });
    expect(fundingRate({ ...usual, premium: 0.0006 })).toBe(0.0001);
  });

  test("follows the premium beyond it, on either side, up to the cap", () => {
    const at = (premium: number, cap?: number): number =>
      fundingRate({ ...usual, premium, ...(cap === undefined ? {} : { cap }) });
    expectClose(at(0.002), 0.0015, { absolute: 1e-15, subject: "above" });
    expectClose(at(-0.002), -0.0015, { absolute: 1e-15, subject: "below" });
    expect(at(0.05, 0.0075)).toBe(0.0075);
    expect(at(-0.05, 0.0075)).toBe(-0.0075);
    expect(at(0.0002, 0)).toBe(0);
  });

  test("rises with the premium and stays within the clamp of it", () => {
    const premiums = fc.double({ min: -0.05, max: 0.05, noNaN: true });
    fc.assert(
      fc.property(premiums, premiums, (a, b) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        const at = (premium: number): number => fundingRate({ ...usual, premium });
        return at(low) <= at(high) && Math.abs(at(a) - a) <= 0.0005 + 1e-15;
      }),
    );
  });

  test("refuses NaN and a negative clamp", () => {
    expect(() => fundingRate({ ...usual, premium: Number.NaN })).toThrow("premium must be finite");
    expect(() => fundingRate({ ...usual, clamp: -1 })).toThrow("clamp");
    expect(() => fundingRate({ ...usual, cap: Number.NaN })).toThrow("cap");
  });
});

describe("premiumIndex", () => {
  test("is 0 inside the impact prices, positive above the index, negative below it", () => {
    const at = (index: number): number => premiumIndex({ impactBid: 99, impactAsk: 101, index });
    expect(at(100)).toBe(0);
    expectClose(at(90), 0.1, { absolute: 1e-15, subject: "rich" });
    expectClose(at(110), -9 / 110, { absolute: 1e-15, subject: "cheap" });
    expect(() => at(0)).toThrow("index must be a positive number: 0");
  });
});

describe("markPrice", () => {
  const terms = { index: 100, fundingRate: 0.01, untilFunding: 0.5, averageBasis: 0.2, last: 90 };

  test("is the median of funding, basis and last price: one flash print moves it little", () => {
    expectClose(markPrice(terms), 100.2, { absolute: 1e-12, subject: "print below" });
    expectClose(markPrice({ ...terms, last: 150 }), 100.5, { absolute: 1e-12, subject: "above" });
    expect(markPrice({ ...terms, last: 100.3 })).toBe(100.3);
  });

  test("refuses a share of the interval beyond 1", () => {
    expect(() => markPrice({ ...terms, untilFunding: 8 })).toThrow(
      "untilFunding must be in [0, 1]",
    );
  });
});
