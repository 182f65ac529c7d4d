import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { loadMarginModel } from "../../../../lib/data/load-margin-model.ts";
import type { Instrument } from "../../../../lib/instruments/instrument.ts";
import type { Position } from "../../../../lib/portfolio/book.ts";
import { accountMargins } from "../../../../lib/portfolio/margin/account-margin.ts";
import { parseMarginModel } from "../../../../lib/scenario/margin/parse-margin-model.ts";
import {
  type MarginModel,
  prepareScenarioMargin,
  riskModelOf,
  scenarioMargin,
} from "../../../../lib/scenario/margin/scenario-margin.ts";
import { book, frozen, perpetual, market as plain } from "../../portfolio/fixtures.ts";
import { future, holdings, inversePerpetual, option } from "./positions.ts";

const names = [
  "span-16",
  "grid-14",
  "deribit-2024-06",
  "deribit-2021",
  "okx-2025-01",
  "okx-2024-12",
];
const models = names.map((name): [string, MarginModel] => [
  name,
  loadMarginModel(`data/parameters/${name}.json`),
]);
const market = { ...plain, volatility: { BTC: 0.8 }, mark: { BTC: 40_100 } };

const strike = fc.integer({ min: 10, max: 80 }).map((thousands) => thousands * 1000);
const settlement = fc.constantFrom("linear", "inverse");
const expiry = fc.constantFrom("2022-05-13", "2022-05-27", "2022-09-30");
const anOption = fc
  .tuple(fc.constantFrom("call", "put"), strike, fc.record({ settlement, expiry }))
  .map(([kind, at, terms]) => option(kind as "call" | "put", at, terms as object));
const aFuture = fc.constantFrom<Instrument>(
  perpetual("BTC", 0.0001),
  inversePerpetual(),
  future("2022-05-27"),
  future("2022-09-30"),
);
const contract = fc.oneof(
  fc.tuple(
    fc.integer({ min: -50, max: 50 }).filter((n) => n !== 0),
    anOption,
  ),
  fc.tuple(
    fc.integer({ min: -200_000, max: 200_000 }).filter((n) => n !== 0),
    aFuture,
  ),
);
const portfolio = fc
  .array(contract, { minLength: 1, maxLength: 5 })
  .map((held) => holdings(...(held as [number, Instrument][])));
const runs = { numRuns: 25 };

const needOf = (positions: readonly Position[], model: MarginModel): number =>
  scenarioMargin(positions, market, model).initialUsd;
const near = (usd: number): number => 1e-9 * Math.max(1, usd);

describe.each(models)("the margin by %s", (_, model) => {
  test("never exceeds, with an option bought, what the book and the option need apart", () => {
    fc.assert(
      fc.property(
        portfolio,
        fc.integer({ min: 1, max: 100 }),
        anOption,
        (positions, count, bought) => {
          const more = holdings([count, bought]).map((one) => ({ ...one, id: "bought" }));
          const sum = needOf(positions, model) + needOf(more, model);
          expect(needOf([...positions, ...more], model)).toBeLessThanOrEqual(sum + near(sum));
        },
      ),
      runs,
    );
  });

  test("is nothing for a position and its opposite, and the same in any order", () => {
    fc.assert(
      fc.property(portfolio, (positions) => {
        const opposite = positions.map((one) => ({
          ...one,
          id: `-${one.id}`,
          quantity: -one.quantity,
        }));
        const gross = needOf(positions, model);
        expect(needOf([...positions, ...opposite], model)).toBeLessThanOrEqual(near(gross));
        const turned = needOf([...positions].reverse(), model);
        expect(Math.abs(turned - gross)).toBeLessThanOrEqual(near(gross));
      }),
      runs,
    );
  });

  test("of a position that was turned around is that of what is left of it", () => {
    fc.assert(
      fc.property(contract, ([quantity, instrument]) => {
        const [left] = holdings([quantity, instrument]);
        const fills = [-2 * quantity, 3 * quantity].map((filled, i) => ({
          ...left!,
          id: `fill ${i}`,
          quantity: filled,
        }));
        const margin = needOf([left!], model);
        expect(Math.abs(needOf(fills, model) - margin)).toBeLessThanOrEqual(near(margin));
      }),
      runs,
    );
  });

  test("changes neither positions nor market, and is 0 without positions", () => {
    const positions = frozen(holdings([-2, option("call", 45_000)], [30_000, inversePerpetual()]));
    expect(scenarioMargin(positions, frozen(market), model).maintenanceUsd).toBeGreaterThan(0);
    expect(needOf([], model)).toBe(0);
  });

  test("is an error where a leg has no price, no volatility or has expired", () => {
    const positions = holdings([30_000, inversePerpetual()], [1, option("call", 45_000)]);
    const without = { ...market, volatility: {} };
    expect(() => scenarioMargin(positions, without, model)).toThrow("position p2");
    expect(() =>
      scenarioMargin(positions, { ...market, spot: { BTC: Number.NaN } }, model),
    ).toThrow("BTC");
    expect(() => scenarioMargin(positions, { ...market, spot: {} }, model)).toThrow("BTC");
    expect(() => scenarioMargin(positions, { ...market, asOf: "2022-06-01" }, model)).toThrow(
      "expired",
    );
  });
});

/** A model without what is stated in dollars. */
function withoutSizes(model: MarginModel): MarginModel {
  const changed = <T extends object>(terms: Readonly<Record<string, T>>, change: (of: T) => T) =>
    Object.fromEntries(Object.entries(terms).map(([asset, of]) => [asset, change(of)]));
  if (model.kind === "scan") return model;
  if (model.kind === "okx") {
    const closingTiers = [{ floorUsd: 0, multiplier: 3 }];
    return { ...model, terms: changed(model.terms, (of) => ({ ...of, closingTiers })) };
  }
  const terms = changed(model.terms, ({ largeDelta: _, ...rest }) => ({
    ...rest,
    extendedDampenerUsd: 0,
  }));
  return { ...model, terms };
}

