import { describe } from "../base/check.ts";
import type { ChartFrame } from "./chart.ts";

/** One named series of a {@link LinesData}; NaN is a gap. */
export interface LineSeries {
  readonly name: string;
  readonly values: ArrayLike<number>;
}

/** Several series over the same dates. */
export interface LinesData {
  /** ISO dates, or UTC times that end in `Z`, strictly ascending. */
  readonly dates: readonly string[];
  readonly series: readonly LineSeries[];
}

/** One drawn point; `value` is NaN in a gap. */
export interface LinePoint {
  readonly time: Date;
  readonly date: string;
  readonly name: string;
  readonly value: number;
}

const datePattern = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?Z)?$/;

/** The UTC time of an ISO date or time; throws a RangeError for anything else. */
export function timeOf(name: string, date: string): Date {
  const time = new Date(datePattern.test(date) ? Date.parse(date) : Number.NaN);
  if (Number.isNaN(time.getTime()) || !time.toISOString().startsWith(date.slice(0, 10))) {
    throw new RangeError(`${name} must be an ISO date or UTC time: ${describe(date)}`);
  }
  return time;
}

/** The times of ascending dates; throws a RangeError when there are none or their order is wrong. */
export function timesOf(dates: readonly string[]): Date[] {
  if (!Array.isArray(dates) || dates.length === 0) {
    throw new RangeError(`dates must have at least one element: ${describe(dates)}`);
  }
  const times = dates.map((date, i) => timeOf(`dates[${i}]`, date));
  for (let i = 1; i < times.length; i++) {
    if (times[i]! <= times[i - 1]!) {
      throw new RangeError(`dates[${i}] must be after ${dates[i - 1]}: ${dates[i]}`);
    }
  }
  return times;
}

/** Throws a RangeError unless the series fit the dates, have unique names and hold some number. */
export function checkLines({ dates, series }: LinesData): void {
  timesOf(dates);
  if (!Array.isArray(series) || series.length === 0) {
    throw new RangeError("series must have at least one element: none");
  }
  const seen = new Set<string>();
  for (const { name, values } of series) {
    if (seen.has(name)) throw new RangeError(`series must have unique names: ${describe(name)}`);
    seen.add(name);
    checkValues(`series ${describe(name)}`, values, dates.length);
  }
}

/** Throws a RangeError unless there is one value per date, none infinite, at least one a number. */
export function checkValues(name: string, values: ArrayLike<number>, count: number): void {
  if (values.length !== count) {
    throw new RangeError(`${name} must have ${count} values like dates: ${values.length}`);
  }
  let present = 0;
  for (let i = 0; i < count; i++) {
    const value = values[i]!;
    if (Number.isFinite(value)) present++;
    else if (!Number.isNaN(value)) {
      throw new RangeError(`${name}[${i}] must be a number or NaN: ${describe(value)}`);
    }
  }
  if (present === 0) throw new RangeError(`${name} must hold at least one number: all are missing`);
}

/** Indices of the dates inside the frame's span, all of them where there is none. */
export function shownIndices(dates: readonly string[], frame: ChartFrame): number[] {
  const all = dates.map((_, i) => i);
  if (frame.span === undefined) return all;
  const [from, to] = frame.span;
  const inside = all.filter((i) => dates[i]! >= from && dates[i]!.slice(0, to.length) <= to);
  return inside.length > 0 ? inside : all;
}

/** The dates that the frame shows. */
export interface ShownRange {
  readonly from: string;
  readonly to: string;
  readonly range: readonly [Date, Date];
  readonly count: number;
}

/** First and last date that the frame shows, and how many there are. */
export function shownRange(dates: readonly string[], frame: ChartFrame): ShownRange {
  const indices = shownIndices(dates, frame);
  const [from, to] = [dates[indices[0]!]!, dates[indices.at(-1)!]!];
  return { from, to, range: [timeOf("from", from), timeOf("to", to)], count: indices.length };
}

/** The points to draw: the span's dates of the series that are not hidden. */
export function shownPoints(data: LinesData, frame: ChartFrame): LinePoint[] {
  const indices = shownIndices(data.dates, frame);
  const times = timesOf(data.dates);
  return data.series
    .filter(({ name }) => !frame.hidden?.includes(name))
    .flatMap(({ name, values }) =>
      indices.map((i) => ({ time: times[i]!, date: data.dates[i]!, name, value: values[i]! })),
    );
}

/** Index of the first and of the last number of a series that has one. */
export function presentSpan(values: ArrayLike<number>): readonly [number, number] {
  const indices = Array.from(values, (value, i) => (Number.isFinite(value) ? i : -1));
  const present = indices.filter((i) => i >= 0);
  return [present[0]!, present.at(-1)!];
}
