import {
  areaY,
  axisX,
  axisY,
  gridY,
  line,
  lineY,
  type Markish,
  type PlotOptions,
  ruleY,
  text,
} from "@observablehq/plot";
import { ticks as evenTicks } from "d3";
import { checkCount, checkPositive, checkSample } from "../base/check.ts";
import type { QuantileFan } from "../market/paths/quantile-fan.ts";
import type { ChartFrame, ChartOptions, Framed } from "./chart.ts";
import { formatUsd } from "./format.ts";
import { type Layout, layoutOf } from "./layout.ts";
import { bandColours, type QuantileBand, quantileBands } from "./quantile-bands.ts";
import { textWidth } from "./text-width.ts";
import { themeOf } from "./theme.ts";
import { type ValueAxis, valueAxis } from "./value-axis.ts";
import { counted, listed, sentences, sourced } from "./words.ts";

/** The simulated prices of one model. */
export interface FanPanel {
  /** What drew them: `GARCH, Student-t`. */
  readonly model: string;
  /** As `quantileFan` gives it; all panels have the same steps and probabilities. */
  readonly fan: QuantileFan;
  /** A few whole paths from the start on, as `pricesAlong` gives them. */
  readonly samples: readonly ArrayLike<number>[];
}

export interface PathFanData {
  /** One to six models, side by side; one below the other on a phone. */
  readonly panels: readonly FanPanel[];
  /** ISO date of the start. */
  readonly asOf: string;
  /** Price at the start. */
  readonly start: number;
}

export interface PathFanOptions extends ChartOptions {
  /** What the prices are of: `BTC`. */
  readonly asset: string;
  /** How many paths each model drew, and from which seed. */
  readonly paths: number;
  readonly seed: number;
}

const samplesName = "single paths";
const mostPanels = 6;
const facet = { fx: "column", fy: "row" } as const;

/**
 * Where simulated prices go: bands between pairs of quantiles at each day, the middle one as a line, some
 * single paths, the price at the start as a rule. Models share both axes. The bands hold each day's
 * prices, no path's: a single path leaves them more often than their probability says.
 *
 * Throws a RangeError for no panels or more than six, two of one name, panels of different steps or
 * probabilities, prices that are not finite and samples of another length.
 */
export function pathFan(data: PathFanData, options: PathFanOptions & Framed): PlotOptions {
  checkFan(data, options);
  const { panels, asOf, start } = data;
  const { frame, asset, paths, seed } = options;
  const layout = layoutOf(frame);
  const theme = themeOf(frame);
  const { probabilities, quantiles } = panels[0]!.fan;
  const bands = quantileBands(probabilities);
  const steps = quantiles.rows - 1;
  const grid = gridOf(panels.length, layout);
  const axis = valueAxis({}, valuesOf(data), layout.narrow ? 4 : 5);
  const names = [...bands.map(({ name }) => name), samplesName];
  return {
    width: frame.width,
    height: grid.rows * (layout.narrow ? 190 : 240) + 84,
    marginLeft: layout.padding + widestOf(axis, layout) + 10,
    marginRight: layout.padding,
    marginTop: 46,
    marginBottom: 50,
    x: { domain: [0, steps] },
    y: { domain: [...axis.domain] },
    fx: { axis: null, domain: Array.from({ length: grid.columns }, (_, i) => i), padding: 0.06 },
    fy: { axis: null, domain: Array.from({ length: grid.rows }, (_, i) => i), padding: 0.16 },
    marks: [...axes({ axis, asOf, steps }, frame), ...marksOf({ data, bands, grid }, frame)],
    color: {
      domain: names,
      range: [...bandColours(bands, theme), theme.loss],
      legend: true,
    },
    title: options.title ?? `Where ${asset} may go in ${counted(steps, "day")}`,
    subtitle: `Quantiles of the simulated price of each day, in USD; rule at the start, ${formatUsd(start)}`,
    caption: sentences(
      `${counted(paths, "path")} of each model from ${asOf}, seed ${seed}`,
      sourced(options.source),
    ),
    ariaDescription: sentences(
      `${asset} from ${formatUsd(start)} on ${asOf}, ${counted(steps, "day")} ahead`,
      ...panels.map(({ model, fan }) => `${model}: ${endText(fan)}`),
    ),
  };
}

interface Grid {
  readonly columns: number;
  readonly rows: number;
}

function gridOf(count: number, { narrow }: Layout): Grid {
  const columns = narrow ? 1 : Math.min(3, count);
  return { columns, rows: Math.ceil(count / columns) };
}

function checkFan({ panels, asOf, start }: PathFanData, { paths, seed }: PathFanOptions): void {
  if (!(panels.length >= 1 && panels.length <= mostPanels)) {
    throw new RangeError(`panels must be one to ${mostPanels}: ${panels.length}`);
  }
  checkPositive("start", start);
  checkCount("paths", paths, 1);
  checkCount("seed", seed, 0);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(asOf)) throw new RangeError(`asOf must be an ISO date: ${asOf}`);
  const first = panels[0]!.fan;
  panels.forEach(({ model, fan, samples }, i) => {
    if (panels.findIndex((panel) => panel.model === model) !== i) {
      throw new RangeError(`panels must have unique models: ${model}`);
    }
    checkSample(`quantiles of ${model}`, fan.quantiles.values, 1);
    const same =
      fan.quantiles.rows === first.quantiles.rows &&
      Array.from(fan.probabilities).join() === Array.from(first.probabilities).join();
    if (!same) throw new RangeError(`panels must share steps and probabilities: ${model}`);
    for (const sample of samples) {
      checkSample(`a path of ${model}`, sample, 1);
      if (sample.length === first.quantiles.rows) continue;
      throw new RangeError(
        `a path of ${model} must have ${first.quantiles.rows} prices: ${sample.length}`,
      );
    }
  });
}

