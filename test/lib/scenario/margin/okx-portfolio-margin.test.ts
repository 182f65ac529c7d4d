import { describe, expect, test } from "vitest";
import { loadMarginModel } from "../../../../lib/data/load-margin-model.ts";
import { black76 } from "../../../../lib/instruments/black76.ts";
import {
  type OkxModel,
  okxPortfolioMargin,
} from "../../../../lib/scenario/margin/okx-portfolio-margin.ts";
import { expectClose } from "../../expect-close.ts";
import { perpetual, market as plain } from "../../portfolio/fixtures.ts";
import { future, type Held, holdings, inversePerpetual, option } from "./positions.ts";

const model = loadMarginModel("data/parameters/okx-2025-01.json") as OkxModel;
const before = loadMarginModel("data/parameters/okx-2024-12.json") as OkxModel;
const market = { ...plain, volatility: { BTC: 0.8, ETH: 1 } };
const partsOf = (...held: readonly Held[]) =>
  okxPortfolioMargin(holdings(...held), market, model).units[0]!.parts;
const linear = { settlement: "linear" } as const;

describe("okxPortfolioMargin", () => {
  // The notice of 2 January 2025.
  test.each([
    [model, [0, 0.04, 0.08, 0.12], 0.24, 0.05],
    [before, [0, 0.05, 0.1, 0.15], 0.3, 0.075],
  ])(
    "has the price moves of OKX's notice",
    ({ terms }, spotShocks, extremeMove, basisAnnualMove) => {
      for (const asset of ["BTC", "ETH"]) {
        expect(terms[asset]).toMatchObject({ spotShocks, extremeMove, basisAnnualMove });
      }
      expect(terms.SOL).toMatchObject({ spotShocks: [0, 0.08, 0.16, 0.25] });
    },
  );

  test("asks 12 % of a perpetual's notional, which half of twice the move equals", () => {
    const { units, maintenanceUsd, initialUsd } = okxPortfolioMargin(
      holdings([-10, perpetual("BTC")]),
      market,
      model,
    );
    const { parts, worst, arrays } = units[0]!;
    expectClose(parts.MR1!, 48_000, { relative: 1e-12, subject: "MR1" });
    expectClose(parts.MR6!, 48_000, { relative: 1e-12, subject: "MR6" });
    expectClose(parts.MR7!, 200, { relative: 1e-12, subject: "MR7" });
    expect(parts).toMatchObject({ MR2: 0, MR3: 0, MR4: 0, MR5: 0 });
    expect(worst.scenario).toBe("+12 %, volatility up");
    expect(arrays[0]!.scenarios).toHaveLength(21);
    expectClose(maintenanceUsd, 48_000, { relative: 1e-12, subject: "maintenance" });
    expectClose(initialUsd, 1.3 * 48_000, { relative: 1e-12, subject: "initial" });
  });

  test("merges what settles in dollars and in coins", () => {
    // A hedge in dollars terms: a coin long, its worth in dollars short.
    const { units } = okxPortfolioMargin(
      holdings([1, perpetual("BTC")], [-40_000, inversePerpetual()]),
      market,
      model,
    );
    expect(units).toHaveLength(1);
    expectClose(units[0]!.parts.MR1!, 0, { absolute: 1e-9, subject: "MR1" });
  });

  test("charges the time value that a long option loses in a day (MR2)", () => {
    const call = { kind: "call", strike: 40_000 } as const;
    const worth = (hours: number): number =>
      black76({ ...call, years: hours / 24 / 365 }, { forward: 4e4, rate: 0, volatility: 0.8 });
    const left = 21 * 24 + 8;
    const { MR2 } = partsOf([2, option("call", 40_000, linear)]);
    expectClose(MR2!, 2 * (worth(left) - worth(left - 24)), { absolute: 1e-8, subject: "MR2" });
    expect(partsOf([-2, option("call", 40_000, linear)]).MR2).toBe(0);
  });

  test("charges the vega that expiries offset, and none within one (MR3)", () => {
    const late = option("call", 40_000, { ...linear, expiry: "2022-09-30" });
    expect(partsOf([-2, option("call", 4e4, linear)], [1, option("put", 4e4, linear)]).MR3).toBe(0);
    const alone = [partsOf([5, option("call", 40_000, linear)]), partsOf([-2, late])];
    expect(alone.map(({ MR3 }) => MR3)).toEqual([0, 0]);
    const calendar = partsOf([5, option("call", 40_000, linear)], [-2, late]);
    expect(calendar.MR3).toBeGreaterThan(0);
  });

  test("charges each expiry's forward for its move against spot (MR4)", () => {
    const years = (days: number): number => (days - 1 + 8 / 24) / 365;
    const spread = partsOf(
      [10, future("2022-06-24", "linear")],
      [-10, future("2022-09-30", "linear")],
    );
    const near = 4e5 * -Math.expm1(-0.05 * years(50));
    const far = 4e5 * Math.expm1(0.05 * years(148));
    expectClose(spread.MR4!, near + far, { relative: 1e-9, subject: "MR4" });
    expectClose(spread.MR1!, 0, { absolute: 1e-9, subject: "MR1" });
  });

  test("charges the discount of an option's price as the rate rises (MR5)", () => {
    const years = (21 + 8 / 24) / 365;
    const price = black76(
      { kind: "put", strike: 50_000, years },
      { forward: 40_000, rate: 0, volatility: 0.8 },
    );
    const { MR5 } = partsOf([1, option("put", 50_000, linear)]);
    expectClose(MR5!, -price * Math.expm1(-0.01 * years), { relative: 1e-8, subject: "MR5" });
  });

  test("asks at least what closing costs, more for each dollar of a large book (MR7)", () => {
    const hedge = [1e5, perpetual("BTC")] as const;
    const { units, maintenanceUsd } = okxPortfolioMargin(
      holdings(hedge, [-4e9, inversePerpetual()]),
      market,
      model,
    );
    // 8 billion dollars at 5 basis points: 4 million, the seventh tier.
    expectClose(units[0]!.parts.MR7!, 12 * 4e6, { relative: 1e-12, subject: "MR7" });
    expect(maintenanceUsd).toBe(units[0]!.parts.MR7);
  });

  test("fails with an option that cannot be valued", () => {
    const late = { ...market, asOf: "2022-06-01" };
    expect(() => okxPortfolioMargin(holdings([1, option("call", 4e4)]), late, model)).toThrow(
      "expired",
    );
  });
});
