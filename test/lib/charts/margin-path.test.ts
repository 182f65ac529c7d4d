import { describe, expect, it } from "vitest";
import { marginPath } from "../../../lib/charts/margin-path.ts";
import { draw, wide } from "./draw.ts";

const hours = ["2022-05-09T00:00Z", "2022-05-09T01:00Z", "2022-05-09T02:00Z"];
const account = {
  account: "alts",
  equityUsd: [1000, 400, 0],
  maintenanceUsd: [300, 300, 0],
  events: [
    { hour: hours[1]!, kind: "liquidation" as const, note: "due" },
    { hour: hours[2]!, kind: "bankruptcy" as const, note: "gone" },
  ],
};
const options = { subject: "book through LUNA", source: "data/hourly", frame: wide } as const;

describe("marginPath", () => {
  it("draws a panel and a line per account, and a dot per event", () => {
    const two = { hours, accounts: [account, { ...account, account: "majors", events: [] }] };
    const drawing = draw(marginPath(two, options));
    expect(drawing.texts("account")).toEqual(["alts", "majors"]);
    expect(drawing.svg.querySelectorAll(".event circle")).toHaveLength(2);
  });

  it("hides the events of a kind that the reader switched off", () => {
    const frame = { ...wide, hidden: ["bankruptcy"] };
    const drawing = draw(marginPath({ hours, accounts: [account] }, { ...options, frame }), frame);
    expect(drawing.svg.querySelectorAll(".event circle")).toHaveLength(1);
  });

  it("shows the hours of a zoomed range alone, still as shares of the first equity", () => {
    const frame = { ...wide, span: ["2022-05-09T00:00Z", "2022-05-09T01:00Z"] as const };
    const plot = marginPath({ hours, accounts: [account] }, { ...options, frame });
    expect(plot.caption).toContain("2 hours, 2022-05-09T00:00Z to 2022-05-09T01:00Z");
    expect(draw(plot, frame).svg.querySelectorAll(".event circle")).toHaveLength(1);
  });

  it("says what became of each account", () => {
    const safe = { ...account, account: "safe", equityUsd: [1000, 900, 950], events: [] };
    expect(marginPath({ hours, accounts: [account, safe] }, options).ariaDescription).toBe(
      "alts: $1k to $0, first liquidated at 2022-05-09T01:00Z. safe: $1k to $950, not liquidated.",
    );
  });

  it("does not call an account bankrupt whose venue stopped", () => {
    const events = [{ hour: hours[1]!, kind: "frozen" as const, note: "stopped" }];
    const frozen = { ...account, equityUsd: [1000, 800, 800], events };
    expect(marginPath({ hours, accounts: [frozen] }, options).ariaDescription).toBe(
      "alts: $1k to $800, frozen with its venue at 2022-05-09T01:00Z.",
    );
    const frame = { ...wide, hidden: ["bankruptcy"] };
    const data = { hours, accounts: [frozen] };
    const drawing = draw(marginPath(data, { ...options, frame }), frame);
    expect(drawing.svg.querySelectorAll(".event circle")).toHaveLength(1);
  });

  it("refuses figures that do not fit, an account that begins with nothing, an event outside", () => {
    const of = (changes: object) => () =>
      marginPath({ hours, accounts: [{ ...account, ...changes }] }, options);
    expect(of({ equityUsd: [1, 2] })).toThrow("equityUsd of alts must have 3 values");
    expect(of({ equityUsd: [0, 0, 0] })).toThrow(
      "equityUsd[0] of alts must be a positive number: 0",
    );
    const outside = [{ hour: "2022-05-10T00:00Z", kind: "stop", note: "" }];
    expect(of({ events: outside })).toThrow("events of alts must lie in the hours");
    expect(() => marginPath({ hours, accounts: [] }, options)).toThrow("at least one element");
  });
});
