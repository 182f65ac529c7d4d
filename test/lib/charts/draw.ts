import type { PlotOptions } from "@observablehq/plot";
import { parseHTML } from "linkedom";
import type { ChartFrame } from "../../../lib/charts/chart.ts";
import { figure } from "../../../lib/charts/figure.ts";
import { svgText } from "../../../lib/charts/svg-text.ts";
import { textWidth } from "../../../lib/charts/text-width.ts";

export const wide: ChartFrame = { width: 720, theme: "light" };

/** A chart's figure drawn in linkedom, with what tests ask of it. */
export interface Drawing {
  readonly svg: SVGSVGElement;
  readonly text: string;
  /** Texts of the elements inside groups with this class or aria-label. */
  texts(label: string): string[];
  /** Number of drawn shapes inside groups with this class or aria-label. */
  shapes(label: string): number;
  /** The `d` of every path inside groups with this class or aria-label. */
  paths(label: string): string[];
}

export function draw(options: PlotOptions, frame: ChartFrame = wide): Drawing {
  const { document } = parseHTML("<!doctype html><html><body></body></html>");
  const svg = figure(options, { document, frame });
  const inside = (label: string, selector: string): Element[] =>
    [...svg.querySelectorAll(`[aria-label="${label}"], .${label.replaceAll(" ", "-")}`)].flatMap(
      (group) => [...group.querySelectorAll(selector)],
    );
  return {
    svg,
    text: svgText(svg),
    texts: (label) => inside(label, "text").map((element) => element.textContent ?? ""),
    shapes: (label) => inside(label, "rect, circle, line, path").length,
    paths: (label) => inside(label, "path").map((element) => element.getAttribute("d") ?? ""),
  };
}

/** A text with the ends of its line in the figure's pixels. */
export interface PlacedText {
  readonly text: string;
  readonly left: number;
  readonly right: number;
}

/** Every line of upright text, placed by the translations above it and its anchor. */
export function placedTexts(svg: Element): PlacedText[] {
  return [...svg.querySelectorAll("text")].flatMap((element) => {
    if (transforms(element).some((transform) => transform.includes("rotate"))) return [];
    const spans = [...element.querySelectorAll("tspan")];
    return (spans.length > 0 ? spans : [element]).map((line) => place(line, element));
  });
}

function place(line: Element, element: Element): PlacedText {
  const text = line.textContent ?? "";
  const size = Number.parseFloat(inherited(element, "font-size") ?? fontSizeOfStyle(element));
  const bold = inherited(element, "font-weight") === "600";
  const width = textWidth(text, { size, bold });
  const x = Number(line.getAttribute("x") ?? 0) + translation(element);
  const anchor = inherited(element, "text-anchor") ?? "start";
  const left = x - width * { start: 0, middle: 0.5, end: 1 }[anchor]!;
  return { text, left, right: left + width };
}

function ancestors(element: Element): Element[] {
  return element.parentElement ? [element, ...ancestors(element.parentElement)] : [element];
}

function inherited(element: Element, name: string): string | undefined {
  const plot = element.closest("svg.plot");
  for (const one of ancestors(element)) {
    // The plot's style sets its font size over the attribute that Plot writes.
    if (name === "font-size" && one === plot) return undefined;
    const value = one.getAttribute(name);
    if (value !== null) return value;
  }
  return undefined;
}

function fontSizeOfStyle(element: Element): string {
  const style = element.closest("svg.plot")?.getAttribute("style") ?? "";
  return /font-size:([\d.]+)px/.exec(style)?.[1] ?? "NaN";
}

function transforms(element: Element): string[] {
  return ancestors(element).map((one) => one.getAttribute("transform") ?? "");
}

function translation(element: Element): number {
  return transforms(element)
    .map((transform) => Number(/translate\((-?[\d.]+)/.exec(transform)?.[1] ?? 0))
    .reduce((sum, x) => sum + x, 0);
}
