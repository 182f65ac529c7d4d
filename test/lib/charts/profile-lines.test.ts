import { describe, expect, it } from "vitest";
import { type ProfileData, profileLines } from "../../../lib/charts/profile-lines.ts";
import { draw, wide } from "./draw.ts";

const data: ProfileData = {
  prices: [30_000, 40_000, 50_000],
  series: [
    { name: "at expiry", values: [-500, -500, 9_500] },
    { name: "today", values: [-400, 1_000, 9_800] },
  ],
  marks: [{ name: "strike", price: 40_000 }],
  asOf: "2022-05-05",
};
const options = {
  quantity: "P&L, USD",
  unit: "usd",
  underlying: "BTC",
  subject: "one call",
  source: "a model",
} as const;
const drawn = (changes: Partial<ProfileData> = {}, frame = wide) =>
  draw(profileLines({ ...data, ...changes }, { ...options, frame }), frame);

describe("profileLines", () => {
  it("draws a line per series and a rule per mark, named", () => {
    const drawing = drawn();
    expect(drawing.paths("profile")).toHaveLength(2);
    expect(drawing.shapes("price-mark")).toBe(1);
    expect(drawing.texts("price-mark-name")).toEqual(["strike"]);
  });

  it("tells the ends of every line", () => {
    const { ariaDescription, caption } = profileLines(data, { ...options, frame: wide });
    expect(ariaDescription).toContain("today: from −$400 at 30,000 to $9.8k at 50,000");
    expect(caption).toContain("Rules at strike $40k");
  });

  it("leaves out what the reader has switched off", () => {
    expect(drawn({}, { ...wide, hidden: ["today"] }).paths("profile")).toHaveLength(1);
  });

  it("refuses prices that do not rise, missing values and repeated names", () => {
    expect(() => drawn({ prices: [1, 1, 2] })).toThrow("prices must rise: 1 after 1");
    expect(() => drawn({ prices: [1, 2] })).toThrow("same length");
    expect(() => drawn({ series: [] })).toThrow("at least one element");
    expect(() => drawn({ series: [data.series[0]!, data.series[0]!] })).toThrow("unique names");
    expect(() => drawn({ marks: [{ name: "spot", price: Number.NaN }] })).toThrow("price of spot");
  });
});
