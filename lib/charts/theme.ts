import type { ChartFrame } from "./chart.ts";

/** The colours of one theme; every series colour has at least 3:1 contrast to the background. */
export interface Theme {
  readonly background: string;
  readonly ink: string;
  /** Secondary text: at least 4.5:1 to the background. */
  readonly muted: string;
  readonly grid: string;
  /** Behind an event window, and the untouched part of a track. */
  readonly shade: string;
  readonly gain: string;
  readonly loss: string;
  /** Sums and totals beside coloured parts. */
  readonly total: string;
  /** Correlation from -1 over 0 to 1. */
  readonly diverging: readonly [string, string, string];
  /** Series colours in order, told apart under protanopia, deuteranopia and tritanopia. */
  readonly series: readonly string[];
}

/** The two themes; colours found by maximising the smallest distance under simulated deficiency. */
export const themes: Readonly<Record<ChartFrame["theme"], Theme>> = {
  light: {
    background: "#ffffff",
    ink: "#1c2127",
    muted: "#57606a",
    grid: "#e4e7eb",
    shade: "#eceff3",
    gain: "#14539a",
    loss: "#d1521c",
    total: "#3b4249",
    diverging: ["#b35806", "#f6f6f6", "#2c5ba0"],
    series: ["#14539a", "#c27c0e", "#00a074", "#cf0a4c", "#8d78a8", "#7b2cbf", "#3b2a22"],
  },
  dark: {
    background: "#11161d",
    ink: "#e6eaef",
    muted: "#9aa5b1",
    grid: "#29313b",
    shade: "#1f2731",
    gain: "#6f9bf5",
    loss: "#ff8a4c",
    total: "#c4ccd5",
    diverging: ["#f0953f", "#1b222b", "#6f9bf5"],
    series: ["#6f9bf5", "#ffb81d", "#1fd6a0", "#e8446c", "#d3c4ee", "#b05997", "#8f9c2e"],
  },
};

/** The colours of a frame's theme. */
export function themeOf(frame: ChartFrame): Theme {
  return themes[frame.theme];
}

/**
 * One colour per name, in order. Throws a RangeError when there are more names than colours that a
 * reader can tell apart.
 */
export function seriesColours(names: readonly string[], theme: Theme): string[] {
  if (names.length > theme.series.length) {
    throw new RangeError(
      `a chart must have at most ${theme.series.length} series to be told apart: ${names.length}`,
    );
  }
  return names.map((_, i) => theme.series[i]!);
}
