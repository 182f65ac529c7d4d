import type { PlotOptions } from "@observablehq/plot";
import type { ChartOptions, Framed } from "./chart.ts";
import type { EventWindow } from "./event-windows.ts";
import { formatPercent } from "./format.ts";
import {
  checkLines,
  type LineSeries,
  type LinesData,
  shownPoints,
  shownRange,
} from "./lines-data.ts";
import { seriesColours, themeOf } from "./theme.ts";
import { lineMarks, timeChart } from "./time-chart.ts";
import { counted, listed, period, sentences, sourced } from "./words.ts";

export interface DrawdownLinesOptions extends ChartOptions {
  readonly events?: readonly EventWindow[];
}

/**
 * Drawdowns over time: the loss since the highest value so far, a fraction from 0 to 1, drawn
 * downwards from 0 so that a deeper fall is lower. A missing value is a gap.
 *
 * Throws a RangeError for no series, or a drawdown outside [0, 1].
 */
export function drawdownLines(
  data: LinesData,
  options: DrawdownLinesOptions & Framed,
): PlotOptions {
  checkLines(data);
  data.series.forEach(checkDrawdowns);
  const { frame } = options;
  const { from, to, range, count } = shownRange(data.dates, frame);
  const points = shownPoints(data, frame);
  const names = data.series.map(({ name }) => name);
  const loss = (value: number, digits: number): string => formatPercent(-value, digits);
  return {
    ...timeChart(
      {
        range,
        y: { label: "below the highest value so far, %", reverse: true, zero: true },
        tickFormat: (value) => loss(value, 0),
        values: points.map(({ value }) => value),
        events: options.events,
        marks: lineMarks(
          points,
          ({ name, date, value }) => `${name}\n${date}\n${loss(value, 1)}`,
          frame,
        ),
      },
      frame,
    ),
    color: { domain: names, range: seriesColours(names, themeOf(frame)), legend: true },
    title: options.title ?? `Drawdowns of ${listed(names)}`,
    subtitle: "Loss since the highest value so far, % of that value",
    caption: sentences(`${counted(count, "day")}, ${period(from, to)}`, sourced(options.source)),
    ariaDescription: sentences(...data.series.map((series) => deepest(data.dates, series))),
  };
}

function checkDrawdowns({ name, values }: LineSeries): void {
  for (let i = 0; i < values.length; i++) {
    if (values[i]! < 0 || values[i]! > 1) {
      throw new RangeError(`${name}[${i}] must be a drawdown in [0, 1]: ${values[i]}`);
    }
  }
}

function deepest(dates: readonly string[], { name, values }: LineSeries): string {
  let at = -1;
  for (let i = 0; i < values.length; i++) {
    if (Number.isFinite(values[i]!) && (at < 0 || values[i]! > values[at]!)) at = i;
  }
  return `${name} was furthest below its high on ${dates[at]}: ${formatPercent(-values[at]!)}`;
}
