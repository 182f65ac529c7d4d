import { expect, it } from "vitest";
import { drawdownLines } from "../../../lib/charts/drawdown-lines.ts";
import { draw, wide } from "./draw.ts";

const dates = ["2022-11-05", "2022-11-06", "2022-11-07", "2022-11-08"];
const options = { source: "data/daily-close.csv", frame: wide };
const series = [{ name: "FTT", values: [0, 0.1, Number.NaN, 0.906] }];

it("drawdownLines draws deeper falls lower, gaps as gaps, and percent below zero", () => {
  const drawing = draw(drawdownLines({ dates, series }, options));
  const [path] = drawing.paths("line");
  const ys = [...path!.matchAll(/[ML][\d.]+,([\d.]+)/g)].map((match) => Number(match[1]));
  expect(ys).toEqual([...ys].toSorted((a, b) => a - b));
  expect(path!.match(/M/g)).toHaveLength(2);
  expect(drawing.texts("y-axis tick label")).toContain("−80 %");
  expect(drawing.texts("y-axis tick label")).toContain("0 %");
});

it("drawdownLines says when and how deep each was", () => {
  expect(drawdownLines({ dates, series }, options).ariaDescription).toBe(
    "FTT was furthest below its high on 2022-11-08: −90.6 %.",
  );
});

it("drawdownLines refuses a signed drawdown and one beyond everything", () => {
  const of = (value: number) => ({ dates, series: [{ name: "A", values: [0, value, 0, 0] }] });
  expect(() => drawdownLines(of(-0.1), options)).toThrow("A[1] must be a drawdown in [0, 1]: -0.1");
  expect(() => drawdownLines(of(1.2), options)).toThrow("A[1] must be a drawdown in [0, 1]: 1.2");
});
