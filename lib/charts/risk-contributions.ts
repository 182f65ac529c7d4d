import {
  axisX,
  barX,
  dot,
  gridX,
  type Markish,
  type PlotOptions,
  pointerY,
  ruleX,
  ruleY,
  text,
  tip,
} from "@observablehq/plot";
import { domainWithLabels } from "./bar-chart.ts";
import type { ChartFrame, ChartOptions, Framed } from "./chart.ts";
import { formatPercent, formatUsd } from "./format.ts";
import { layoutOf } from "./layout.ts";
import { type ContributionRow, contributionRows, type RiskPart } from "./risk-parts.ts";
import { shortenText, textWidth } from "./text-width.ts";
import { seriesColours, themeOf } from "./theme.ts";
import { capitalised, counted, sentences, sourced } from "./words.ts";

export interface RiskContributionsOptions extends ChartOptions {
  /** What a part is, in the singular: `desk`, `asset`. */
  readonly groupedBy: string;
  /** How and of what: `95 % one-day, historical, 365 days; three-desk book as of 2022-05-05`. */
  readonly method: string;
  /** What the lines around the ends of bars are: `95 % of bootstrap resamples`. */
  readonly intervals?: string;
  /**
   * `false` writes the totals without bars, so that many small parts have the width; `true` when
   * not given.
   */
  readonly totalBars?: boolean;
  /** Most parts to show apart; the smallest of the others are one. 14 by default. */
  readonly most?: number;
}

const seriesNames = ["value-at-risk", "expected shortfall", "share of gross exposure"] as const;
const rowHeight = 36;
/** From the middle of a row to the middle of its upper or lower bar. */
const offset = 8;
const ringRadius = 4;
/** Between the end of a bar, line or ring and its label. */
const labelGap = 7;

/**
 * What each part adds to VaR and to expected shortfall, in the order given, with the totals below:
 * hedges are negative. Lines show the noise of a part where intervals are given; the rings show what
 * a part would add were risk spread like gross exposure.
 *
 * Throws a RangeError for no parts, a key given twice, a figure that is not finite, and an interval
 * that ends before it begins.
 */
export function riskContributions(
  data: readonly RiskPart[],
  options: RiskContributionsOptions & Framed,
): PlotOptions {
  const { frame, groupedBy } = options;
  const { most = 14, totalBars = true } = options;
  const rows = contributionRows(data, { most, totalBars });
  const layout = layoutOf(frame);
  const style = { size: layout.labelSize, bold: true };
  const widest = Math.max(...rows.map(({ key }) => textWidth(key, style))) + 2;
  const nameWidth = Math.min(frame.width * 0.25, widest);
  const marginLeft = layout.padding + nameWidth + 8;
  const width = frame.width - marginLeft - layout.padding;
  const total = rows.at(-1)!;
  const domain = domainWithLabels(rows.flatMap(labelledEnds), width, frame);
  return {
    width: frame.width,
    height: 58 + rows.length * rowHeight,
    marginLeft,
    marginRight: layout.padding,
    marginTop: 8,
    marginBottom: 46,
    x: { domain },
    y: { domain: rows.map(({ key }) => key), padding: 0, axis: null },
    marks: marksOf(rows, { nameWidth, perPixel: (domain[1] - domain[0]) / width, frame }),
    color: {
      domain: [...seriesNames],
      range: [...seriesColours(seriesNames.slice(0, 2), themeOf(frame)), themeOf(frame).ink],
      legend: true,
    },
    title: options.title ?? `What each ${groupedBy} adds to the risk`,
    subtitle:
      `Component of value-at-risk and of expected shortfall by ${groupedBy}, adding up to ` +
      `${formatUsd(total.bars[0]!.value)} and ${formatUsd(total.bars[1]!.value)}`,
    caption: sentences(
      capitalised(options.method),
      options.intervals === undefined ? "" : `Lines: ${options.intervals}`,
      "Rings: the part were risk spread like gross exposure",
      counted(data.length, groupedBy),
      sourced(options.source),
    ),
    ariaDescription: describeParts(data, total),
  };
}

function labelledEnds({ bars }: ContributionRow) {
  return bars.map(({ drawn: value, lower, upper, ring, label }) => {
    const ends = [value, lower ?? value, upper ?? value];
    const to = value < 0 ? Math.min(...ends) : Math.max(...ends, ring ?? value);
    return { from: value < 0 ? Math.max(...ends, ring ?? 0) : Math.min(0, ...ends), to, label };
  });
}

interface Placing {
  readonly nameWidth: number;
  /** USD that a pixel stands for. */
  readonly perPixel: number;
  readonly frame: ChartFrame;
}

