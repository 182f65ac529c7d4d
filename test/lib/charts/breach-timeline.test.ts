import { describe, expect, it } from "vitest";
import { breachTimeline } from "../../../lib/charts/breach-timeline.ts";
import { draw, wide } from "./draw.ts";

const rows = [
  {
    model: "normal",
    from: "2022-01-01",
    to: "2022-12-31",
    days: 365,
    breaches: [
      { date: "2022-05-09", multiple: 4 },
      { date: "2022-11-08", multiple: 1.2 },
    ],
  },
  { model: "historical", from: "2022-07-01", to: "2022-12-31", days: 184, breaches: [] },
];
const options = { confidence: 0.99, subject: "BTC", source: "data/daily-close.csv", frame: wide };
const radii = (drawing: ReturnType<typeof draw>): number[] =>
  [...drawing.svg.querySelectorAll(".breach circle")].map((one) => Number(one.getAttribute("r")));

describe("breachTimeline", () => {
  it("draws a dot per breach whose area is the loss in VaRs, the larger behind", () => {
    const [large, small] = radii(draw(breachTimeline(rows, options)));
    expect((large! / small!) ** 2).toBeCloseTo(4 / 1.2, 2);
  });

  it("writes breaches and those expected beside each model, none too", () => {
    const drawing = draw(breachTimeline(rows, options));
    expect(drawing.texts("count")).toEqual(["2 / 3.7", "0 / 1.8"]);
  });

  it("shows only the breaches of a zoomed range", () => {
    const frame = { ...wide, span: ["2022-06-01", "2022-12-31"] as const };
    expect(radii(draw(breachTimeline(rows, { ...options, frame }), frame))).toHaveLength(1);
  });

  it("says counts and the largest breach in words", () => {
    expect(breachTimeline(rows, options).ariaDescription).toBe(
      "Breaches / expected: normal 2 / 3.7 and historical 0 / 1.8. The largest was " +
        "2022-05-09: 4.0 VaRs of normal.",
    );
    expect(breachTimeline([rows[1]!], options).ariaDescription).toBe(
      "Breaches / expected: historical 0 / 1.8.",
    );
  });

  it("refuses no models, no days, breaches that are none or outside the days", () => {
    const first = rows[0]!;
    const breachOn = (date: string, multiple: number): object[] => [
      { ...first, breaches: [{ date, multiple }] },
    ];
    const run = (data: unknown, confidence = 0.99): unknown =>
      breachTimeline(data as typeof rows, { ...options, confidence });
    expect(() => run([])).toThrow("rows must have at least one model: an empty array");
    expect(() => run([{ ...first, days: 0 }])).toThrow("days of normal");
    expect(() => run(breachOn("2023-01-01", 2))).toThrow("must lie in 2022-01-01 to 2022-12-31");
    expect(() => run(breachOn("2022-03-01", 1))).toThrow("2022-03-01 and 1");
    expect(() => run(breachOn("2022-03-01", Number.NaN))).toThrow("2022-03-01 and NaN");
    expect(() => run(rows, 99)).toThrow("confidence must be in (0, 1): 99");
  });
});
