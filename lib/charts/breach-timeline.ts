import {
  axisX,
  axisY,
  dot,
  type Markish,
  type PlotOptions,
  pointer,
  ruleY,
  text,
  tip,
} from "@observablehq/plot";
import { checkCount, checkFraction, describe } from "../base/check.ts";
import type { ChartOptions, Framed } from "./chart.ts";
import { type EventWindow, eventMarks } from "./event-windows.ts";
import { formatNumber, formatPercent } from "./format.ts";
import { layoutOf } from "./layout.ts";
import { timeOf } from "./lines-data.ts";
import { textWidth } from "./text-width.ts";
import { themeOf } from "./theme.ts";
import { counted, listed, period, sentences, sourced } from "./words.ts";

/** A day that lost more than its VaR. */
export interface Breach {
  readonly date: string;
  /** Loss over VaR, above 1. */
  readonly multiple: number;
}

/** The days on which one model was tested, and its breaches. */
export interface BreachRow {
  readonly model: string;
  readonly from: string;
  readonly to: string;
  readonly days: number;
  readonly breaches: readonly Breach[];
}

export interface BreachTimelineOptions extends ChartOptions {
  /** Of the VaR of every model, in (0, 1). */
  readonly confidence: number;
  /** Whose losses: `BTC`, `majors desk`. */
  readonly subject: string;
  readonly events?: readonly EventWindow[];
}

/**
 * When each of several models was breached, and by how much: a row per model, a dot per breach whose
 * area is the loss in VaRs, a line over the days tested, and the count beside what is expected.
 *
 * Throws a RangeError for no rows, a model without days, or a breach outside them.
 */
export function breachTimeline(
  rows: readonly BreachRow[],
  options: BreachTimelineOptions & Framed,
): PlotOptions {
  checkRows(rows, options);
  const { frame, confidence } = options;
  const layout = layoutOf(frame);
  const style = { size: layout.labelSize };
  const widest = (texts: readonly string[]): number =>
    Math.max(...texts.map((one) => textWidth(one, style)));
  const counts = rows.map((row) => countText(row, confidence));
  const [marginLeft, marginRight] = [
    layout.padding + widest(rows.map(({ model }) => model)) + 12,
    layout.padding + widest(counts) + 12,
  ];
  const [first, last] = spanOf(rows);
  const [from, to] = frame.span ?? [first, last];
  const range = [timeOf("from", from), timeOf("to", to)] as const;
  const width = frame.width - marginLeft - marginRight;
  const events = eventMarks(options.events, { from: range[0], to: range[1], width }, frame);
  return {
    width: frame.width,
    height: 52 + events.headroom + rows.length * (layout.narrow ? 20 : 22),
    marginLeft,
    marginRight,
    marginTop: 12 + events.headroom,
    marginBottom: 34,
    x: { type: "utc", domain: [...range] },
    y: { type: "point", domain: rows.map(({ model }) => model), padding: 0.6 },
    r: { type: "identity" },
    marks: [...events.marks, ...marksOf(rows, { range, counts }, options)],
    title: options.title ?? "When value-at-risk was breached",
    subtitle:
      `Days of ${options.subject} that lost more than the ${percent(confidence)} one-day ` +
      "value-at-risk; area: loss in VaRs; right: breaches / expected",
    caption: sentences(
      `${counted(Math.max(...rows.map(({ days }) => days)), "day")}, ${period(first, last)}`,
      sourced(options.source),
    ),
    ariaDescription: describeRows(rows, confidence),
  };
}

function checkRows(rows: readonly BreachRow[], { confidence }: BreachTimelineOptions): void {
  checkFraction("confidence", confidence);
  if (!Array.isArray(rows) || rows.length === 0) {
    throw new RangeError(`rows must have at least one model: ${describe(rows)}`);
  }
  for (const { model, from, to, days, breaches } of rows) {
    checkCount(`days of ${model}`, days, 1);
    for (const { date, multiple } of breaches) {
      if (!(date >= from && date <= to && multiple > 1)) {
        throw new RangeError(
          `breaches of ${model} must lie in ${period(from, to)} and lose more than 1 VaR: ` +
            `${date} and ${multiple}`,
        );
      }
    }
  }
}

/** The first and the last day of any row. */
function spanOf(rows: readonly BreachRow[]): [string, string] {
  const from = rows.map((row) => row.from).sort()[0]!;
  return [
    from,
    rows
      .map((row) => row.to)
      .sort()
      .at(-1)!,
  ];
}

function countText({ days, breaches }: BreachRow, confidence: number): string {
  return `${breaches.length} / ${formatNumber(days * (1 - confidence), 1)}`;
}

function percent(confidence: number): string {
  return formatPercent(confidence, Number.isInteger(Math.round(confidence * 1e6) / 1e4) ? 0 : 1);
}

interface Shown {
  readonly range: readonly [Date, Date];
  readonly counts: readonly string[];
}

function marksOf(
  rows: readonly BreachRow[],
  { range: [from, to], counts }: Shown,
  { frame }: BreachTimelineOptions & Framed,
): Markish[] {
  const theme = themeOf(frame);
  const layout = layoutOf(frame);
  const within = (time: Date): Date => new Date(Math.min(Math.max(+time, +from), +to));
  const tested = rows.map((row) => ({
    model: row.model,
    start: within(timeOf("from", row.from)),
    end: within(timeOf("to", row.to)),
  }));
  const dots = rows
    .flatMap(({ model, breaches }) =>
      breaches.map(({ date, multiple }) => ({
        model,
        time: timeOf("date", date),
        multiple,
        radius: 2.3 * Math.sqrt(multiple),
        told: `${date}, ${model}\nlost ${formatNumber(multiple, 1)} VaRs`,
      })),
    )
    .filter(({ time }) => time >= from && time <= to)
    .sort((a, b) => b.multiple - a.multiple);
  const place = { x: "time", y: "model" } as const;
  return [
    axisX({ ticks: layout.narrow ? 3 : 8, tickSize: 4, color: theme.muted, label: null }),
    axisY({ tickSize: 0, tickPadding: 8, color: theme.ink, label: null }),
    ruleY(tested, { y: "model", x1: "start", x2: "end", stroke: theme.muted, strokeOpacity: 0.5 }),
    dot(dots, {
      ...place,
      r: "radius",
      fill: theme.loss,
      fillOpacity: 0.7,
      stroke: theme.background,
      strokeWidth: 0.5,
      className: "breach",
    }),
    text(rows, {
      y: "model",
      frameAnchor: "right",
      textAnchor: "end",
      dx: Math.max(...counts.map((one) => textWidth(one, { size: layout.labelSize }))) + 10,
      text: (_: BreachRow, i: number) => counts[i]!,
      fill: theme.ink,
      className: "count",
    }),
    tip(dots, pointer({ ...place, title: "told", fill: theme.background, stroke: theme.muted })),
  ];
}

function describeRows(rows: readonly BreachRow[], confidence: number): string {
  const all = rows.flatMap(({ model, breaches }) =>
    breaches.map((breach) => ({ model, ...breach })),
  );
  const counts = listed(rows.map((row) => `${row.model} ${countText(row, confidence)}`));
  const worst = all.reduce<(typeof all)[number] | undefined>(
    (most, one) => (most === undefined || one.multiple > most.multiple ? one : most),
    undefined,
  );
  return sentences(
    `Breaches / expected: ${counts}`,
    worst === undefined
      ? ""
      : `The largest was ${worst.date}: ${formatNumber(worst.multiple, 1)} VaRs of ${worst.model}`,
  );
}
