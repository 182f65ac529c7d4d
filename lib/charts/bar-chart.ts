import type { ChartFrame } from "./chart.ts";
import { layoutOf } from "./layout.ts";
import { textWidth } from "./text-width.ts";

/**
 * A domain of dollars for horizontal bars that holds every value and, at its ends, the labels of
 * the longest bars: the plot is `width` pixels wide and each label stands outside its bar.
 */
export function domainWithLabels(
  values: readonly number[],
  label: (value: number) => string,
  width: number,
  frame: ChartFrame,
): [number, number] {
  const lowest = Math.min(0, ...values);
  const highest = Math.max(0, ...values);
  const room = (value: number): number =>
    textWidth(label(value), { size: layoutOf(frame).labelSize, bold: true }) + 10;
  const left = lowest < 0 ? room(lowest) : 0;
  const right = highest > 0 ? room(highest) : 0;
  const perPixel = (highest - lowest || 1) / Math.max(width - left - right, 1);
  return [lowest - left * perPixel, highest + right * perPixel];
}
