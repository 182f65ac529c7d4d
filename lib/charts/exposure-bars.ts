import {
  axisX,
  barX,
  gridX,
  type Markish,
  type PlotOptions,
  pointerY,
  ruleX,
  text,
  tickX,
  tip,
} from "@observablehq/plot";
import { checkCount, checkFinite, describe } from "../base/check.ts";
import { domainWithLabels } from "./bar-chart.ts";
import type { ChartFrame, ChartOptions, Framed } from "./chart.ts";
import { formatUsd } from "./format.ts";
import { layoutOf } from "./layout.ts";
import { shortenText, textWidth } from "./text-width.ts";
import { seriesColours, themeOf } from "./theme.ts";
import { capitalised, counted, sentences, sourced } from "./words.ts";

/** Long and short notional of one desk or trader, USD; `exposureBy` gives such rows. */
export interface ExposureRow {
  readonly key: string;
  /** >= 0. */
  readonly longUsd: number;
  /** <= 0. */
  readonly shortUsd: number;
}

export interface ExposureBarsOptions extends ChartOptions {
  /** What a row is, in the singular: `desk`. */
  readonly groupedBy: string;
  /** What the rows are of: `three-desk book as of 2022-05-05`. */
  readonly subject: string;
}

const names = ["long", "short", "net"] as const;

/**
 * Exposure of desks or traders: long to the right, short to the left, so that the length of both is the
 * gross, and a mark where the net lies; rows in the order given.
 *
 * Throws a RangeError for no rows, a key twice, a long below 0 or a short above.
 */
export function exposureBars(
  data: readonly ExposureRow[],
  options: ExposureBarsOptions & Framed,
): PlotOptions {
  checkRows(data);
  const { frame, groupedBy } = options;
  const layout = layoutOf(frame);
  const style = { size: layout.labelSize };
  const widest = Math.max(...data.map(({ key }) => textWidth(key, style))) + 2;
  const nameWidth = Math.min(frame.width * 0.25, widest);
  const marginLeft = layout.padding + nameWidth + 8;
  const ends = data.flatMap(({ longUsd, shortUsd }) => [
    { from: 0, to: longUsd, label: formatUsd(longUsd) },
    { from: 0, to: shortUsd, label: formatUsd(shortUsd) },
  ]);
  // Half of a tick's label may stand beyond the plot.
  const marginRight = layout.padding + 6;
  return {
    width: frame.width,
    height: 58 + data.length * 26,
    marginLeft,
    marginRight,
    marginTop: 8,
    marginBottom: 46,
    x: { domain: domainWithLabels(ends, frame.width - marginLeft - marginRight, frame) },
    y: { domain: data.map(({ key }) => key), axis: null, padding: 0.24 },
    marks: marksOf(data, nameWidth, frame),
    color: { domain: [...names], range: coloursOf(frame), legend: true },
    title: options.title ?? `Exposure by ${groupedBy}`,
    subtitle: "Notional in USD: long to the right, short to the left, both together the gross",
    caption: sentences(
      capitalised(options.subject),
      counted(data.length, groupedBy),
      sourced(options.source),
    ),
    ariaDescription: describeRows(data, groupedBy),
  };
}

function coloursOf(frame: ChartFrame): string[] {
  const theme = themeOf(frame);
  return [...seriesColours(names.slice(0, 2), theme), theme.ink];
}

function marksOf(data: readonly ExposureRow[], nameWidth: number, frame: ChartFrame): Markish[] {
  const theme = themeOf(frame);
  const layout = layoutOf(frame);
  const ticks = layout.narrow ? 3 : 7;
  const isShown = (name: string): boolean => !frame.hidden?.includes(name);
  const style = { size: layout.labelSize };
  return [
    gridX({ stroke: theme.grid, strokeOpacity: 1, ticks }),
    axisX({
      ticks,
      tickSize: 0,
      tickFormat: formatUsd,
      color: theme.muted,
      label: "notional, USD",
      labelAnchor: "center",
      labelOffset: 34,
      labelArrow: "none",
    }),
    text(data, {
      y: "key",
      text: ({ key }: ExposureRow) => shortenText(key, nameWidth, style),
      frameAnchor: "left",
      textAnchor: "end",
      dx: -8,
      fill: theme.ink,
      className: "row-name",
    }),
    ...(isShown("long") ? sideMarks(data, "longUsd", frame) : []),
    ...(isShown("short") ? sideMarks(data, "shortUsd", frame) : []),
    ruleX([0], { stroke: theme.ink }),
    ...(isShown("net") ? netMarks(data, frame) : []),
    tip(
      data,
      pointerY({
        y: "key",
        x: "longUsd",
        title: told,
        fill: theme.background,
        stroke: theme.muted,
      }),
    ),
  ];
}

function sideMarks(
  data: readonly ExposureRow[],
  side: "longUsd" | "shortUsd",
  frame: ChartFrame,
): Markish[] {
  const isLong = side === "longUsd";
  const name = isLong ? "long" : "short";
  return [
    barX(data, { y: "key", x: side, fill: () => name, className: "exposure" }),
    text(
      data.filter((row) => row[side] !== 0),
      {
        y: "key",
        x: side,
        text: (row: ExposureRow) => formatUsd(row[side]),
        textAnchor: isLong ? "start" : "end",
        dx: isLong ? 6 : -6,
        fill: themeOf(frame).ink,
        className: "exposure-label",
      },
    ),
  ];
}

/** With a halo, so that the mark shows on a bar of any colour. */
function netMarks(data: readonly ExposureRow[], frame: ChartFrame): Markish[] {
  const x = ({ longUsd, shortUsd }: ExposureRow): number => longUsd + shortUsd;
  return [
    tickX(data, { y: "key", x, stroke: themeOf(frame).background, strokeWidth: 6 }),
    tickX(data, { y: "key", x, stroke: () => "net", strokeWidth: 3, className: "net" }),
  ];
}

function told({ key, longUsd, shortUsd }: ExposureRow): string {
  return (
    `${key}\ngross ${formatUsd(longUsd - shortUsd)}\nlong ${formatUsd(longUsd)}\n` +
    `short ${formatUsd(shortUsd)}\nnet ${formatUsd(longUsd + shortUsd)}`
  );
}

function checkRows(data: readonly ExposureRow[]): void {
  checkCount("number of rows", data.length, 1);
  const seen = new Set<string>();
  data.forEach(({ key, longUsd, shortUsd }, i) => {
    checkFinite(`data[${i}].longUsd`, longUsd);
    checkFinite(`data[${i}].shortUsd`, shortUsd);
    if (longUsd < 0) throw new RangeError(`data[${i}].longUsd must be at least 0: ${longUsd}`);
    if (shortUsd > 0) throw new RangeError(`data[${i}].shortUsd must be at most 0: ${shortUsd}`);
    if (seen.has(key)) throw new RangeError(`data must have each key once: ${describe(key)}`);
    seen.add(key);
  });
}

function describeRows(data: readonly ExposureRow[], groupedBy: string): string {
  const gross = ({ longUsd, shortUsd }: ExposureRow): number => longUsd - shortUsd;
  const largest = data.reduce((most, row) => (gross(row) > gross(most) ? row : most));
  const sum = (pick: (row: ExposureRow) => number): number =>
    data.reduce((total, row) => total + pick(row), 0);
  return sentences(
    `Gross ${formatUsd(sum(gross))}, net ${formatUsd(sum((row) => row.longUsd + row.shortUsd))} ` +
      `over ${counted(data.length, groupedBy)}`,
    `Largest ${largest.key} with ${formatUsd(gross(largest))} of gross`,
  );
}
