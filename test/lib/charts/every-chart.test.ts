import { describe, expect, it } from "vitest";
import type { ChartFrame } from "../../../lib/charts/chart.ts";
import { charts } from "../../../lib/charts/registry.ts";
import { decodePayload, encodePayload } from "../../../lib/notebook/payload.ts";
import { draw, placedTexts } from "./draw.ts";
import { examples, plotExample } from "./examples.ts";

const frames: readonly ChartFrame[] = [
  { width: 720, theme: "light" },
  { width: 720, theme: "dark" },
  { width: 360, theme: "light" },
  { width: 360, theme: "dark" },
];

function deepFreeze<T>(value: T): T {
  if (typeof value === "object" && value !== null) {
    Object.values(value).forEach(deepFreeze);
    Object.freeze(value);
  }
  return value;
}

it("every registered chart has an example here", () => {
  expect(Object.keys(examples).toSorted()).toEqual(Object.keys(charts).toSorted());
});

describe.each(Object.keys(charts))("%s", (name) => {
  const chart = charts[name]!;
  const example = examples[name]!;

  it.each(frames)("draws the same text twice at $width px, $theme", (frame) => {
    const first = draw(plotExample(chart, example, frame), frame).text;
    const second = draw(plotExample(chart, example, frame), frame).text;
    expect(second).toBe(first);
    expect(first).not.toMatch(/NaN|undefined|Infinity|\[object/);
  });

  it.each(frames)("keeps every text inside the figure at $width px, $theme", (frame) => {
    const { svg } = draw(plotExample(chart, example, frame), frame);
    const outside = placedTexts(svg).filter(
      ({ left, right }) => !(left >= 0 && right <= frame.width + 1),
    );
    expect(outside).toEqual([]);
    expect(placedTexts(svg).length).toBeGreaterThan(6);
  });

  it("states title, subtitle, caption with period and source, and key numbers in words", () => {
    const options = plotExample(chart, example, frames[0]!);
    expect(options.title).toMatch(/\w/);
    expect(options.subtitle).toMatch(/\w/);
    expect(options.caption).toMatch(/Source: data\/daily-close\.csv/);
    expect(options.caption).toMatch(/\d{4}-\d{2}-\d{2}/);
    expect(options.ariaDescription).toMatch(/\d/);
  });

  it("takes its title from the options", () => {
    const titled = { ...example, options: { ...example.options, title: "What broke?" } };
    expect(plotExample(chart, titled, frames[0]!).title).toBe("What broke?");
  });

  it("refuses a source that is not named", () => {
    const unnamed = { ...example, options: { ...example.options, source: "" } };
    expect(() => plotExample(chart, unnamed, frames[0]!)).toThrow(/source must name/);
  });

  it("draws the same from the payload as from the data", () => {
    const { data, options } = decodePayload(encodePayload(example)) as typeof example;
    const frame = frames[0]!;
    expect(draw(plotExample(chart, { data, options }, frame), frame).text).toBe(
      draw(plotExample(chart, example, frame), frame).text,
    );
  });

  it("changes neither data nor options", () => {
    const frozen = deepFreeze(structuredClone(example));
    expect(() => draw(plotExample(chart, frozen, frames[0]!))).not.toThrow();
  });

  it("has an item in the legend for every series, dimmed where the reader hid it", () => {
    const { svg } = draw(plotExample(chart, example, frames[0]!));
    const items = [...svg.querySelectorAll(".legend-item")];
    for (const item of items) {
      const hidden = item.getAttribute("data-series")!;
      const frame = { ...frames[0]!, hidden: [hidden] };
      const without = draw(plotExample(chart, example, frame), frame);
      expect(without.svg.querySelectorAll(".legend-item")).toHaveLength(items.length);
      expect(without.svg.querySelector('[data-hidden="true"]')?.textContent).toBe(hidden);
    }
  });

  it("still draws where the reader hid every series", () => {
    const { svg } = draw(plotExample(chart, example, frames[0]!));
    const hidden = [...svg.querySelectorAll(".legend-item")].map((item) => item.textContent ?? "");
    const frame = { ...frames[0]!, hidden };
    expect(draw(plotExample(chart, example, frame), frame).text).not.toMatch(/NaN|Infinity/);
  });
});
