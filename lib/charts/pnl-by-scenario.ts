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
import { describe } from "../base/check.ts";
import { domainWithLabels } from "./bar-chart.ts";
import type { ChartFrame, ChartOptions, Framed } from "./chart.ts";
import { formatUsd } from "./format.ts";
import { layoutOf } from "./layout.ts";
import { seriesColours, themeOf } from "./theme.ts";
import { capitalised, counted, sentences, sourced } from "./words.ts";

/** P&L of one group (a desk, a trader, ...) under one scenario, in USD; losses are negative. */
export interface ScenarioPnl {
  readonly scenario: string;
  readonly group: string;
  readonly pnlUsd: number;
}

export interface PnlByScenarioOptions extends ChartOptions {
  /** What a group is, in the singular: `desk`. */
  readonly groupedBy: string;
  /** What the book is and when: `three-desk book as of 2022-05-04`. */
  readonly book: string;
}

const totalName = "total";

/**
 * P&L of each group under each scenario as bars, scenarios and groups in the order given, with the
 * sum over all groups below them. A group without a row in a scenario has no bar there.
 *
 * Throws a RangeError for no rows, a P&L that is not finite, or two rows of one pair.
 */
export function pnlByScenario(
  data: readonly ScenarioPnl[],
  options: PnlByScenarioOptions & Framed,
): PlotOptions {
  checkRows(data);
  const { frame } = options;
  const layout = layoutOf(frame);
  const scenarios = unique(data.map(({ scenario }) => scenario));
  const groups = unique(data.map(({ group }) => group));
  const totals = scenarios.map((scenario) => totalOf(scenario, data));
  const names = [...groups, totalName];
  const shownNames = names.filter((name) => !frame.hidden?.includes(name));
  const bars = [...data, ...totals].filter(({ group }) => shownNames.includes(group));
  const width = frame.width - 2 * layout.padding;
  const domain = domainWithLabels(
    [...data, ...totals].map(({ pnlUsd: to }) => ({ from: 0, to, label: formatUsd(to) })),
    width,
    frame,
  );
  return {
    width: frame.width,
    height: 62 + scenarios.length * (28 + Math.max(shownNames.length, 1) * 17),
    marginLeft: layout.padding,
    marginRight: layout.padding,
    marginTop: 8,
    marginBottom: 44,
    x: { domain, label: null },
    y: { domain: shownNames, axis: null, padding: 0.12, insetTop: 22 },
    fy: { domain: scenarios, axis: null, padding: 0 },
    marks: barMarks(bars, scenarios, frame),
    color: {
      domain: names,
      range: [...seriesColours(groups, themeOf(frame)), themeOf(frame).total],
      legend: true,
    },
    title: options.title ?? `P&L by scenario and ${options.groupedBy}`,
    subtitle: `P&L in USD by ${options.groupedBy}, and the ${totalName} of all`,
    caption: sentences(
      capitalised(options.book),
      `${counted(scenarios.length, "scenario")}, ${counted(groups.length, options.groupedBy)}`,
      sourced(options.source),
    ),
    ariaDescription: describeTotals(totals, data),
  };
}

function checkRows(rows: readonly ScenarioPnl[]): void {
  if (!Array.isArray(rows) || rows.length === 0) {
    throw new RangeError(`data must have at least one row: ${describe(rows)}`);
  }
  const seen = new Set<string>();
  rows.forEach(({ scenario, group, pnlUsd }, i) => {
    if (!Number.isFinite(pnlUsd)) {
      throw new RangeError(`data[${i}].pnlUsd must be finite: ${pnlUsd}`);
    }
    const pair = JSON.stringify([scenario, group]);
    if (seen.has(pair))
      throw new RangeError(`data must have one row per scenario and group: ${pair}`);
    if (group === totalName) throw new RangeError(`data[${i}].group must not be "${totalName}"`);
    seen.add(pair);
  });
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)];
}

function totalOf(scenario: string, rows: readonly ScenarioPnl[]): ScenarioPnl {
  const parts = rows.filter((row) => row.scenario === scenario);
  return { scenario, group: totalName, pnlUsd: parts.reduce((sum, { pnlUsd }) => sum + pnlUsd, 0) };
}

function barMarks(
  bars: readonly ScenarioPnl[],
  scenarios: readonly string[],
  frame: ChartFrame,
): Markish[] {
  const theme = themeOf(frame);
  const layout = layoutOf(frame);
  const channels = { fy: "scenario", y: "group", x: "pnlUsd" } as const;
  const label = (side: "left" | "right", weight: 400 | 600): Markish =>
    text(
      bars.filter((row) => row.pnlUsd < 0 === (side === "left") && weightOf(row) === weight),
      {
        ...channels,
        text: ({ pnlUsd }: ScenarioPnl) => formatUsd(pnlUsd),
        textAnchor: side === "left" ? "end" : "start",
        dx: side === "left" ? -5 : 5,
        fontWeight: weight,
        fill: theme.ink,
        className: "pnl-label",
      },
    );
  return [
    gridX({ stroke: theme.grid, strokeOpacity: 1, ticks: layout.narrow ? 4 : 7 }),
    axisX({
      anchor: "bottom",
      ticks: layout.narrow ? 4 : 7,
      tickSize: 0,
      tickFormat: formatUsd,
      color: theme.muted,
      label: "P&L, USD",
      labelAnchor: "center",
      labelOffset: 34,
      labelArrow: "none",
    }),
    text(scenarios, {
      fy: (name: string) => name,
      text: (name: string) => name,
      frameAnchor: "top-left",
      dy: 13,
      fontWeight: 600,
      fill: theme.ink,
      className: "scenario",
    }),
    barX(bars, { ...channels, fill: "group" }),
    label("left", 400),
    label("left", 600),
    label("right", 400),
    label("right", 600),
    ruleX([0], { stroke: theme.ink }),
    tip(
      bars,
      pointerY({
        ...channels,
        title: ({ scenario, group, pnlUsd }: ScenarioPnl) =>
          `${scenario}\n${group}\n${formatUsd(pnlUsd)}`,
        fill: theme.background,
        stroke: theme.muted,
      }),
    ),
  ];
}

function weightOf({ group }: ScenarioPnl): 400 | 600 {
  return group === totalName ? 600 : 400;
}

function describeTotals(totals: readonly ScenarioPnl[], rows: readonly ScenarioPnl[]): string {
  return sentences(
    ...totals.map(({ scenario, pnlUsd }) => {
      const parts = rows.filter((row) => row.scenario === scenario);
      const worst = parts.reduce((low, row) => (row.pnlUsd < low.pnlUsd ? row : low));
      return (
        `${scenario}: ${formatUsd(pnlUsd)} in total, ` +
        `lowest ${worst.group} with ${formatUsd(worst.pnlUsd)}`
      );
    }),
  );
}
