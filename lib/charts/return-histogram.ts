import {
  axisX,
  axisY,
  gridY,
  type Markish,
  type PlotOptions,
  pointer,
  rectY,
  ruleX,
  ruleY,
  text,
  tip,
} from "@observablehq/plot";
import { checkFinite, checkFraction, checkSample } from "../base/check.ts";
import type { ChartFrame, ChartOptions, Framed } from "./chart.ts";
import { formatPercent, formatUsd } from "./format.ts";
import { type Bin, binsOf, extentOf } from "./histogram-bins.ts";
import { layoutOf } from "./layout.ts";
import { textWidth } from "./text-width.ts";
import { themeOf } from "./theme.ts";
import { counted, period, sentences, sourced } from "./words.ts";

/** A sample of returns or P&L with the tail measures estimated from it. */
export interface ReturnHistogramData {
  /** Returns as fractions, or P&L in USD; signed, losses negative. */
  readonly values: ArrayLike<number>;
  /** Positive is a loss, in the unit of the values. */
  readonly valueAtRisk: number;
  /** Positive is a loss, in the unit of the values. */
  readonly expectedShortfall: number;
  readonly confidence: number;
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
  const layout = layoutOf(frame);
  const bins = binsOf(data, layout.narrow ? 30 : 50);
  const highest = Math.max(...bins.map(({ body, tail }) => body + tail));
  const beyond = bins.reduce((sum, { tail }) => sum + tail, 0);
  const { lowest, highest: best } = extentOf(data.values);
  const write = unit === "usd" ? formatUsd : formatPercent;
  return {
    width: frame.width,
    height: layout.narrow ? 260 : 330,
    marginLeft: layout.padding + textWidth(String(highest), { size: layout.labelSize }) + 12,
    marginRight: layout.padding,
    marginTop: 66,
    marginBottom: 46,
    y: { domain: [0, highest] },
    marks: marksOf(data, bins, options, frame),
    title: options.title ?? `Distribution: ${quantity}`,
    subtitle: `Number of observations by size of the ${quantity}; beyond value-at-risk in colour`,
    caption: sentences(
      `${counted(data.values.length, "observation")}, ${period(data.from, data.to)}, ` +
        `${beyond} beyond value-at-risk`,
      sourced(options.source),
    ),
    ariaDescription: sentences(
      ...tailTexts(data, write),
      `${beyond} of ${counted(data.values.length, "observation")} lie beyond value-at-risk`,
      `The values run from ${write(lowest)} to ${write(best)}`,
    ),
  };
}

function tailTexts(data: ReturnHistogramData, write: (value: number) => string): [string, string] {
  const confidence = `${Number((data.confidence * 100).toPrecision(6))} %`;
  return [
    `Value-at-risk (${confidence}) ${write(data.valueAtRisk)}`,
    `Expected shortfall (${confidence}) ${write(data.expectedShortfall)}`,
  ];
}

function marksOf(
  data: ReturnHistogramData,
  bins: readonly Bin[],
  options: ReturnHistogramOptions,
  frame: ChartFrame,
): Markish[] {
  const theme = themeOf(frame);
  const narrow = layoutOf(frame).narrow;
  const write = options.unit === "usd" ? formatUsd : formatPercent;
  const tick = options.unit === "usd" ? formatUsd : (value: number) => formatPercent(value, 0);
  const bar = { x1: "from", x2: "to", insetLeft: 0.5, insetRight: 0.5 } as const;
  return [
    gridY({ stroke: theme.grid, strokeOpacity: 1, ticks: 5 }),
    axisY({ ticks: 5, tickSize: 0, tickFormat: String, color: theme.muted, label: null }),
    axisX({
      ticks: narrow ? 5 : 9,
      tickSize: 4,
      tickFormat: tick,
      color: theme.muted,
      label: `${options.quantity}, ${options.unit === "usd" ? "USD" : "%"}`,
      labelAnchor: "center",
      labelArrow: "none",
    }),
    axisTitle("observations", frame),
    rectY(bins, { ...bar, y1: 0, y2: "tail", fill: theme.loss, ariaLabel: "beyond value-at-risk" }),
    rectY(bins, { ...bar, y1: "tail", y2: (bin: Bin) => bin.tail + bin.body, fill: theme.gain }),
    ruleY([0], { stroke: theme.muted }),
    ...tailMarks(data, write, frame),
    tip(
      bins,
      pointer({
        x: (bin: Bin) => (bin.from + bin.to) / 2,
        y: (bin: Bin) => bin.tail + bin.body,
        title: ({ from, to, tail, body }: Bin) =>
          `${write(from)} to ${write(to)}\n${counted(tail + body, "observation")}`,
        fill: theme.background,
        stroke: theme.muted,
      }),
    ),
  ];
}

function axisTitle(label: string, frame: ChartFrame): Markish {
  const { padding } = layoutOf(frame);
  return text([label], {
    frameAnchor: "top-left",
    textAnchor: "start",
    dx: -padding,
    dy: -14,
    fill: themeOf(frame).muted,
    ariaLabel: "axis label",
  });
}

/** Lines at minus the two measures, each named on a row of its own above the bars. */
function tailMarks(
  data: ReturnHistogramData,
  write: (value: number) => string,
  frame: ChartFrame,
): Markish[] {
  const theme = themeOf(frame);
  const [varText, shortfallText] = tailTexts(data, write);
  const measures = [
    { loss: data.valueAtRisk, label: varText, row: 0 },
    { loss: data.expectedShortfall, label: shortfallText, row: 1 },
  ];
  return measures.flatMap(({ loss, label, row }) => [
    ruleX([-loss], {
      stroke: theme.ink,
      strokeWidth: 1.5,
      ...(row === 0 ? {} : { strokeDasharray: "4,3" }),
      insetTop: -14 - row * 17,
      ariaLabel: label,
    }),
    text([label], {
      x: [-loss],
      frameAnchor: "top",
      textAnchor: "start",
      dx: 6,
      dy: -10 - row * 17,
      fill: theme.ink,
      fontWeight: 600,
    }),
  ]);
}
