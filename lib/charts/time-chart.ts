import {
  axisX,
  axisY,
  gridY,
  lineY,
  type Markish,
  type PlotOptions,
  pointerX,
  type ScaleOptions,
  text,
  tip,
} from "@observablehq/plot";
import type { ChartFrame } from "./chart.ts";
import { type EventWindow, eventMarks, innerWidth } from "./event-windows.ts";
import { type Layout, layoutOf } from "./layout.ts";
import type { LinePoint } from "./lines-data.ts";
import { textWidth } from "./text-width.ts";
import { themeOf } from "./theme.ts";
import { type ValueAxis, valueAxis } from "./value-axis.ts";

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
  const axis = valueAxis(chart.y, chart.values, layout.narrow ? 5 : 6);
  const marginLeft = layout.padding + widestOf(axis.ticks.map(chart.tickFormat), layout) + 10;
  const [from, to] = drawable(chart.range);
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
    y: { ...chart.y, domain: [...axis.domain], nice: false, zero: false },
    marks: [
      ...marks,
      ...axes(axis, chart.tickFormat, frame),
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

/** One moment alone stands in the middle of a day. */
function drawable([from, to]: readonly [Date, Date]): [Date, Date] {
  const halfDay = from < to ? 0 : 43_200_000;
  return [new Date(from.getTime() - halfDay), new Date(to.getTime() + halfDay)];
}

function widestOf(texts: readonly string[], { labelSize }: Layout): number {
  return Math.ceil(Math.max(...texts.map((tick) => textWidth(tick, { size: labelSize }))));
}

function axes(axis: ValueAxis, tickFormat: TimeChart["tickFormat"], frame: ChartFrame): Markish[] {
  const { muted: color, grid } = themeOf(frame);
  const ticks = [...axis.ticks];
  return [
    gridY({ stroke: grid, strokeOpacity: 1, ticks }),
    axisY({ ticks, tickSize: 0, tickPadding: 6, tickFormat, color, label: null }),
    axisX({ ticks: layoutOf(frame).narrow ? 4 : 8, tickSize: 4, color, label: null }),
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
