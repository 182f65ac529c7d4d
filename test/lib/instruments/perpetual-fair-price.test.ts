import { describe, expect, test } from "vitest";
import {
  type PerpetualTerms,
  perpetualFairPrice,
} from "../../../lib/instruments/perpetual-fair-price.ts";
import { expectClose } from "../expect-close.ts";

const terms: PerpetualTerms = {
  settlement: "linear",
  spot: 10_000,
  rate: 0.04,
  assetYield: 0.02,
  fundingRate: 0.01,
  interestDifferential: 0.005,
  fundingIntervalYears: 0.25,
  anchor: "previous-spot",
};
const priceOf = (changes: Partial<PerpetualTerms>): number => {
  const found = perpetualFairPrice({ ...terms, ...changes });
  return found.found ? found.price : Number.NaN;
};

describe("perpetualFairPrice", () => {
  test("gives QuantLib's price of a linear perpetual with funding on the previous spot", () => {
    // QuantLib test-suite/perpetualfutures.cpp, testPerpetualFuturesValues (Ackerer, Hugonnier,
    // Jermann 2024, equation 12); tolerance 1e-6 relative.
    expectClose(priceOf({}), 10_025.104584997933, { relative: 1e-12, subject: "price" });
  });

  test("is the sum of its discounted funding stream, in all four discrete forms", () => {
    for (const settlement of ["linear", "inverse"] as const) {
      for (const anchor of ["previous-spot", "current-spot"] as const) {
        const growth = Math.exp((settlement === "linear" ? 0.02 : -0.02) * 0.25);
        const unit = anchor === "previous-spot" ? 1 : growth;
        const [k, gap] = [0.01 * unit, 0.005 * unit];
        let sum = 0;
        for (let i = 0; i < 20_000; i++) sum += ((k - gap) / (1 + k)) * (growth / (1 + k)) ** i;
        const expected = settlement === "linear" ? 10_000 * sum : 10_000 / sum;
        const found = priceOf({ settlement, anchor });
        expectClose(found, expected, { relative: 1e-12, subject: `${settlement} ${anchor}` });
      }
    }
  });

  test("gives the continuous closed forms, which frequent payments approach", () => {
    // QuantLib, same test: continuous time, funding 0.2 a year.
    const yearly = { fundingRate: 0.2, fundingIntervalYears: 0 };
    const subject = "price";
    expectClose(priceOf(yearly), (10_000 * 0.195) / 0.18, { relative: 1e-14, subject });
    const inverse = priceOf({ ...yearly, settlement: "inverse" });
    expectClose(inverse, (10_000 * 0.22) / 0.195, { relative: 1e-14, subject });
    const hours = 1 / 1095;
    const often = priceOf({
      fundingRate: 0.2 * hours,
      interestDifferential: 0.005 * hours,
      fundingIntervalYears: hours,
    });
    expectClose(often, priceOf(yearly), { relative: 1e-4, subject });
  });

  test("is spot when nothing is earned by holding coin or dollars", () => {
    const still = { rate: 0.03, assetYield: 0.03, interestDifferential: 0 };
    for (const settlement of ["linear", "inverse"] as const) {
      expectClose(priceOf({ ...still, settlement }), 10_000, {
        relative: 1e-14,
        subject: settlement,
      });
    }
  });

  test("says when funding is too weak to tie the price to spot", () => {
    for (const changes of [
      { fundingRate: 0.001 },
      { fundingRate: 0 },
      { interestDifferential: 0.01 },
      { fundingRate: 0.01, fundingIntervalYears: 0 },
    ]) {
      expect(perpetualFairPrice({ ...terms, ...changes })).toMatchObject({
        found: false,
        code: "no-fair-price",
      });
    }
    expect(() => perpetualFairPrice({ ...terms, spot: 0 })).toThrow("spot must be a positive");
    expect(() => perpetualFairPrice({ ...terms, rate: Number.NaN })).toThrow("rate must be finite");
  });
});
