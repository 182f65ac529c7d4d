import { describe, expect, test } from "vitest";
import {
  accruedFunding,
  fundingFlows,
  fundingPayment,
} from "../../../lib/instruments/funding-payment.ts";
import type { PerpetualInstrument, Settlement } from "../../../lib/instruments/instrument.ts";
import { expectClose } from "../expect-close.ts";

const perpetual = (settlement: Settlement, contractSize: number): PerpetualInstrument => ({
  type: "perpetual",
  underlying: "BTC",
  settlement,
  contractSize,
});
const linear = perpetual("linear", 1);
const inverse = perpetual("inverse", 1);
const time = { mark: 50_000, rate: 0.0001 };

describe("fundingPayment", () => {
  test("of one coin long at 50,000 and 0.01 % is 5 dollars paid", () => {
    // FLOX tests/test_funding_schedule.cpp; tolerance 1e-9.
    const paid = fundingPayment({ instrument: linear, quantity: 1 }, time);
    expectClose(paid, -5, { absolute: 1e-9, subject: "payment" });
    expect(fundingPayment({ instrument: linear, quantity: -1 }, time)).toBe(-paid);
  });

  test("of an inverse contract is in coins, dollars over mark × rate", () => {
    const paid = fundingPayment({ instrument: inverse, quantity: 50_000 }, time);
    expectClose(paid, -0.0001, { absolute: 1e-18, subject: "BTC" });
  });

  test("is nothing for a rate of 0, and refused without a mark or rate", () => {
    const holding = { instrument: linear, quantity: 3 };
    expect(fundingPayment(holding, { mark: 1, rate: 0 })).toBe(0);
    expect(() => fundingPayment(holding, { mark: 0, rate: 1 })).toThrow("mark must be a positive");
    expect(() => fundingPayment(holding, { mark: 1, rate: Number.NaN })).toThrow("rate must be");
  });
});

describe("fundingFlows", () => {
  test("adds up the payments of every time in the settlement currency", () => {
    const times = [time, { mark: 40_000, rate: -0.002 }, { mark: 45_000, rate: 0.0001 }];
    const { amounts, total, unit } = fundingFlows({ instrument: linear, quantity: 2 }, times);
    expect([...amounts]).toEqual([-10, 160, -9]);
    expect([total, unit]).toEqual([141, "USD"]);
    expect(fundingFlows({ instrument: inverse, quantity: 2 }, times).unit).toBe("BTC");
    expect(fundingFlows({ instrument: inverse, quantity: 2 }, []).total).toBe(0);
  });

  test("names the time whose rate is missing instead of taking it for 0", () => {
    const times = [time, { mark: 40_000, rate: Number.NaN }];
    const flows = (): unknown => fundingFlows({ instrument: linear, quantity: 2 }, times);
    expect(flows).toThrow("times[1].rate must be finite: NaN");
  });
});

describe("accruedFunding", () => {
  test("grows evenly to the payment", () => {
    const holding = { instrument: linear, quantity: 1 };
    expect(accruedFunding(holding, time, { elapsed: 0.25 })).toBe(-1.25);
    expect(accruedFunding(holding, time, { elapsed: 1 })).toBe(fundingPayment(holding, time));
    expect(() => accruedFunding(holding, time, { elapsed: 8 })).toThrow("elapsed must be a share");
  });
});
