import type { ChartFrame } from "stressbook/charts";
import { type DrawnChart, drawChart, readPayload } from "./draw-chart.ts";
import { legend } from "./legend.ts";
import { note, statusLine } from "./status-line.ts";
import { currentTheme, onThemeChange } from "./theme.ts";
import { zoom } from "./zoom.ts";

const narrowest = 240;

/** What the reader has chosen on one chart. */
interface View {
  hidden: readonly string[];
  span: readonly [string, string] | undefined;
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
  const payload = readPayload(element);
  const view: View = { hidden: [], span: undefined };
  const status = statusLine(() => change({ span: undefined }));
  let drawnFor = "";

  const change = (next: Partial<View>): void => {
    Object.assign(view, next);
    redraw();
  };
  const draw = (): void => {
    const drawn = drawChart(payload, frameOf(element, view));
    legend(drawn, view.hidden, (hidden) => change({ hidden }));
    const canZoom = zoom(drawn, (span) => change({ span }));
    status.show({ span: view.span, canZoom, canHide: drawn.series.length > 1 });
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
  const focused = element.querySelector<SVGElement>("[data-series]:focus-visible")?.dataset.series;
  element.querySelector(":scope > svg")?.remove();
  element.querySelector("img")!.after(svg, status);
  element.classList.add("drawn");
  if (focused === undefined) return;
  svg.querySelector<SVGElement>(`[data-series="${CSS.escape(focused)}"]`)?.focus();
}

function giveUp(element: HTMLElement): void {
  element.querySelector(":scope > svg")?.remove();
  element.querySelector(".status")?.remove();
  element.classList.remove("drawn");
  delete element.dataset.live;
  if (!element.querySelector(".note")) element.append(note());
}
