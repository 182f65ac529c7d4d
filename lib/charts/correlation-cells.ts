import { type ScaleOptions, scale } from "@observablehq/plot";
import type { ChartFrame } from "./chart.ts";
import { mostReadable } from "./contrast.ts";
import { formatNumber } from "./format.ts";
import { textWidth } from "./text-width.ts";
import { themeOf } from "./theme.ts";

// Of these two one always has 4.5:1 to whatever colour a cell has.
const black = "#000000";
const white = "#ffffff";

/** The colours of correlations, and of differences of them, from -1 over 0 to 1. */
export function correlationScale(frame: ChartFrame): ScaleOptions {
  const { diverging, shade } = themeOf(frame);
  return {
    type: "linear",
    domain: [-1, 0, 1],
    range: [...diverging],
    unknown: shade,
    clamp: true,
    legend: true,
    tickFormat: (value: number) => formatNumber(value, 0),
  };
}

/** The ink, black or white, that stands out on the cell of a value. */
export function inkOnCell(frame: ChartFrame): (value: number) => string {
  const { shade } = themeOf(frame);
  const colourOf = scale({ color: correlationScale(frame) }).apply as (value: number) => string;
  return (value) => mostReadable([black, white], Number.isNaN(value) ? shade : colourOf(value));
}

/** The largest size at which coefficients fit cells of a side; undefined where none can be read. */
export function coefficientSize(side: number, widest: string = "−0.00"): number | undefined {
  return [12, 11, 10].find((px) => textWidth(widest, { size: px }) + 3 <= side);
}

/** The two inks of {@link inkOnCell}. */
export const cellInks: readonly [string, string] = [black, white];
