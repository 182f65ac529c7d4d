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
import { checkCount, checkPositive, checkShare, describe } from "../base/check.ts";
import { domainWithLabels } from "./bar-chart.ts";
import type { ChartFrame, ChartOptions, Framed } from "./chart.ts";
import { formatNumber, formatPercent } from "./format.ts";
import { layoutOf } from "./layout.ts";
import { shortenText, textWidth } from "./text-width.ts";
import { themeOf } from "./theme.ts";
import { capitalised, counted, sentences, sourced } from "./words.ts";

/** One part of the whole. */
export interface ConcentrationShare {
  readonly key: string;
  /** In [0, 1]. */
  readonly share: number;
}

/** Shares of a whole and how concentrated they are; `concentration` gives such data. */
export interface ConcentrationData {
  /** What a part is, in the singular: `asset`. */
  readonly dimension: string;
  /** Largest first. */
  readonly shares: readonly ConcentrationShare[];
  readonly hhi: number;
  readonly effectiveNumber: number;
}

export interface ConcentrationBarsOptions extends ChartOptions {
  /** What the shares are of: `gross notional of the three-desk book as of 2022-05-05`. */
  readonly subject: string;
  /** Most parts to show apart; the others are one bar. 14 by default. */
  readonly most?: number;
}

interface Bar extends ConcentrationShare {
  readonly label: string;
  readonly isRest: boolean;
}

const defaultMost = 14;
const labelGap = 6;
const lineClearance = 3;

/**
 * The shares of a whole as bars, largest first, and a line where each would end were all equal.
 *
 * Throws a RangeError for no shares, one outside [0, 1], a key twice, or figures that are not positive.
 */
export function concentrationBars(
  data: ConcentrationData,
  options: ConcentrationBarsOptions & Framed,
): PlotOptions {
  checkData(data);
  const { frame, most = defaultMost } = options;
  checkCount("most", most, 1);
  const { dimension, shares, hhi, effectiveNumber } = data;
  const bars = barsOf(shares, most);
  const layout = layoutOf(frame);
  const style = { size: layout.labelSize };
  const nameWidth = Math.min(
    frame.width * 0.25,
    Math.max(...bars.map(({ key }) => textWidth(key, style))) + 2,
  );
  const marginLeft = layout.padding + nameWidth + 8;
  const ends = bars.map(({ share, label }) => ({ from: 0, to: share, label }));
  const width = frame.width - marginLeft - layout.padding;
  const domain = domainWithLabels(ends, width, frame);
  const perPixel = (domain[1] - domain[0]) / width;
  const measured =
    `HHI ${formatNumber(hhi, 3)}, as concentrated as ${formatNumber(effectiveNumber, 1)} equal ` +
    `parts of ${shares.length}`;
  return {
    width: frame.width,
    height: 58 + bars.length * 22,
    marginLeft,
    marginRight: layout.padding,
    marginTop: 8,
    marginBottom: 46,
    x: { domain },
    y: { domain: bars.map(({ key }) => key), axis: null, padding: 0.2 },
    marks: marksOf(bars, { equal: 1 / shares.length, nameWidth, perPixel, frame }),
    title: options.title ?? `Concentration by ${dimension}`,
    subtitle: measured,
    caption: sentences(
      `Share of ${options.subject}`,
      `Line: the share of each were all ${shares.length} equal`,
      counted(shares.length, dimension),
      sourced(options.source),
    ),
    ariaDescription: sentences(
      `${capitalised(measured)}`,
      `Largest ${shares[0]!.key} with ${formatPercent(shares[0]!.share)}`,
    ),
  };
}

function barsOf(shares: readonly ConcentrationShare[], most: number): Bar[] {
  const labelled = (bar: ConcentrationShare, isRest: boolean): Bar => ({
    ...bar,
    label: formatPercent(bar.share),
    isRest,
  });
  if (shares.length <= most) return shares.map((share) => labelled(share, false));
  const rest = shares.slice(most - 1);
  const share = rest.reduce((sum, one) => sum + one.share, 0);
  const key = `${rest.length} others`;
  return [
    ...shares.slice(0, most - 1).map((one) => labelled(one, false)),
    labelled({ key, share }, true),
  ];
}

interface Drawn {
  readonly equal: number;
  readonly nameWidth: number;
  /** Share that a pixel stands for. */
  readonly perPixel: number;
  readonly frame: ChartFrame;
}

/** Where a label begins: at its bar, or at the line where that would cross it out. */
function labelStart({ share, label }: Bar, { equal, perPixel, frame }: Drawn): number {
  const taken = labelGap + textWidth(label, { size: layoutOf(frame).labelSize }) + lineClearance;
  return share < equal && share + taken * perPixel > equal ? equal : share;
}

function marksOf(bars: readonly Bar[], drawn: Drawn): Markish[] {
  const { equal, nameWidth, frame } = drawn;
  const theme = themeOf(frame);
  const layout = layoutOf(frame);
  const ticks = layout.narrow ? 4 : 7;
  const style = { size: layout.labelSize };
  return [
    gridX({ stroke: theme.grid, strokeOpacity: 1, ticks }),
    axisX({
      ticks,
      tickSize: 0,
      tickFormat: (value: number) => formatPercent(value, 0),
      color: theme.muted,
      label: "share",
      labelAnchor: "center",
      labelOffset: 34,
      labelArrow: "none",
    }),
    text(bars, {
      y: "key",
      text: ({ key }: Bar) => shortenText(key, nameWidth, style),
      frameAnchor: "left",
      textAnchor: "end",
      dx: -8,
      fill: theme.ink,
      className: "row-name",
    }),
    barX(bars, {
      y: "key",
      x: "share",
      fill: ({ isRest }: Bar) => (isRest ? theme.total : theme.series[0]!),
    }),
    ruleX([equal], { stroke: theme.background, strokeWidth: 4 }),
    ruleX([equal], { stroke: theme.ink, strokeWidth: 1.5, strokeDasharray: "5 3" }),
    text(bars, {
      y: "key",
      x: (bar: Bar) => labelStart(bar, drawn),
      text: "label",
      textAnchor: "start",
      dx: labelGap,
      fill: theme.ink,
      stroke: theme.background,
      strokeWidth: 4,
      className: "share-label",
    }),
    ruleX([0], { stroke: theme.ink }),
    tip(
      bars,
      pointerY({
        y: "key",
        x: "share",
        title: ({ key, label }: Bar) => `${key}\n${label}`,
        fill: theme.background,
        stroke: theme.muted,
      }),
    ),
  ];
}

function checkData({ shares, hhi, effectiveNumber }: ConcentrationData): void {
  checkCount("number of shares", shares.length, 1);
  checkPositive("hhi", hhi);
  checkPositive("effectiveNumber", effectiveNumber);
  const seen = new Set<string>();
  shares.forEach(({ key, share }, i) => {
    checkShare(`shares[${i}].share`, share);
    if (seen.has(key)) throw new RangeError(`shares must have each key once: ${describe(key)}`);
    seen.add(key);
  });
}
