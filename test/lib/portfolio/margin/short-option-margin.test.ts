import { describe, expect, test } from "vitest";
import { shortOptionMargin } from "../../../../lib/portfolio/margin/short-option-margin.ts";
import { standardOptionMargin } from "../../../../lib/portfolio/margin/standard-option-margin.ts";
import { positionValueCoin } from "../../../../lib/portfolio/position-value.ts";
import { expectClose } from "../../expect-close.ts";
import { position } from "../fixtures.ts";

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

describe("standardOptionMargin", () => {
  const model = standardOptionMargin({ default: deribit });
  const market = { asOf: "2022-05-05", spot: { BTC: 40_000 }, volatility: { BTC: 0.8 } };
  const call = { type: "option", underlying: "BTC", settlement: "inverse" } as const;
  const terms = { contractSize: 1, expiry: "2022-05-27", strike: 40_000, kind: "call" } as const;
  const held = (id: string, quantity: number, changes = {}) =>
    position({ id, quantity, entryPrice: 0.05, instrument: { ...call, ...terms, ...changes } });

  test("takes each contract sold at its own mark, in dollars", () => {
    const [coin] = [positionValueCoin(held("a", 1), market)];
    const { initialUsd, maintenanceUsd } = model([held("a", -3)], market);
    expectClose(initialUsd, 3 * 40_000 * (0.15 + coin!), { relative: 1e-12, subject: "initial" });
    expectClose(maintenanceUsd, 3 * 40_000 * (0.075 + coin!), {
      relative: 1e-12,
      subject: "maintenance",
    });
  });

  test("asks the same of an option that settles in dollars, and nothing of one bought", () => {
    const linear = model([held("a", -3, { settlement: "linear" })], market);
    const inverse = model([held("a", -3)], market);
    expectClose(linear.initialUsd, inverse.initialUsd, { relative: 1e-12, subject: "initial" });
    expect(model([held("a", 3)], market)).toEqual({ initialUsd: 0, maintenanceUsd: 0 });
  });

  test("nets one contract and offsets nothing else", () => {
    const one = model([held("a", -1)], market);
    expect(model([held("a", -3), held("b", 2)], market)).toEqual(one);
    const put = held("c", 5, { kind: "put" });
    expect(model([held("a", -1), put], market)).toEqual(one);
  });

  test("is an error for an option without a value or terms, and for what is no option", () => {
    expect(() => model([held("a", 1)], { ...market, volatility: {} })).toThrow(
      "must have a volatility",
    );
    expect(() => standardOptionMargin({})([held("a", 1)], market)).toThrow("terms must have BTC");
    expect(() => model([position({ id: "spot" })], market)).toThrow(
      "position spot must be an option",
    );
  });
});
