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
import { checkFinite, describe } from "../base/check.ts";
import { domainWithLabels } from "./bar-chart.ts";
import type { ChartFrame, ChartOptions, Framed } from "./chart.ts";
import { formatChange, formatNumber } from "./format.ts";
import { layoutOf } from "./layout.ts";
import { textWidth } from "./text-width.ts";
import { themeOf } from "./theme.ts";
import { capitalised, counted, sentences, sourced } from "./words.ts";

/** The move of one factor in one shock. */
export interface ShockBar {
  /** What the shock is: `a loss of $2M`. */
  readonly shock: string;
  readonly factor: string;
  /** Simple return, a decimal fraction. */
  readonly return: number;
  /** The same in standard deviations of the factor. */
  readonly deviations: number;
}

export interface ShockBarsOptions extends ChartOptions {
  /** What was shocked: `three-desk book as of 2022-05-05`. */
  readonly subject: string;
}

/**
 * The moves of each factor in one or more shocks as bars, a panel per shock, with the return and its
 * standard deviations written beside each; shocks and factors in the order given.
 *
 * Throws a RangeError for no bars, a move that is not finite, or a factor twice in one shock.
 */
export function shockBars(
  data: readonly ShockBar[],
  options: ShockBarsOptions & Framed,
): PlotOptions {
  checkBars(data);
  const { frame } = options;
  const layout = layoutOf(frame);
  const shocks = [...new Set(data.map(({ shock }) => shock))];
  const factors = [...new Set(data.map(({ factor }) => factor))];
  const style = { size: layout.labelSize };
  const marginLeft = layout.padding + Math.max(...factors.map((one) => textWidth(one, style))) + 10;
  const width = frame.width - marginLeft - layout.padding;
  const labelled = data.map((bar) => ({ from: 0, to: bar.return, label: labelOf(bar) }));
  return {
    width: frame.width,
    height: 40 + shocks.length * (26 + factors.length * 17),
    marginLeft,
    marginRight: layout.padding,
    marginTop: 8,
    marginBottom: 30,
    x: { domain: domainWithLabels(labelled, width, frame), label: null },
    y: { domain: factors, axis: null, padding: 0.16, insetTop: 22 },
    fy: { domain: shocks, axis: null, padding: 0 },
    marks: marksOf(data, { shocks, frame, marginLeft }),
    title: options.title ?? "What would have to happen",
    subtitle: "Simple return of each factor, and in brackets its standard deviations",
    caption: sentences(
      capitalised(options.subject),
      `${counted(shocks.length, "shock")}, ${counted(factors.length, "factor")}`,
      sourced(options.source),
    ),
    ariaDescription: describeShocks(data, shocks),
  };
}

function checkBars(data: readonly ShockBar[]): void {
  if (!Array.isArray(data) || data.length === 0) {
    throw new RangeError(`data must have at least one bar: ${describe(data)}`);
  }
  const seen = new Set<string>();
  data.forEach(({ shock, factor, return: value, deviations }, i) => {
    checkFinite(`data[${i}].return`, value);
    checkFinite(`data[${i}].deviations`, deviations);
    const pair = JSON.stringify([shock, factor]);
    if (seen.has(pair)) throw new RangeError(`data must have each factor once per shock: ${pair}`);
    seen.add(pair);
  });
}

function labelOf({ return: value, deviations }: ShockBar): string {
  return `${formatChange(value)} (${formatNumber(deviations, 1)})`;
}

function marksOf(
  data: readonly ShockBar[],
  {
    shocks,
    frame,
    marginLeft,
  }: {
    readonly shocks: readonly string[];
    readonly frame: ChartFrame;
    readonly marginLeft: number;
  },
): Markish[] {
  const theme = themeOf(frame);
  const layout = layoutOf(frame);
  const place = { fy: "shock", y: "factor" } as const;
  const ticks = layout.narrow ? 4 : 7;
  const tickFormat = (value: number): string => formatChange(value, 0);
  const label = (falls: boolean): Markish =>
    text(
      data.filter((bar) => bar.return < 0 === falls),
      {
        ...place,
        x: "return",
        text: labelOf,
        textAnchor: falls ? "end" : "start",
        dx: falls ? -5 : 5,
        fill: theme.ink,
        className: "shock-label",
      },
    );
  const told = (bar: ShockBar): string => `${bar.shock}\n${bar.factor}\n${labelOf(bar)}`;
  return [
    gridX({ stroke: theme.grid, strokeOpacity: 1, ticks }),
    axisX({ anchor: "bottom", ticks, tickSize: 0, tickFormat, color: theme.muted, label: null }),
    text(shocks, {
      fy: (name: string) => name,
      text: (name: string) => name,
      frameAnchor: "top-left",
      dx: layout.padding - marginLeft,
      dy: 13,
      fontWeight: 600,
      fill: theme.ink,
      className: "shock",
    }),
    text(data, {
      ...place,
      text: "factor",
      frameAnchor: "left",
      textAnchor: "end",
      dx: -8,
      fill: theme.ink,
      className: "factor",
    }),
    barX(data, {
      ...place,
      x: "return",
      fill: ({ return: value }: ShockBar) => (value < 0 ? theme.loss : theme.gain),
    }),
    label(true),
    label(false),
    ruleX([0], { stroke: theme.ink }),
    tip(
      data,
      pointerY({ ...place, x: "return", title: told, fill: theme.background, stroke: theme.muted }),
    ),
  ];
}

function describeShocks(data: readonly ShockBar[], shocks: readonly string[]): string {
  return sentences(
    ...shocks.map((shock) => {
      const own = data.filter((bar) => bar.shock === shock);
      const most = own.reduce((far, bar) =>
        Math.abs(bar.deviations) > Math.abs(far.deviations) ? bar : far,
      );
      return `${shock}: the farthest is ${most.factor} with ${labelOf(most)}`;
    }),
  );
}
