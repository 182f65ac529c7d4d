import {
  areaY,
  dot,
  line,
  type Markish,
  type PlotOptions,
  pointerX,
  ruleX,
  tip,
} from "@observablehq/plot";
import { checkFinite, checkFraction, checkOneOf, checkPositive } from "../base/check.ts";
import type { ChartFrame, ChartOptions, Framed } from "./chart.ts";
import { formatNumber, formatPercent, formatUsd } from "./format.ts";
import { seriesColours, themeOf } from "./theme.ts";
import { counted, period, sentences, sourced } from "./words.ts";
import { xyChart } from "./xy-chart.ts";

/** The losses above one threshold. */
export interface MeanExcessPoint {
  readonly threshold: number;
  readonly exceedances: number;
  /** Mean of loss - threshold over the losses above it. */
  readonly meanExcess: number;
  readonly meanExcessStandardError: number;
}

/** The generalised Pareto law fitted above the chosen threshold. */
export interface ChosenTail {
  readonly threshold: number;
  readonly exceedances: number;
  readonly shape: number;
  readonly scale: number;
}

export interface MeanExcessData {
  /** As `thresholdDiagnostics` gives them, in any order. */
  readonly points: readonly MeanExcessPoint[];
  readonly chosen: ChosenTail;
  /** First and last ISO date of the sample. */
  readonly from: string;
  readonly to: string;
}

export interface MeanExcessPlotOptions extends ChartOptions {
  /** What a loss is: `daily loss of BTC`. */
  readonly quantity: string;
  /** `percent` for fractions, `usd` for dollars. */
  readonly unit: "percent" | "usd";
  /** Of the pointwise normal intervals, in (0, 1). */
  readonly intervalLevel: number;
  /** How many standard errors each interval reaches to either side: 1.96 for 0.95. */
  readonly intervalReach: number;
}

const meanName = "mean excess";
const fitName = "fitted tail";

/**
 * The mean excess of losses over each threshold with intervals, the chosen threshold, and the straight
 * line that the fitted generalised Pareto law has beyond it: (scale + shape (u - chosen)) / (1 - shape).
 * Where the points follow a line the law holds; upwards it is a power tail. A law with a shape of 1 or
 * more has no mean excess and no line.
 *
 * Throws a RangeError for fewer than two points and figures that are not finite.
 */
export function meanExcessPlot(
  data: MeanExcessData,
  options: MeanExcessPlotOptions & Framed,
): PlotOptions {
  const points = checkedPoints(data, options);
  const { frame, quantity, unit, intervalLevel } = options;
  const { chosen } = data;
  const write = unit === "usd" ? formatUsd : (value: number) => formatPercent(value);
  const [first, last] = [points[0]!.threshold, points.at(-1)!.threshold];
  const fitted = chosen.shape < 1 ? lineBeyond(chosen, last) : [];
  const tickFormat = unit === "usd" ? formatUsd : (value: number) => formatPercent(value, 0);
  const axisUnit = unit === "usd" ? "USD" : "%";
  const [meanColour, fitColour] = seriesColours([meanName, fitName], themeOf(frame));
  return {
    ...xyChart(
      {
        x: {
          label: `threshold, ${axisUnit}`,
          tickFormat,
          domain: domainOf(points, chosen),
        },
        y: {
          label: `mean loss beyond the threshold, ${axisUnit}`,
          tickFormat,
          values: [
            ...points.flatMap(({ lower, upper }) => [Math.max(0, lower), upper]),
            ...fitted.map(({ y }) => y),
          ],
          zero: true,
        },
        marks: marksOf({ points, fitted, chosen, write }, frame),
      },
      frame,
    ),
    color: { domain: [meanName, fitName], range: [meanColour!, fitColour!], legend: true },
    title: options.title ?? `Where the tail of the ${quantity} becomes a Pareto law`,
    subtitle:
      `Mean excess of the ${quantity}, with ${formatPercent(intervalLevel, 0)} intervals; ` +
      `rule at the threshold chosen, ${write(chosen.threshold)}`,
    caption: sentences(
      `${counted(points.length, "threshold")}, ${period(data.from, data.to)}, ` +
        `${counted(chosen.exceedances, "observation")} above the one chosen`,
      sourced(options.source),
    ),
    ariaDescription: sentences(
      `Mean excess ${write(points[0]!.meanExcess)} above ${write(first)} and ` +
        `${write(points.at(-1)!.meanExcess)} above ${write(last)}`,
      `The tail fitted above ${write(chosen.threshold)} has a shape of ` +
        `${formatNumber(chosen.shape)} and a scale of ${write(chosen.scale)}`,
    ),
  };
}

