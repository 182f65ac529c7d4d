import { lineY, type PlotOptions } from "@observablehq/plot";
import { parseHTML } from "linkedom";
import { describe, expect, it } from "vitest";
import type { Framed } from "../../../lib/charts/chart.ts";
import { figure } from "../../../lib/charts/figure.ts";
import { priceLines } from "../../../lib/charts/price-lines.ts";
import { charts } from "../../../lib/charts/registry.ts";
import { svgText } from "../../../lib/charts/svg-text.ts";
import { decodePayload, type Json } from "../../../lib/notebook/payload.ts";
import { renderPng } from "../../../lib/notebook/render-png.ts";
import { drawChart, show } from "../../../lib/notebook/show.ts";
import { displayed } from "./fake-kernel.ts";

const data = {
  dates: ["2022-05-05", "2022-05-06", "2022-05-07"],
  series: [{ name: "BTC", values: Float64Array.of(36_000, Number.NaN, 34_000) }],
};
const options = { unit: "usd", source: "data/daily-close.csv" } as const;

interface Recorded {
  readonly chart: string;
  readonly data: Json;
  readonly options: Json;
}

function pngSize(base64: string): [number, number] {
  const bytes = Buffer.from(base64, "base64");
  expect(bytes.subarray(1, 4).toString("latin1")).toBe("PNG");
  return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
}

describe("show", () => {
  it("writes a picture, its key numbers as text, and what draws it again", () => {
    const [output] = displayed(() => show(priceLines, data, options));
    expect(Object.keys(output!.data)).toEqual(["image/png", "text/plain"]);
    expect(output!.data["text/plain"]).toBe(
      "Prices of BTC\nBTC went from $36k on 2022-05-05 to $34k on 2022-05-07 (−5.6 %).",
    );
    expect(output!.metadata.stressbook).toEqual({
      chart: "priceLines",
      data: {
        dates: data.dates,
        series: [{ name: "BTC", values: [36_000, { $number: "NaN" }, 34_000] }],
      },
      options,
    });
  });

  it("sizes the picture for sharp screens and says its size on the page", () => {
    const [output] = displayed(() => show(priceLines, data, options));
    const size = output!.metadata["image/png"] as { width: number; height: number };
    expect(size.width).toBe(720);
    const [width, height] = pngSize(output!.data["image/png"]!);
    expect(width).toBe(1080);
    expect(Math.abs(height - 1.5 * size.height)).toBeLessThanOrEqual(1);
  });

  it("records what gives the same picture again", () => {
    const [output] = displayed(() => show(priceLines, data, options));
    const recorded = output!.metadata.stressbook as Recorded;
    const frame = { width: 720, theme: "light" } as const;
    const plot = charts[recorded.chart]!(decodePayload(recorded.data), {
      ...(decodePayload(recorded.options) as object),
      frame,
    });
    const { document } = parseHTML("<html><body></body></html>");
    const png = renderPng(svgText(figure(plot, { document, frame })), { scale: 1.5 });
    expect(Buffer.from(png).toString("base64")).toBe(output!.data["image/png"]);
  });

  it("draws the same bytes each time", () => {
    const [first, second] = displayed(() => {
      show(priceLines, data, options);
      show(priceLines, data, options);
    });
    expect(second).toEqual(first);
  });

  it("shows a user's own chart as a picture alone", () => {
    const own = (
      values: readonly number[],
      { frame }: { color: string } & Framed,
    ): PlotOptions => ({
      width: frame.width,
      title: "Own",
      subtitle: "s",
      caption: "c",
      ariaDescription: `last ${values.at(-1)}`,
      marks: [lineY(values)],
    });
    const [output] = displayed(() => show(own, [1, 2, 3], { color: "red" }));
    expect(output!.data["text/plain"]).toBe("Own\nlast 3");
    expect(output!.metadata.stressbook).toBeUndefined();
  });

  it("refuses data that cannot be recorded, and writes nothing", () => {
    const outputs = displayed(() => {
      const bad = { ...data, extra: () => 1 };
      expect(() => show(priceLines, bad, options)).toThrow(/payload.extra must be plain data/);
    });
    expect(outputs).toEqual([]);
  });

  it("fails outside a notebook with what to do instead", () => {
    expect(() => show(priceLines, data, options)).toThrow(/call them from a cell that tslab/);
  });
});

describe("renderPng", () => {
  it("draws text in the bundled Inter, whatever family is asked for", () => {
    const svg = (family: string): string =>
      `<svg xmlns="http://www.w3.org/2000/svg" width="200" height="40"><text y="30" font-family="${family}">−45.6 % ABC</text></svg>`;
    const draw = (family: string): Buffer => Buffer.from(renderPng(svg(family), { scale: 1 }));
    const blank = renderPng('<svg xmlns="http://www.w3.org/2000/svg" width="200" height="40"/>', {
      scale: 1,
    });
    expect(draw("Inter").equals(draw("DejaVu Sans"))).toBe(true);
    expect(draw("Inter").length).toBeGreaterThan(blank.length + 500);
  });

  it("draws the semi-bold weight heavier than the regular", () => {
    const svg = (weight: number): string =>
      `<svg xmlns="http://www.w3.org/2000/svg" width="200" height="40"><text y="30" font-weight="${weight}">ABC</text></svg>`;
    expect(renderPng(svg(600), { scale: 1 })).not.toEqual(renderPng(svg(400), { scale: 1 }));
  });
});

it("drawChart needs no notebook", () => {
  const { png, width, text } = drawChart(priceLines, data, options);
  expect(png.length).toBeGreaterThan(5000);
  expect([width, text.split("\n")[0]]).toEqual([720, "Prices of BTC"]);
});
