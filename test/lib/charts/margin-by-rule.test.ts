import { describe, expect, it } from "vitest";
import { marginByRule, type RuleMargin } from "../../../lib/charts/margin-by-rule.ts";
import { draw, wide } from "./draw.ts";
import { examples } from "./examples.ts";

const data = examples.marginByRule!.data as RuleMargin[];
const options = {
  measure: "Maintenance margin",
  asOf: "2022-11-06",
  source: "data/daily-close.csv",
  frame: wide,
};

describe("marginByRule", () => {
  it("labels a bar for every rule of every portfolio", () => {
    const labels = draw(marginByRule(data, options)).texts("margin-label");
    expect(labels).toHaveLength(12);
    expect(labels).toContain("$270k");
    expect(labels).toContain("$0");
  });

  it("says the least and the most of each portfolio", () => {
    expect(marginByRule(data, options).ariaDescription).toMatch(
      /^Perpetual, 10x: least leg by leg with \$270k, most Deribit with \$810k\. Short strangle: /,
    );
  });

  it("leaves out the rules that a reader switched off", () => {
    const frame = { ...wide, hidden: ["SPAN", "OKX"] };
    expect(draw(marginByRule(data, { ...options, frame })).texts("margin-label")).toHaveLength(6);
  });

  it.each([
    [[], "number of rows must be"],
    [[{ portfolio: "a", rule: "b", marginUsd: -1 }], "data[0].marginUsd must be"],
    [[data[0]!, data[0]!], "one row per portfolio and rule"],
  ])("refuses %j", (rows, message) => {
    expect(() => marginByRule(rows, options)).toThrow(message);
  });
});
