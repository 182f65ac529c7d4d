import { describe, expect, test } from "vitest";
import type { Instrument } from "../../../lib/instruments/instrument.ts";
import { instrumentName } from "../../../lib/instruments/instrument.ts";
import {
  contractNotionalUsd,
  contractPnlUsd,
  contractValueUsd,
} from "../../../lib/instruments/valuation.ts";

const spot: Instrument = { type: "spot", underlying: "BTC" };
const terms = { underlying: "BTC", contractSize: 0.01 } as const;
const linear: Instrument = { type: "perpetual", settlement: "linear", ...terms };
const prices = { entryPrice: 30_000, price: 33_000 };

const unvalued: readonly [string, Instrument][] = [
  ["BTC inverse perpetual", { type: "perpetual", settlement: "inverse", ...terms }],
  [
    "BTC linear future 2022-06-24",
    { type: "future", settlement: "linear", expiry: "2022-06-24", ...terms },
  ],
  [
    "BTC inverse put 25000 2022-06-24",
    {
      type: "option",
      settlement: "inverse",
      expiry: "2022-06-24",
      strike: 25_000,
      kind: "put",
      ...terms,
    },
  ],
];

describe("a contract", () => {
  test("of spot is worth the price of the coin", () => {
    expect(contractValueUsd(spot, prices)).toBe(33_000);
    expect(contractNotionalUsd(spot, 33_000)).toBe(33_000);
  });

  test("of a linear perpetual is worth size × (price - entry price)", () => {
    expect(contractValueUsd(linear, prices)).toBe(30);
    expect(contractNotionalUsd(linear, 33_000)).toBe(330);
  });

  test("has made units × (price - entry price), whether spot or perpetual", () => {
    expect(contractPnlUsd(spot, prices)).toBe(3_000);
    expect(contractPnlUsd(linear, prices)).toBe(30);
  });

  test.each(unvalued)("of %s is refused as not yet valued", (name, instrument) => {
    expect(instrumentName(instrument)).toBe(name);
    const refused = `${name} is not yet valued: spot and linear perpetuals are`;
    expect(() => contractNotionalUsd(instrument, 1)).toThrow(new RangeError(refused));
    expect(() => contractValueUsd(instrument, prices)).toThrow(refused);
    expect(() => contractPnlUsd(instrument, prices)).toThrow(refused);
  });
});
