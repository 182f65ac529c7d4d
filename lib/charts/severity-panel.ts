import {
  axisX,
  barX,
  gridX,
  type Markish,
  type PlotOptions,
  pointerY,
  ruleX,
  text,
  tip,
} from "@observablehq/plot";
import { checkCount, checkOneOf, checkPositive, describe } from "../base/check.ts";
import { domainWithLabels } from "./bar-chart.ts";
import type { ChartFrame, ChartOptions, Framed } from "./chart.ts";
import { formatPercent } from "./format.ts";
import { layoutOf } from "./layout.ts";
import { shortenText, textWidth } from "./text-width.ts";
import { type Theme, themeOf } from "./theme.ts";
import { capitalised, counted, sentences, sourced } from "./words.ts";

const severities = ["normal", "warning", "critical"] as const;

/** How much of its equity one desk, trader or account has in margin, and how bad that is. */
export interface SeverityRow {
  /** What it is one of: `desk`. Rows of a group stand together. */
  readonly group: string;
  readonly key: string;
  /** Initial margin / equity, >= 0; Infinity without equity. */
  readonly utilisation: number;
  /** May be worse than utilisation alone says: the caption then says that another limit is broken. */
  readonly severity: (typeof severities)[number];
}

export interface SeverityPanelOptions extends ChartOptions {
  /** Utilisation that is a warning, a fraction. */
  readonly warning: number;
  /** Utilisation that is critical, a fraction. */
  readonly critical: number;
  /** What the rows are of: `three-desk book as of 2022-05-05`. */
  readonly subject: string;
}

/** A bar, or the name of a group above its bars. */
interface PanelRow {
  readonly id: string;
  readonly name: string;
  readonly row?: SeverityRow;
  readonly end: number;
  /** Beyond the bar and both lines, so that none crosses the label. */
  readonly labelAt: number;
  readonly label: string;
}

/** Utilisation beyond which bars are cut. */
const mostShown = 2;
const rowHeight = 20;

/**
 * Margin utilisation of desks, traders and accounts as bars against the lines of warning and critical,
 * each with its severity in words; groups and rows in the order given. Bars beyond 200 % are cut, with
 * an arrow before their figure.
 *
 * Throws a RangeError for no rows, a utilisation that is negative or NaN, a severity that is none,
 * limits that are not in order, or a key twice in a group.
 */
export function severityPanel(
  data: readonly SeverityRow[],
  options: SeverityPanelOptions & Framed,
): PlotOptions {
  checkRows(data, options);
  const { frame, warning, critical } = options;
  const layout = layoutOf(frame);
  const rows = panelRows(data, critical);
  const style = { size: layout.labelSize, bold: true };
  const widest = Math.max(...rows.map(({ name }) => textWidth(name, style))) + 2;
  const nameWidth = Math.min(frame.width * 0.28, widest);
  const marginLeft = layout.padding + nameWidth + 8;
  const width = frame.width - marginLeft - layout.padding;
  const bars = rows.filter(({ row }) => row !== undefined);
  const ends = bars.map(({ labelAt, label }) => ({ from: 0, to: labelAt, label }));
  return {
    width: frame.width,
    height: 54 + rows.length * rowHeight,
    marginLeft,
    marginRight: layout.padding,
    marginTop: 8,
    marginBottom: 46,
    x: { domain: domainWithLabels(ends, width, frame) },
    y: { domain: rows.map(({ id }) => id), axis: null, padding: 0.2 },
    marks: marksOf(rows, nameWidth, options),
    title: options.title ?? "How much of the equity is in margin",
    subtitle:
      `Initial margin / equity. Dashed line: warning from ${formatPercent(warning, 0)}; ` +
      `full line: critical from ${formatPercent(critical, 0)}`,
    caption: sentences(
      capitalised(options.subject),
      data.some((row) => isWorse(row, options))
        ? "Critical below the line: another limit is broken"
        : "",
      data.some(({ utilisation }) => utilisation > mostShown)
        ? `Arrow: the bar is cut at ${formatPercent(mostShown, 0)}`
        : "",
      counted(data.length, "row"),
      sourced(options.source),
    ),
    ariaDescription: describePanel(data),
  };
}

/** Critical although utilisation alone is not. */
function isWorse(
  { utilisation, severity }: SeverityRow,
  { critical }: SeverityPanelOptions,
): boolean {
  return severity === "critical" && utilisation < critical;
}

function panelRows(data: readonly SeverityRow[], critical: number): PanelRow[] {
  return [...Map.groupBy(data, ({ group }) => group)].flatMap(([group, members]) => [
    { id: JSON.stringify([group]), name: `by ${group}`, end: 0, labelAt: 0, label: "" },
    ...members.map((row) => {
      const end = Math.min(row.utilisation, mostShown);
      return {
        id: JSON.stringify([group, row.key]),
        name: row.key,
        row,
        end,
        labelAt: Math.max(end, critical),
        label: labelOf(row),
      };
    }),
  ]);
}

