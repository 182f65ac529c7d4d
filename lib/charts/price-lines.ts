import type { PlotOptions } from "@observablehq/plot";
import { checkOneOf } from "../base/check.ts";
import type { ChartOptions, Framed } from "./chart.ts";
import type { EventWindow } from "./event-windows.ts";
import { formatChange, formatSignificant, formatUsd } from "./format.ts";
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
import { counted, listed, period, sentences, sourced } from "./words.ts";

export interface PriceLinesOptions extends ChartOptions {
  /** `indexed`: each series is 100 at its first price; `usd`: dollars as they are. */
  readonly unit: "indexed" | "usd";
  /** `log` gives equal distances to equal returns; linear by default. */
  readonly scale?: "linear" | "log";
  readonly events?: readonly EventWindow[];
}

/**
 * Prices of several assets over time, in dollars or indexed to 100 at each one's first price. A
 * missing price is a gap in its line.
 *
 * Throws a RangeError for no series, no price, or a price that is not positive.
 */
export function priceLines(data: LinesData, options: PriceLinesOptions & Framed): PlotOptions {
  checkLines(data);
  data.series.forEach(checkPrices);
  const { frame, unit } = options;
  checkOneOf("unit", unit, ["indexed", "usd"]);
  checkOneOf("scale", options.scale ?? "linear", ["linear", "log"]);
  const drawn = unit === "indexed" ? { ...data, series: data.series.map(indexed) } : data;
  const points = shownPoints(drawn, frame);
  const { from, to, range, count } = shownRange(data.dates, frame);
  const names = data.series.map(({ name }) => name);
  const format = unit === "usd" ? formatUsd : formatSignificant;
  return {
    ...timeChart(
      {
        range,
        y: {
          label: unit === "usd" ? "price, USD" : "index, first price = 100",
          type: options.scale ?? "linear",
          ...(options.scale === "log" ? {} : { zero: unit === "usd" }),
        },
        tickFormat: format,
        values: points.map(({ value }) => value),
        events: options.events,
        marks: lineMarks(
          points,
          ({ name, date, value }) => `${name}\n${date}\n${format(value)}`,
          frame,
        ),
      },
      frame,
    ),
    color: { domain: names, range: seriesColours(names, themeOf(frame)), legend: true },
    title: options.title ?? `Prices of ${listed(names)}`,
    subtitle: subtitleOf(options),
    caption: sentences(
      `${counted(count, "daily UTC close")}, ${period(from, to)}`,
      lateStarts(data),
      sourced(options.source),
    ),
    ariaDescription: sentences(...data.series.map((series) => moves(data.dates, series))),
  };
}

function checkPrices({ name, values }: LineSeries): void {
  for (let i = 0; i < values.length; i++) {
    if (values[i]! <= 0)
      throw new RangeError(`${name}[${i}] must be a positive price: ${values[i]}`);
  }
}

function indexed({ name, values }: LineSeries): LineSeries {
  const first = values[presentSpan(values)[0]]!;
  return { name, values: Array.from(values, (value) => (100 * value) / first) };
}

function subtitleOf({ unit, scale }: PriceLinesOptions): string {
  const what = unit === "usd" ? "US dollars" : "Indexed, 100 at the first price of each";
  return scale === "log" ? `${what}; logarithmic scale` : what;
}

/** Assets whose first price is later than the first date, and when that is. */
function lateStarts({ dates, series }: LinesData): string {
  const late = series.flatMap(({ name, values }) => {
    const [first] = presentSpan(values);
    return first > 0 ? [`${name} from ${dates[first]}`] : [];
  });
  return listed(late);
}

function moves(dates: readonly string[], { name, values }: LineSeries): string {
  const [first, last] = presentSpan(values);
  const [start, end] = [values[first]!, values[last]!];
  return (
    `${name} went from ${formatUsd(start)} on ${dates[first]} to ${formatUsd(end)} ` +
    `on ${dates[last]} (${formatChange(end / start - 1)})`
  );
}
