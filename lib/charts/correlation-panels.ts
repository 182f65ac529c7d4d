import { type Markish, type PlotOptions, pointer, rect, text, tip } from "@observablehq/plot";
import type { ChartFrame, ChartOptions, Framed } from "./chart.ts";
import { cellInks, coefficientSize, correlationScale, inkOnCell } from "./correlation-cells.ts";
import {
  type CorrelationPanelsData,
  checkPeriods,
  describePeriods,
  type Panel,
  panelsOf,
  signed,
} from "./correlation-periods.ts";
import { formatNumber } from "./format.ts";
import { layoutOf } from "./layout.ts";
import { textWidth } from "./text-width.ts";
import { themeOf } from "./theme.ts";
import { capitalised, counted, period, sentences, sourced } from "./words.ts";

export interface CorrelationPanelsOptions extends ChartOptions {
  /** What is correlated and how: `Pearson correlation of daily log returns`. */
  readonly method: string;
  /** The two periods of the last panel, the second less the first; names. */
  readonly difference: readonly [string, string];
}

/**
 * Correlation matrices of several periods side by side, and the difference of two of them, in one
 * scale of colours. Two panels in a row, one on a phone, so that coefficients stay readable.
 *
 * Throws a RangeError for fewer than two assets or periods, more than five periods, a matrix of
 * another size, a value outside [-1, 1], and a difference of periods that are not there.
 */
export function correlationPanels(
  data: CorrelationPanelsData,
  options: CorrelationPanelsOptions & Framed,
): PlotOptions {
  checkPeriods(data, options.difference);
  const { frame, difference } = options;
  const panels = panelsOf(data, difference);
  const place = placement(data.assets, panels.length, frame);
  const cells = panels.flatMap((panel, k) => cellsOf(data.assets, panel, place(k)));
  const identity = { type: "identity", axis: null } as const;
  return {
    width: frame.width,
    height: place(panels.length - 1).bottom,
    margin: 0,
    x: identity,
    y: identity,
    marks: marksOf(data.assets, { panels, cells, place }, frame),
    color: correlationScale(frame),
    title: options.title ?? `Correlation of ${counted(data.assets.length, "asset")}`,
    subtitle: `${options.method}, from −1 to 1; the last panel is the difference of two`,
    caption: sentences(
      ...data.periods.map(
        ({ name, observations, from, to }) =>
          `${capitalised(name)}: ${counted(observations, "observation")}, ${period(from, to)}`,
      ),
      sourced(options.source),
    ),
    ariaDescription: describePeriods(data, difference),
  };
}

/** Where a panel lies, in pixels. */
interface Place {
  readonly left: number;
  readonly top: number;
  readonly side: number;
  readonly height: number;
  /** Where the panel ends with its names. */
  readonly bottom: number;
  /** Whether names fit below the cells without being turned. */
  readonly upright: boolean;
  readonly rowNames: boolean;
}

interface Cell {
  readonly x1: number;
  readonly x2: number;
  readonly y1: number;
  readonly y2: number;
  readonly value: number;
  readonly label: string;
  readonly tip: string;
}

const titleHeight = 24;
const panelGap = 16;

/** Two panels in a row, one on a phone; rows of cells no higher than 30 pixels. */
function placement(
  assets: readonly string[],
  count: number,
  frame: ChartFrame,
): (panel: number) => Place {
  const layout = layoutOf(frame);
  const perRow = layout.narrow ? 1 : Math.min(2, count);
  const nameRoom = Math.max(...assets.map((n) => textWidth(n, { size: layout.labelSize }))) + 8;
  const inner = frame.width - 2 * layout.padding - nameRoom - (perRow - 1) * panelGap;
  const side = inner / perRow / assets.length;
  const height = Math.min(side, 30);
  const upright = side >= nameRoom - 4;
  const step = titleHeight + height * assets.length + (upright ? 20 : nameRoom + 6) + 8;
  return (panel) => {
    const [row, column] = [Math.floor(panel / perRow), panel % perRow];
    return {
      left: layout.padding + nameRoom + column * (side * assets.length + panelGap),
      top: row * step + titleHeight,
      side,
      height,
      bottom: (row + 1) * step,
      upright,
      rowNames: column === 0,
    };
  };
}

function cellsOf(assets: readonly string[], panel: Panel, place: Place): Cell[] {
  const { title, values, isDifference } = panel;
  return assets.flatMap((row, i) =>
    assets.map((column, j) => {
      const value = values[i * assets.length + j]!;
      const label = isDifference ? signed(value) : formatNumber(value);
      const x1 = place.left + j * place.side;
      const y1 = place.top + i * place.height;
      return {
        x1,
        x2: x1 + place.side,
        y1,
        y2: y1 + place.height,
        value,
        label,
        tip: `${title}\n${row} and ${column}\n${label}`,
      };
    }),
  );
}

interface Drawn {
  readonly panels: readonly Panel[];
  readonly cells: readonly Cell[];
  readonly place: (panel: number) => Place;
}

function marksOf(
  assets: readonly string[],
  { panels, cells, place }: Drawn,
  frame: ChartFrame,
): Markish[] {
  const theme = themeOf(frame);
  const corners = { x1: "x1", x2: "x2", y1: "y1", y2: "y2" } as const;
  return [
    rect(cells, { ...corners, fill: "value", inset: 0.5, className: "correlation" }),
    ...coefficients(cells, place(0).side, frame),
    ...panels.flatMap((panel, k) => namesOf(assets, panel, { place: place(k), frame })),
    tip(
      cells,
      pointer({
        x: ({ x1, x2 }: Cell) => (x1 + x2) / 2,
        y: ({ y1, y2 }: Cell) => (y1 + y2) / 2,
        title: "tip",
        fill: theme.background,
        stroke: theme.muted,
      }),
    ),
  ];
}

function coefficients(cells: readonly Cell[], side: number, frame: ChartFrame): Markish[] {
  const fontSize = coefficientSize(side, "+0.00");
  if (fontSize === undefined) return [];
  const inkOf = inkOnCell(frame);
  return cellInks.map((fill) =>
    text(
      cells.filter(({ value }) => inkOf(value) === fill),
      {
        x: ({ x1, x2 }: Cell) => (x1 + x2) / 2,
        y: ({ y1, y2 }: Cell) => (y1 + y2) / 2,
        text: "label",
        fontSize,
        fill,
        className: "coefficient",
      },
    ),
  );
}

function namesOf(
  assets: readonly string[],
  panel: Panel,
  { place, frame }: { readonly place: Place; readonly frame: ChartFrame },
): Markish[] {
  const { ink } = themeOf(frame);
  const { left, top, side, height, upright, rowNames } = place;
  const below = top + height * assets.length + 6;
  const turned = upright ? {} : ({ rotate: -90, textAnchor: "end" } as const);
  const upper = upright ? ({ lineAnchor: "top" } as const) : {};
  return [
    text([panel.title], {
      x: [left],
      y: [top - 8],
      textAnchor: "start",
      lineAnchor: "bottom",
      fontWeight: 600,
      fill: ink,
      className: "panel",
    }),
    text(assets, {
      x: (_, j: number) => left + (j + 0.5) * side,
      y: () => below,
      text: String,
      fill: ink,
      ...turned,
      ...upper,
    }),
    ...(rowNames
      ? [
          text(assets, {
            x: () => left - 6,
            y: (_, i: number) => top + (i + 0.5) * height,
            text: String,
            textAnchor: "end",
            fill: ink,
          }),
        ]
      : []),
  ];
}
