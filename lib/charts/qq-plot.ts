import {
  areaY,
  axisX,
  axisY,
  dot,
  gridY,
  line,
  type Markish,
  type PlotOptions,
  pointer,
  text,
  tip,
} from "@observablehq/plot";
import { checkOneOf, checkSameLength, checkSample } from "../base/check.ts";
import type { QuantilePairs } from "../math/quantile-pairs.ts";
import type { ChartFrame, ChartOptions, Framed } from "./chart.ts";
import { formatPercent, formatUsd } from "./format.ts";
import { type Layout, layoutOf } from "./layout.ts";
import { textWidth } from "./text-width.ts";
import { type Theme, themeOf } from "./theme.ts";
import { type ValueAxis, valueAxis } from "./value-axis.ts";
import { counted, listed, period, sentences, sourced } from "./words.ts";

/** One law beside the sample, as `quantilePairs` gives it. */
export interface QqPanel extends Pick<QuantilePairs, "level" | "observations"> {
  /** The law in words, with what it was fitted to: `normal`, `GPD above 5 %`. */
  readonly law: string;
  readonly theoretical: ArrayLike<number>;
  readonly observed: ArrayLike<number>;
  readonly lower: ArrayLike<number>;
  readonly upper: ArrayLike<number>;
}

export interface QqData {
  /** One to four laws, side by side; one below the other on a phone. */
  readonly panels: readonly QqPanel[];
  /** First and last ISO date of the sample. */
  readonly from: string;
  readonly to: string;
}

export interface QqPlotOptions extends ChartOptions {
  /** What the values are: `daily loss of BTC`. */
  readonly quantity: string;
  readonly unit: "percent" | "usd";
}

const insideName = "inside its band";
const outsideName = "outside its band";
const panelHeight = 250;

/**
 * Observed values against those that laws expect for their ranks: on the line where a law is right, and
 * inside the pointwise band as often as its level says. All panels share both scales, which span what
 * was observed; what a law puts further out is cut off.
 *
 * Throws a RangeError for no panels or more than four, two of one name, and figures that are not finite.
 */
export function qqPlot(data: QqData, options: QqPlotOptions & Framed): PlotOptions {
  checkPanels(data.panels);
  checkOneOf("unit", options.unit, ["percent", "usd"]);
  const { frame, quantity, unit } = options;
  const { narrow, padding } = layoutOf(frame);
  const write = unit === "usd" ? formatUsd : (value: number) => formatPercent(value);
  const tickFormat = unit === "usd" ? formatUsd : (value: number) => formatPercent(value, 0);
  const axis = valueAxis(
    {},
    data.panels.flatMap(({ observed }) => Array.from(observed)),
    5,
  );
  const points = data.panels.flatMap((panel) => pointsOf(panel, axis.domain));
  const rows = narrow ? data.panels.length : 1;
  const level = formatPercent(data.panels[0]!.level, 0);
  const facet = narrow ? { fy: axisOf(data) } : { fx: axisOf(data) };
  return {
    width: frame.width,
    height: rows * (narrow ? panelHeight - 40 : panelHeight + 60) + 70,
    marginLeft: padding + widest(axis, tickFormat, layoutOf(frame)) + 10,
    marginRight: padding,
    marginTop: narrow ? 14 : 34,
    marginBottom: 50,
    ...facet,
    x: { domain: [...axis.domain] },
    y: { domain: [...axis.domain] },
    marks: marksOf({ points, axis, tickFormat, write, narrow }, frame),
    color: {
      domain: [insideName, outsideName],
      range: [themeOf(frame).gain, themeOf(frame).loss],
      legend: true,
    },
    title: options.title ?? `Which law has the tails of the ${quantity}?`,
    subtitle: `Observed ${quantity} against what each law expects for its rank; ${level} pointwise bands`,
    caption: sentences(
      `${counted(data.panels[0]!.observations, "observation")}, ${period(data.from, data.to)}`,
      sourced(options.source),
    ),
    ariaDescription: sentences(...data.panels.map((panel) => describePanel(panel, write))),
  };
}

function axisOf({ panels }: QqData): { domain: string[]; axis: null; padding: number } {
  return { domain: panels.map(({ law }) => law), axis: null, padding: 0.09 };
}

function checkPanels(panels: readonly QqPanel[]): void {
  if (!(panels.length >= 1 && panels.length <= 4)) {
    throw new RangeError(`panels must have one to four elements: ${panels.length}`);
  }
  const laws = panels.map(({ law }) => law);
  if (new Set(laws).size < laws.length) {
    throw new RangeError(`panels must have unique laws: ${listed(laws)}`);
  }
  for (const { law, ...panel } of panels) {
    for (const name of ["observed", "theoretical", "lower", "upper"] as const) {
      checkSample(`${name} of ${law}`, panel[name], 2);
      checkSameLength([`observed of ${law}`, name], panel.observed, panel[name]);
    }
  }
}

