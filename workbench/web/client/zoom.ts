import type { DrawnChart, PlotElement, PlotScale } from "./draw-chart.ts";

/** ISO dates of the first and last day that a time axis shows. */
export type Span = readonly [string, string];

const smallestDrag = 8;

/** First and last date of the drawn time axis; undefined where the axis is not time. */
export function timeSpan({ plot }: DrawnChart): Span | undefined {
  const x = timeScale(plot);
  if (x === undefined) return undefined;
  const [from, to] = (x.domain ?? []) as readonly Date[];
  return from && to && [isoDate(from), isoDate(to)];
}

/**
 * On a time axis, dragging across the plot selects a span and a double click shows all again; where
 * the axis is not time, nothing happens.
 */
export function zoom({ plot, svg }: DrawnChart, onChange: (span: Span | undefined) => void): void {
  const x = timeScale(plot);
  if (x === undefined) return;
  svg.dataset.zoom = "true";
  listen({ plot, x, onChange });
}

function timeScale(plot: PlotElement): PlotScale | undefined {
  const x = plot.scale("x");
  return x?.invert && (x.type === "utc" || x.type === "time") ? x : undefined;
}

interface Zooming {
  readonly plot: PlotElement;
  readonly x: PlotScale;
  readonly onChange: (span: Span | undefined) => void;
}

function listen({ plot, x, onChange }: Zooming): void {
  const layer = selectionLayer(plot);
  let from: number | undefined;
  const stop = (): void => {
    from = undefined;
    layer.hide();
  };
  // Capturing: Plot's tip swallows a press that it takes for itself.
  const on = (type: string, handle: (event: PointerEvent) => void): void =>
    plot.addEventListener(type, handle as EventListener, { capture: true });
  on("pointerdown", (event) => {
    const at = positionIn(layer.group, event);
    if (event.button === 0 && at === clamp(at, x.range)) from = at;
  });
  on("pointermove", (event) => {
    if (from === undefined) return;
    const to = clamp(positionIn(layer.group, event), x.range);
    if (Math.abs(to - from) < smallestDrag) return;
    if (!plot.hasPointerCapture(event.pointerId)) plot.setPointerCapture(event.pointerId);
    layer.show(from, to);
  });
  on("pointerup", (event) => {
    if (from === undefined) return;
    const span = spanBetween(x, from, clamp(positionIn(layer.group, event), x.range));
    stop();
    if (span !== undefined) onChange(span);
  });
  on("pointercancel", stop);
  on("dblclick", () => onChange(undefined));
}

interface SelectionLayer {
  readonly group: SVGGElement;
  show(from: number, to: number): void;
  hide(): void;
}

function selectionLayer(plot: PlotElement): SelectionLayer {
  const group = document.createElementNS("http://www.w3.org/2000/svg", "g");
  const rect = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  const height = Number(plot.getAttribute("height"));
  const [top, bottom] = extent(plot.scale("y")?.range ?? [0, height]);
  group.setAttribute("class", "selection");
  rect.setAttribute("y", String(top));
  rect.setAttribute("height", String(bottom - top));
  const hide = (): void => rect.setAttribute("width", "0");
  hide();
  group.append(rect);
  plot.append(group);
  const show = (from: number, to: number): void => {
    rect.setAttribute("x", String(Math.min(from, to)));
    rect.setAttribute("width", String(Math.abs(to - from)));
  };
  return { group, show, hide };
}

function spanBetween(x: PlotScale, from: number, to: number): Span | undefined {
  if (Math.abs(to - from) < smallestDrag || !x.invert) return undefined;
  const [first, last] = from < to ? [from, to] : [to, from];
  const span: Span = [isoDate(x.invert(first)), isoDate(x.invert(last))];
  return span[0] < span[1] ? span : undefined;
}

function positionIn(group: SVGGElement, { clientX, clientY }: PointerEvent): number {
  const matrix = group.getScreenCTM();
  return matrix === null ? NaN : new DOMPoint(clientX, clientY).matrixTransform(matrix.inverse()).x;
}

function isoDate(date: Date): string {
  return date.toISOString().slice(0, 10);
}

function extent(range: readonly number[] | undefined): [number, number] {
  return [Math.min(...(range ?? [0])), Math.max(...(range ?? [0]))];
}

function clamp(position: number, range: readonly number[] | undefined): number {
  const [low, high] = extent(range);
  return Math.min(high, Math.max(low, position));
}
