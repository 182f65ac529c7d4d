import { describe, expect, test } from "vitest";
import { pnlBy } from "../../../lib/scenario/pnl-by.ts";
import type { Scenario } from "../../../lib/scenario/scenario.ts";
import { type StressOptions, stressBook } from "../../../lib/scenario/stress-book.ts";
import { stressTotals } from "../../../lib/scenario/stress-totals.ts";
import { book, frozen, market, perpetual, position } from "../portfolio/fixtures.ts";

const positions = [
  position({ sector: "bitcoin" }),
  position({ id: "p2", trader: "bob", instrument: perpetual("ETH", 0.1), quantity: -300 }),
  position({ id: "p3", desk: "alts", instrument: perpetual("SOL"), quantity: 200 }),
  position({ id: "p4", desk: "alts", trader: "bob", quantity: -0.5 }),
  position({ id: "p5", desk: "alts", trader: "bob", instrument: perpetual("ETH"), quantity: 3 }),
];
const held = frozen(book(positions));
const scenario = (id: string, shocks: Record<string, number>): Scenario => ({
  ...{ id, version: 1, name: id, description: "for a test", source: "a test" },
  kind: "hypothetical",
  shocks: Object.entries(shocks).map(([asset, value]) => ({ asset, return: value })),
});
const scenarios = [
  scenario("zenith", { BTC: 0.5, ETH: 0.6, SOL: 0.9 }),
  scenario("crash", { BTC: -0.5, ETH: -0.6 }),
  scenario("apart", { SOL: 0.25 }),
];
const options: StressOptions = { scenarios, missing: "exclude" };

describe("stressTotals", () => {
  const { rows, excluded, ...head } = stressBook(held, market, options);

  test("gives what stressBook gives but its rows, with assets left out and in", () => {
    const { groups, ...found } = stressTotals(held, market, options);
    expect(found).toEqual(head);
    expect(found.totals.map(({ excludedGrossUsd }) => excludedGrossUsd > 0)).toEqual([
      false,
      true,
      true,
    ]);
    expect(groups).toEqual([]);
    expect(rows.length + excluded.length).toBe(15);
  });

  test.each([
    [["desk"]],
    [["desk", "trader"]],
    [["asset"]],
    [["venue", "sector", "account"]],
  ] as const)("sums by %j as pnlBy does, scenarios in their order", (by) => {
    const { groups } = stressTotals(held, market, { ...options, by });
    expect(groups).toEqual(pnlBy({ rows }, ["scenario", ...by]));
    expect(groups.length).toBeGreaterThan(2);
  });

  test("refuses what stressBook refuses", () => {
    expect(() => stressTotals(held, market, { ...options, scenarios: [] })).toThrow("at least one");
    const fail = { ...options, missing: "fail" } as const;
    expect(() => stressTotals(held, market, fail)).toThrow("crash");
  });
});