// Tiers, thresholds and dampeners in dollars are meant to grow with size; all else is homogeneous.
describe("scenarioMargin", () => {
  const homogeneous = models.map(([name, model]): [string, MarginModel] => [
    name,
    withoutSizes(model),
  ]);

  test.each(homogeneous)("by %s doubles with every position", (_, model) => {
    fc.assert(
      fc.property(portfolio, fc.constantFrom(0.5, 2, 1000), (positions, factor) => {
        const scaled = positions.map((one) => ({ ...one, quantity: one.quantity * factor }));
        const margin = needOf(positions, model) * factor;
        expect(Math.abs(needOf(scaled, model) - margin)).toBeLessThanOrEqual(near(margin));
      }),
      runs,
    );
  });

  test("is what accounts in portfolio mode are asked, shared among their positions", () => {
    const schedule = { schedule: {} as never, positionMode: "one-way" } as const;
    const account = {
      id: "main",
      venue: "Deribit",
      marginMode: "portfolio",
      collateral: [{ asset: "USD", quantity: 1e5, haircut: 0 }],
    } as const;
    const positions = holdings([-2, option("call", 45_000)], [30_000, inversePerpetual()]);
    const [, model] = models[2]!;
    const [found] = accountMargins(book(positions, [account]), market, {
      ...schedule,
      riskModel: riskModelOf(model),
    });
    const need = scenarioMargin(positions, market, model);
    expect(found!.initialUsd).toBeCloseTo(need.initialUsd, 6);
    expect(found!.maintenanceUsd).toBeCloseTo(need.maintenanceUsd, 6);
    expect(found!.positions.every(({ initialUsd }) => initialUsd > 0)).toBe(true);
  });
});

describe("prepareScenarioMargin", () => {
  test.each(models)("by %s gives every tick the bits of scenarioMargin", (_, model) => {
    const positions = holdings(
      [-2, option("call", 45_000)],
      [3, option("put", 35_000, { expiry: "2022-06-24", settlement: "linear" })],
      [30_000, inversePerpetual()],
      [-5_000, future("2022-05-27")],
      [1, { type: "spot", underlying: "BTC" }],
    );
    const desk = prepareScenarioMargin(frozen(positions), model);
    const first = desk.margin(market);
    const kept = structuredClone(first);
    for (const spot of [39_990, 40_010, 52_000, 12_345.67]) {
      const tick = { ...market, spot: { ...market.spot, BTC: spot } };
      expect(desk.margin(tick)).toEqual(scenarioMargin(positions, tick, model));
    }
    const nextDay = { ...market, asOf: "2022-05-06", hourUtc: 7.5, volatility: { BTC: 1.1 } };
    expect(desk.margin(nextDay)).toEqual(scenarioMargin(positions, nextDay, model));
    expect(first).toEqual(kept);
    expect(desk.margin(market)).toEqual(first);
  });

  test("keeps nothing of a volatility surface that is changed in place", () => {
    const slice = {
      years: 0.1,
      forward: 40_000,
      svi: { a: 0.01, b: 0.1, rho: 0, m: 0, sigma: 0.1 },
    };
    const surface = { slices: [slice] };
    const at = { ...market, volatility: { BTC: surface } };
    const positions = holdings([-2, option("call", 45_000)]);
    const desk = prepareScenarioMargin(positions, models[0]![1]);
    const before = desk.margin(at).initialUsd;
    slice.svi.a = 0.02;
    expect(desk.margin(at).initialUsd).not.toBe(before);
    expect(desk.margin(at)).toEqual(scenarioMargin(positions, at, models[0]![1]));
  });
});

describe("riskModelOf", () => {
  test("gives each call the margin of the positions that it is handed, whatever it kept", () => {
    const [, model] = models[0]!;
    const riskModel = riskModelOf(model);
    const positions = holdings([-2, option("call", 45_000)], [30_000, inversePerpetual()]);
    const other = positions.map((one) => ({
      ...one,
      account: "other",
      quantity: 3 * one.quantity,
    }));
    const larger = [positions[0]!, { ...positions[1]!, quantity: 90_000 }];
    const later = { ...market, spot: { ...market.spot, BTC: 44_000 } };
    for (const held of [positions, other, larger, positions, positions.slice(0, 1), []]) {
      for (const at of [market, later]) {
        const { initialUsd, maintenanceUsd } = scenarioMargin(held, at, model);
        expect(riskModel(held, at)).toEqual({ initialUsd, maintenanceUsd });
      }
    }
  });
});

describe("parseMarginModel", () => {
  const [, span] = models[0]!;

  test("returns a model as it is written", () => {
    expect(parseMarginModel(structuredClone(span))).toEqual(span);
  });

  test.each([
    [{ kind: "simm" }, "kind must be scan, deribit or okx"],
    [{ asOf: "2022-02-30" }, "asOf must be"],
    [{ source: "" }, "source must be"],
    [{ lookAheadHours: -1 }, "lookAheadHours must be"],
    [{ initialFactor: 0 }, "initialFactor must be"],
    [{ extreme: { times: 2 } }, "extreme.share must be"],
    [{ terms: { BTC: { price: 2, volatility: {} } } }, "terms.BTC.price must be"],
    [{ initialfactor: 1 }, "did you mean initialFactor?"],
  ])("refuses %j with path and rule", (changes, message) => {
    expect(() => parseMarginModel({ ...span, ...changes })).toThrow(message);
  });
});
