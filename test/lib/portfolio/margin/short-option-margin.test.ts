import { describe, expect, test } from "vitest";
import { shortOptionMargin } from "../../../../lib/portfolio/margin/short-option-margin.ts";
import { expectClose } from "../../expect-close.ts";

const deribit = { initialRate: 0.15, leastInitialRate: 0.1, maintenanceRate: 0.075 };
const atTheMoney = {
  kind: "call",
  strike: 50_000,
  underlyingPrice: 50_000,
  markPrice: 0.05,
} as const;

describe("shortOptionMargin", () => {
  // doc.tslab.pro, Deribit margin requirements calculation.
  test("gives Deribit's margin of a call sold at the money", () => {
    const { initial, maintenance } = shortOptionMargin(atTheMoney, deribit);
    expectClose(initial, 0.2, { absolute: 1e-12, subject: "initial" });
    expectClose(maintenance, 0.125, { absolute: 1e-12, subject: "maintenance" });
  });

  test.each([
    ["a call 4 % out of the money", { strike: 52_000 }, 0.11 + 0.05, 0.125],
    ["a call far out of the money", { strike: 90_000 }, 0.1 + 0.05, 0.125],
    ["a call in the money", { strike: 40_000 }, 0.2, 0.125],
    ["a put 3 % out of the money", { kind: "put", strike: 48_500 }, 0.12 + 0.05, 0.125],
    ["a put worth more than a coin", { kind: "put", strike: 2e5, markPrice: 3 }, 3.225, 3.225],
  ] as const)("takes %s by its distance", (_, changes, initial, maintenance) => {
    const found = shortOptionMargin({ ...atTheMoney, ...changes }, deribit);
    expectClose(found.initial, initial, { absolute: 1e-12, subject: "initial" });
    expectClose(found.maintenance, maintenance, { absolute: 1e-12, subject: "maintenance" });
  });

  // OKX, Option Margin: b = 0.15, a = 0.1, c = 0.03 for BTC and 0.05 for ETH.
  test("takes OKX's rates as well", () => {
    const okx = { ...deribit, maintenanceRate: 0.03 };
    expectClose(shortOptionMargin(atTheMoney, okx).maintenance, 0.08, {
      absolute: 1e-12,
      subject: "maintenance",
    });
  });

  test.each([
    [{ strike: 0 }, "strike must be a positive"],
    [{ underlyingPrice: 0 }, "underlyingPrice must be a positive"],
    [{ markPrice: Number.NaN }, "markPrice must be"],
    [{ kind: "digital" as "call" }, "kind must be one of"],
  ])("refuses %j", (changes, message) => {
    expect(() => shortOptionMargin({ ...atTheMoney, ...changes }, deribit)).toThrow(message);
  });
});