interface Banded extends MeanExcessPoint {
  readonly lower: number;
  readonly upper: number;
}

function checkedPoints(
  { points, chosen }: MeanExcessData,
  options: MeanExcessPlotOptions,
): readonly Banded[] {
  checkOneOf("unit", options.unit, ["percent", "usd"]);
  checkFraction("intervalLevel", options.intervalLevel);
  checkPositive("intervalReach", options.intervalReach);
  checkFinite("chosen.threshold", chosen.threshold);
  checkFinite("chosen.shape", chosen.shape);
  checkPositive("chosen.scale", chosen.scale);
  if (points.length < 2) {
    throw new RangeError(`points must have at least two elements: ${points.length}`);
  }
  return points
    .map((point, i) => {
      checkFinite(`points[${i}].threshold`, point.threshold);
      checkFinite(`points[${i}].meanExcess`, point.meanExcess);
      checkFinite(`points[${i}].meanExcessStandardError`, point.meanExcessStandardError);
      const reach = options.intervalReach * point.meanExcessStandardError;
      return { ...point, lower: point.meanExcess - reach, upper: point.meanExcess + reach };
    })
    .toSorted((a, b) => a.threshold - b.threshold);
}

interface Place {
  readonly x: number;
  readonly y: number;
}

/** All thresholds with a little room, for the text of a tick at an end. */
function domainOf(points: readonly Banded[], { threshold }: ChosenTail): [number, number] {
  const from = Math.min(points[0]!.threshold, threshold);
  const to = Math.max(points.at(-1)!.threshold, threshold);
  const room = Math.max((to - from) / 30, 1e-9);
  return [from - room, to + room];
}

function lineBeyond({ threshold, shape, scale }: ChosenTail, last: number): Place[] {
  return [threshold, Math.max(last, threshold)].map((x) => ({
    x,
    y: Math.max(0, (scale + shape * (x - threshold)) / (1 - shape)),
  }));
}

interface Drawn {
  readonly points: readonly Banded[];
  readonly fitted: readonly Place[];
  readonly chosen: ChosenTail;
  readonly write: (value: number) => string;
}

function marksOf({ points, fitted, chosen, write }: Drawn, frame: ChartFrame): Markish[] {
  const theme = themeOf(frame);
  const visible = (name: string): boolean => !frame.hidden?.includes(name);
  const means = [
    areaY(points, {
      x: "threshold",
      y1: ({ lower }: Banded) => Math.max(0, lower),
      y2: "upper",
      fill: () => meanName,
      fillOpacity: 0.2,
      className: "interval",
    }),
    dot(points, {
      x: "threshold",
      y: "meanExcess",
      r: 2.5,
      fill: () => meanName,
      className: "mean-excess",
    }),
  ];
  return [
    ...(visible(meanName) ? means : []),
    ...(visible(fitName)
      ? [line(fitted, { x: "x", y: "y", stroke: () => fitName, strokeWidth: 2.5 })]
      : []),
    ruleX([chosen.threshold], {
      stroke: theme.ink,
      strokeDasharray: "4,3",
      className: "chosen",
    }),
    tip(
      points,
      pointerX({
        x: "threshold",
        y: "meanExcess",
        title: ({ threshold, exceedances, meanExcess, lower, upper }: Banded) =>
          `above ${write(threshold)}: ${exceedances} losses\nmean excess ${write(meanExcess)}\n` +
          `${write(lower)} to ${write(upper)}`,
        fill: theme.background,
        stroke: theme.muted,
      }),
    ),
  ];
}