interface Point {
  readonly law: string;
  readonly expected: number;
  readonly observed: number;
  readonly lower: number;
  readonly upper: number;
  readonly band: string;
}

/** The points that the shared scales hold; bands end where the scales do. */
function pointsOf(panel: QqPanel, [low, high]: readonly [number, number]): Point[] {
  const clamp = (value: number): number => Math.min(Math.max(value, low), high);
  return Array.from(panel.observed, (observed, i) => {
    const [lower, upper] = [panel.lower[i]!, panel.upper[i]!];
    const inside = lower <= observed && observed <= upper;
    return {
      law: panel.law,
      expected: panel.theoretical[i]!,
      observed,
      lower: clamp(lower),
      upper: clamp(upper),
      band: inside ? insideName : outsideName,
    };
  }).filter(({ expected }) => expected >= low && expected <= high);
}

function widest(
  axis: ValueAxis,
  tickFormat: (value: number) => string,
  { labelSize: size }: Layout,
): number {
  return Math.ceil(Math.max(...axis.ticks.map((tick) => textWidth(tickFormat(tick), { size }))));
}

interface Drawn {
  readonly points: readonly Point[];
  readonly axis: ValueAxis;
  readonly tickFormat: (value: number) => string;
  readonly write: (value: number) => string;
  readonly narrow: boolean;
}

function marksOf({ points, axis, tickFormat, write, narrow }: Drawn, frame: ChartFrame): Markish[] {
  const theme = themeOf(frame);
  const side = narrow ? "fy" : "fx";
  const facet = { [side]: "law" };
  const laws = [...new Set(points.map(({ law }) => law))];
  const ends = laws.flatMap((law) => axis.domain.map((end) => ({ law, end })));
  const shown = points.filter(({ band }) => !frame.hidden?.includes(band));
  return [
    ...axesOf(axis, tickFormat, theme),
    text(laws, {
      [side]: (law: string) => law,
      text: (law: string) => law,
      frameAnchor: "top-left",
      dx: narrow ? 6 : 0,
      dy: narrow ? 8 : -15,
      fontWeight: 600,
      fill: theme.ink,
      className: "law",
    }),
    areaY(points, {
      ...facet,
      x: "expected",
      y1: "lower",
      y2: "upper",
      fill: theme.muted,
      fillOpacity: 0.22,
      className: "band",
    }),
    line(ends, { ...facet, x: "end", y: "end", stroke: theme.muted, strokeDasharray: "4,3" }),
    dot(shown, { ...facet, x: "expected", y: "observed", fill: "band", r: 2.2, className: "rank" }),
    tip(
      shown,
      pointer({
        ...facet,
        x: "expected",
        y: "observed",
        title: (point: Point) =>
          `observed ${write(point.observed)}\nexpected ${write(point.expected)}\n` +
          `band ${write(point.lower)} to ${write(point.upper)}`,
        fill: theme.background,
        stroke: theme.muted,
      }),
    ),
  ];
}

function axesOf(axis: ValueAxis, tickFormat: (value: number) => string, theme: Theme): Markish[] {
  const ticks = [...axis.ticks];
  const look = { ticks, tickFormat, color: theme.muted } as const;
  return [
    gridY({ stroke: theme.grid, strokeOpacity: 1, ticks }),
    axisY({ ...look, tickSize: 0, tickPadding: 6, label: null }),
    axisX({
      ...look,
      // At the ends they would run into those of the next panel, or out of the figure.
      ticks: ticks.filter((tick) => !axis.domain.includes(tick)),
      tickSize: 4,
      label: "expected under the law (across), observed (up)",
      labelAnchor: "center",
      labelOffset: 40,
      labelArrow: "none",
    }),
  ];
}

function describePanel(panel: QqPanel, write: (value: number) => string): string {
  const observed = Array.from(panel.observed);
  const outside = observed.filter(
    (value, i) => !(panel.lower[i]! <= value && value <= panel.upper[i]!),
  );
  const last = observed.indexOf(Math.max(...observed));
  return (
    `${panel.law}: ${outside.length} of ${counted(observed.length, "point")} outside; the largest, ` +
    `${write(observed[last]!)}, where ${write(panel.theoretical[last]!)} is expected and ` +
    `${write(panel.lower[last]!)} to ${write(panel.upper[last]!)} is the band`
  );
}
