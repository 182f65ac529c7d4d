import {
  axisX,
  barX,
  gridX,
  type Markish,
  type PlotOptions,
  pointerY,
  text,
  tip,
} from "@observablehq/plot";
import { checkFinite, checkNonNegative, checkPositive, describe } from "../base/check.ts";
import { domainWithLabels } from "./bar-chart.ts";
import type { ChartFrame, ChartOptions, Framed } from "./chart.ts";
import { formatChange, formatUsd } from "./format.ts";
import { layoutOf } from "./layout.ts";
import { textWidth } from "./text-width.ts";
import { seriesColours, themeOf } from "./theme.ts";
import { capitalised, counted, sentences, sourced } from "./words.ts";

/** A forced close at a level of a reference price. */
export interface LadderClose {
  /** Simple return of the reference since the start: -0.2. */
  readonly level: number;
  /** Account, desk or venue that was closed. */
  readonly group: string;
  /** Notional closed, USD, >= 0. */
  readonly closedUsd: number;
}

export interface LiquidationLadderOptions extends ChartOptions {
  /** The price that the levels are of: `BTC`. */
  readonly reference: string;
  /** Height of a rung as a fraction of the price: 0.05. */
  readonly rung: number;
  /** What a group is, in the singular: `account`. */
  readonly groupedBy: string;
  /** What was played: `three-desk book through Terra/LUNA, 2022-05-07 to 2022-05-13`. */
  readonly subject: string;
}

/**
 * How much was closed by force at which level of the market, a rung per step of the reference price from the
 * highest to the lowest, stacked by group. Rungs without a close stay, so that the gaps are seen.
 *
 * Throws a RangeError for no closes, levels or amounts that are no numbers, and a rung that is not positive.
 */
export function liquidationLadder(
  data: readonly LadderClose[],
  options: LiquidationLadderOptions & Framed,
): PlotOptions {
  checkCloses(data);
  checkPositive("rung", options.rung);
  const { frame } = options;
  const layout = layoutOf(frame);
  const groups = [...new Set(data.map(({ group }) => group))];
  const rungs = rungsOf(data, options.rung);
  const shown = data.filter(({ group }) => !frame.hidden?.includes(group));
  const bars = stackedBars(shown, { rungs, groups, rung: options.rung });
  const totals = rungs.map((rung) => ({
    rung,
    usd: sumOf(bars.filter((bar) => bar.rung === rung)),
  }));
  const style = { size: layout.labelSize };
  const marginLeft = layout.padding + Math.max(...rungs.map((one) => textWidth(one, style))) + 12;
  const width = frame.width - marginLeft - layout.padding;
  const labelled = totals.map(({ usd }) => ({ from: 0, to: usd, label: formatUsd(usd) }));
  return {
    width: frame.width,
    height: 62 + rungs.length * 22,
    marginLeft,
    marginRight: layout.padding,
    marginTop: 14,
    marginBottom: 44,
    x: { domain: domainWithLabels(labelled, width, frame), label: null },
    y: { type: "band", domain: rungs, padding: 0.18, axis: null },
    color: { domain: groups, range: seriesColours(groups, themeOf(frame)), legend: true },
    marks: marksOf({ bars, totals }, frame),
    title: options.title ?? "The ladder of liquidations",
    subtitle:
      `Notional closed by force, USD, by the move of ${options.reference} since the start ` +
      `and by ${options.groupedBy}`,
    caption: sentences(
      capitalised(options.subject),
      counted(data.length, "forced close"),
      sourced(options.source),
    ),
    ariaDescription: describeLadder(data, {
      rungs,
      rung: options.rung,
      reference: options.reference,
    }),
  };
}

function checkCloses(data: readonly LadderClose[]): void {
  if (!Array.isArray(data) || data.length === 0) {
    throw new RangeError(`data must have at least one close: ${describe(data)}`);
  }
  data.forEach(({ level, closedUsd }, i) => {
    checkFinite(`data[${i}].level`, level);
    checkNonNegative(`data[${i}].closedUsd`, closedUsd);
  });
}

