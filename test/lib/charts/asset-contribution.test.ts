import { expect, it } from "vitest";
import { assetContribution } from "../../../lib/charts/asset-contribution.ts";
import { themes } from "../../../lib/charts/theme.ts";
import { draw, wide } from "./draw.ts";

const options = {
  scenario: "LUNA, 2022-05-05 to 2022-05-12",
  book: "three-desk book as of 2022-05-04",
  source: "data/daily-close.csv",
  frame: wide,
};
const data = [
  { asset: "BTC", pnlUsd: -810_000 },
  { asset: "UNI", pnlUsd: 180_000 },
  { asset: "LUNA", pnlUsd: -1_620_000 },
];

it("assetContribution orders the assets, ends with the total and labels every bar", () => {
  const drawing = draw(assetContribution(data, options));
  expect(drawing.texts("y-axis tick label")).toEqual(["LUNA", "BTC", "UNI", "total"]);
  expect(drawing.texts("pnl-label").toSorted()).toEqual(
    ["−$1.62M", "−$810k", "$180k", "−$2.25M"].toSorted(),
  );
  expect(drawing.texts("x-axis label")).toEqual(["P&L, USD, added up from the top"]);
});

it("assetContribution colours losses, gains and the total apart", () => {
  const { svg } = draw(assetContribution(data, options));
  const fills = [...svg.querySelectorAll('[aria-label="bar"] rect')].map((bar) =>
    bar.getAttribute("fill"),
  );
  const { loss, gain, total } = themes.light;
  expect(fills).toEqual([loss, loss, gain, total]);
});

it("assetContribution says in words the total, the worst and the best", () => {
  expect(assetContribution(data, options).ariaDescription).toBe(
    "LUNA, 2022-05-05 to 2022-05-12: −$2.25M over 3 assets. Lowest LUNA with −$1.62M. " +
      "Highest UNI with $180k.",
  );
  expect(assetContribution(data, options).subtitle).toBe(
    "P&L in USD by asset, adding up to −$2.25M",
  );
});

it("assetContribution refuses nothing, an asset twice and a P&L that is not finite", () => {
  expect(() => assetContribution([], options)).toThrow(/at least one asset: an empty array/);
  expect(() => assetContribution([data[0]!, data[0]!], options)).toThrow(/once: "BTC"/);
  expect(() => assetContribution([{ asset: "A", pnlUsd: Number.NaN }], options)).toThrow(
    /finite: NaN/,
  );
});
