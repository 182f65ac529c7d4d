import { describe, expect, test } from "vitest";
import { blackScholes } from "../../../lib/instruments/black-scholes.ts";
import type { OptionKind } from "../../../lib/instruments/european-option.ts";
import { mertonJump } from "../../../lib/instruments/merton-jump.ts";
import golden from "../../golden/option-prices.json" with { type: "json" };
import { expectClose } from "../expect-close.ts";

const model = {
  spot: 100,
  rate: 0.03,
  assetYield: 0.01,
  volatility: 0.5,
  jumpsPerYear: 3,
  meanLogJump: -0.15,
  logJumpDeviation: 0.2,
};

describe("mertonJump", () => {
  test.each(golden.haugMerton.rows)(
    "gives Haug's call at strike $strike, $years years, $jumpsPerYear jumps, share $shareOfVariance",
    ({ strike, years, jumpsPerYear, shareOfVariance, price }) => {
      const total = 0.25 ** 2;
      const jump = Math.sqrt((shareOfVariance * total) / jumpsPerYear);
      const found = mertonJump(
        { kind: "call", strike, years },
        {
          spot: 100,
          rate: 0.08,
          assetYield: 0,
          volatility: Math.sqrt((1 - shareOfVariance) * total),
          jumpsPerYear,
          meanLogJump: -(jump ** 2) / 2,
          logJumpDeviation: jump,
        },
      );
      expectClose(found, price, { absolute: golden.haugMerton.tolerance, subject: "price" });
    },
  );

  test.each(golden.merton)("agrees with 40 digits: $kind $strike, $jumpsPerYear jumps", (row) => {
    const found = mertonJump({ ...row, kind: row.kind as OptionKind }, row);
    expectClose(found, row.price, { relative: 1e-13, subject: "price" });
  });

  test("is blackScholes without jumps, and with jumps that do nothing", () => {
    const option = { kind: "put", strike: 90, years: 0.5 } as const;
    const plain = blackScholes(option, model);
    expect(mertonJump(option, { ...model, jumpsPerYear: 0 })).toBe(plain);
    const idle = mertonJump(option, { ...model, meanLogJump: 0, logJumpDeviation: 0 });
    expectClose(idle, plain, { relative: 1e-14, subject: "price" });
  });

  test("keeps put-call parity and is the payoff at expiry", () => {
    const price = (kind: OptionKind, years: number): number =>
      mertonJump({ kind, strike: 90, years }, model);
    const parity = 100 * Math.exp(-0.02) - 90 * Math.exp(-0.06);
    const found = price("call", 2) - price("put", 2);
    expectClose(found, parity, { absolute: 1e-12, subject: "parity" });
    expect([price("call", 0), price("put", 0)]).toEqual([10, 0]);
  });

  test("with very many small jumps approaches a diffusion of the same variance", () => {
    const option = { kind: "call", strike: 110, years: 1 } as const;
    const many = { ...model, volatility: 0.3, jumpsPerYear: 40_000, meanLogJump: 0 };
    const found = mertonJump(option, { ...many, logJumpDeviation: 0.4 / 200 });
    expectClose(found, blackScholes(option, model), { relative: 1e-5, subject: "price" });
  });

  test("refuses negative intensities and jumps whose mean is no number of dollars", () => {
    const option = { kind: "call", strike: 110, years: 1 } as const;
    expect(() => mertonJump(option, { ...model, jumpsPerYear: -1 })).toThrow("jumpsPerYear");
    expect(() => mertonJump(option, { ...model, logJumpDeviation: -1 })).toThrow("logJump");
    expect(() => mertonJump(option, { ...model, meanLogJump: 800 })).toThrow("must be finite");
  });
});
