import { expect, it } from "vitest";
import { type EventWindow, eventMarks } from "../../../lib/charts/event-windows.ts";
import { priceLines } from "../../../lib/charts/price-lines.ts";
import { draw, placedTexts, wide } from "./draw.ts";

const axis = { from: new Date("2022-01-01"), to: new Date("2022-12-31"), width: 600 };
const luna = { name: "LUNA", from: "2022-05-05", to: "2022-05-12" };
const celsius = { name: "Celsius and Three Arrows", from: "2022-06-10", to: "2022-06-18" };
const ftx = { name: "FTX", from: "2022-11-05", to: "2022-11-09" };

function headroom(events: readonly EventWindow[] | undefined): number {
  return eventMarks(events, axis, wide).headroom;
}

it("eventMarks needs a lane per name that would touch another, none without events", () => {
  expect(headroom(undefined)).toBe(0);
  expect(headroom([luna])).toBeGreaterThan(0);
  expect(headroom([luna, ftx])).toBe(headroom([luna]));
  expect(headroom([luna, celsius, ftx])).toBe(2 * headroom([luna]));
});

it("eventMarks leaves out windows that the axis does not reach", () => {
  expect(headroom([{ name: "COVID", from: "2020-03-07", to: "2020-03-12" }])).toBe(0);
});

it("eventMarks keeps names at the ends of the axis inside the figure", () => {
  const dates = ["2022-05-06", "2022-06-01", "2022-11-08"];
  const data = { dates, series: [{ name: "BTC", values: [3, 2, 1] }] };
  const events = [
    { ...luna, name: "The end of LUNA and UST" },
    { ...ftx, name: "The end of FTX and Alameda" },
  ];
  const frame = { ...wide, width: 360 };
  const plot = priceLines(data, { unit: "usd", source: "s", events, frame });
  const names = placedTexts(draw(plot, frame).svg).filter(({ text }) => text.startsWith("The end"));
  expect(names).toHaveLength(2);
  for (const { left, right } of names) {
    expect(left).toBeGreaterThanOrEqual(0);
    expect(right).toBeLessThanOrEqual(360);
  }
});

it("eventMarks refuses a window that ends before it begins and a date that does not exist", () => {
  expect(() => headroom([{ ...luna, to: "2022-05-01" }])).toThrow(
    /events\[0\].to must not be before/,
  );
  expect(() => headroom([{ ...luna, from: "2022-5-5" }])).toThrow(
    /events\[0\].from must be an ISO date/,
  );
});
