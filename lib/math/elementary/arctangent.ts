import { productError } from "./exact-product.ts";

/** arctan(k / 16) as the nearest double, and what that leaves. */
const high = Float64Array.of(
  0,
  0.06241880999595735,
  0.12435499454676144,
  0.18534794999569476,
  0.24497866312686414,
  0.3028848683749714,
  0.35877067027057225,
  0.4124104415973873,
  0.4636476090008061,
  0.5123894603107377,
  0.5585993153435624,
  0.6022873461349642,
  0.6435011087932844,
  0.6823165548747481,
  0.7188299996216245,
  0.7531512809621944,
  0.7853981633974483,
);
const low = Float64Array.of(
  0,
  -1.5490756308295046e-18,
  -3.1253241424539383e-18,
  4.180692268843079e-18,
  1.0698755618734451e-17,
  -1.1010827903001369e-17,
  -2.4623815582638635e-17,
  -1.587652227770689e-17,
  2.2698777452961687e-17,
  -2.5462781472855804e-17,
  -5.4556305485916264e-18,
  2.950430737228402e-17,
  1.5834785051444286e-17,
  6.943223671560008e-18,
  -2.1478388444456983e-17,
  -2.4256934659182068e-17,
  3.061616997868383e-17,
);
/** Splits a double into halves of 26 bits, as in Dekker's product. */
const splitter = 134217729;
/** What the double next to π / 2 leaves of it. */
const rightAngleLow = 6.123233995736766e-17;

/** The angle in (-π/2, π/2) whose tangent is x, the same bits on every machine; error below 0.6 units in the last place. */
export function atan(x: number): number {
  return atan2(x, 1);
}

/**
 * The angle of the point (x, y) in [-π, π], as `Math.atan2` defines it (y before x, signs of zeros count), the same
 * bits on every machine; error below 0.6 units in the last place.
 *
 * With c = k / 16 next to the smaller over the larger of both, arctan(v / u) = arctan c + arctan t, where
 * t = (v - c u) / (u + c v) is below 1/32 and known to twice the precision.
 */
export function atan2(y: number, x: number): number {
  const across = Math.abs(x);
  const up = Math.abs(y);
  const left = x < 0 || Object.is(x, -0);
  const ratio = up / across;
  const angle =
    ratio > 1e-17 && ratio < 1e17
      ? ordinaryAngle(across, up, left)
      : extremeAngle(across, up, left);
  return y < 0 || Object.is(y, -0) ? -angle : angle;
}

/** Where a coordinate is 0 or infinite, or so small beside the other that it hardly turns the angle. */
function extremeAngle(across: number, up: number, left: boolean): number {
  if (Number.isNaN(across) || Number.isNaN(up)) return Number.NaN;
  if (up === 0) return left ? Math.PI : 0;
  if (across === Infinity && up === Infinity) return left ? 0.75 * Math.PI : Math.PI / 4;
  if (up > across) return Math.PI / 2;
  return left ? Math.PI : up / across;
}

function ordinaryAngle(across: number, up: number, left: boolean): number {
  const steep = up > across;
  const larger = steep ? up : across;
  const smaller = steep ? across : up;
  const scale = larger > 1e280 ? 2 ** -200 : smaller < 1e-250 ? 2 ** 200 : 1;
  const u = larger * scale;
  const v = smaller * scale;
  const k = Math.floor((16 * v) / u + 0.5);
  const c = k / 16;
  const wide = splitter * u;
  const front = wide - (wide - u);
  const top = v - c * front - c * (u - front);
  const along = c * v;
  const bottom = u + along;
  const inverse = 1 / bottom;
  const t = top * inverse;
  const back = t * bottom;
  const remainder = top - back - productError(t, bottom, back) - t * (u - bottom + along);
  const tLow = remainder * inverse;
  const quarters = steep ? 1 : left ? 2 : 0;
  const sign = steep !== left ? -1 : 1;
  const base = (quarters * Math.PI) / 2;
  const table = sign * high[k]!;
  const main = base + table;
  const lost = base === 0 ? 0 : base - main + table;
  const step = sign * t;
  const sum = main + step;
  const drop = sum - main;
  const rest = lost + quarters * rightAngleLow + sign * (low[k]! + tLow + arcSeries(t));
  return sum + (main - (sum - drop) + (step - drop) + rest);
}

/** arctan t - t for |t| <= 1/32, error 2^-63 of t. */
function arcSeries(t: number): number {
  const s = t * t;
  return t * s * (-1 / 3 + s * (1 / 5 - s * (1 / 7 - s * (1 / 9 - s * (1 / 11)))));
}
