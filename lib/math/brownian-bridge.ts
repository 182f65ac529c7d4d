import { checkCount } from "../base/check.ts";

/** Turns normals in order of importance into steps in order of time. */
export type BridgeSteps = (normals: Float64Array, steps: Float64Array) => void;

interface Middle {
  readonly left: number;
  readonly at: number;
  readonly right: number;
  readonly spread: number;
}

/**
 * The Brownian bridge over `count` unit steps of `width` independent motions: the first normal sets where
 * a motion ends, the next where it stands halfway, and so on, so that the first coordinates of a
 * quasi-random point carry most of the variance. Independent standard normals go in and come out: an
 * orthogonal map, which changes no law.
 *
 * Both arrays are row-major with `width` columns; rows are ranks of importance on the way in, steps on
 * the way out. Source: P. Glasserman (2003), section 3.1; B. Moskowitz, R. Caflisch, Smoothness and
 * dimension reduction in quasi-Monte Carlo methods, Mathematical and Computer Modelling 23 (1996).
 *
 * @throws RangeError unless `count` and `width` are integers of at least 1.
 * @example brownianBridge(10, 1)(normals, steps)
 */
export function brownianBridge(count: number, width: number): BridgeSteps {
  checkCount("count", count, 1);
  checkCount("width", width, 1);
  const middles = middlesOf(count);
  const level = new Float64Array(count + 1);
  return (normals, steps) => {
    for (let j = 0; j < width; j++) {
      level[count] = Math.sqrt(count) * normals[j]!;
      for (let k = 0; k < middles.length; k++) {
        const { left, at, right, spread } = middles[k]!;
        const between = (right - at) * level[left]! + (at - left) * level[right]!;
        level[at] = between / (right - left) + spread * normals[(k + 1) * width + j]!;
      }
      for (let k = 0; k < count; k++) steps[k * width + j] = level[k + 1]! - level[k]!;
    }
  };
}

/** The middles of the intervals, widest intervals first. */
function middlesOf(count: number): Middle[] {
  const middles: Middle[] = [];
  const open: (readonly [number, number])[] = [[0, count]];
  for (let k = 0; k < open.length; k++) {
    const [left, right] = open[k]!;
    if (right - left < 2) continue;
    const at = Math.floor((left + right) / 2);
    const spread = Math.sqrt(((at - left) * (right - at)) / (right - left));
    middles.push({ left, at, right, spread });
    open.push([left, at], [at, right]);
  }
  return middles;
}