function marksOf(rows: readonly ContributionRow[], placing: Placing): Markish[] {
  const { nameWidth, frame } = placing;
  const theme = themeOf(frame);
  const layout = layoutOf(frame);
  const ticks = layout.narrow ? 3 : 7;
  const style = { size: layout.labelSize, bold: true };
  return [
    gridX({ stroke: theme.grid, strokeOpacity: 1, ticks }),
    axisX({
      ticks,
      tickSize: 0,
      tickFormat: formatUsd,
      color: theme.muted,
      label: "part of the risk, USD; negative hedges",
      labelAnchor: "center",
      labelOffset: 34,
      labelArrow: "none",
    }),
    ...[400, 600].map((fontWeight) =>
      text(
        rows.filter(({ isTotal }) => isTotal === (fontWeight === 600)),
        {
          y: "key",
          text: ({ key }: ContributionRow) => shortenText(key, nameWidth, style),
          frameAnchor: "left",
          textAnchor: "end",
          dx: -6,
          fontWeight,
          fill: theme.ink,
        },
      ),
    ),
    ruleY(rows.slice(-1), { y: "key", dy: -rowHeight / 2, stroke: theme.muted }),
    ...[0, 1].flatMap((which) => seriesMarks(rows, which, placing)),
    ruleX([0], { stroke: theme.ink }),
    tip(
      rows,
      pointerY({
        y: "key",
        x: ({ bars }: ContributionRow) => bars[1]!.value,
        title: "tip",
        fill: theme.background,
        stroke: theme.muted,
      }),
    ),
  ];
}

/** Where a label begins: at its bar where it fits before the ring, else beyond the ring. */
function labelEnd(
  row: ContributionRow,
  which: number,
  { perPixel, frame }: Pick<Placing, "perPixel" | "frame">,
): number {
  const { drawn, upper, ring, label, value } = row.bars[which]!;
  const beyond = labelledEnds(row)[which]!.to;
  if (ring === undefined || value < 0) return beyond;
  const near = Math.max(drawn, upper ?? drawn);
  const style = { size: layoutOf(frame).labelSize, bold: row.isTotal };
  const taken = labelGap + textWidth(label, style) + labelGap + ringRadius;
  return ring - near >= taken * perPixel ? near : beyond;
}

interface PlacedBar {
  readonly key: string;
  readonly isTotal: boolean;
  readonly value: number;
  readonly drawn: number;
  readonly lower: number | undefined;
  readonly upper: number | undefined;
  readonly ring: number | undefined;
  readonly label: string;
  readonly end: number;
}

/** Bars, lines, rings and labels of one of the two measures. */
function seriesMarks(
  rows: readonly ContributionRow[],
  which: number,
  { perPixel, frame }: Placing,
): Markish[] {
  const theme = themeOf(frame);
  const name = seriesNames[which]!;
  if (frame.hidden?.includes(name)) return [];
  const bars = rows.map((row): PlacedBar => {
    const { key, isTotal } = row;
    return { key, isTotal, ...row.bars[which]!, end: labelEnd(row, which, { perPixel, frame }) };
  });
  const dy = which === 0 ? -offset : offset;
  const withInterval = bars.filter(({ lower }) => lower !== undefined);
  const rings = frame.hidden?.includes(seriesNames[2])
    ? []
    : bars.filter(({ ring }) => ring !== undefined);
  const half = which === 0 ? { insetTop: 4, insetBottom: 19 } : { insetTop: 19, insetBottom: 4 };
  const line = { y: "key", x1: "lower", x2: "upper", dy } as const;
  return [
    barX(bars, { y: "key", x: "drawn", fill: () => name, ...half, className: "part" }),
    // A halo, so that a line shows on a bar of any colour.
    ruleY(withInterval, { ...line, stroke: theme.background, strokeWidth: 4 }),
    ruleY(withInterval, { ...line, stroke: theme.ink, strokeWidth: 1.5, className: "interval" }),
    dot(rings, {
      y: "key",
      x: "ring",
      dy,
      r: ringRadius,
      fill: theme.background,
      stroke: () => seriesNames[2],
      strokeWidth: 1.5,
      className: "ring",
    }),
    ...[true, false].flatMap((negative) =>
      [400, 600].map((fontWeight) =>
        text(
          bars.filter(
            ({ value, isTotal }) => value < 0 === negative && isTotal === (fontWeight === 600),
          ),
          {
            y: "key",
            x: "end",
            text: "label",
            dx: negative ? -labelGap : labelGap,
            dy,
            textAnchor: negative ? "end" : "start",
            fontWeight,
            fill: theme.ink,
            className: "part-label",
          },
        ),
      ),
    ),
  ];
}

function describeParts(data: readonly RiskPart[], total: ContributionRow): string {
  const [valueAtRisk, expectedShortfall] = [total.bars[0]!.value, total.bars[1]!.value];
  const ordered = data.toSorted((a, b) => b.expectedShortfall - a.expectedShortfall);
  const told = ({ key, expectedShortfall: part, grossShare }: RiskPart): string =>
    `${key} with ${formatUsd(part)} of expected shortfall` +
    (grossShare === undefined ? "" : ` and ${formatPercent(grossShare, 0)} of gross exposure`);
  return sentences(
    `Value-at-risk ${formatUsd(valueAtRisk)}, expected shortfall ${formatUsd(expectedShortfall)}`,
    `Largest part: ${told(ordered[0]!)}`,
    data.length > 1 ? `Smallest: ${told(ordered.at(-1)!)}` : "",
  );
}
