import type { ChartFrame } from "stressbook/charts";
import { dataLinks } from "./data-links.ts";
import { type DrawnChart, drawChart, payloadText, readPayload } from "./draw-chart.ts";
import { legend } from "./legend.ts";
import { note, statusLine } from "./status-line.ts";
import { currentTheme, onThemeChange } from "./theme.ts";
import { type Span, timeSpan, zoom } from "./zoom.ts";
import { zoomByKeys } from "./zoom-keys.ts";

const narrowest = 240;

/** What the reader has chosen on one chart. */
interface View {
  hidden: readonly string[];
  span: Span | undefined;
}

/**
 * Replaces the committed picture of a chart by the chart itself, drawn by the function that made
 * the picture: with tips, a legend that switches series, and zoom where the axis is time. It follows
 * width and theme. Where it cannot be drawn, the picture stays and a note says so.
 */
export function liveChart(element: HTMLElement): void {
  try {
    start(element);
  } catch {
    giveUp(element);
  }
}

function start(element: HTMLElement): void {
  const json = payloadText(element);
  const payload = readPayload(json);
  dataLinks(element, payload, json);
  const view: View = { hidden: [], span: undefined };
  const status = statusLine(() => change({ span: undefined }));
  let drawnFor = "";
  let full: Span | undefined;

  const change = (next: Partial<View>): void => {
    Object.assign(view, next);
    redraw();
  };
  const draw = (): void => {
    const drawn = drawChart(payload, frameOf(element, view));
    legend(drawn, view.hidden, (hidden) => change({ hidden }));
    const onChange = (span: Span | undefined): void => change({ span });
    full ??= timeSpan(drawn);
    zoom(drawn, onChange);
    if (full) zoomByKeys(drawn, { shown: view.span ?? full, full, onChange });
    status.show({ span: view.span, canZoom: full !== undefined, canHide: drawn.series.length > 1 });
    replace(element, drawn, status.element);
  };
  const redraw = (): void => {
    const wanted = JSON.stringify(frameOf(element, view));
    if (wanted === drawnFor) return;
    drawnFor = wanted;
    try {
      draw();
    } catch {
      giveUp(element);
    }
  };

  drawnFor = JSON.stringify(frameOf(element, view));
  draw();
  element.dataset.live = "true";
  new ResizeObserver(() => requestAnimationFrame(redraw)).observe(element);
  onThemeChange(redraw);
}

function frameOf(element: HTMLElement, { hidden, span }: View): ChartFrame {
  const width = Math.max(narrowest, Math.floor(element.clientWidth));
  return { width, theme: currentTheme(), hidden, ...(span && { span }) };
}

function replace(element: HTMLElement, { svg }: DrawnChart, status: HTMLElement): void {
  const focused = element.querySelector<SVGElement>("svg :focus-visible, svg:focus-visible");
  const series = focused?.dataset.series;
  element.querySelector(":scope > svg")?.remove();
  element.querySelector("img")!.after(svg, status);
  element.classList.add("drawn");
  if (focused === null) return;
  const same = series === undefined ? "[data-zoom]" : `[data-series="${CSS.escape(series)}"]`;
  element.querySelector<SVGElement>(same)?.focus();
}

function giveUp(element: HTMLElement): void {
  element.querySelector(":scope > svg")?.remove();
  element.querySelector(".status")?.remove();
  element.classList.remove("drawn");
  delete element.dataset.live;
  if (!element.querySelector(".note")) element.append(note());
}
