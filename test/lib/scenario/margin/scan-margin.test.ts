import { describe, expect, test } from "vitest";
import { loadMarginModel } from "../../../../lib/data/load-margin-model.ts";
import { black76 } from "../../../../lib/instruments/black76.ts";
import { scanGrid, spanScenarios } from "../../../../lib/scenario/margin/margin-scenario.ts";
import { riskUnits } from "../../../../lib/scenario/margin/risk-unit.ts";
import { type ScanModel, scanMargin } from "../../../../lib/scenario/margin/scan-margin.ts";
import { scenarioArray, worstLoss } from "../../../../lib/scenario/margin/scenario-array.ts";
import golden from "../../../golden/margin-models.json" with { type: "json" };
import { expectClose } from "../../expect-close.ts";
import { market as plain } from "../../portfolio/fixtures.ts";
import { future, holdings, inversePerpetual, option } from "./positions.ts";

const span = loadMarginModel("data/parameters/span-16.json") as ScanModel;
const grid = loadMarginModel("data/parameters/grid-14.json") as ScanModel;
const market = { ...plain, volatility: { BTC: 0.8, ETH: 1 } };
const range = { price: 0.15, volatility: { relative: 0.3 } };

describe("spanScenarios", () => {
  // McMillan, pages 668 to 670: thirds up and down, volatility up before down, extremes last.
  test("are SPAN's sixteen in their fixed order", () => {
    const scenarios = spanScenarios(range, { times: 2, share: 0.35 });
    const thirds = [0, 0, 1, 1, -1, -1, 2, 2, -2, -2, 3, 3, -3, -3, 6, -6];
    expect(scenarios.map((scenario) => scenario.return)).toEqual(
      thirds.map((third) => expect.closeTo((0.15 * third) / 3, 14)),
    );
    const signs = scenarios.map(({ volatility }) => Math.sign(volatility?.relative ?? 0));
    expect(signs).toEqual([...Array.from({ length: 14 }, (_, i) => (i % 2 === 0 ? 1 : -1)), 0, 0]);
    expect(scenarios.map(({ share = 1 }) => share)).toEqual([...Array(14).fill(1), 0.35, 0.35]);
    expect(scenarios.slice(0, 14)).toEqual(scanGrid(range));
    expect(scenarios[8]?.name).toBe("−2/3, volatility up");
  });

  test("let an extreme fall end at a price of zero", () => {
    const last = spanScenarios({ ...range, price: 0.6 }, { times: 2, share: 0.35 }).at(-1);
    expect(last?.return).toBe(-1);
  });

  test.each([
    [{ price: 0 }, {}, "price must be a positive"],
    [{ price: 1 }, {}, "price must be below 1: 1"],
    [{ volatility: { relative: Number.NaN } }, {}, "volatility.relative must be finite"],
    [{}, { times: 0 }, "times must be a positive"],
    [{}, { share: 2 }, "share must be in [0, 1]"],
  ])("refuse %j and %j", (scan, extreme, message) => {
    const scenarios = () =>
      spanScenarios({ ...range, ...scan }, { times: 2, share: 0.35, ...extreme });
    expect(scenarios).toThrow(message);
  });
});

