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
import { checkCount, checkNonNegative } from "../base/check.ts";
import { domainWithLabels } from "./bar-chart.ts";
import type { ChartFrame, ChartOptions, Framed } from "./chart.ts";
import { formatUsd } from "./format.ts";
import { layoutOf } from "./layout.ts";
import { seriesColours, themeOf } from "./theme.ts";
import { counted, sentences, sourced } from "./words.ts";

/** What one rule asks for one portfolio. */
export interface RuleMargin {
  readonly portfolio: string;
  readonly rule: string;
  /** USD, >= 0. */
  readonly marginUsd: number;
}

export interface MarginByRuleOptions extends ChartOptions {
  /** Which margin: `Maintenance margin`. */
  readonly measure: string;
  /** ISO date of the market. */
  readonly asOf: string;
}

/**
 * The margin that different rules ask for the same portfolios, as bars: portfolios and rules in the
 * order given. A rule without a row for a portfolio has no bar there.
 *
 * Throws a RangeError for no rows, a margin that is negative or not finite, or two rows of one pair.
 */
export function marginByRule(
  data: readonly RuleMargin[],
  options: MarginByRuleOptions & Framed,
): PlotOptions {
  checkRows(data);
  const { frame } = options;
  const layout = layoutOf(frame);
  const portfolios = [...new Set(data.map(({ portfolio }) => portfolio))];
  const rules = [...new Set(data.map(({ rule }) => rule))];
  const shown = rules.filter((rule) => !frame.hidden?.includes(rule));
  const bars = data.filter(({ rule }) => shown.includes(rule));
  const ends = data.map(({ marginUsd: to }) => ({ from: 0, to, label: formatUsd(to) }));
  return {
    width: frame.width,
    height: 62 + portfolios.length * (28 + Math.max(shown.length, 1) * 17),
    marginLeft: layout.padding,
    marginRight: layout.padding,
    marginTop: 8,
    marginBottom: 44,
    x: { domain: domainWithLabels(ends, frame.width - 2 * layout.padding, frame), label: null },
    y: { domain: shown, axis: null, padding: 0.12, insetTop: 22 },
    fy: { domain: portfolios, axis: null, padding: 0 },
    marks: marksOf(bars, portfolios, frame),
    color: { domain: rules, range: seriesColours(rules, themeOf(frame)), legend: true },
    title: options.title ?? "The margin of the same portfolios by different rules",
    subtitle: `${options.measure}, USD`,
    caption: sentences(
      `${counted(portfolios.length, "portfolio")} as of ${options.asOf}`,
      counted(rules.length, "rule"),
      sourced(options.source),
    ),
    ariaDescription: sentences(
      ...portfolios.map((portfolio) =>
        describeRow(data.filter((row) => row.portfolio === portfolio)),
      ),
    ),
  };
}

function checkRows(rows: readonly RuleMargin[]): void {
  checkCount("number of rows", rows.length, 1);
  const seen = new Set<string>();
  rows.forEach(({ portfolio, rule, marginUsd }, i) => {
    checkNonNegative(`data[${i}].marginUsd`, marginUsd);
    const pair = JSON.stringify([portfolio, rule]);
    if (seen.has(pair)) {
      throw new RangeError(`data must have one row per portfolio and rule: ${pair}`);
    }
    seen.add(pair);
  });
}

function marksOf(
  bars: readonly RuleMargin[],
  portfolios: readonly string[],
  frame: ChartFrame,
): Markish[] {
  const theme = themeOf(frame);
  const ticks = layoutOf(frame).narrow ? 3 : 7;
  const channels = { fy: "portfolio", y: "rule", x: "marginUsd" } as const;
  return [
    gridX({ stroke: theme.grid, strokeOpacity: 1, ticks }),
    axisX({
      anchor: "bottom",
      ticks,
      tickSize: 0,
      tickFormat: formatUsd,
      color: theme.muted,
      label: "margin, USD",
      labelAnchor: "center",
      labelOffset: 34,
      labelArrow: "none",
    }),
    text(portfolios, {
      fy: (name: string) => name,
      text: (name: string) => name,
      frameAnchor: "top-left",
      dx: 5,
      dy: 11,
      fontWeight: 600,
      fill: theme.ink,
    }),
    barX(bars, { ...channels, fill: "rule" }),
    text(bars, {
      ...channels,
      text: ({ marginUsd }: RuleMargin) => formatUsd(marginUsd),
      textAnchor: "start",
      dx: 5,
      fill: theme.ink,
      className: "margin-label",
    }),
    ruleX([0], { stroke: theme.ink }),
    tip(
      bars,
      pointerY({
        ...channels,
        title: ({ portfolio, rule, marginUsd }: RuleMargin) =>
          `${portfolio}\n${rule}\n${formatUsd(marginUsd)}`,
        fill: theme.background,
        stroke: theme.muted,
      }),
    ),
  ];
}

function describeRow(rows: readonly RuleMargin[]): string {
  const ordered = rows.toSorted((a, b) => a.marginUsd - b.marginUsd);
  const told = ({ rule, marginUsd }: RuleMargin): string => `${rule} with ${formatUsd(marginUsd)}`;
  return `${rows[0]!.portfolio}: least ${told(ordered[0]!)}, most ${told(ordered.at(-1)!)}`;
}
