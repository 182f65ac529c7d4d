import { type Markish, rect, text } from "@observablehq/plot";
import type { ChartFrame } from "./chart.ts";
import { layoutOf } from "./layout.ts";
import { timeOf } from "./lines-data.ts";
import { textWidth } from "./text-width.ts";
import { themeOf } from "./theme.ts";

/** A run of days to shade behind a time series, both ends included. */
export interface EventWindow {
  readonly name: string;
  readonly from: string;
  readonly to: string;
}

/** Shaded windows and their names above the plot. */
export interface EventMarks {
  readonly marks: readonly Markish[];
  /** Pixels above the plot that the names need. */
  readonly headroom: number;
}

/** The time axis in pixels: what its ends are and how wide it is drawn. */
export interface TimeAxis {
  readonly from: Date;
  readonly to: Date;
  readonly width: number;
}

const laneHeight = 14;
const nameSize = 10.5;
const nameGap = 8;
const narrowest = 2;

/** Marks of the windows that the axis shows; names that would touch are put on lanes of their own. */
export function eventMarks(
  events: readonly EventWindow[] | undefined,
  axis: TimeAxis,
  frame: ChartFrame,
): EventMarks {
  const shown = placeNames(windowsOn(axis, events ?? []), axis);
  const lanes = Math.max(0, ...shown.map(({ lane }) => lane + 1));
  const theme = themeOf(frame);
  const marks = [
    rect(shown, { x1: "from", x2: "to", fill: theme.shade, className: "event-window" }),
    ...shown.map(({ name, middle, lane, anchor }) =>
      text([name], {
        x: [middle],
        frameAnchor: "top",
        textAnchor: anchor,
        dy: -lane * laneHeight - 12,
        fontSize: nameSize,
        fill: theme.muted,
        className: "event-name",
      }),
    ),
  ];
  return { marks, headroom: lanes * laneHeight };
}

interface PlacedWindow {
  readonly name: string;
  readonly from: Date;
  readonly to: Date;
}

function windowsOn(axis: TimeAxis, events: readonly EventWindow[]): PlacedWindow[] {
  const perPixel = (axis.to.getTime() - axis.from.getTime()) / axis.width;
  return events.flatMap(({ name, from, to }, i) => {
    const start = timeOf(`events[${i}].from`, from).getTime();
    const end = timeOf(`events[${i}].to`, to).getTime();
    if (end < start) throw new RangeError(`events[${i}].to must not be before ${from}: ${to}`);
    if (end < axis.from.getTime() || start > axis.to.getTime()) return [];
    const wider = Math.max(0, narrowest * perPixel - (end - start)) / 2;
    const clamp = (time: number): Date =>
      new Date(Math.min(Math.max(time, axis.from.getTime()), axis.to.getTime()));
    return [{ name, from: clamp(start - wider), to: clamp(end + wider) }];
  });
}

interface PlacedName extends PlacedWindow {
  readonly middle: Date;
  readonly lane: number;
  readonly anchor: "start" | "middle" | "end";
}

/** Greedy: each name goes on the lane nearest to the plot where it touches no other. */
function placeNames(windows: readonly PlacedWindow[], axis: TimeAxis): PlacedName[] {
  const perPixel = (axis.to.getTime() - axis.from.getTime()) / axis.width;
  const ends: number[] = [];
  return windows
    .toSorted((a, b) => a.from.getTime() - b.from.getTime())
    .map((window) => {
      const time = (window.from.getTime() + window.to.getTime()) / 2;
      const x = (time - axis.from.getTime()) / perPixel;
      const width = textWidth(window.name, { size: nameSize });
      const anchor = x < width / 2 ? "start" : x > axis.width - width / 2 ? "end" : "middle";
      const left = x - width * { start: 0, middle: 0.5, end: 1 }[anchor];
      const free = ends.findIndex((end) => end + nameGap <= left);
      const lane = free < 0 ? ends.length : free;
      ends[lane] = left + width;
      return { ...window, middle: new Date(time), lane, anchor } as const;
    });
}

/** The width of the plot between its margins. */
export function innerWidth(frame: ChartFrame, marginLeft: number): number {
  return frame.width - marginLeft - layoutOf(frame).padding;
}
