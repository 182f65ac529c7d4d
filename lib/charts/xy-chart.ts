import { axisX, axisY, gridY, type Markish, type PlotOptions, text } from "@observablehq/plot";
import type { ChartFrame } from "./chart.ts";
import { layoutOf } from "./layout.ts";
import { textWidth } from "./text-width.ts";
import { themeOf } from "./theme.ts";
import { valueAxis } from "./value-axis.ts";

/** An axis of numbers. */
export interface NumberAxis {
  /** What it measures, with its unit. */
  readonly label: string;
  readonly tickFormat: (value: number) => string;
}

/** What a chart of one number against another consists of, before it is laid out. */
export interface XyChart {
  readonly x: NumberAxis & {
    readonly domain: readonly [number, number];
    /** Where the ticks stand; chosen evenly when not given. */
    readonly ticks?: readonly number[];
    readonly type?: "linear" | "log";
  };
  readonly y: NumberAxis & {
    /** Every value drawn (NaN left out), so that the axis holds them. */
    readonly values: readonly number[];
    readonly zero: boolean;
  };
  readonly marks: readonly Markish[];
}

/** Plot options of a chart of numbers against numbers: axes and grid behind the marks. */
export function xyChart({ x, y, marks }: XyChart, frame: ChartFrame): PlotOptions {
  const { narrow, padding, labelSize } = layoutOf(frame);
  const { muted: color, grid } = themeOf(frame);
  const axis = valueAxis({ zero: y.zero }, y.values, narrow ? 5 : 6);
  const ticks = [...axis.ticks];
  const widest = Math.max(...ticks.map((v) => textWidth(y.tickFormat(v), { size: labelSize })));
  const marginLeft = padding + Math.ceil(widest) + 10;
  return {
    width: frame.width,
    height: narrow ? 280 : 350,
    marginLeft,
    marginRight: padding,
    marginTop: 34,
    marginBottom: 50,
    x: { type: x.type ?? "linear", domain: [...x.domain] },
    y: { domain: [...axis.domain] },
    marks: [
      gridY({ stroke: grid, strokeOpacity: 1, ticks }),
      axisY({ ticks, tickSize: 0, tickPadding: 6, tickFormat: y.tickFormat, color, label: null }),
      ...horizontalAxis(x, frame),
      text([y.label], {
        frameAnchor: "top-left",
        textAnchor: "start",
        dx: padding - marginLeft,
        dy: -21,
        fill: color,
        className: "axis-title",
      }),
      ...marks,
    ],
  };
}

function horizontalAxis({ label, ticks, tickFormat }: XyChart["x"], frame: ChartFrame): Markish[] {
  const look = { color: themeOf(frame).muted, tickSize: 4 } as const;
  const name = { label, labelAnchor: "center", labelOffset: 40, labelArrow: "none" } as const;
  // A logarithmic scale would leave out the texts of some ticks, also of those asked for.
  return ticks
    ? [axisX([...ticks], { ...look, ...name, text: tickFormat })]
    : [axisX({ ...look, ...name, ticks: layoutOf(frame).narrow ? 5 : 8, tickFormat })];
}
