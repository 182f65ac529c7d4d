import {
  areaY,
  dot,
  line,
  type Markish,
  type PlotOptions,
  pointerX,
  ruleY,
  tip,
} from "@observablehq/plot";
import { checkCount, checkFinite, checkFraction, checkOneOf } from "../base/check.ts";
import type { ChartFrame, ChartOptions, Framed } from "./chart.ts";
import { formatNumber, formatPercent, formatUsd } from "./format.ts";
import { seriesColours, themeOf } from "./theme.ts";
import { counted, sentences, sourced } from "./words.ts";
import { xyChart } from "./xy-chart.ts";

/** An estimate from a number of paths, with its interval. */
export interface ConvergencePoint {
  readonly paths: number;
  readonly estimate: number;
  readonly lower: number;
  readonly upper: number;
}

export interface ConvergenceData {
  /** One line per name, at most seven; two points or more each. */
  readonly series: readonly {
    readonly name: string;
    readonly points: readonly ConvergencePoint[];
  }[];
  /** What the estimates should come to, where it is known; drawn as a rule. */
  readonly exact?: number;
  /** ISO date that the estimates are for. */
  readonly asOf: string;
}

export interface ConvergencePlotOptions extends ChartOptions {
  /** What is estimated: `10-day 99 % VaR of BTC`. */
  readonly quantity: string;
  readonly unit: "percent" | "usd";
  /** Coverage of the intervals, in (0, 1). */
  readonly intervalLevel: number;
  /** What `exact` is: `closed form`; needed with it. */
  readonly reference?: string;
}

/**
 * How an estimate settles as paths are added, on a logarithmic axis, with its interval as a band and the
 * exact figure as a rule: the bands should narrow with the square root of the paths and hold the rule
 * about as often as their level says.
 *
 * Throws a RangeError for no series, fewer than two points, figures that are not finite or outside their
 * interval, and an exact figure without a reference.
 */
export function convergencePlot(
  data: ConvergenceData,
  options: ConvergencePlotOptions & Framed,
): PlotOptions {
  const series = checkedSeries(data, options);
  const { frame, quantity, unit, intervalLevel, reference } = options;
  const write = unit === "usd" ? formatUsd : (value: number) => formatPercent(value, 2);
  const tickFormat = unit === "usd" ? formatUsd : (value: number) => formatPercent(value);
  const names = series.map(({ name }) => name);
  const points = series.flatMap(({ name, points: own }) =>
    own.map((point) => ({ ...point, name })),
  );
  const counts = [...new Set(points.map(({ paths }) => paths))].sort((a, b) => a - b);
  const { exact } = data;
  return {
    ...xyChart(
      {
        x: {
          label: "paths (logarithmic)",
          tickFormat: (value) => formatNumber(value, 0),
          type: "log",
          domain: [counts[0]! / 1.1, counts.at(-1)! * 1.1],
          ticks: thinned(counts, frame),
        },
        y: {
          label: `${quantity}, ${unit === "usd" ? "USD" : "%"}`,
          tickFormat,
          values: [
            ...points.flatMap(({ lower, upper }) => [lower, upper]),
            ...(exact === undefined ? [] : [exact]),
          ],
          zero: false,
        },
        marks: marksOf({ points, exact, write }, frame),
      },
      frame,
    ),
    color: { domain: names, range: seriesColours(names, themeOf(frame)), legend: true },
    title: options.title ?? `How the ${quantity} settles`,
    subtitle:
      `Estimates with ${formatPercent(intervalLevel, 0)} intervals of the simulation` +
      (exact === undefined ? "" : `; rule at the ${reference}, ${write(exact)}`),
    caption: sentences(
      `${formatNumber(counts[0]!, 0)} to ${counted(counts.at(-1)!, "path")}, as of ${data.asOf}`,
      sourced(options.source),
    ),
    ariaDescription: sentences(
      ...series.map(({ name, points: own }) => `${name}: ${rangeText(own, write)}`),
      exact === undefined ? "" : `The ${reference} is ${write(exact)}`,
    ),
  };
}

function checkedSeries(
  { series, exact }: ConvergenceData,
  options: ConvergencePlotOptions,
): ConvergenceData["series"] {
  checkOneOf("unit", options.unit, ["percent", "usd"]);
  checkFraction("intervalLevel", options.intervalLevel);
  if (series.length === 0) throw new RangeError("series must have at least one element: none");
  if (exact !== undefined) {
    checkFinite("exact", exact);
    if (!options.reference) throw new RangeError("reference must name the exact figure: none");
  }
  return series.map(({ name, points }, k) => {
    if (series.findIndex((one) => one.name === name) !== k) {
      throw new RangeError(`series must have unique names: ${name}`);
    }
    if (points.length < 2) {
      throw new RangeError(`points of ${name} must have at least two elements: ${points.length}`);
    }
    points.forEach(({ paths, estimate, lower, upper }, i) => {
      checkCount(`points[${i}].paths of ${name}`, paths, 1);
      checkFinite(`points[${i}].lower of ${name}`, lower);
      checkFinite(`points[${i}].upper of ${name}`, upper);
      if (!(lower <= estimate && estimate <= upper)) {
        throw new RangeError(
          `points[${i}].estimate of ${name} must be in its interval: ${estimate}`,
        );
      }
    });
    return { name, points: points.toSorted((a, b) => a.paths - b.paths) };
  });
}

/** Every second count on a phone, so that their texts stand apart. */
function thinned(counts: readonly number[], { width }: ChartFrame): number[] {
  const most = width < 520 ? 4 : 9;
  const step = Math.ceil(counts.length / most);
  return counts.filter((_, i) => (counts.length - 1 - i) % step === 0);
}

interface Named extends ConvergencePoint {
  readonly name: string;
}

interface Drawn {
  readonly points: readonly Named[];
  readonly exact: number | undefined;
  readonly write: (value: number) => string;
}

function marksOf({ points, exact, write }: Drawn, frame: ChartFrame): Markish[] {
  const theme = themeOf(frame);
  const shown = points.filter(({ name }) => !frame.hidden?.includes(name));
  const x = { x: "paths", z: "name" } as const;
  return [
    areaY(shown, {
      ...x,
      y1: "lower",
      y2: "upper",
      fill: "name",
      fillOpacity: 0.18,
      className: "interval",
    }),
    ...(exact === undefined
      ? []
      : [ruleY([exact], { stroke: theme.ink, strokeDasharray: "4,3", className: "exact" })]),
    line(shown, { ...x, y: "estimate", stroke: "name", strokeWidth: 1.5 }),
    dot(shown, { ...x, y: "estimate", fill: "name", r: 3, className: "estimate" }),
    tip(
      shown,
      pointerX({
        x: "paths",
        y: "estimate",
        title: ({ name, paths, estimate, lower, upper }: Named) =>
          `${name}, ${counted(paths, "path")}\n${write(estimate)}\n${write(lower)} to ${write(upper)}`,
        fill: theme.background,
        stroke: theme.muted,
      }),
    ),
  ];
}

function rangeText(points: readonly ConvergencePoint[], write: (value: number) => string): string {
  const [first, last] = [points[0]!, points.at(-1)!];
  const one = ({ paths, estimate, lower, upper }: ConvergencePoint): string =>
    `${write(estimate)} (${write(lower)} to ${write(upper)}) from ${counted(paths, "path")}`;
  return `${one(first)}, ${one(last)}`;
}
