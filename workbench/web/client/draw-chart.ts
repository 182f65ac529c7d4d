import { type ChartFrame, charts, decodePayload, figure } from "stressbook/charts";

/** What a committed chart was drawn from. */
export interface ChartPayload {
  readonly chart: string;
  readonly data: unknown;
  readonly options: object;
}

/** A chart on the page and its parts. */
export interface DrawnChart {
  readonly svg: SVGSVGElement;
  /** The inner drawing, with Plot's scales. */
  readonly plot: PlotElement;
  /** Names in the legend that can be switched. */
  readonly series: readonly SVGElement[];
}

/** Plot's own element: it knows its scales. */
export type PlotElement = SVGSVGElement & {
  scale(name: string): PlotScale | undefined;
};

/** A scale as Plot describes it. */
export interface PlotScale {
  readonly type: string;
  readonly range?: readonly number[];
  readonly domain?: readonly unknown[];
  invert?(position: number): Date;
}

/** The payload in a chart's figure as JSON; empty when there is none. */
export function payloadText(element: HTMLElement): string {
  return element.querySelector('script[type="application/json"]')?.textContent ?? "";
}

/** The payload that a JSON text holds; throws when it is damaged. */
export function readPayload(json: string): ChartPayload {
  return decodePayload(JSON.parse(json)) as ChartPayload;
}

/** Draws a payload's chart; throws when the chart is unknown or refuses its data. */
export function drawChart({ chart, data, options }: ChartPayload, frame: ChartFrame): DrawnChart {
  const make = Object.hasOwn(charts, chart) ? charts[chart] : undefined;
  if (make === undefined) throw new RangeError(`chart is not known: ${chart}`);
  const plotOptions = make(data, { ...options, frame });
  const svg = figure(plotOptions, { document, frame });
  const plot = svg.querySelector<PlotElement>("svg.plot");
  if (plot === null) throw new TypeError("the figure has no plot");
  plot.style.fontFamily = "inherit";
  plot.prepend(hitArea(plot));
  return { svg, plot, series: [...svg.querySelectorAll<SVGElement>("[data-series]")] };
}

// An svg inside another takes the pointer only where something is painted.
function hitArea(plot: SVGSVGElement): SVGElement {
  const area = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  area.setAttribute("class", "hit-area");
  area.setAttribute("width", plot.getAttribute("width") ?? "0");
  area.setAttribute("height", plot.getAttribute("height") ?? "0");
  return area;
}
