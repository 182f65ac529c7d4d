import { describe, expect, it } from "vitest";
import { type SeverityRow, severityPanel } from "../../../lib/charts/severity-panel.ts";
import { draw, wide } from "./draw.ts";

const data: SeverityRow[] = [
  { group: "desk", key: "majors", utilisation: 0.72, severity: "warning" },
  { group: "trader", key: "ann", utilisation: 0.4, severity: "normal" },
  { group: "trader", key: "bob", utilisation: 3.46, severity: "critical" },
  { group: "trader", key: "cho", utilisation: Infinity, severity: "critical" },
];
const limits = { warning: 0.7, critical: 0.85 };
const options = {
  ...limits,
  subject: "book",
  source: "data/daily-close.csv",
  frame: wide,
} as const;

describe("severityPanel", () => {
  it("writes each utilisation with its severity, an arrow where the bar is cut", () => {
    const drawing = draw(severityPanel(data, options));
    expect(drawing.texts("severity-label")).toEqual([
      "72 % warning",
      "40 % normal",
      "→ 346 % critical",
      "→ no equity, critical",
    ]);
    expect(drawing.texts("group-name")).toEqual(["by desk", "by trader"]);
    expect(drawing.texts("row-name")).toEqual(["majors", "ann", "bob", "cho"]);
  });

  it("says its limits, and who is worst", () => {
    const { subtitle, ariaDescription } = severityPanel(data, options);
    expect(subtitle).toContain("warning from 70 %; full line: critical from 85 %");
    expect(ariaDescription).toContain("2 of 3 traders critical; highest cho with no equity");
  });

  it("holds the line of critical even where all are far below it", () => {
    const [, calm] = data;
    const domain = severityPanel([calm!], options).x!.domain as number[];
    expect(domain[1]).toBeGreaterThan(0.85);
  });

  it("says that another limit is broken where utilisation alone is not critical", () => {
    const leveraged = { ...data[1]!, severity: "critical" as const };
    expect(severityPanel(data, options).caption).not.toContain("another limit");
    expect(severityPanel([leveraged], options).caption).toContain(
      "Critical below the line: another limit is broken.",
    );
  });

  it("says what its arrow means where a bar is cut, and there alone", () => {
    expect(severityPanel(data, options).caption).toContain("Arrow: the bar is cut at 200 %.");
    expect(severityPanel(data.slice(0, 2), options).caption).not.toContain("Arrow");
    expect(severityPanel(data, options).ariaDescription).not.toContain("→");
  });

  it("refuses no rows, NaN, a word that is no severity, limits out of order, a key twice", () => {
    const [first] = data as [SeverityRow];
    const of =
      (rows: unknown[], changes = {}) =>
      () =>
        severityPanel(rows as SeverityRow[], { ...options, ...changes });
    expect(of([])).toThrow("number of rows must be");
    expect(of([{ ...first, utilisation: Number.NaN }])).toThrow("data[0].utilisation must be");
    expect(of([{ ...first, severity: "bad" }])).toThrow("data[0].severity must be");
    expect(of([first], { critical: 0.6 })).toThrow("critical must be above warning 0.7: 0.6");
    expect(of([first, first])).toThrow("each key once in its group");
  });
});
