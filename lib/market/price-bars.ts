import { checkList, checkNumber, checkObject, checkSameLength, describe } from "../base/check.ts";
import { matrixColumn } from "../math/matrix.ts";
import { naturalLog } from "../math/natural-log.ts";
import { findAsset } from "./find-asset.ts";
import type { HourlyBars } from "./hourly-bars.ts";

/** Open, high, low and close of one asset over periods in order; NaN is missing. */
export interface PriceBars {
  readonly open: ArrayLike<number>;
  readonly high: ArrayLike<number>;
  readonly low: ArrayLike<number>;
  readonly close: ArrayLike<number>;
}

/**
 * The hourly bars of one asset, each opening at the close of the hour before, as a market that never
 * shuts does. Where that lies outside the hour's range, the range is widened to hold it. The first
 * hour serves as the close before the second and is not returned.
 *
 * Throws a RangeError for an unknown asset.
 */
export function hourlyPriceBars(hourly: HourlyBars, asset: string): PriceBars {
  checkObject("hourly", hourly);
  const column = findAsset(hourly.assets, asset);
  const close = matrixColumn(hourly.close, column);
  const open = close.slice(0, -1);
  const widened = (side: Float64Array, pick: (a: number, b: number) => number): Float64Array =>
    side.subarray(1).map((price, i) => (Number.isNaN(open[i]!) ? price : pick(price, open[i]!)));
  return {
    open,
    high: widened(matrixColumn(hourly.high, column), Math.max),
    low: widened(matrixColumn(hourly.low, column), Math.min),
    close: close.slice(1),
  };
}

/** One whole bar, as logarithms of prices. */
export interface LogBar {
  /** Its position among the bars. */
  readonly index: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
}

/**
 * The bars that miss none of their four prices, as logarithms.
 *
 * @throws RangeError when the lengths differ, on a price that is not positive, and on a bar whose
 * high is below, or whose low is above, one of the others.
 */
export function wholeLogBars(bars: PriceBars): LogBar[] {
  const { open, high, low, close } = bars;
  checkList("open", open);
  for (const [name, prices] of Object.entries({ high, low, close })) {
    checkSameLength(["open", name], open, prices);
  }
  const whole: LogBar[] = [];
  for (let index = 0; index < open.length; index++) {
    const bar = [open[index]!, high[index]!, low[index]!, close[index]!] as const;
    checkBar(bar, index);
    if (bar.some(Number.isNaN)) continue;
    const [o, h, l, c] = bar;
    whole.push({
      index,
      open: naturalLog(o),
      high: naturalLog(h),
      low: naturalLog(l),
      close: naturalLog(c),
    });
  }
  return whole;
}

function checkBar(bar: readonly [number, number, number, number], index: number): void {
  const [open, high, low, close] = bar;
  for (const price of bar) {
    checkNumber(`price of bar ${index}`, price);
    if (Number.isNaN(price) || (price > 0 && price < Infinity)) continue;
    throw new RangeError(`prices of bar ${index} must be positive numbers: ${describe(price)}`);
  }
  if (high < low)
    throw new RangeError(`high of bar ${index} must not be below low: ${high}, ${low}`);
  for (const [name, price] of Object.entries({ open, close })) {
    if (price > high || price < low) {
      throw new RangeError(
        `${name} of bar ${index} must lie between low and high: ${price}, ${low} to ${high}`,
      );
    }
  }
}
