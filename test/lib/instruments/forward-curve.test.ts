import { describe, expect, test } from "vitest";
import { type ForwardPoint, forwardOnCurve } from "../../../lib/instruments/forward-curve.ts";
import { yearsToExpiry } from "../../../lib/instruments/time-to-expiry.ts";
import { expectClose } from "../expect-close.ts";

const moment = { date: "2023-01-01", hourUtc: 8 };
const points: ForwardPoint[] = [
  { expiry: "2023-06-30", price: 110 },
  { expiry: "2023-03-31", price: 104 },
];
const at = (expiry: string, curve: readonly ForwardPoint[] = points, spot = 100): number =>
  forwardOnCurve(curve, { spot, years: yearsToExpiry(expiry, moment), moment });

describe("forwardOnCurve", () => {
  test("gives the futures at their expiries and spot now", () => {
    expectClose(at("2023-03-31"), 104, { relative: 1e-14, subject: "first" });
    expectClose(at("2023-06-30"), 110, { relative: 1e-14, subject: "second" });
    expect(at("2023-01-01")).toBe(100);
  });

  test("grows exponentially between points, and beyond the last at its carry from spot", () => {
    const between = 100 * (104 / 100) ** (45 / 89);
    expectClose(at("2023-02-15"), between, { relative: 1e-13, subject: "before the first" });
    const years = yearsToExpiry("2023-06-30", moment);
    const carry = Math.log(110 / 100) / years;
    const far = 100 * Math.exp(carry * yearsToExpiry("2024-01-01", moment));
    expectClose(at("2024-01-01"), far, { relative: 1e-13, subject: "beyond" });
  });

  test("leaves out what expired; is spot without points, 0 for a coin worth nothing", () => {
    expect(at("2023-02-01", [{ expiry: "2022-12-30", price: 50 }])).toBe(100);
    expect(at("2023-02-01", [])).toBe(100);
    expect(at("2023-02-01", points, 0)).toBe(0);
  });

  test("refuses prices that are none", () => {
    expect(() => at("2023-02-01", [{ expiry: "2023-03-31", price: 0 }])).toThrow(
      "forward for 2023-03-31 must be a positive number: 0",
    );
  });
});