/** Rounding that a multiple of a rung may be off by. */
const slack = 1e-9;

function stepOf(level: number, rung: number): number {
  return Math.floor(level / rung + slack);
}

function nameOf(step: number, rung: number): string {
  return `${formatChange(step * rung, 0)} to ${formatChange((step + 1) * rung, 0)}`;
}

/** Every rung from the highest close to the lowest. */
function rungsOf(data: readonly LadderClose[], rung: number): string[] {
  const steps = data.map(({ level }) => stepOf(level, rung));
  const [low, high] = [Math.min(...steps), Math.max(...steps)];
  return Array.from({ length: high - low + 1 }, (_, i) => nameOf(high - i, rung));
}

interface LadderBar {
  readonly rung: string;
  readonly group: string;
  readonly from: number;
  readonly to: number;
}

function stackedBars(
  data: readonly LadderClose[],
  {
    rungs,
    groups,
    rung,
  }: {
    readonly rungs: readonly string[];
    readonly groups: readonly string[];
    readonly rung: number;
  },
): LadderBar[] {
  return rungs.flatMap((name) => {
    const own = data.filter(({ level }) => nameOf(stepOf(level, rung), rung) === name);
    let from = 0;
    return groups.flatMap((group) => {
      const usd = own
        .filter((close) => close.group === group)
        .reduce((sum, { closedUsd }) => sum + closedUsd, 0);
      if (usd === 0) return [];
      const bar = { rung: name, group, from, to: from + usd };
      from = bar.to;
      return [bar];
    });
  });
}

function sumOf(bars: readonly LadderBar[]): number {
  return bars.reduce((sum, { from, to }) => sum + to - from, 0);
}

function marksOf(
  {
    bars,
    totals,
  }: {
    readonly bars: readonly LadderBar[];
    readonly totals: readonly { readonly rung: string; readonly usd: number }[];
  },
  frame: ChartFrame,
): Markish[] {
  const theme = themeOf(frame);
  const ticks = layoutOf(frame).narrow ? 3 : 7;
  return [
    gridX({ stroke: theme.grid, strokeOpacity: 1, ticks }),
    axisX({
      ticks,
      tickSize: 0,
      tickFormat: formatUsd,
      color: theme.muted,
      label: "notional closed, USD",
      labelAnchor: "center",
      labelOffset: 34,
      labelArrow: "none",
    }),
    text(totals, {
      y: "rung",
      text: "rung",
      frameAnchor: "left",
      textAnchor: "end",
      dx: -8,
      fill: theme.ink,
      className: "rung",
    }),
    barX(bars, { y: "rung", x1: "from", x2: "to", fill: "group" }),
    text(
      totals.filter(({ usd }) => usd > 0),
      {
        y: "rung",
        x: "usd",
        text: ({ usd }: { readonly usd: number }) => formatUsd(usd),
        textAnchor: "start",
        dx: 5,
        fill: theme.ink,
        className: "closed-label",
      },
    ),
    tip(
      bars,
      pointerY({
        y: "rung",
        x: "to",
        title: ({ rung, group, from, to }: LadderBar) =>
          `${rung}\n${group}\n${formatUsd(to - from)}`,
        fill: theme.background,
        stroke: theme.muted,
      }),
    ),
  ];
}

function describeLadder(
  data: readonly LadderClose[],
  {
    rungs,
    rung,
    reference,
  }: {
    readonly rungs: readonly string[];
    readonly rung: number;
    readonly reference: string;
  },
): string {
  const total = data.reduce((sum, { closedUsd }) => sum + closedUsd, 0);
  const onRung = (name: string): number =>
    data
      .filter(({ level }) => nameOf(stepOf(level, rung), rung) === name)
      .reduce((sum, { closedUsd }) => sum + closedUsd, 0);
  const most = rungs.reduce((best, name) => (onRung(name) > onRung(best) ? name : best));
  return sentences(
    `${formatUsd(total)} were closed by force in ${counted(data.length, "close")}`,
    `The most, ${formatUsd(onRung(most))}, while ${reference} stood ${most}`,
  );
}
