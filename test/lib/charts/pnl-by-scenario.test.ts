import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatUsd } from "../../../lib/charts/format.ts";
import { pnlByScenario, type ScenarioPnl } from "../../../lib/charts/pnl-by-scenario.ts";
import { draw, wide } from "./draw.ts";

const options = {
  groupedBy: "desk",
  book: "three-desk book as of 2022-05-04",
  source: "seeds/books/three-desks.json",
};
const data: readonly ScenarioPnl[] = [
  { scenario: "LUNA", group: "majors", pnlUsd: -720_000 },
  { scenario: "LUNA", group: "alt-coins", pnlUsd: -2_900_000 },
  { scenario: "FTX", group: "majors", pnlUsd: -880_000 },
  { scenario: "FTX", group: "alt-coins", pnlUsd: 130_000 },
];

describe("pnlByScenario", () => {
  it("draws a bar per group and scenario and one for each total, with their values", () => {
    const drawing = draw(pnlByScenario(data, { ...options, frame: wide }));
    expect(drawing.shapes("bar")).toBe(6);
    expect(drawing.texts("pnl-label").toSorted()).toEqual(
      ["−$720k", "−$2.9M", "−$3.62M", "−$880k", "$130k", "−$750k"].toSorted(),
    );
    expect(drawing.texts("scenario")).toEqual(["LUNA", "FTX"]);
    expect(drawing.texts("x-axis label")).toEqual(["P&L, USD"]);
  });

  it("totals the groups, whatever they are", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -1e9, max: 1e9 }), { minLength: 1, maxLength: 6 }),
        (values) => {
          const rows = values.map((pnlUsd, i) => ({ scenario: "S", group: `desk ${i}`, pnlUsd }));
          const sum = values.reduce((total, value) => total + value, 0);
          const { ariaDescription } = pnlByScenario(rows, { ...options, frame: wide });
          expect(ariaDescription).toContain(`S: ${formatUsd(sum)} in total`);
        },
      ),
    );
  });

  it("keeps the total of all groups when one is hidden", () => {
    const frame = { ...wide, hidden: ["alt-coins"] };
    const labels = draw(pnlByScenario(data, { ...options, frame }), frame).texts("pnl-label");
    expect(labels).toContain("−$3.62M");
    expect(labels).not.toContain("−$2.9M");
  });

  it("still draws where every group is hidden", () => {
    const frame = { ...wide, hidden: ["alt-coins", "majors", "total"] };
    expect(draw(pnlByScenario(data, { ...options, frame }), frame).shapes("bar")).toBe(0);
  });

  it("draws a scenario in which nothing moved", () => {
    const nothing = [{ scenario: "calm", group: "majors", pnlUsd: 0 }];
    const drawing = draw(pnlByScenario(nothing, { ...options, frame: wide }));
    expect(drawing.text).not.toMatch(/NaN|Infinity/);
    expect(drawing.texts("pnl-label")).toEqual(["$0", "$0"]);
  });

  it("captions the book, the counts and the source", () => {
    expect(pnlByScenario(data, { ...options, frame: wide }).caption).toBe(
      "Three-desk book as of 2022-05-04. 2 scenarios, 2 desks. Source: seeds/books/three-desks.json.",
    );
  });

  it("names the worst group of each scenario", () => {
    expect(pnlByScenario(data, { ...options, frame: wide }).ariaDescription).toBe(
      "LUNA: −$3.62M in total, lowest alt-coins with −$2.9M. " +
        "FTX: −$750k in total, lowest majors with −$880k.",
    );
  });

  it.each([
    [[], /at least one row/],
    [[{ scenario: "A", group: "g", pnlUsd: Number.NaN }], /data\[0\].pnlUsd must be finite: NaN/],
    [[data[0]!, data[0]!], /one row per scenario and group: \["LUNA","majors"\]/],
    [[{ scenario: "A", group: "total", pnlUsd: 1 }], /group must not be "total"/],
  ])("refuses what it cannot draw: %#", (bad, message) => {
    expect(() => pnlByScenario(bad, { ...options, frame: wide })).toThrow(message);
  });
});
