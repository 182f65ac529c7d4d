import { describe, expect, test } from "vitest";
import { futuresBasis } from "../../../lib/instruments/futures-basis.ts";
import { expectClose } from "../expect-close.ts";

describe("futuresBasis", () => {
  test("is 10 % a year for 2.5 % over a quarter, and gives the future back by its carry", () => {
    const found = futuresBasis({ future: 41_000, spot: 40_000, years: 0.25 });
    expect(found.basisUsd).toBe(1_000);
    expectClose(found.annualBasis, 0.1, { absolute: 1e-15, subject: "annual basis" });
    const again = 40_000 * Math.exp(found.carry * 0.25);
    expectClose(again, 41_000, { relative: 1e-14, subject: "future" });
  });

  test("is negative below spot and has no yearly rate at expiry", () => {
    expect(futuresBasis({ future: 39_000, spot: 40_000, years: 0.25 }).carry).toBeLessThan(0);
    expect(() => futuresBasis({ future: 1, spot: 1, years: 0 })).toThrow(
      "years must be a positive",
    );
  });
});
