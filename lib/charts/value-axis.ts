import { type ScaleOptions, scale } from "@observablehq/plot";
import { ticks } from "d3";

/** The ends of a value axis and where its ticks stand. */
export interface ValueAxis {
  readonly domain: readonly [number, number];
  readonly ticks: readonly number[];
}

/**
 * A value axis that holds all values (NaN left out) with about `count` ticks at round numbers; on a
 * logarithmic axis at powers of ten, and at 1, 2 and 5 times them where there are few. Without any
 * value it runs from 0 (logarithmic: 1) to 1 (10).
 */
export function valueAxis(
  options: ScaleOptions,
  values: readonly number[],
  count: number,
): ValueAxis {
  const log = options.type === "log";
  const present = values.filter(Number.isFinite);
  if (options.zero && !log) present.push(0);
  if (present.length === 0) present.push(log ? 1 : 0, log ? 10 : 1);
  const { reverse, ...upright } = options;
  const drawn = scale({ y: { nice: true, domain: widened(extent(present), log), ...upright } });
  const [low, high] = Array.from(drawn.domain ?? [], Number) as [number, number];
  return { domain: [low, high], ticks: log ? logTicks(low, high, count) : ticks(low, high, count) };
}

function extent(values: readonly number[]): [number, number] {
  return values.reduce<[number, number]>(
    ([low, high], value) => [Math.min(low, value), Math.max(high, value)],
    [Infinity, -Infinity],
  );
}

/** Values that are all the same, to nine digits, stand in the middle of an axis around them. */
function widened([low, high]: [number, number], log: boolean): [number, number] {
  const size = Math.max(Math.abs(low), Math.abs(high));
  if (high - low > 1e-9 * size && (log || high - low > 1e-12)) return [low, high];
  if (log) return [low / 2, high * 2];
  const margin = size > 1e-12 ? size / 10 : 1;
  return [low - margin, high + margin];
}

function logTicks(low: number, high: number, count: number): number[] {
  const [first, last] = [Math.floor(Math.log10(low)), Math.ceil(Math.log10(high))];
  const decades = Array.from({ length: last - first + 1 }, (_, i) => first + i);
  const step = Math.max(1, Math.ceil(decades.length / (count + 1)));
  const parts = decades.length <= 2 ? [1, 2, 5] : [1];
  return decades
    .filter((power) => power % step === 0)
    .flatMap((power) => parts.map((part) => Number(`${part}e${power}`)))
    .filter((tick) => tick >= low && tick <= high);
}
