import {
  axisX,
  axisY,
  cell,
  type Markish,
  type PlotOptions,
  pointer,
  text,
  tip,
} from "@observablehq/plot";
import { checkCount } from "../base/check.ts";
import type { ChartFrame, ChartOptions, Framed } from "./chart.ts";
import { cellInks, coefficientSize, correlationScale, inkOnCell } from "./correlation-cells.ts";
import { formatNumber } from "./format.ts";
import { layoutOf } from "./layout.ts";
import { textWidth } from "./text-width.ts";
import { themeOf } from "./theme.ts";
import { counted, period, sentences, sourced } from "./words.ts";

/** A correlation matrix with the sample behind it. */
export interface CorrelationData {
  readonly assets: readonly string[];
  /** Row-major, as many rows and columns as assets; NaN where it is not defined. */
  readonly correlation: {
    readonly rows: number;
    readonly columns: number;
    readonly values: ArrayLike<number>;
  };
  readonly observations: number;
  /** First and last ISO date of the sample. */
  readonly from: string;
  readonly to: string;
}

export interface CorrelationHeatmapOptions extends ChartOptions {
  /** What is correlated and how: `Pearson correlation of daily log returns`. */
  readonly method: string;
}

/**
 * A correlation matrix as coloured cells, with the coefficients written in where they fit.
 *
 * Throws a RangeError for fewer than two assets, a matrix of another size, or a value outside
 * [-1, 1].
 */
export function correlationHeatmap(
  data: CorrelationData,
  options: CorrelationHeatmapOptions & Framed,
): PlotOptions {
  checkMatrix(data);
  const { frame } = options;
  const layout = layoutOf(frame);
  const cells = cellsOf(data);
  const nameRoom =
    Math.max(...data.assets.map((name) => textWidth(name, { size: layout.labelSize }))) + 10;
  const marginLeft = layout.padding + nameRoom;
  const width = Math.min(frame.width - marginLeft - layout.padding, data.assets.length * 64);
  const side = width / data.assets.length;
  const upright = side >= nameRoom - 4;
  const height = Math.min(side, 40) * data.assets.length;
  const marginBottom = 12 + (upright ? 20 : nameRoom);
  return {
    width: frame.width,
    height: 8 + height + marginBottom,
    marginLeft,
    marginRight: frame.width - marginLeft - width,
    marginTop: 8,
    marginBottom,
    x: { domain: data.assets, padding: 0.04 },
    y: { domain: data.assets, padding: 0.04 },
    marks: marksOf(cells, { side, upright }, frame),
    color: correlationScale(frame),
    title: options.title ?? `Correlation of ${counted(data.assets.length, "asset")}`,
    subtitle: `${options.method}, from −1 to 1`,
    caption: sentences(
      `${counted(data.observations, "observation")}, ${period(data.from, data.to)}`,
      sourced(options.source),
    ),
    ariaDescription: describePairs(cells),
  };
}

interface Cell {
  readonly row: string;
  readonly column: string;
  readonly value: number;
  readonly above: boolean;
}

function checkMatrix({ assets, correlation, observations }: CorrelationData): void {
  checkCount("number of assets", assets.length, 2);
  checkCount("observations", observations, 2);
  const { rows, columns, values } = correlation;
  const count = assets.length;
  if (rows !== count || columns !== count || values.length !== count * count) {
    throw new RangeError(
      `correlation must have ${count} rows and columns like assets: ${rows} by ${columns}`,
    );
  }
  for (let i = 0; i < values.length; i++) {
    // A coefficient may overshoot 1 by rounding; what a reader sees is then 1.
    if (Math.abs(values[i]!) > 1 + 1e-9) {
      const pair = `${assets[Math.floor(i / count)]}, ${assets[i % count]}`;
      throw new RangeError(`correlation (${pair}) must be in [-1, 1]: ${values[i]}`);
    }
  }
}

function cellsOf({ assets, correlation }: CorrelationData): Cell[] {
  return assets.flatMap((row, i) =>
    assets.map((column, j) => ({
      row,
      column,
      value: correlation.values[i * assets.length + j]!,
      above: j > i,
    })),
  );
}

function marksOf(
  cells: readonly Cell[],
  { side, upright }: { readonly side: number; readonly upright: boolean },
  frame: ChartFrame,
): Markish[] {
  const theme = themeOf(frame);
  const position = { x: "column", y: "row" } as const;
  const rotation = upright ? {} : { tickRotate: -90 };
  return [
    axisX({ tickSize: 0, tickPadding: 6, color: theme.ink, label: null, ...rotation }),
    axisY({ tickSize: 0, tickPadding: 6, color: theme.ink, label: null }),
    cell(cells, { ...position, fill: "value", className: "correlation" }),
    ...coefficients(cells, side, frame),
    tip(
      cells,
      pointer({
        ...position,
        title: ({ row, column, value }: Cell) => `${row} and ${column}\n${formatNumber(value)}`,
        fill: theme.background,
        stroke: theme.muted,
      }),
    ),
  ];
}

/** Coefficients at the largest size that fits the cells; none where that is too small to read. */
function coefficients(cells: readonly Cell[], side: number, frame: ChartFrame): Markish[] {
  const fontSize = coefficientSize(side);
  if (fontSize === undefined) return [];
  const inkOf = inkOnCell(frame);
  return cellInks.map((fill) =>
    text(
      cells.filter(({ value }) => inkOf(value) === fill),
      {
        x: "column",
        y: "row",
        text: ({ value }: Cell) => formatNumber(value),
        fontSize,
        fill,
        className: "coefficient",
      },
    ),
  );
}

function describePairs(cells: readonly Cell[]): string {
  const pairs = cells.filter(({ above, value }) => above && !Number.isNaN(value));
  const missing = cells.filter(({ above, value }) => above && Number.isNaN(value)).length;
  const gaps = missing > 0 ? `${counted(missing, "pair")} not available` : "";
  if (pairs.length === 0) return sentences(gaps);
  const ordered = pairs.toSorted((a, b) => a.value - b.value);
  const mean = pairs.reduce((sum, { value }) => sum + value, 0) / pairs.length;
  const told = ({ row, column, value }: Cell): string =>
    `${row} and ${column} (${formatNumber(value)})`;
  return sentences(
    `Highest correlation: ${told(ordered.at(-1)!)}`,
    `Lowest: ${told(ordered[0]!)}`,
    `Mean over ${counted(pairs.length, "pair")}: ${formatNumber(mean)}`,
    gaps,
  );
}
