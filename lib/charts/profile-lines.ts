import {
  line,
  type Markish,
  type PlotOptions,
  pointerX,
  ruleX,
  ruleY,
  text,
  tip,
} from "@observablehq/plot";
import { checkFinite, checkSameLength, checkSample } from "../base/check.ts";
import type { ChartFrame, ChartOptions, Framed } from "./chart.ts";
import { formatNumber, formatSignificant, formatUsd } from "./format.ts";
import { layoutOf } from "./layout.ts";
import { textWidth } from "./text-width.ts";
import { seriesColours, themeOf } from "./theme.ts";
import { counted, listed, sentences, sourced } from "./words.ts";
import { xyChart } from "./xy-chart.ts";

/** One line of a profile. */
export interface ProfileSeries {
  readonly name: string;
  /** One value per price; NaN leaves a gap. */
  readonly values: ArrayLike<number>;
}

/** A price worth a rule: a strike, spot. */
export interface ProfileMark {
  readonly name: string;
  readonly price: number;
}

export interface ProfileData {
  /** Prices of the underlying, rising, at least two. */
  readonly prices: ArrayLike<number>;
  readonly series: readonly ProfileSeries[];
  readonly marks: readonly ProfileMark[];
  /** ISO date of the market behind the values. */
  readonly asOf: string;
}

export interface ProfileLinesOptions extends ChartOptions {
  /** What the values are, with their unit: `P&L, USD`, `delta, BTC`. */
  readonly quantity: string;
  /** `usd` for dollars, `number` for anything else. */
  readonly unit: "usd" | "number";
  /** Whose price runs along the axis: `BTC`. */
  readonly underlying: string;
  /** What is valued, and how: `long one BTC straddle, Black-76 at 60 %`. */
  readonly subject: string;
}

/**
 * A figure of a position as a function of the underlying's price: payoff, value or a greek, one line per
 * moment or contract, with rules at strikes and spot.
 *
 * Throws a RangeError for fewer than two prices, prices that do not rise, no series or two of one name.
 */
export function profileLines(
  data: ProfileData,
  options: ProfileLinesOptions & Framed,
): PlotOptions {
  const prices = checkedPrices(data);
  const { frame, quantity, unit, underlying, subject } = options;
  const write = unit === "usd" ? formatUsd : formatSignificant;
  const { padding, labelSize } = layoutOf(frame);
  const shown = data.series.filter(({ name }) => !frame.hidden?.includes(name));
  const points = shown.flatMap(({ name, values }) =>
    prices.map((price, i) => ({ name, price, value: values[i]! })),
  );
  const names = data.series.map(({ name }) => name);
  return {
    ...xyChart(
      {
        x: {
          label: `price of ${underlying}, USD`,
          tickFormat: formatUsd,
          domain: [prices[0]!, prices.at(-1)!],
        },
        y: {
          label: quantity,
          tickFormat: write,
          values: data.series.flatMap(({ values }) => Array.from(values)),
          zero: true,
        },
        marks: marksOf(points, data.marks, { frame, write }),
      },
      frame,
    ),
    // Half of the last tick's text lies beyond the axis.
    marginRight: padding + Math.ceil(textWidth(formatUsd(prices.at(-1)!), { size: labelSize }) / 2),
    color: { domain: names, range: seriesColours(names, themeOf(frame)), legend: names.length > 1 },
    title: options.title ?? `${quantity} over the price of ${underlying}`,
    subtitle: subject,
    caption: sentences(
      `${counted(prices.length, "price")} from ${formatUsd(prices[0]!)} to ${formatUsd(prices.at(-1)!)}`,
      `Market of ${data.asOf}`,
      data.marks.length === 0 ? "" : `Rules at ${listed(data.marks.map(told))}`,
      sourced(options.source),
    ),
    ariaDescription: sentences(...data.series.map((one) => describeSeries(one, prices, write))),
  };
}

function told({ name, price }: ProfileMark): string {
  return `${name} ${formatUsd(price)}`;
}

function checkedPrices({ prices, series, marks }: ProfileData): number[] {
  checkSample("prices", prices, 2);
  const rising = Array.from(prices);
  for (let i = 1; i < rising.length; i++) {
    if (!(rising[i]! > rising[i - 1]!)) {
      throw new RangeError(`prices must rise: ${rising[i]} after ${rising[i - 1]}`);
    }
  }
  if (series.length === 0) throw new RangeError("series must have at least one element: none");
  const names = series.map(({ name }) => name);
  if (new Set(names).size < names.length) {
    throw new RangeError(`series must have unique names: ${listed(names)}`);
  }
  for (const { name, values } of series) {
    checkSameLength(["prices", `values of ${name}`], prices, values);
  }
  for (const { name, price } of marks) checkFinite(`price of ${name}`, price);
  return rising;
}

interface Point {
  readonly name: string;
  readonly price: number;
  readonly value: number;
}

function marksOf(
  points: readonly Point[],
  rules: readonly ProfileMark[],
  { frame, write }: { readonly frame: ChartFrame; readonly write: (value: number) => string },
): Markish[] {
  const theme = themeOf(frame);
  const position = { x: "price", y: "value" } as const;
  return [
    ruleY([0], { stroke: theme.muted }),
    ruleX(rules, {
      x: "price",
      stroke: theme.muted,
      strokeDasharray: "4,3",
      className: "price-mark",
    }),
    text(rules, {
      x: "price",
      text: "name",
      frameAnchor: "top",
      dy: -15,
      fill: theme.muted,
      className: "price-mark-name",
    }),
    line(points, { ...position, z: "name", stroke: "name", strokeWidth: 2, className: "profile" }),
    tip(
      points,
      pointerX({
        ...position,
        title: ({ name, price, value }: Point) => `${name}\n${formatUsd(price)}: ${write(value)}`,
        fill: theme.background,
        stroke: theme.muted,
      }),
    ),
  ];
}

function describeSeries(
  { name, values }: ProfileSeries,
  prices: readonly number[],
  write: (value: number) => string,
): string {
  const present = prices
    .map((price, i) => ({ price, value: values[i]! }))
    .filter(({ value }) => !Number.isNaN(value));
  if (present.length === 0) return `${name}: no values`;
  const ordered = present.toSorted((a, b) => a.value - b.value);
  const at = ({ price, value }: { price: number; value: number }): string =>
    `${write(value)} at ${formatNumber(price, 0)}`;
  return `${name}: from ${at(ordered[0]!)} to ${at(ordered.at(-1)!)}`;
}
