import {
  areaY,
  axisX,
  axisY,
  dot,
  gridY,
  lineY,
  type Markish,
  type PlotOptions,
  pointer,
  text,
  tip,
} from "@observablehq/plot";
import { checkOneOf, checkPositive, describe } from "../base/check.ts";
import type { ChartFrame, ChartOptions, Framed } from "./chart.ts";
import { formatPercent, formatUsd } from "./format.ts";
import { layoutOf } from "./layout.ts";
import { checkValues, shownIndices, shownRange, timesOf } from "./lines-data.ts";
import { textWidth } from "./text-width.ts";
import { type Theme, themeOf } from "./theme.ts";
import { capitalised, counted, period, sentences, sourced } from "./words.ts";

/** What happened to an account, as the chart marks it. */
export type MarginEventKind = "stop" | "limit" | "liquidation" | "bankruptcy" | "frozen";

/** Something that happened to an account in an hour. */
export interface MarginEvent {
  /** One of the chart's hours. */
  readonly hour: string;
  readonly kind: MarginEventKind;
  readonly note: string;
}

/** Equity and maintenance margin of one account, a figure per hour, USD. */
export interface MarginPathAccount {
  readonly account: string;
  readonly equityUsd: ArrayLike<number>;
  readonly maintenanceUsd: ArrayLike<number>;
  readonly events: readonly MarginEvent[];
}

export interface MarginPathData {
  /** UTC hours, `YYYY-MM-DDTHH:00Z`, strictly ascending. */
  readonly hours: readonly string[];
  readonly accounts: readonly MarginPathAccount[];
}

export interface MarginPathOptions extends ChartOptions {
  /** What was played: `three-desk book through Terra/LUNA`. */
  readonly subject: string;
}

const names = [
  "equity",
  "maintenance margin",
  "stop or limit",
  "liquidation",
  "bankruptcy",
  "venue stopped",
] as const;
const kinds: readonly MarginEventKind[] = ["stop", "limit", "liquidation", "bankruptcy", "frozen"];

/**
 * Equity of accounts over the hours of a crash, each as a share of what it began with, above its maintenance
 * margin, with what happened to it marked: a panel per account, in the order given.
 *
 * Throws a RangeError for no accounts, figures that do not fit the hours, an account that begins without
 * equity, and an event outside the hours.
 */
export function marginPath(data: MarginPathData, options: MarginPathOptions & Framed): PlotOptions {
  checkData(data);
  const { frame } = options;
  const layout = layoutOf(frame);
  const times = timesOf(data.hours);
  const shown = shownRange(data.hours, frame);
  const points = data.accounts.flatMap((account) =>
    pointsOf(account, { data, times, indices: shownIndices(data.hours, frame) }),
  );
  const tops = points.map(({ equity, maintenance }) => Math.max(equity, maintenance));
  const top = Math.max(1, ...tops);
  const low = Math.min(0, ...points.map(({ equity }) => equity));
  const tick = (value: number): string => formatPercent(value, 0);
  const marginLeft = layout.padding + textWidth(tick(1), { size: layout.labelSize }) + 10;
  const theme = themeOf(frame);
  return {
    width: frame.width,
    height: 40 + data.accounts.length * (layout.narrow ? 100 : 112),
    marginLeft,
    marginRight: layout.padding,
    marginTop: 14,
    marginBottom: 34,
    x: { type: "utc", domain: [...shown.range] },
    y: { domain: [low, top * 1.02], label: null },
    fy: { domain: data.accounts.map(({ account }) => account), axis: null, padding: 0.22 },
    marks: marksOf(data, points, { frame, tick }),
    color: { domain: [...names], range: colours(theme), legend: true },
    title: options.title ?? "Equity against maintenance margin, hour by hour",
    subtitle: `${capitalised(options.subject)}; in % of each account's equity at the start`,
    caption: sentences(
      `${counted(shown.count, "hour")}, ${period(shown.from, shown.to)}`,
      sourced(options.source),
    ),
    ariaDescription: describeAccounts(data),
  };
}

function checkData({ hours, accounts }: MarginPathData): void {
  timesOf(hours);
  if (!Array.isArray(accounts) || accounts.length === 0) {
    throw new RangeError(`accounts must have at least one element: ${describe(accounts)}`);
  }
  for (const { account, equityUsd, maintenanceUsd, events } of accounts) {
    checkValues(`equityUsd of ${account}`, equityUsd, hours.length);
    checkValues(`maintenanceUsd of ${account}`, maintenanceUsd, hours.length);
    checkPositive(`equityUsd[0] of ${account}`, equityUsd[0]!);
    for (const { hour, kind } of events) {
      checkOneOf(`kind of an event of ${account}`, kind, kinds);
      if (!hours.includes(hour)) {
        throw new RangeError(`events of ${account} must lie in the hours: ${describe(hour)}`);
      }
    }
  }
}

