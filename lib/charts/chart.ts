import type { PlotOptions } from "@observablehq/plot";

/** What a reader's device decides; the figures stay the same. */
export interface ChartFrame {
  /** Outer width in CSS pixels; the committed picture uses 720, a phone 360. */
  readonly width: number;
  readonly theme: "light" | "dark";
  /** Series names the reader has switched off in the legend. */
  readonly hidden?: readonly string[];
  /** ISO dates of the zoomed range of the time axis, where the chart has one. */
  readonly span?: readonly [string, string];
}

/** What every chart gets beside its own options: the frame to draw for. */
export interface Framed {
  readonly frame: ChartFrame;
}

/** What every chart's own options hold. */
export interface ChartOptions {
  /** The question or the finding; without it the chart states what it shows. */
  readonly title?: string;
  /** Where the figures come from, as the caption names it: `data/daily-close.csv`. */
  readonly source: string;
}

/**
 * A chart is a pure function from plain data (JSON: numbers, strings, ISO dates, arrays, objects)
 * and options to Plot options. `title`, `subtitle` (units, what is shown), `caption` (sample,
 * period, source) and `ariaDescription` (the key numbers in words) are always set; the figure, the
 * text of the committed output and the page all take them from there.
 */
export type Chart<Data, Options> = (data: Data, options: Options & Framed) => PlotOptions;
