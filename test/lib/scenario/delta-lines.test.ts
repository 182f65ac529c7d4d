import { describe, expect, test } from "vitest";
import type { Instrument } from "../../../lib/instruments/instrument.ts";
import { deltaLines } from "../../../lib/scenario/delta-lines.ts";
import { expectClose } from "../expect-close.ts";
import { book, perpetual, position } from "../portfolio/fixtures.ts";

const market = { asOf: "2022-05-05", spot: { BTC: 40_000, USD: 1 }, volatility: { BTC: 0.7 } };
const option = (settlement: "linear" | "inverse", strike: number): Instrument => ({
  type: "option",
  underlying: "BTC",
  settlement,
  contractSize: 1,
  expiry: "2022-06-24",
  strike,
  kind: "call",
});
const inverse: Instrument = {
  type: "perpetual",
  underlying: "BTC",
  settlement: "inverse",
  contractSize: 100,
};

describe("deltaLines", () => {
  test("is the notional of spot and linear contracts, short ones negative", () => {
    const lines = deltaLines(
      book([
        position(),
        position({ id: "p2", instrument: perpetual("BTC"), quantity: -3, entryPrice: 35_000 }),
      ]),
      market,
    );
    lines.forEach(({ deltaUsd, notionalUsd, position: subject }) => {
      expectClose(deltaUsd, notionalUsd, { relative: 1e-9, subject });
    });
    expect(lines[1]!.deltaUsd).toBeLessThan(0);
  });

  test("is dollars × price / entry for an inverse contract: its coins move with the price", () => {
    const held = position({ instrument: inverse, quantity: 1000, entryPrice: 30_000 });
    const [line] = deltaLines(book([held]), market);
    expectClose(line!.deltaUsd, (100_000 * 40_000) / 30_000, { relative: 1e-8, subject: "delta" });
    expect(line!.notionalUsd).toBe(100_000);
  });

  test.each(["linear", "inverse"] as const)(
    "is the closed-form exposure of an option to seven digits, settled %s",
    (settlement) => {
      for (const strike of [30_000, 40_000, 55_000]) {
        const held = position({ instrument: option(settlement, strike), entryPrice: 0.05 });
        const [line] = deltaLines(book([held]), market);
        const tolerance = { relative: 1e-7, subject: `strike ${strike}` };
        expectClose(line!.deltaUsd, line!.notionalUsd, tolerance);
      }
    },
  );
});