interface Point {
  readonly account: string;
  readonly time: Date;
  readonly hour: string;
  readonly equity: number;
  readonly maintenance: number;
}

/** Shares of the account's first equity, whatever part of the hours is shown. */
function pointsOf(
  { account, equityUsd, maintenanceUsd }: MarginPathAccount,
  {
    data,
    times,
    indices,
  }: {
    readonly data: MarginPathData;
    readonly times: readonly Date[];
    readonly indices: readonly number[];
  },
): Point[] {
  const start = equityUsd[0]!;
  return indices.map((i) => ({
    account,
    time: times[i]!,
    hour: data.hours[i]!,
    equity: equityUsd[i]! / start,
    maintenance: maintenanceUsd[i]! / start,
  }));
}

function colours(theme: Theme): string[] {
  const [equity, stop, frozen, bankruptcy] = theme.series;
  return [equity!, theme.muted, stop!, theme.loss, bankruptcy!, frozen!];
}

function nameOf(kind: MarginEventKind): (typeof names)[number] {
  if (kind === "stop" || kind === "limit") return "stop or limit";
  return kind === "frozen" ? "venue stopped" : kind;
}

interface MarkInput {
  readonly frame: ChartFrame;
  readonly tick: (value: number) => string;
}

function marksOf(
  data: MarginPathData,
  points: readonly Point[],
  { frame, tick }: MarkInput,
): Markish[] {
  const theme = themeOf(frame);
  const shown = (name: string): boolean => !frame.hidden?.includes(name);
  const place = { fy: "account", x: "time" } as const;
  const ticks = [0, 0.5, 1];
  const color = theme.muted;
  const axis = { anchor: "bottom", ticks: layoutOf(frame).narrow ? 4 : 8, tickSize: 4 } as const;
  return [
    gridY(ticks, { stroke: theme.grid, strokeOpacity: 1 }),
    axisY(ticks, { tickSize: 0, tickPadding: 6, tickFormat: tick, color, label: null }),
    axisX({ ...axis, color, label: null }),
    ...(shown("maintenance margin")
      ? [areaY(points, { ...place, y: "maintenance", fill: () => names[1], fillOpacity: 0.45 })]
      : []),
    ...(shown("equity")
      ? [
          lineY(points, {
            ...place,
            y: "equity",
            z: "account",
            stroke: () => names[0],
            strokeWidth: 1.6,
          }),
        ]
      : []),
    text(data.accounts, {
      fy: "account",
      text: "account",
      frameAnchor: "top-left",
      dy: -9,
      fontWeight: 600,
      fill: theme.ink,
      className: "account",
    }),
    ...eventMarks(data, points, frame),
  ];
}

/** A dot on the equity for each event that is shown, and its note at the pointer. */
function eventMarks(data: MarginPathData, points: readonly Point[], frame: ChartFrame): Markish[] {
  const theme = themeOf(frame);
  const events = data.accounts.flatMap(({ account, events: own }) =>
    own.flatMap((event) => {
      const point = points.find((p) => p.account === account && p.hour === event.hour);
      const name = nameOf(event.kind);
      return point === undefined || frame.hidden?.includes(name) ? [] : [{ ...point, event, name }];
    }),
  );
  const place = { fy: "account", x: "time", y: "equity" } as const;
  const told = ({ event, account }: (typeof events)[number]): string =>
    `${account}, ${event.hour}\n${event.kind}\n${event.note}`;
  return [
    dot(events, {
      ...place,
      r: 3.5,
      fill: "name",
      stroke: theme.background,
      strokeWidth: 0.8,
      className: "event",
    }),
    tip(events, pointer({ ...place, title: told, fill: theme.background, stroke: theme.muted })),
  ];
}

function describeAccounts({ accounts }: MarginPathData): string {
  return sentences(
    ...accounts.map(({ account, equityUsd, events }) => {
      const [first, last] = [equityUsd[0]!, equityUsd[equityUsd.length - 1]!];
      const found = events.find(({ kind }) => kind === "liquidation" || kind === "bankruptcy");
      const frozen = events.find(({ kind }) => kind === "frozen");
      const alive =
        frozen === undefined ? "not liquidated" : `frozen with its venue at ${frozen.hour}`;
      const fate = found === undefined ? alive : `first liquidated at ${found.hour}`;
      return `${account}: ${formatUsd(first)} to ${formatUsd(last)}, ${fate}`;
    }),
  );
}