describe("scanMargin", () => {
  test("gives McMillan's array and requirement of a future", () => {
    // 500 dollars a point at 400: a range of 5 % is 10,000 dollars.
    const sp = { ...market, asOf: "2022-05-05", spot: { BTC: 400 } };
    const model = { ...span, terms: { BTC: { ...range, price: 0.05 } } };
    const [unit] = scanMargin(holdings([1, future("2022-12-16", "linear", 500)]), sp, model).units;
    golden.spanArrays.future.forEach((pnl, i) => {
      const { absoluteUsd: absolute } = golden.spanArrays.tolerance;
      expectClose(unit!.arrays[0]!.totals[i]!, pnl, { absolute, subject: `scenario ${i + 1}` });
    });
    expectClose(unit!.maintenance, golden.spanArrays.futureRequirement, {
      relative: 1e-12,
      subject: "requirement",
    });
  });

  test("finds McMillan's requirement of a covered write in the sum of its arrays", () => {
    const { future: bought, shortCall, coveredWrite, coveredWriteRequirement } = golden.spanArrays;
    const totals = Float64Array.from(bought, (pnl, i) => pnl + shortCall[i]!);
    expect([...totals]).toEqual(coveredWrite);
    const scenarios = spanScenarios(range, { times: 2, share: 0.35 });
    const array = { underlying: "SP", currency: "USD", scenarios, positions: ["a", "b"], totals };
    const values = { rows: 16, columns: 2, values: new Float64Array(32) };
    expect(worstLoss({ ...array, values })).toEqual({
      scenario: "−3/3, volatility up",
      loss: coveredWriteRequirement,
    });
  });

  test("revalues options in full, a day ahead, as Black's formula has it", () => {
    const positions = holdings([-3, option("put", 36_000, { settlement: "linear" })]);
    const { arrays } = scanMargin(positions, market, span).units[0]!;
    const years = (day: number): number => (21 - day + 8 / 24) / 365;
    const terms = { kind: "put", strike: 36_000 } as const;
    const before = black76(
      { ...terms, years: years(0) },
      { forward: 4e4, rate: 0, volatility: 0.8 },
    );
    arrays[0]!.scenarios.forEach((scenario, i) => {
      const volatility = 0.8 * (1 + (scenario.volatility?.relative ?? 0));
      const forward = 4e4 * (1 + scenario.return);
      const after = black76({ ...terms, years: years(1) }, { forward, rate: 0, volatility });
      expectClose(arrays[0]!.totals[i]!, -3 * (after - before) * (scenario.share ?? 1), {
        absolute: 1e-8,
        subject: scenario.name,
      });
    });
  });

  test("takes an option that expires by tomorrow at its payoff", () => {
    const positions = holdings([
      -1,
      option("call", 39_000, { expiry: "2022-05-06", settlement: "linear" }),
    ]);
    const { totals } = scanMargin(positions, market, span).units[0]!.arrays[0]!;
    const premium = black76(
      { kind: "call", strike: 39_000, years: 8 / 24 / 365 },
      { forward: 40_000, rate: 0, volatility: 0.8 },
    );
    expectClose(totals[10]!, premium - 7000, { absolute: 1e-9, subject: "+3/3" });
  });

  test("asks the minimum for options sold that no scenario reaches", () => {
    const far = holdings([-10, option("call", 400_000)], [5, option("put", 10_000)]);
    const { parts, maintenance } = scanMargin(far, market, span).units[0]!;
    expectClose(maintenance, 10 * 40_000 * 0.01, { relative: 1e-12, subject: "minimum" });
    expect(parts.scanRisk).toBeLessThan(parts.shortOptionMinimum!);
    expectClose(scanMargin(far, market, span).initialUsd, 1.1 * maintenance, {
      relative: 1e-12,
      subject: "initial",
    });
  });

  test("lets one underlying not pay for another, and a hedge of the same for all of it", () => {
    const hedged = holdings(
      [10, future("2022-06-24", "linear")],
      [-10, future("2022-09-30", "linear")],
    );
    expect(scanMargin(hedged, market, grid).maintenanceUsd).toBe(0);
    const two = holdings([10, future("2022-06-24", "linear")], [-100, inversePerpetual("ETH")]);
    const { units, maintenanceUsd } = scanMargin(two, market, grid);
    expect(units.map(({ underlying }) => underlying)).toEqual(["BTC", "ETH"]);
    expectClose(maintenanceUsd, units[0]!.maintenance + units[1]!.maintenance, {
      relative: 1e-15,
      subject: "sum",
    });
    expect(scanMargin([], market, grid)).toMatchObject({ maintenanceUsd: 0, units: [] });
  });
});

describe("scenarioArray", () => {
  test("keeps the positions apart, and adds them up", () => {
    const [unit] = riskUnits(
      holdings([1, option("call", 4e4)], [1000, inversePerpetual()]),
      "settlement",
    );
    const array = scenarioArray(unit!, market, { scenarios: scanGrid(range) });
    expect(array).toMatchObject({ currency: "BTC", positions: ["p1", "p2"] });
    array.totals.forEach((total, i) => {
      const [a, b] = array.values.values.subarray(2 * i, 2 * i + 2);
      expectClose(total, a! + b!, { absolute: 1e-15, subject: `row ${i}` });
    });
  });

  test("fails with the scenario and the leg that cannot be valued, never with a smaller margin", () => {
    const positions = holdings(
      [1, option("call", 4e4)],
      [1, option("put", 4e4, { underlying: "SOL" })],
    );
    expect(() => scanMargin(positions, market, grid)).toThrow(
      "position p2: SOL inverse put 40000 2022-05-27 must have a volatility",
    );
    const wide = { scenarios: [{ name: "all lost", return: -1 }] };
    const [coin] = riskUnits(holdings([1, inversePerpetual()]), "settlement");
    expect(() => scenarioArray(coin!, market, wide)).toThrow("scenario all lost: position p1: ");
    const nan = { ...market, spot: { BTC: Number.NaN } };
    expect(() => scanMargin(holdings([1, inversePerpetual()]), nan, grid)).toThrow("p1");
    const late = { ...market, asOf: "2022-05-27" };
    expect(() => scanMargin(holdings([1, option("call", 4e4)]), late, grid)).toThrow("expired");
    const [unit] = riskUnits(holdings([1, inversePerpetual()]), "underlying");
    expect(() => scenarioArray(unit!, market, { scenarios: [] })).toThrow("at least one: none");
  });
});
