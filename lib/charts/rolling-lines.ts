import { type PlotOptions, ruleY } from "@observablehq/plot";
import { checkOneOf } from "../base/check.ts";
import type { ChartOptions, Framed } from "./chart.ts";
import type { EventWindow } from "./event-windows.ts";
import { formatNumber, formatPercent } from "./format.ts";
import {
  checkLines,
  type LineSeries,
  type LinesData,
  presentSpan,
  shownPoints,
  shownRange,
} from "./lines-data.ts";
import { seriesColours, themeOf } from "./theme.ts";
import { lineMarks, timeChart } from "./time-chart.ts";
import { capitalised, counted, listed, period, sentences, sourced } from "./words.ts";

export interface RollingLinesOptions extends ChartOptions {
  /** What the lines measure: `annualised volatility`, `correlation with BTC`. */
  readonly measure: string;
  /** How each value was made: `30-day window of log returns, 365 days a year`. */
  readonly method: string;
  /** `percent` draws fractions as percent; `number` as they are. */
  readonly unit: "percent" | "number";
  /** Ends of the value axis, where the measure has bounds: `[-1, 1]` for a correlation. */
  readonly bounds?: readonly [number, number];
  readonly events?: readonly EventWindow[];
}

/**
 * A measure that changes over time (volatility, correlation, exposure), a line per series, with
 * event windows shaded. A missing value is a gap.
 *
 * Throws a RangeError for no series or a value outside `bounds`.
 */
export function rollingLines(data: LinesData, options: RollingLinesOptions & Framed): PlotOptions {
  checkLines(data);
  data.series.forEach((series) => void checkBounds(series, options.bounds));
  const { frame, measure, unit, bounds } = options;
  checkOneOf("unit", unit, ["percent", "number"]);
  const points = shownPoints(data, frame);
  const { from, to, range, count } = shownRange(data.dates, frame);
  const names = data.series.map(({ name }) => name);
  const write = (value: number): string => writeValue(value, unit);
  const axis = unit === "percent" ? `${measure}, %` : measure;
  const crossesZero = points.some(({ value }) => value < 0);
  return {
    ...timeChart(
      {
        range,
        y: bounds ? { label: axis, domain: [...bounds], nice: false } : { label: axis, zero: true },
        tickFormat: (value) => writeTick(value, unit),
        values: bounds ?? points.map(({ value }) => value),
        events: options.events,
        marks: [
          ...(crossesZero ? [ruleY([0], { stroke: themeOf(frame).muted })] : []),
          ...lineMarks(
            points,
            ({ name, date, value }) => `${name}\n${date}\n${write(value)}`,
            frame,
          ),
        ],
      },
      frame,
    ),
    color: { domain: names, range: seriesColours(names, themeOf(frame)), legend: true },
    title: options.title ?? `${capitalised(measure)}: ${listed(names)}`,
    subtitle: `${capitalised(options.method)}${unit === "percent" ? "; in %" : ""}`,
    caption: sentences(`${counted(count, "day")}, ${period(from, to)}`, sourced(options.source)),
    ariaDescription: sentences(...data.series.map((series) => extremes(data, series, write))),
  };
}

function checkBounds({ name, values }: LineSeries, bounds: RollingLinesOptions["bounds"]): void {
  if (bounds === undefined) return;
  for (let i = 0; i < values.length; i++) {
    if (values[i]! < bounds[0] || values[i]! > bounds[1]) {
      throw new RangeError(`${name}[${i}] must be in [${bounds.join(", ")}]: ${values[i]}`);
    }
  }
}

function writeValue(value: number, unit: RollingLinesOptions["unit"]): string {
  return unit === "percent" ? formatPercent(value) : formatNumber(value);
}

function writeTick(value: number, unit: RollingLinesOptions["unit"]): string {
  if (unit === "percent")
    return formatPercent(value, Number.isInteger(Math.round(value * 1e6) / 1e4) ? 0 : 1);
  return formatNumber(value, 3).replace(/\.?0+$/, "");
}

function extremes(
  { dates }: LinesData,
  { name, values }: LineSeries,
  write: (value: number) => string,
): string {
  const [, last] = presentSpan(values);
  let [low, high] = [last, last];
  for (let i = 0; i < values.length; i++) {
    if (values[i]! < values[low]!) low = i;
    if (values[i]! > values[high]!) high = i;
  }
  return (
    `${name}: lowest ${write(values[low]!)} on ${dates[low]}, ` +
    `highest ${write(values[high]!)} on ${dates[high]}, last ${write(values[last]!)} on ${dates[last]}`
  );
}
