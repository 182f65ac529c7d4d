import {
  axisX,
  axisY,
  barX,
  type Markish,
  type PlotOptions,
  pointer,
  text,
  tip,
} from "@observablehq/plot";
import { describe } from "../base/check.ts";
import { addDays, dayNumber } from "../base/time.ts";
import type { ChartFrame, ChartOptions, Framed } from "./chart.ts";
import { formatPercent } from "./format.ts";
import { layoutOf } from "./layout.ts";
import { timeOf } from "./lines-data.ts";
import { textWidth } from "./text-width.ts";
import { themeOf } from "./theme.ts";
import { counted, listed, period, sentences, sourced } from "./words.ts";

/** A run of days that have data, both ends included. */
export interface CoverageSegment {
  readonly from: string;
  readonly to: string;
}

/** Which days of a period have data, per asset. */
export interface CoverageData {
  readonly from: string;
  readonly to: string;
  readonly assets: readonly {
    readonly name: string;
    /** Ascending, not touching; none where the asset has no data at all. */
    readonly segments: readonly CoverageSegment[];
  }[];
}

/**
 * For each asset the days that have data as a bar, gaps left open, with the share of all days.
 *
 * Throws a RangeError for no assets, or segments that overlap or lie outside the period.
 */
export function dataCoverage(data: CoverageData, options: ChartOptions & Framed): PlotOptions {
  const rows = rowsOf(data);
  const { frame } = options;
  const layout = layoutOf(frame);
  const [from, to] = frame.span ?? [data.from, data.to];
  const names = rows.map(({ name }) => name);
  const style = { size: layout.labelSize };
  const nameRoom = Math.max(...names.map((name) => textWidth(name, style)));
  return {
    width: frame.width,
    height: 40 + rows.length * (layout.narrow ? 17 : 19),
    marginLeft: layout.padding + nameRoom + 10,
    marginRight: layout.padding + textWidth("100.0 %", style) + 6,
    marginTop: 6,
    marginBottom: 34,
    x: { type: "utc", domain: [timeOf("from", from), timeOf("to", addDays(to, 1))], clamp: true },
    y: { domain: names, paddingInner: 0.3, paddingOuter: 0 },
    marks: marksOf(rows, data, frame),
    title: options.title ?? `Data of ${counted(rows.length, "asset")}`,
    subtitle: "Days with data, and their share of all days of the period in %",
    caption: sentences(
      `${counted(daysOf(data), "day")}, ${period(data.from, data.to)}`,
      sourced(options.source),
    ),
    ariaDescription: describeRows(rows),
  };
}

interface Row {
  readonly name: string;
  readonly segments: readonly CoverageSegment[];
  /** Share of the period's days that have data. */
  readonly share: number;
}

function rowsOf({ from, to, assets }: CoverageData): Row[] {
  if (!Array.isArray(assets) || assets.length === 0) {
    throw new RangeError(`assets must have at least one element: ${describe(assets)}`);
  }
  const days = daysOf({ from, to });
  if (!(days > 0)) throw new RangeError(`to must not be before ${from}: ${to}`);
  return assets.map(({ name, segments }) => {
    let end = dayNumber(from) - 1;
    let covered = 0;
    for (const segment of segments) {
      if (!(dayNumber(segment.from) > end && daysOf(segment) > 0 && segment.to <= to)) {
        throw new RangeError(
          `segments of ${name} must be ascending and within ${period(from, to)}: ` +
            period(segment.from, segment.to),
        );
      }
      covered += daysOf(segment);
      end = dayNumber(segment.to);
    }
    return { name, segments, share: covered / days };
  });
}

function daysOf({ from, to }: CoverageSegment): number {
  return dayNumber(to) - dayNumber(from) + 1;
}

function marksOf(rows: readonly Row[], data: CoverageData, frame: ChartFrame): Markish[] {
  const theme = themeOf(frame);
  const bars = rows.flatMap(({ name, segments }) =>
    segments.map((segment) => ({
      name,
      start: timeOf("from", segment.from),
      end: timeOf("to", addDays(segment.to, 1)),
      told: `${name}\n${period(segment.from, segment.to)}\n${counted(daysOf(segment), "day")}`,
    })),
  );
  const whole = { x1: timeOf("from", data.from), x2: timeOf("to", addDays(data.to, 1)) };
  return [
    axisX({ ticks: layoutOf(frame).narrow ? 4 : 8, tickSize: 4, color: theme.muted, label: null }),
    axisY({ tickSize: 0, tickPadding: 8, color: theme.ink, label: null }),
    barX(rows, { y: "name", ...whole, fill: theme.shade, className: "period" }),
    barX(bars, {
      y: "name",
      x1: "start",
      x2: "end",
      fill: theme.gain,
      className: "covered",
    }),
    text(rows, {
      y: "name",
      frameAnchor: "right",
      textAnchor: "end",
      dx: textWidth("100.0 %", { size: layoutOf(frame).labelSize }) + 6,
      text: ({ share }: Row) => shareText(share),
      fill: theme.ink,
      className: "share",
    }),
    tip(
      bars,
      pointer({
        y: "name",
        x1: "start",
        x2: "end",
        title: "told",
        fill: theme.background,
        stroke: theme.muted,
      }),
    ),
  ];
}

/** A share that is not whole never reads 100 %, one that is not nothing never 0 %. */
function shareText(share: number): string {
  const nearest = Math.round(share * 1000) / 1000;
  if (nearest === 1 && share < 1) return formatPercent(0.999);
  return nearest === 0 && share > 0 ? formatPercent(0.001) : formatPercent(share);
}

function describeRows(rows: readonly Row[]): string {
  const complete = rows.filter(({ share }) => share === 1);
  const partial = rows.filter(({ share }) => share < 1);
  return sentences(
    `${complete.length} of ${counted(rows.length, "asset")} have data for every day`,
    partial.length > 0
      ? `Not complete: ${listed(partial.map(({ name, share }) => `${name} ${shareText(share)}`))}`
      : "",
  );
}