function labelOf(row: SeverityRow): string {
  return `${row.utilisation > mostShown ? "→ " : ""}${inWords(row)}`;
}

function inWords({ utilisation, severity }: SeverityRow): string {
  if (utilisation === Infinity) return `no equity, ${severity}`;
  return `${formatPercent(utilisation, 0)} ${severity}`;
}

function marksOf(
  rows: readonly PanelRow[],
  nameWidth: number,
  { frame, warning, critical }: SeverityPanelOptions & Framed,
): Markish[] {
  const theme = themeOf(frame);
  const ticks = ticksUpTo(Math.max(...rows.map(({ labelAt }) => labelAt)), frame);
  const bars = rows.filter(({ row }) => row !== undefined);
  return [
    gridX({ stroke: theme.grid, strokeOpacity: 1, ticks }),
    axisX({
      ticks,
      tickSize: 0,
      tickFormat: (value: number) => formatPercent(value, 0),
      color: theme.muted,
      label: "margin utilisation",
      labelAnchor: "center",
      labelOffset: 34,
      labelArrow: "none",
    }),
    ...rowNames(rows, nameWidth, frame),
    barX(bars, { y: "id", x: "end", fill: ({ row }: PanelRow) => colourOf(row!, theme) }),
    ruleX([warning], { stroke: theme.ink, strokeWidth: 1.5, strokeDasharray: "5 3" }),
    ruleX([critical], { stroke: theme.ink, strokeWidth: 1.5 }),
    text(bars, {
      y: "id",
      x: "labelAt",
      text: "label",
      textAnchor: "start",
      dx: 7,
      fill: theme.ink,
      className: "severity-label",
    }),
    ruleX([0], { stroke: theme.ink }),
    tip(
      bars,
      pointerY({
        y: "id",
        x: "end",
        title: ({ row }: PanelRow) => `${row!.group} ${row!.key}\n${labelOf(row!)}`,
        fill: theme.background,
        stroke: theme.muted,
      }),
    ),
  ];
}

/** Of whole steps, none where no bar can end. */
function ticksUpTo(top: number, frame: ChartFrame): number[] {
  const wide = layoutOf(frame).narrow ? 1 : 0.5;
  const step = top > 1 ? wide : wide / 2;
  return Array.from({ length: Math.ceil(top / step) + 1 }, (_, i) => i * step);
}

function rowNames(rows: readonly PanelRow[], nameWidth: number, frame: ChartFrame): Markish[] {
  const theme = themeOf(frame);
  const style = { size: layoutOf(frame).labelSize, bold: true };
  return [true, false].map((isGroup) =>
    text(
      rows.filter(({ row }) => (row === undefined) === isGroup),
      {
        y: "id",
        text: ({ name }: PanelRow) => shortenText(name, nameWidth, style),
        frameAnchor: "left",
        textAnchor: "end",
        dx: -8,
        fontWeight: isGroup ? 600 : 400,
        fill: theme.ink,
        className: isGroup ? "group-name" : "row-name",
      },
    ),
  );
}

function colourOf({ severity }: SeverityRow, theme: Theme): string {
  const [normal, warning, , critical] = theme.series;
  return { normal: normal!, warning: warning!, critical: critical! }[severity];
}

function checkRows(
  data: readonly SeverityRow[],
  { warning, critical }: SeverityPanelOptions,
): void {
  checkPositive("warning", warning);
  if (!(critical > warning)) {
    throw new RangeError(`critical must be above warning ${warning}: ${critical}`);
  }
  checkCount("number of rows", data.length, 1);
  const seen = new Set<string>();
  data.forEach(({ group, key, utilisation, severity }, i) => {
    if (!(utilisation >= 0)) {
      throw new RangeError(`data[${i}].utilisation must be at least 0: ${describe(utilisation)}`);
    }
    checkOneOf(`data[${i}].severity`, severity, severities);
    const id = JSON.stringify([group, key]);
    if (seen.has(id)) throw new RangeError(`data must have each key once in its group: ${id}`);
    seen.add(id);
  });
}

function describePanel(data: readonly SeverityRow[]): string {
  const groups = [...Map.groupBy(data, ({ group }) => group)];
  return sentences(
    ...groups.map(([group, members]) => {
      const worst = members.reduce((a, b) => (b.utilisation > a.utilisation ? b : a));
      const critical = members.filter(({ severity }) => severity === "critical").length;
      return `${critical} of ${counted(members.length, group)} critical; highest ${worst.key} with ${inWords(worst)}`;
    }),
  );
}
