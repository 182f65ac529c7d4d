import type { ChartFrame } from "./chart.ts";
import { layoutOf } from "./layout.ts";
import { textWidth } from "./text-width.ts";

/** A horizontal bar with its label beyond `to`: on the left of a loss, on the right of a gain. */
export interface LabelledBar {
  readonly from: number;
  readonly to: number;
  readonly label: string;
}

const labelGap = 10;

/** A domain that holds zero, every bar and every label on a plot `width` pixels wide. */
export function domainWithLabels(
  bars: readonly LabelledBar[],
  width: number,
  frame: ChartFrame,
): [number, number] {
  const ends = bars.flatMap(({ from, to }) => [from, to]);
  const [lowest, highest] = [Math.min(0, ...ends), Math.max(0, ...ends)];
  if (lowest === highest) return [-1, 1];
  const style = { size: layoutOf(frame).labelSize, bold: true };
  const lefts = bars.filter(({ from, to }) => to < from);
  const rights = bars.filter(({ from, to }) => to >= from);
  const room = ({ label }: LabelledBar): number => textWidth(label, style) + labelGap;
  const taken = Math.max(0, ...lefts.map(room)) + Math.max(0, ...rights.map(room));
  // What a pixel stands for when both sides keep their longest label free: at most that.
  const perPixel = (highest - lowest) / Math.max(width - taken, 1);
  return [
    Math.min(lowest, ...lefts.map((bar) => bar.to - room(bar) * perPixel)),
    Math.max(highest, ...rights.map((bar) => bar.to + room(bar) * perPixel)),
  ];
}
