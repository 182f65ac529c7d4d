import { barY, lineY, type PlotOptions } from "@observablehq/plot";
import { parseHTML } from "linkedom";
import { describe, expect, it } from "vitest";
import { figure } from "../../../lib/charts/figure.ts";
import { themes } from "../../../lib/charts/theme.ts";
import { draw, wide } from "./draw.ts";

const words = { title: "T & <t>", subtitle: "s", caption: 'c "q"', ariaDescription: "d" };

function options(extra: PlotOptions = {}): PlotOptions {
  return { ...words, width: 720, marks: [lineY([1, 2, 3.123456])], ...extra };
}

describe("figure", () => {
  it("is one svg with title, subtitle, plot and caption in order, on the theme's background", () => {
    const { svg } = draw(options());
    expect(svg.querySelectorAll("svg")).toHaveLength(1);
    const texts = [...svg.children].map((child) =>
      child.localName === "g" ? child.textContent : child.localName,
    );
    expect(texts).toEqual(["rect", "T & <t>", "s", "svg", 'c "q"']);
    expect(svg.querySelector(".background")?.getAttribute("fill")).toBe(themes.light.background);
    expect(svg.getAttribute("aria-label")).toBe("T & <t>");
    expect(svg.getAttribute("aria-description")).toBe("d");
  });

  it("is as high as its blocks and as wide as the frame", () => {
    const { svg } = draw(options());
    const height = Number(svg.getAttribute("height"));
    const plot = svg.querySelector("svg.plot")!;
    const bottom = Number(plot.getAttribute("y")) + Number(plot.getAttribute("height"));
    expect(height).toBeGreaterThan(bottom + 11);
    expect(svg.getAttribute("viewBox")).toBe(`0 0 720 ${height}`);
  });

  it("writes well-formed XML: ampersands, brackets and quotes are escaped", () => {
    const { text } = draw(options());
    expect(text).toContain('aria-label="T &amp; &lt;t&gt;"');
    expect(text).toContain("c &quot;q&quot;");
    expect(text).not.toMatch(/&(?!amp;|lt;|gt;|quot;)/);
  });

  it("paints the whole plot, invisibly, so that all of it feels the pointer", () => {
    const plot = draw(options()).svg.querySelector("svg.plot")!;
    const [first] = plot.children;
    expect(first!.getAttribute("fill")).toBe("transparent");
    expect(first!.getAttribute("height")).toBe(plot.getAttribute("height"));
  });

  it("rounds coordinates to hundredths of a pixel", () => {
    expect(draw(options()).text).not.toMatch(/ (?:d|x|y|transform|width)="[^"]*\.\d{3}/);
  });

  it("gives clip paths the same ids however many figures were drawn before", () => {
    const clipped = (): string => draw(options({ marks: [lineY([1, 2], { clip: true })] })).text;
    const [first, second] = [clipped(), clipped()];
    expect(second).toBe(first);
    const id = /<clipPath id="([^"]+)"/.exec(first)?.[1];
    expect(first).toContain(`clip-path="url(#${id})"`);
  });

  it("gives clip paths of different shape different ids, so that a page can hold both", () => {
    const id = (width: number): string | undefined =>
      /<clipPath id="([^"]+)"/.exec(
        draw(options({ width, marks: [lineY([1, 2], { clip: true })] }), { ...wide, width }).text,
      )?.[1];
    expect(id(720)).not.toBe(id(360));
  });

  it("wraps the title where the frame is narrow", () => {
    const title = "A long title that asks what happened to the three desks in five crashes";
    const lines = (width: number): number => {
      const { svg } = draw(options({ title, width }), { ...wide, width });
      return svg.querySelectorAll('text[font-weight="600"] tspan').length;
    };
    expect(lines(720)).toBe(1);
    expect(lines(360)).toBeGreaterThan(1);
  });

  it.each(["title", "subtitle", "caption", "ariaDescription"])("refuses a missing %s", (name) => {
    expect(() => draw(options({ [name]: undefined }))).toThrow(`a chart's ${name} must be a text`);
  });

  it("refuses a frame too narrow to draw in", () => {
    expect(() => draw(options(), { ...wide, width: 120 })).toThrow(/at least 200 pixels: 120/);
  });

  it("touches no document but the one it is given", () => {
    expect(globalThis.document).toBeUndefined();
    const { document } = parseHTML("<html><body></body></html>");
    expect(figure(options(), { document, frame: wide }).ownerDocument).toBe(document);
  });
});

describe("the legend", () => {
  const bars = (names: readonly string[], legend = true): PlotOptions =>
    options({
      color: { domain: names, range: names.map(() => "#14539a"), legend },
      marks: [barY(names, { x: (d) => d, y: () => 1, fill: (d) => d })],
    });

  it("has a swatch per name with its colour and data-series", () => {
    const { svg } = draw(bars(["a", "b"]));
    const items = [...svg.querySelectorAll(".legend-item")];
    expect(items.map((item) => item.getAttribute("data-series"))).toEqual(["a", "b"]);
    expect(items[0]?.innerHTML).toContain("#14539a");
  });

  it("wraps into rows that stay inside the frame", () => {
    const names = Array.from({ length: 7 }, (_, i) => `a rather long name ${i}`);
    const { svg } = draw(bars(names), { ...wide, width: 360 });
    const rows = [...svg.querySelectorAll(".legend-item")].map(
      (item) => item.getAttribute("transform")!.split(",")[1],
    );
    expect(new Set(rows).size).toBeGreaterThan(3);
  });

  it("is left out where the scale does not ask for one", () => {
    expect(draw(bars(["a"], false)).svg.querySelector(".legend")).toBeNull();
  });

  it("is a ramp with its ends and middle named where the domain is numbers", () => {
    const color = {
      type: "linear",
      domain: [-1, 0, 1],
      range: ["#ff0000", "#ffffff", "#0000ff"],
      legend: true,
    } as const;
    const { svg } = draw(options({ color }));
    const legend = svg.querySelector(".legend")!;
    expect([...legend.querySelectorAll("text")].map((text) => text.textContent)).toEqual([
      "-1",
      "0",
      "1",
    ]);
    const fills = [...legend.querySelectorAll("rect")].map((rect) => rect.getAttribute("fill"));
    expect([fills[0], fills[20], fills.at(-1)]).toEqual([
      "rgb(255, 0, 0)",
      "rgb(255, 255, 255)",
      "rgb(0, 0, 255)",
    ]);
  });
});
