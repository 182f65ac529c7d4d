import type { ChartFrame } from "./chart.ts";

/** Inter where it is bundled or installed, the system's own otherwise. */
export const fontFamily = "Inter, system-ui, sans-serif";

/** Sizes in CSS pixels that follow from a frame's width. */
export interface Layout {
  /** Below 520 px: a phone; fewer ticks, smaller type in titles, labels shortened. */
  readonly narrow: boolean;
  /** Empty margin at the left and right of the figure. */
  readonly padding: number;
  readonly titleSize: number;
  readonly subtitleSize: number;
  readonly labelSize: number;
  readonly captionSize: number;
}

const narrowBelow = 520;
const smallestWidth = 200;

/** The layout for a frame; throws a RangeError when it is too narrow to draw in. */
export function layoutOf(frame: ChartFrame): Layout {
  if (!(frame.width >= smallestWidth && frame.width < Infinity)) {
    throw new RangeError(`frame.width must be at least ${smallestWidth} pixels: ${frame.width}`);
  }
  const narrow = frame.width < narrowBelow;
  return {
    narrow,
    padding: narrow ? 12 : 18,
    titleSize: narrow ? 15 : 17,
    subtitleSize: narrow ? 12 : 13,
    labelSize: narrow ? 11 : 12,
    captionSize: 11,
  };
}
