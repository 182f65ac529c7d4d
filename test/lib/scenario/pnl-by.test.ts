import { expect, test } from "vitest";
import { pnlBy } from "../../../lib/scenario/pnl-by.ts";
import type { StressRow } from "../../../lib/scenario/stress-result.ts";

const row = (changes: Partial<StressRow>): StressRow => ({
  scenario: "b",
  position: "p",
  desk: "majors",
  trader: "ann",
  account: "main",
  venue: "X",
  asset: "BTC",
  sector: "s",
  notionalUsd: 10,
  shock: -0.1,
  pnlUsd: -1,
  treatment: "user",
  ...changes,
});
const rows = [
  row({}),
  row({ desk: "alts", pnlUsd: 5, notionalUsd: -50 }),
  row({ pnlUsd: -3, notionalUsd: 30 }),
  row({ scenario: "a", pnlUsd: 7 }),
];

test("pnlBy groups by one dimension, by name", () => {
  expect(pnlBy({ rows: rows.slice(0, 3) }, ["desk"])).toEqual([
    { desk: "alts", pnlUsd: 5, grossUsd: 50, count: 1 },
    { desk: "majors", pnlUsd: -4, grossUsd: 40, count: 2 },
  ]);
});

test("pnlBy keeps scenarios in the order they were run", () => {
  const groups = pnlBy({ rows }, ["scenario", "desk"]);
  expect(groups.map(({ scenario, desk, pnlUsd }) => [scenario, desk, pnlUsd])).toEqual([
    ["b", "alts", 5],
    ["b", "majors", -4],
    ["a", "majors", 7],
  ]);
});

test("pnlBy keeps small P&L beside large ones that cancel", () => {
  const values = [1e16, 1, -1e16];
  const result = { rows: values.map((pnlUsd) => row({ pnlUsd })) };
  expect(pnlBy(result, ["desk"])[0]!.pnlUsd).toBe(1);
});

test("pnlBy of no rows is empty, and no dimension is refused", () => {
  expect(pnlBy({ rows: [] }, ["desk"])).toEqual([]);
  expect(() => pnlBy({ rows }, [])).toThrow("dimensions must name at least one: none");
});
