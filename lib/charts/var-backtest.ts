import { dot, lineY, type Markish, type PlotOptions, ruleX, ruleY } from "@observablehq/plot";
import { checkFraction, checkOneOf } from "../base/check.ts";
import type { ChartOptions, Framed } from "./chart.ts";
import type { EventWindow } from "./event-windows.ts";
import { formatNumber, formatPercent, formatUsd } from "./format.ts";
import { checkValues, shownIndices, shownRange, timesOf } from "./lines-data.ts";
import { seriesColours, type Theme, themeOf } from "./theme.ts";
import { pointTip, timeChart } from "./time-chart.ts";
import { counted, period, sentences, sourced } from "./words.ts";

/** What was forecast for each day and what happened; NaN is a day without. */
export interface VarBacktestData {
  readonly dates: readonly string[];
  /** Realised P&L of each day, signed. */
  readonly pnl: ArrayLike<number>;
  /** Value-at-risk forecast for the day before it happened, positive is a loss. */
  readonly valueAtRisk: ArrayLike<number>;
  /** Expected shortfall forecast for the day, positive is a loss. */
  readonly expectedShortfall: ArrayLike<number>;
}

export interface VarBacktestOptions extends ChartOptions {
  readonly confidence: number;
  /** `usd`, or `percent` for fractions of the book's value. */
  readonly unit: "usd" | "percent";
  /** How the forecasts were made: `historical, 252 days`. */
  readonly method: string;
  readonly events?: readonly EventWindow[];
}

const seriesNames = ["value-at-risk", "expected shortfall", "P&L", "P&L beyond value-at-risk"];

/**
 * Realised P&L day by day against the value-at-risk and expected shortfall forecast for the day,
 * with each day that lost more than the forecast marked.
 *
 * Throws a RangeError for arrays of other lengths than the dates, or no day with P&L and forecast.
 */
export function varBacktest(
  data: VarBacktestData,
  options: VarBacktestOptions & Framed,
): PlotOptions {
  const days = checkedDays(data, options);
  const { frame, unit, confidence } = options;
  checkOneOf("unit", unit, ["usd", "percent"]);
  const inside = new Set(shownIndices(data.dates, frame));
  const shown = days.filter(({ index }) => inside.has(index));
  const { from, to, range } = shownRange(data.dates, frame);
  const colours = colourRange(themeOf(frame));
  const write = unit === "usd" ? formatUsd : formatPercent;
  const tickFormat = unit === "usd" ? formatUsd : (value: number) => formatPercent(value, 0);
  const visible = (name: string): boolean => !frame.hidden?.includes(name);
  return {
    ...timeChart(
      {
        range,
        y: { label: unit === "usd" ? "P&L of the day, USD" : "P&L of the day, %", zero: true },
        tickFormat,
        values: shown.flatMap(({ pnl, valueAtRisk, expectedShortfall }) => [
          pnl,
          -valueAtRisk,
          -expectedShortfall,
        ]),
        events: options.events,
        marks: [
          ...marksOf(shown, visible),
          pointTip(shown, { x: "time", y: "pnl", title: (day) => dayText(day, write) }, frame),
        ],
      },
      frame,
    ),
    color: { domain: seriesNames, range: colours, legend: true },
    title: options.title ?? "Forecast losses against what happened",
    subtitle: `One-day value-at-risk and expected shortfall at ${percent(confidence)}, ${options.method}`,
    caption: sentences(
      `${counted(shown.filter(isTested).length, "day")} with forecast and P&L, ${period(from, to)}`,
      sourced(options.source),
    ),
    ariaDescription: describeBreaches(days, confidence, write),
  };
}

interface Day {
  readonly index: number;
  readonly time: Date;
  readonly date: string;
  readonly pnl: number;
  readonly valueAtRisk: number;
  readonly expectedShortfall: number;
  readonly breach: boolean;
}

function checkedDays(data: VarBacktestData, { confidence }: VarBacktestOptions): Day[] {
  checkFraction("confidence", confidence);
  const times = timesOf(data.dates);
  for (const name of ["pnl", "valueAtRisk", "expectedShortfall"] as const) {
    checkValues(name, data[name], times.length);
  }
  const days = times.map((time, index) => {
    const [pnl, valueAtRisk] = [data.pnl[index]!, data.valueAtRisk[index]!];
    const expectedShortfall = data.expectedShortfall[index]!;
    const breach = pnl < -valueAtRisk;
    return { index, time, date: data.dates[index]!, pnl, valueAtRisk, expectedShortfall, breach };
  });
  if (days.some(isTested)) return days;
  throw new RangeError("data must have a day with both P&L and value-at-risk: none");
}

function isTested({ pnl, valueAtRisk }: Day): boolean {
  return Number.isFinite(pnl) && Number.isFinite(valueAtRisk);
}

function colourRange(theme: Theme): string[] {
  const [first, second] = seriesColours(seriesNames.slice(0, 2), theme);
  return [first!, second!, theme.muted, theme.loss];
}

function marksOf(days: readonly Day[], visible: (name: string) => boolean): Markish[] {
  const [varName, shortfallName, pnlName, breachName] = seriesNames as [
    string,
    string,
    string,
    string,
  ];
  const bars = (name: string, breach: boolean, strokeWidth: number): Markish[] => {
    const of = days.filter((day) => day.breach === breach && Number.isFinite(day.pnl));
    return visible(name)
      ? [ruleX(of, { x: "time", y1: 0, y2: "pnl", stroke: () => name, strokeWidth })]
      : [];
  };
  const line = (name: string, value: (day: Day) => number): Markish[] =>
    visible(name)
      ? [lineY(days, { x: "time", y: value, stroke: () => name, curve: "step", strokeWidth: 1.5 })]
      : [];
  const breaches = days.filter(({ breach }) => breach);
  return [
    ...bars(pnlName, false, 0.7),
    ...bars(breachName, true, 1),
    ...line(shortfallName, ({ expectedShortfall }) => -expectedShortfall),
    ...line(varName, ({ valueAtRisk }) => -valueAtRisk),
    ...(visible(breachName)
      ? [dot(breaches, { x: "time", y: "pnl", fill: () => breachName, r: 3, className: "breach" })]
      : []),
    ruleY([0], { strokeOpacity: 0.6 }),
  ];
}

function dayText(day: Day, write: (value: number) => string): string {
  return [
    day.date,
    `P&L ${write(day.pnl)}${day.breach ? ", beyond value-at-risk" : ""}`,
    `value-at-risk ${write(day.valueAtRisk)}`,
    `expected shortfall ${write(day.expectedShortfall)}`,
  ].join("\n");
}

function describeBreaches(
  days: readonly Day[],
  confidence: number,
  write: (value: number) => string,
): string {
  const tested = days.filter(isTested);
  const breaches = tested.filter(({ breach }) => breach);
  const worst = tested.reduce((low, day) => (day.pnl < low.pnl ? day : low));
  const expected = tested.length * (1 - confidence);
  return sentences(
    `${breaches.length} of ${counted(tested.length, "day")} lost more than the ` +
      `${percent(confidence)} value-at-risk, where ${formatNumber(expected, 1)} are expected`,
    `The worst day was ${worst.date}: ${write(worst.pnl)} against a value-at-risk of ` +
      `${write(worst.valueAtRisk)} and an expected shortfall of ${write(worst.expectedShortfall)}`,
  );
}

function percent(confidence: number): string {
  return formatPercent(confidence, Number.isInteger(Math.round(confidence * 1e6) / 1e4) ? 0 : 1);
}
