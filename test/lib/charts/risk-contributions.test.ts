import { describe, expect, it } from "vitest";
import { riskContributions } from "../../../lib/charts/risk-contributions.ts";
import type { RiskPart } from "../../../lib/charts/risk-parts.ts";
import { draw, wide } from "./draw.ts";

const options = {
  groupedBy: "desk",
  method: "95 % one-day, historical",
  source: "data/daily-close.csv",
};
const desks: readonly RiskPart[] = [
  {
    key: "alts",
    valueAtRisk: 800,
    expectedShortfall: 1500,
    valueAtRiskInterval: { lower: 500, upper: 1100 },
    expectedShortfallInterval: { lower: 1300, upper: 1700 },
    grossShare: 0.4,
  },
  { key: "majors", valueAtRisk: 700, expectedShortfall: 900, grossShare: 0.4 },
  { key: "hedge", valueAtRisk: -100, expectedShortfall: -200, grossShare: 0.2 },
];

function drawn(data: readonly RiskPart[], more: object = {}, frame = wide) {
  return draw(riskContributions(data, { ...options, ...more, frame }), frame);
}

describe("riskContributions", () => {
  it("draws two bars per part and for the total, with what they stand for", () => {
    const drawing = drawn(desks);
    expect(drawing.shapes("part")).toBe(8);
    expect(drawing.texts("part-label").toSorted()).toEqual(
      ["$800", "$700", "−$100", "$1.4k", "$1.5k", "$900", "−$200", "$2.2k"].toSorted(),
    );
  });

  it("draws noise where intervals are given and a ring where the share of exposure is", () => {
    const drawing = drawn(desks);
    expect(drawing.shapes("interval")).toBe(2);
    expect(drawing.shapes("ring")).toBe(6);
    const bare = drawn([{ key: "alts", valueAtRisk: 1, expectedShortfall: 2 }]);
    expect(bare.shapes("interval") + bare.shapes("ring")).toBe(0);
  });

  it("puts a ring where the part would be were risk spread like exposure", () => {
    const [first] = [...drawn(desks).svg.querySelectorAll(".ring circle")];
    const bars = [...drawn(desks).svg.querySelectorAll(".part rect")];
    const total = bars.at(3)!;
    const zero = Number(total.getAttribute("x"));
    const whole = Number(total.getAttribute("width"));
    expect(Number(first!.getAttribute("cx")) - zero).toBeCloseTo(0.4 * whole, 0);
  });

  it("writes a label at its bar when it fits before the ring, and beyond the ring when not", () => {
    const placed = (grossShare: number) => {
      const parts = [
        { key: "hedged", valueAtRisk: 100, expectedShortfall: 100, grossShare },
        { key: "rest", valueAtRisk: 900, expectedShortfall: 900 },
      ];
      const { svg } = drawn(parts);
      const label = [...svg.querySelectorAll(".part-label text")].find(
        (one) => one.textContent === "$100",
      )!;
      const at = Number(/translate\(([-\d.]+)/.exec(label.getAttribute("transform")!)![1]);
      return { at, ring: Number(svg.querySelector(".ring circle")!.getAttribute("cx")) };
    };
    const far = placed(0.8);
    expect(far.at).toBeLessThan(far.ring - 40);
    const near = placed(0.12);
    expect(near.at).toBeGreaterThanOrEqual(near.ring);
  });

  it("writes the totals without bars when told to, and gives the parts the width", () => {
    const lengths = (totalBars: boolean) =>
      [...drawn(desks, { totalBars }).svg.querySelectorAll(".part rect")].map((bar) =>
        Number(bar.getAttribute("width")),
      );
    expect(lengths(false)[3]).toBe(0);
    expect(lengths(false)[0]!).toBeGreaterThan(lengths(true)[0]!);
    expect(drawn(desks, { totalBars: false }).texts("part-label")).toContain("$2.2k");
  });

  it("takes a measure or the rings away where the reader hid them", () => {
    const hidden = drawn(desks, {}, { ...wide, hidden: ["value-at-risk"] });
    expect(hidden.shapes("part")).toBe(4);
    const noRings = drawn(desks, {}, { ...wide, hidden: ["share of gross exposure"] });
    expect(noRings.shapes("ring")).toBe(0);
  });

  it("makes one row of the smallest beyond the most to show, and keeps the total", () => {
    const many = Array.from({ length: 9 }, (_, i) => ({
      key: `k${i}`,
      valueAtRisk: 2 ** i,
      expectedShortfall: 2 ** i,
    }));
    const drawing = drawn(many, { most: 4 });
    expect(drawing.shapes("part")).toBe(10);
    expect(drawing.texts("part-label")).toContain("$63");
    expect(drawing.texts("part-label")).toContain("$511");
    expect(drawing.svg.textContent).toContain("6 others");
  });

  it("says in words the totals, the largest part and the smallest", () => {
    expect(riskContributions(desks, { ...options, frame: wide }).ariaDescription).toBe(
      "Value-at-risk $1.4k, expected shortfall $2.2k. Largest part: alts with $1.5k of expected " +
        "shortfall and 40 % of gross exposure. Smallest: hedge with −$200 of expected shortfall " +
        "and 20 % of gross exposure.",
    );
  });

  it.each([
    [[], /at least one part: an empty array/],
    [[desks[0]!, desks[0]!], /name a part once: "alts"/],
    [[{ ...desks[1]!, valueAtRisk: Number.NaN }], /data\[0\].valueAtRisk must be finite: NaN/],
    [[{ ...desks[1]!, key: "total" }], /key must not be "total"/],
    [[{ ...desks[1]!, grossShare: 40 }], /grossShare must be in \[0, 1\]: 40/],
    [
      [{ ...desks[1]!, valueAtRiskInterval: { lower: 2, upper: 1 } }],
      /valueAtRiskInterval must have ends in order: 2 to 1/,
    ],
  ])("refuses what cannot be drawn: %#", (bad, message) => {
    expect(() => riskContributions(bad, { ...options, frame: wide })).toThrow(message);
  });
});
