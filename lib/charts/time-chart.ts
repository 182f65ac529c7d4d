import {
  axisX,
  axisY,
  gridY,
  lineY,
  type Markish,
  type PlotOptions,
  pointerX,
  type ScaleOptions,
  scale,
  text,
  tip,
} from "@observablehq/plot";
import { ticks } from "d3";
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
  readonly y: ScaleOptions & { readonly label: string };
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
    marginTop: headroom + 34,
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

/** A tip at the point nearest to the pointer in time; invisible in a picture. */
export function pointTip<T>(
  points: readonly T[],
  channels: { readonly x: string; readonly y: string; readonly title: (point: T) => string },
  frame: ChartFrame,
): Markish {
  const theme = themeOf(frame);
  return tip(points, pointerX({ ...channels, fill: theme.background, stroke: theme.muted }));
}

/** Room for the widest tick: the axis' ends and, on a linear axis, what lies between. */
function axisWidth({ y, values, tickFormat }: TimeChart, layout: Layout): number {
  const present = values.filter(Number.isFinite);
  if (y.zero) present.push(0);
  const { domain } = scale({ y: { nice: true, ...y, domain: [least(present), most(present)] } });
  const [low, high] = Array.from(domain ?? [], Number) as [number, number];
  const between = y.type === "log" ? [] : ticks(low, high, tickCount(layout));
  const widthOf = (tick: number): number => textWidth(tickFormat(tick), { size: layout.labelSize });
  return Math.ceil(Math.max(...[low, high, ...between].map(widthOf))) + 10;
}

function tickCount({ narrow }: Layout): number {
  return narrow ? 5 : 6;
}

function least(values: readonly number[]): number {
  return values.reduce((low, value) => Math.min(low, value), Infinity);
}

function most(values: readonly number[]): number {
  return values.reduce((high, value) => Math.max(high, value), -Infinity);
}

function axes(chart: TimeChart, frame: ChartFrame): Markish[] {
  const layout = layoutOf(frame);
  const theme = themeOf(frame);
  const count = tickCount(layout);
  return [
    gridY({ stroke: theme.grid, strokeOpacity: 1, ticks: count }),
    axisY({
      ticks: count,
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
    dy: -above - 21,
    fill: themeOf(frame).muted,
    className: "axis-title",
  });
}
