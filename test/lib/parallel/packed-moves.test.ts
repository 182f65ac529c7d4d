import { expect, test } from "vitest";
import { type Moves, movesAt, packMoves } from "../../../lib/parallel/packed-moves.ts";
import type { Market } from "../../../lib/portfolio/market.ts";
import type { AssetMove } from "../../../lib/scenario/asset-move.ts";
import { shockMarket } from "../../../lib/scenario/revalue.ts";
import { chances, randomMarket, randomMoves } from "../scenario/random-book.ts";

const market: Market = {
  asOf: "2024-03-01",
  spot: { BTC: 40_000, ETH: 2_500 },
  forward: { BTC: 40_400 },
  carry: { ETH: 0.02 },
  volatility: { BTC: 0.6, ETH: { base: 0.7, shifts: [{ absolute: 0.1 }] } },
};

/** Both markets, each volatility with its last shift's absent parts as the zeros that they are. */
function expectSameMarket(scenario: Moves, unpacked: Moves, before: Market): void {
  const [expected, found] = [scenario, unpacked].map((moves) => {
    const { volatility = {}, ...rest } = shockMarket(before, moves);
    const all = Object.entries(volatility).map(([asset, one]) => {
      if (typeof one !== "object" || !("base" in one)) return [asset, one];
      const shifts = one.shifts.map((shift) => ({ relative: 0, absolute: 0, ...shift }));
      return [asset, { base: one.base, shifts }];
    });
    return { ...rest, volatility: Object.fromEntries(all) };
  });
  expect(found).toStrictEqual(expected);
}

test.each<[string, Moves]>([
  ["a return alone", new Map([["BTC", -0.2]])],
  ["nothing", new Map()],
  ["a return of minus zero", new Map([["BTC", -0]])],
  ["every part", new Map([["BTC", allParts()]])],
  ["a basis of zero, which makes a mark of the spot", new Map([["ETH", basis(0)]])],
  ["no basis", new Map([["ETH", { return: 0.1 }]])],
  ["a shift of nothing", new Map([["ETH", { return: 0.1, volatility: {} }]])],
  ["an asset that the market lacks", new Map([["SOL", 0.1]])],
])("packMoves keeps %s", (_, scenario) => {
  const others: Moves[] = [new Map([["BTC", 0.1]]), new Map([["BTC", -0.1]])];
  const packed = packMoves([...others, scenario, new Map([...others[0]!, ...scenario])])!;
  expectSameMarket(scenario, movesAt(packed, 2), market);
  for (const i of [0, 1]) expectSameMarket(others[i]!, movesAt(packed, i), market);
});

test("packMoves keeps random scenarios, whichever parts and assets they have", () => {
  const draw = chances(77);
  const before = randomMarket(draw);
  const all = Array.from({ length: 2_000 }, () => randomMoves(draw));
  const scenarios = all.filter((moves) => ![...moves.values()].some(hasFloor));
  expect(scenarios.length).toBeGreaterThan(100);
  const packed = packMoves(scenarios);
  expect(packed).toBeDefined();
  scenarios.forEach((scenario, i) => {
    expectSameMarket(scenario, movesAt(packed!, i), before);
  });
});

test("packMoves keeps what is no number for the check that refuses it", () => {
  const packed = packMoves([new Map([["BTC", Number.NaN]])])!;
  expect(() => shockMarket(market, movesAt(packed, 0))).toThrow("return of BTC must be finite");
});

test.each<[string, readonly Moves[]]>([
  ["a floor", [new Map([["BTC", { return: 0, volatility: { atLeast: 0.1 } }]])]],
  ["a term", [new Map([["BTC", { return: 0, volatility: { relative: 1, term: term() } }]])]],
  ["a return in words", [new Map([["BTC", { return: "down" as unknown as number }]])]],
  ["no move", [new Map([["BTC", null as unknown as number]])]],
  ["stickiness of another kind", [new Map([["BTC", { return: 0, stickiness: "x" as "strike" }]])]],
  ["a scenario that is no map", [{ BTC: 0.1 } as unknown as Moves]],
  ["assets that seldom move", ["BTC", "ETH", "SOL"].map((asset) => new Map([[asset, 0.1]]))],
])("packMoves leaves %s to be copied", (_, scenarios) => {
  expect(packMoves(scenarios)).toBeUndefined();
});

function allParts() {
  const volatility = { relative: 0.5, absolute: 0.02 };
  return { ...basis(-0.02), volatility, stickiness: "moneyness", carry: 0.01 } as const;
}

function basis(perpetualBasis: number) {
  return { return: -0.3, perpetualBasis };
}

function term() {
  return { days: 30, shortPower: 0.3, longPower: 0.13 };
}

function hasFloor(move: number | AssetMove): boolean {
  return typeof move === "object" && move.volatility?.atLeast !== undefined;
}
