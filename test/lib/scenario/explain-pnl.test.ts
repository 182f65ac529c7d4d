import { describe, expect, test } from "vitest";
import { black76Greeks } from "../../../lib/instruments/greeks.ts";
import { explainPnl, positionSensitivities } from "../../../lib/scenario/explain-pnl.ts";
import { shockMarket } from "../../../lib/scenario/revalue.ts";
import { expectClose } from "../expect-close.ts";
import { market, perpetual, position } from "../portfolio/fixtures.ts";

const before = { ...market, volatility: { BTC: 0.7 } };
const call = position({
  id: "call",
  instrument: {
    type: "option",
    underlying: "BTC",
    settlement: "linear",
    contractSize: 1,
    expiry: "2022-06-24",
    strike: 42_000,
    kind: "call",
  },
  quantity: -3,
  entryPrice: 3000,
});
const years = (49 + 8 / 24) / 365;

describe("positionSensitivities", () => {
  test("are the closed greeks of a linear option, in their units", () => {
    const greeks = black76Greeks(
      { kind: "call", strike: 42_000, years },
      { forward: 40_000, rate: 0, volatility: 0.7 },
    );
    const found = positionSensitivities(call, before);
    const subject = "sensitivity";
    expectClose(found.deltaUsd, -3 * greeks.delta * 40_000, { relative: 1e-5, subject });
    expectClose(found.gammaUsd, -3 * greeks.gamma * 40_000 ** 2, { relative: 1e-4, subject });
    expectClose(found.vegaUsd, -3 * greeks.vegaPerVolPoint * 100, { relative: 1e-6, subject });
    expectClose(found.thetaUsdPerDay, -3 * greeks.thetaPerDay, { relative: 1e-5, subject });
  });

  test("see that an inverse contract's profit in coins is exposed to the coin: N S / entry", () => {
    const inverse = position({
      instrument: { ...perpetual("BTC", 100), settlement: "inverse" } as never,
      quantity: 500,
      entryPrice: 50_000,
    });
    const found = positionSensitivities(inverse, before);
    expectClose(found.deltaUsd, (50_000 * 40_000) / 50_000, { relative: 1e-9, subject: "delta" });
  });
});

describe("explainPnl", () => {
  const after = {
    ...shockMarket(before, new Map([["BTC", { return: -0.02, volatility: { absolute: 0.03 } }]])),
    asOf: "2022-05-06",
  };

  test("sums to full revaluation plus funding, with a small residual for a small move", () => {
    const [found] = explainPnl([call], { before, after, fundingUsd: { call: 12 } });
    const { totalUsd, residualUsd, deltaUsd, gammaUsd, basisUsd, vegaUsd, thetaUsd } = found!;
    const sum = deltaUsd + gammaUsd + basisUsd + vegaUsd + thetaUsd + 12 + residualUsd;
    expectClose(sum, totalUsd, { absolute: 1e-9, subject: "sum" });
    expect(Math.abs(residualUsd)).toBeLessThan(0.02 * Math.abs(deltaUsd));
    // A short call: gains as it falls, loses by gamma and vega, gains by time.
    expect([deltaUsd > 0, gammaUsd < 0, vegaUsd < 0, thetaUsd > 0]).toEqual([
      true,
      true,
      true,
      true,
    ]);
  });

  test("leaves nothing for a linear contract, and calls basis what the mark moved beyond spot", () => {
    const perp = position({ instrument: perpetual("BTC") });
    const moved = shockMarket(before, new Map([["BTC", { return: -0.1, perpetualBasis: -0.01 }]]));
    const [found] = explainPnl([perp], { before, after: moved });
    expectClose(found!.deltaUsd, -8000, { relative: 1e-9, subject: "delta" });
    expectClose(found!.basisUsd, -720, { relative: 1e-9, subject: "basis" });
    expectClose(found!.residualUsd, 0, { absolute: 1e-6, subject: "residual" });
  });

  // 40,000 dollars entered at 80,000, half of them lost at 40,000: a mark 1 % lower pays 1 / 99 of a coin less.
  test("calls basis of an inverse contract what its mark costs in coins, at half its entry too", () => {
    const inverse = position({
      quantity: 40_000,
      entryPrice: 80_000,
      instrument: { type: "perpetual", underlying: "BTC", settlement: "inverse", contractSize: 1 },
    });
    const moved = shockMarket(before, new Map([["BTC", { return: 0, perpetualBasis: -0.01 }]]));
    const [found] = explainPnl([inverse], { before, after: moved });
    expectClose(found!.totalUsd, -40_000 / 99, { relative: 1e-9, subject: "total" });
    expectClose(found!.basisUsd, -400, { relative: 1e-6, subject: "basis" });
    expectClose(found!.residualUsd, 400 - 40_000 / 99, { absolute: 1e-3, subject: "residual" });
  });

  test("is zero for long and short of one contract together", () => {
    const long = { ...call, id: "long", quantity: 3 };
    const parts = explainPnl([call, long], { before, after });
    for (const key of ["totalUsd", "deltaUsd", "gammaUsd", "vegaUsd", "thetaUsd"] as const) {
      expectClose(parts[0]![key] + parts[1]![key], 0, { absolute: 1e-9, subject: key });
    }
  });

  test("refuses time that runs backwards and funding that is no number", () => {
    expect(() => explainPnl([call], { before: after, after: before })).toThrow(
      "after must not lie before 2022-05-06: 2022-05-05",
    );
    expect(() => explainPnl([call], { before, after, fundingUsd: { call: Number.NaN } })).toThrow(
      "fundingUsd of call must be finite: NaN",
    );
    const dead = { ...before, spot: { ...before.spot, BTC: 0 } };
    expect(() => explainPnl([position()], { before: dead, after: before })).toThrow(
      "price of BTC in the market before must be a positive number: 0",
    );
  });
});
