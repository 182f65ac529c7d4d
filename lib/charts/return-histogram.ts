import {
  axisX,
  axisY,
  gridY,
  type Markish,
  type PlotOptions,
  pointerX,
  rectY,
  ruleX,
  ruleY,
  text,
  tip,
} from "@observablehq/plot";
import { checkFinite, checkFraction, checkOneOf, checkSample } from "../base/check.ts";
import type { ChartFrame, ChartOptions, Framed } from "./chart.ts";
import { formatNumber, formatPercent, formatUsd } from "./format.ts";
import { type Bin, binsOf, extentOf } from "./histogram-bins.ts";
import { measureMarks, type TailMeasures, tailTexts } from "./histogram-measures.ts";
import { type Layout, layoutOf } from "./layout.ts";
import { textWidth } from "./text-width.ts";
import { themeOf } from "./theme.ts";
import { counted, period, sentences, sourced } from "./words.ts";

/** A sample of returns or P&L with the tail measures estimated from it. */
export interface ReturnHistogramData extends TailMeasures {
  /** Returns as fractions, or P&L in USD; signed, losses negative. */
  readonly values: ArrayLike<number>;
  /** First and last ISO date of the sample. */
  readonly from: string;
  readonly to: string;
}

export interface ReturnHistogramOptions extends ChartOptions {
  /** `percent` for returns as fractions, `usd` for P&L. */
  readonly unit: "percent" | "usd";
  /** What one value is: `daily simple return of BTC`, `daily P&L of the book`. */
  readonly quantity: string;
}

const bodyName = "up to value-at-risk";
const tailName = "beyond value-at-risk";
const marginTop = 48;
const marginBottom = 54;

/**
 * How often returns or P&L of each size occurred, with value-at-risk and expected shortfall marked
 * at the losses they stand for and the observations beyond value-at-risk in the colour of loss.
 *
 * Throws a RangeError for fewer than two values, one that is not finite, or values all the same.
 */
export function returnHistogram(
  data: ReturnHistogramData,
  options: ReturnHistogramOptions & Framed,
): PlotOptions {
  checkSample("values", data.values, 2);
  checkFraction("confidence", data.confidence);
  checkFinite("valueAtRisk", data.valueAtRisk);
  checkFinite("expectedShortfall", data.expectedShortfall);
  const { frame, quantity, unit } = options;
  checkOneOf("unit", unit, ["percent", "usd"]);
  const layout = layoutOf(frame);
  const bins = binsOf(data, layout.narrow ? 30 : 50);
  const most = Math.max(...bins.map(({ body, tail }) => body + tail));
  const beyond = bins.reduce((sum, { tail }) => sum + tail, 0);
  const { lowest, highest } = extentOf(data.values);
  const write = unit === "usd" ? formatUsd : formatPercent;
  return {
    width: frame.width,
    height: heightOf(frame),
    marginLeft: leftMargin(most, layout),
    marginRight: layout.padding,
    marginTop,
    marginBottom,
    y: { domain: [0, most], nice: 5 },
    marks: [...axesOf(options, leftMargin(most, layout)), ...marksOf(data, bins, options)],
    color: {
      domain: [bodyName, tailName],
      range: [themeOf(frame).gain, themeOf(frame).loss],
      legend: true,
    },
    title: options.title ?? `Distribution: ${quantity}`,
    subtitle: `Number of observations by size of the ${quantity}`,
    caption: sentences(
      `${counted(data.values.length, "observation")}, ${period(data.from, data.to)}, ` +
        `${beyond} beyond value-at-risk`,
      sourced(options.source),
    ),
    ariaDescription: sentences(
      ...tailTexts(data, write),
      `${beyond} of ${counted(data.values.length, "observation")} lie beyond value-at-risk`,
      `The values run from ${write(lowest)} to ${write(highest)}`,
    ),
  };
}

function heightOf(frame: ChartFrame): number {
  return layoutOf(frame).narrow ? 260 : 330;
}

function leftMargin(most: number, layout: Layout): number {
  return layout.padding + textWidth(formatNumber(most, 0), { size: layout.labelSize }) + 12;
}

function axesOf(options: ReturnHistogramOptions & Framed, marginLeft: number): Markish[] {
  const { frame, quantity, unit } = options;
  const { muted: color, grid } = themeOf(frame);
  const { narrow, padding } = layoutOf(frame);
  const percent = (value: number): string => formatPercent(value, 0);
  return [
    gridY({ stroke: grid, strokeOpacity: 1, ticks: 5 }),
    axisY({ ticks: 5, tickSize: 0, tickFormat: (n) => formatNumber(n, 0), color, label: null }),
    axisX({
      ticks: narrow ? 5 : 9,
      tickSize: 0,
      tickPadding: 12,
      tickFormat: unit === "usd" ? formatUsd : percent,
      color,
      label: `${quantity}, ${unit === "usd" ? "USD" : "%"}`,
      labelAnchor: "center",
      labelArrow: "none",
      labelOffset: 44,
    }),
    text(["observations"], {
      frameAnchor: "top-left",
      textAnchor: "start",
      dx: padding - marginLeft,
      dy: -22,
      fill: color,
      className: "axis-title",
    }),
  ];
}

function marksOf(
  data: ReturnHistogramData,
  bins: readonly Bin[],
  { frame, unit }: ReturnHistogramOptions & Framed,
): Markish[] {
  const theme = themeOf(frame);
  const write = unit === "usd" ? formatUsd : formatPercent;
  const visible = (name: string): boolean => !frame.hidden?.includes(name);
  const bar = { x1: "from", x2: "to", insetLeft: 0.5, insetRight: 0.5 } as const;
  const tailBars = rectY(bins, {
    ...bar,
    y1: 0,
    y2: "tail",
    fill: () => tailName,
    className: "tail",
  });
  const bodyBars = rectY(bins, {
    ...bar,
    y1: "tail",
    y2: ({ tail, body }: Bin) => tail + body,
    fill: () => bodyName,
    className: "body",
  });
  return [
    ...(visible(tailName) ? [tailBars, tailTicks(data, frame)] : []),
    ...(visible(bodyName) ? [bodyBars] : []),
    ruleY([0], { stroke: theme.muted }),
    ...measureMarks(data, bins, { unit, frame }),
    tip(
      bins,
      pointerX({
        x: ({ from, to }: Bin) => (from + to) / 2,
        y: ({ tail, body }: Bin) => tail + body,
        title: ({ from, to, tail, body }: Bin) =>
          `${write(from)} to ${write(to)}\n${counted(tail + body, "observation")}`,
        fill: theme.background,
        stroke: theme.muted,
      }),
    ),
  ];
}

/** A short line under the axis for each loss beyond value-at-risk: one alone is seen too. */
function tailTicks({ values, valueAtRisk }: ReturnHistogramData, frame: ChartFrame): Markish {
  const tail = Array.from(values).filter((value) => value < -valueAtRisk);
  const inner = heightOf(frame) - marginTop - marginBottom;
  return ruleX(tail, {
    insetTop: inner + 2,
    insetBottom: -8,
    stroke: () => tailName,
    strokeOpacity: 0.7,
    className: "tail-tick",
  });
}