/** The outer quantiles and the start; a path that goes further is cut off. */
function valuesOf({ panels, start }: PathFanData): number[] {
  return [start, ...panels.flatMap(({ fan }) => Array.from(fan.quantiles.values))];
}

function widestOf(axis: ValueAxis, { labelSize }: Layout): number {
  const widths = axis.ticks.map((tick) => textWidth(formatUsd(tick), { size: labelSize }));
  return Math.ceil(Math.max(...widths));
}

interface FanAxes {
  readonly axis: ValueAxis;
  readonly asOf: string;
  readonly steps: number;
}

function axes({ axis, asOf, steps }: FanAxes, frame: ChartFrame): Markish[] {
  const { muted: color, grid } = themeOf(frame);
  const ticks = [...axis.ticks];
  // The last tick of a panel would run into the first of the next.
  const days = evenTicks(0, steps, 4).filter((day) => Number.isInteger(day) && day < 0.95 * steps);
  return [
    gridY({ stroke: grid, strokeOpacity: 1, ticks }),
    axisY({ ticks, tickSize: 0, tickPadding: 6, tickFormat: formatUsd, color, label: null }),
    axisX({
      ticks: days,
      tickSize: 4,
      tickFormat: String,
      color,
      label: `days after ${asOf}`,
      labelAnchor: "center",
      labelArrow: "none",
      labelOffset: 40,
    }),
  ];
}

interface Drawn {
  readonly data: PathFanData;
  readonly bands: readonly QuantileBand[];
  readonly grid: Grid;
}

/** Where a panel stands in the grid. */
interface Place {
  readonly column: number;
  readonly row: number;
}

interface FanPoint extends Place {
  readonly step: number;
  readonly low: number;
  readonly high: number;
}

function marksOf({ data, bands, grid }: Drawn, frame: ChartFrame): Markish[] {
  const theme = themeOf(frame);
  const visible = (name: string): boolean => !frame.hidden?.includes(name);
  const place = (i: number): Place => ({
    column: i % grid.columns,
    row: Math.floor(i / grid.columns),
  });
  const pointsOf = (band: QuantileBand): FanPoint[] =>
    data.panels.flatMap(({ fan: { quantiles } }, i) =>
      Array.from({ length: quantiles.rows }, (_, step) => ({
        step,
        low: quantiles.values[step * quantiles.columns + band.low]!,
        high: quantiles.values[step * quantiles.columns + band.high]!,
        ...place(i),
      })),
    );
  const bandMarks = bands
    .filter(({ name }) => visible(name))
    .map((band) => bandMark(band, pointsOf(band)));
  const titles = data.panels.map(({ model }, i) => ({ model, ...place(i) }));
  return [
    ...bandMarks,
    ...(visible(samplesName) ? [singlesMark(data, place)] : []),
    ruleY([data.start], { stroke: theme.muted, strokeDasharray: "4,3", className: "start" }),
    text(titles, {
      ...facet,
      text: "model",
      frameAnchor: "top-left",
      dy: -16,
      textAnchor: "start",
      fill: theme.ink,
      fontWeight: 600,
      className: "panel-title",
    }),
  ];
}

function bandMark({ name, low, high }: QuantileBand, points: readonly FanPoint[]): Markish {
  const x = { ...facet, x: "step" } as const;
  if (low === high) return lineY(points, { ...x, y: "low", stroke: () => name, strokeWidth: 2 });
  return areaY(points, {
    ...x,
    y1: "low",
    y2: "high",
    fill: () => name,
    fillOpacity: 0.3,
    className: "band",
  });
}

function singlesMark({ panels }: PathFanData, place: (i: number) => Place): Markish {
  const points = panels.flatMap(({ samples }, i) =>
    samples.flatMap((sample, path) =>
      Array.from(sample, (price, step) => ({ price, step, path: `${i}.${path}`, ...place(i) })),
    ),
  );
  return line(points, {
    ...facet,
    x: "step",
    y: "price",
    z: "path",
    stroke: () => samplesName,
    strokeOpacity: 0.7,
    strokeWidth: 0.8,
    clip: true,
    className: "single",
  });
}

function endText({ probabilities, quantiles }: QuantileFan): string {
  const last = (quantiles.rows - 1) * quantiles.columns;
  const [low, high] = [0, quantiles.columns - 1].map((k) => formatUsd(quantiles.values[last + k]!));
  const middle = Array.from(probabilities).indexOf(0.5);
  const median = middle < 0 ? "" : `, median ${formatUsd(quantiles.values[last + middle]!)}`;
  const names = quantileBands(probabilities)[0]!.name;
  return `${names} at the end ${listed(low === high ? [low!] : [low!, high!])}${median}`;
}
