import {
  axisX,
  axisY,
  gridY,
  lineY,
  type Markish,
  type PlotOptions,
  pointer,
  type ScaleOptions,
  scale,
  text,
  tip,
} from "@observablehq/plot";
import type { ChartFrame } from "./chart.ts";
import { type EventWindow, eventMarks, innerWidth } from "./event-windows.ts";
import { type Layout, layoutOf } from "./layout.ts";
import type { LinePoint } from "./lines-data.ts";
import { textWidth } from "./text-width.ts";
import { themeOf } from "./theme.ts";

/** What a chart over time consists of, before it is laid out. */
export interface TimeChart {
  /** First and last time shown. */
  readonly range: readonly [Date, Date];
  /** The value axis; `label` names the quantity and its unit. */
  readonly y: ScaleOptions & { readonly label: string; readonly ticks?: number | number[] };
  /** Values as the axis writes them. */
  readonly tickFormat: (value: number) => string;
  /** Every value drawn (NaN left out), so that the axis' widest text gets room. */
  readonly values: readonly number[];
  readonly events?: readonly EventWindow[] | undefined;
  readonly marks: readonly Markish[];
}

/** Plot options of a chart over time: axes, grid, event windows behind the marks. */
export function timeChart(chart: TimeChart, frame: ChartFrame): PlotOptions {
  const layout = layoutOf(frame);
  const marginLeft = layout.padding + axisWidth(chart, layout);
  const [from, to] = chart.range;
  const width = innerWidth(frame, marginLeft);
  const { marks, headroom } = eventMarks(chart.events, { from, to, width }, frame);
  return {
    width: frame.width,
    height: (layout.narrow ? 240 : 320) + headroom,
    marginLeft,
    marginRight: layout.padding,
    marginTop: headroom + 28,
    marginBottom: 36,
    x: { type: "utc", domain: [from, to] },
    y: { nice: true, ...chart.y },
    marks: [
      ...marks,
      ...axes(chart, frame),
      axisLabel(chart.y.label, marginLeft, headroom, frame),
      ...chart.marks,
    ],
  };
}

/** One line per name, broken at gaps, and a pointer tip that `describe` writes. */
export function lineMarks(
  points: readonly LinePoint[],
  describe: (point: LinePoint) => string,
  frame: ChartFrame,
): Markish[] {
  return [
    lineY(points, { x: "time", y: "value", stroke: "name", z: "name", strokeWidth: 1.5 }),
    pointTip(points, { x: "time", y: "value", title: describe }, frame),
  ];
}

/** A tip at the point nearest to the pointer; invisible in a picture. */
export function pointTip<T>(
  points: readonly T[],
  channels: { readonly x: string; readonly y: string; readonly title: (point: T) => string },
  frame: ChartFrame,
): Markish {
  const theme = themeOf(frame);
  return tip(points, pointer({ ...channels, fill: theme.background, stroke: theme.muted }));
}

function axisWidth({ y, values, tickFormat }: TimeChart, layout: Layout): number {
  const present = values.filter(Number.isFinite);
  const [lowest, highest] = [Math.min(...present, y.zero ? 0 : Infinity), Math.max(...present)];
  const { domain } = scale({ y: { nice: true, ...y, domain: [lowest, highest] } });
  const ticks = Array.from(domain ?? [], Number);
  const style = { size: layout.labelSize };
  return Math.ceil(Math.max(...ticks.map((tick) => textWidth(tickFormat(tick), style)))) + 10;
}

function axes(chart: TimeChart, frame: ChartFrame): Markish[] {
  const layout = layoutOf(frame);
  const theme = themeOf(frame);
  const { ticks = layout.narrow ? 5 : 6 } = chart.y;
  return [
    gridY({ stroke: theme.grid, strokeOpacity: 1, ticks }),
    axisY({
      ticks,
      tickSize: 0,
      tickPadding: 6,
      tickFormat: chart.tickFormat,
      color: theme.muted,
      label: null,
    }),
    axisX({ ticks: layout.narrow ? 4 : 8, tickSize: 4, color: theme.muted, label: null }),
  ];
}

/** The value axis' label, at the figure's left edge above the plot and the names of events. */
function axisLabel(label: string, marginLeft: number, above: number, frame: ChartFrame): Markish {
  return text([label], {
    frameAnchor: "top-left",
    textAnchor: "start",
    dx: layoutOf(frame).padding - marginLeft,
    dy: -above - 14,
    fill: themeOf(frame).muted,
    ariaLabel: "axis label",
  });
}
