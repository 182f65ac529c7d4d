import {
  axisX,
  axisY,
  cell,
  type Markish,
  type PlotOptions,
  pointer,
  type ScaleOptions,
  scale,
  text,
  tip,
} from "@observablehq/plot";
import { checkSample } from "../base/check.ts";
import type { ChartFrame, ChartOptions, Framed } from "./chart.ts";
import { mostReadable } from "./contrast.ts";
import { cellInks } from "./correlation-cells.ts";
import { formatChange, formatUsd } from "./format.ts";
import { layoutOf } from "./layout.ts";
import { textWidth } from "./text-width.ts";
import { themeOf } from "./theme.ts";
import { sentences, sourced } from "./words.ts";

/** P&L of a position or book on a grid of moves. */
export interface PnlGridData {
  /** Simple returns of the underlying, one per column. */
  readonly priceMoves: ArrayLike<number>;
  /** Relative moves of implied volatility, one per row. */
  readonly volatilityMoves: ArrayLike<number>;
  /** Rows are volatility moves, columns price moves; USD, negative is a loss. */
  readonly pnlUsd: {
    readonly rows: number;
    readonly columns: number;
    readonly values: ArrayLike<number>;
  };
  /** ISO date of the market that moves. */
  readonly asOf: string;
}

export interface PnlHeatmapOptions extends ChartOptions {
  /** What is revalued: `long one straddle of 40,000, 30 days`. */
  readonly subject: string;
}

/**
 * P&L over moves of price (across) and implied volatility (up) as coloured cells, losses against gains,
 * with the figures written in where they fit.
 *
 * Throws a RangeError for a grid of another size than its moves, or moves that repeat or are no numbers.
 */
export function pnlHeatmap(data: PnlGridData, options: PnlHeatmapOptions & Framed): PlotOptions {
  const cells = cellsOf(data);
  const { frame } = options;
  const { padding, labelSize, narrow } = layoutOf(frame);
  const across = labels(data.priceMoves);
  const up = labels(data.volatilityMoves).toReversed();
  const room = Math.max(...up.map((name) => textWidth(name, { size: labelSize })));
  const marginLeft = padding + Math.ceil(room) + 10;
  const side = (frame.width - marginLeft - padding) / across.length;
  const color = colours(cells, frame);
  return {
    width: frame.width,
    height: 34 + 30 * up.length + 50,
    marginLeft,
    marginRight: padding,
    marginTop: 34,
    marginBottom: 50,
    x: { domain: across, padding: 0.04 },
    y: { domain: up, padding: 0.06 },
    color,
    marks: [
      ...axes(across, { step: narrow ? Math.ceil(44 / side) : 1, dx: padding - marginLeft }, frame),
      ...marksOf(cells, { side, color }, frame),
    ],
    title: options.title ?? "P&L over moves of price and volatility",
    subtitle: `${options.subject}; USD, full revaluation`,
    caption: sentences(
      `${across.length} price moves by ${up.length} moves of implied volatility, market of ${data.asOf}`,
      sourced(options.source),
    ),
    ariaDescription: describeGrid(cells),
  };
}

interface Cell {
  readonly price: string;
  readonly volatility: string;
  readonly pnl: number;
}

function labels(moves: ArrayLike<number>): string[] {
  return Array.from(moves, (move) => formatChange(move, Number.isInteger(move * 100) ? 0 : 1));
}

function cellsOf({ priceMoves, volatilityMoves, pnlUsd }: PnlGridData): Cell[] {
  checkSample("priceMoves", priceMoves, 2);
  checkSample("volatilityMoves", volatilityMoves, 2);
  checkSample("pnlUsd.values", pnlUsd.values, 1);
  const { rows, columns, values } = pnlUsd;
  if (rows !== volatilityMoves.length || columns !== priceMoves.length) {
    throw new RangeError(
      `pnlUsd must have ${volatilityMoves.length} rows and ${priceMoves.length} columns: ` +
        `${rows} by ${columns}`,
    );
  }
  const [across, up] = [labels(priceMoves), labels(volatilityMoves)];
  for (const names of [across, up]) {
    const repeated = names.find((name, i) => names.indexOf(name) !== i);
    if (repeated !== undefined) throw new RangeError(`moves must differ: ${repeated} twice`);
  }
  return up.flatMap((volatility, i) =>
    across.map((price, j) => ({ price, volatility, pnl: values[i * columns + j]! })),
  );
}

/** From the largest loss over 0 to a gain of the same size, so that colours compare. */
function colours(cells: readonly Cell[], frame: ChartFrame): ScaleOptions {
  const { gain, loss, diverging } = themeOf(frame);
  const most = Math.max(...cells.map(({ pnl }) => Math.abs(pnl))) || 1;
  return {
    type: "linear",
    domain: [-most, 0, most],
    range: [loss, diverging[1], gain],
    legend: true,
    tickFormat: formatUsd,
    ticks: layoutOf(frame).narrow ? 3 : 5,
  };
}

interface Axes {
  /** Every how many columns are named. */
  readonly step: number;
  readonly dx: number;
}

function axes(across: readonly string[], { step, dx }: Axes, frame: ChartFrame): Markish[] {
  const { ink, muted } = themeOf(frame);
  const named = across.filter((_, i) => (i - Math.floor(across.length / 2)) % step === 0);
  return [
    axisX([...named], {
      tickSize: 0,
      tickPadding: 6,
      color: ink,
      label: "move of the price",
      labelAnchor: "center",
      labelOffset: 40,
      labelArrow: "none",
    }),
    axisY({ tickSize: 0, tickPadding: 6, color: ink, label: null }),
    text(["move of implied volatility, relative"], {
      frameAnchor: "top-left",
      textAnchor: "start",
      dx,
      dy: -21,
      fill: muted,
      className: "axis-title",
    }),
  ];
}

function marksOf(
  cells: readonly Cell[],
  { side, color }: { readonly side: number; readonly color: ScaleOptions },
  frame: ChartFrame,
): Markish[] {
  const theme = themeOf(frame);
  const position = { x: "price", y: "volatility" } as const;
  const widest = Math.max(...cells.map(({ pnl }) => textWidth(formatUsd(pnl), { size: 11 })));
  const paint = scale({ color }).apply as (value: number) => string;
  const inkOf = ({ pnl }: Cell): string => mostReadable([...cellInks], paint(pnl));
  const figures = widest + 4 > side ? [] : cellInks;
  return [
    cell(cells, { ...position, fill: "pnl", className: "pnl" }),
    ...figures.map((fill) =>
      text(
        cells.filter((one) => inkOf(one) === fill),
        {
          ...position,
          text: ({ pnl }: Cell) => formatUsd(pnl),
          fontSize: 11,
          fill,
          className: "figure",
        },
      ),
    ),
    tip(
      cells,
      pointer({
        ...position,
        title: ({ price, volatility, pnl }: Cell) =>
          `price ${price}, volatility ${volatility}\n${formatUsd(pnl)}`,
        fill: theme.background,
        stroke: theme.muted,
      }),
    ),
  ];
}

function describeGrid(cells: readonly Cell[]): string {
  const ordered = cells.toSorted((a, b) => a.pnl - b.pnl);
  const at = ({ price, volatility, pnl }: Cell): string =>
    `${formatUsd(pnl)} at price ${price}, volatility ${volatility}`;
  const losing = cells.filter(({ pnl }) => pnl < 0).length;
  return sentences(
    `Worst: ${at(ordered[0]!)}`,
    `Best: ${at(ordered.at(-1)!)}`,
    `${losing} of ${cells.length} moves lose`,
  );
}
