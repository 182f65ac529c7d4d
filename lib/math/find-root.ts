/** Two points between which a continuous function changes its sign. */
export interface Bracket {
  readonly from: number;
  readonly to: number;
}

const mostSteps = 200;

/**
 * Where a continuous function is 0 inside a bracket, to the last digits of a double: steps by
 * secant and inverse quadratic interpolation, by halves where those do not help.
 *
 * Source: R. Brent, Algorithms for minimization without derivatives (1973), chapter 4.
 *
 * @throws RangeError when the function has the same sign at both ends, or is NaN at one.
 */
export function findRoot(value: (x: number) => number, { from, to }: Bracket): number {
  let [a, b, c] = [from, to, from];
  let [fa, fb] = [value(from), value(to)];
  if (!(fa * fb <= 0)) {
    throw new RangeError(`bracket must hold a change of sign: ${fa} at ${from}, ${fb} at ${to}`);
  }
  let fc = fa;
  let [step, before] = [b - a, b - a];
  for (let count = 0; count < mostSteps; count++) {
    if (fb > 0 === fc > 0) [c, fc, step, before] = [a, fa, b - a, b - a];
    if (Math.abs(fc) < Math.abs(fb)) [a, b, c, fa, fb, fc] = [b, c, b, fb, fc, fb];
    const half = (c - b) / 2;
    const smallest = 2 * Number.EPSILON * Math.abs(b);
    if (Math.abs(half) <= smallest || fb === 0) return b;
    const tried = interpolated({ a, b, c, fa, fb, fc });
    const fits =
      Math.abs(before) >= smallest &&
      Math.abs(fa) > Math.abs(fb) &&
      Math.abs(tried) < Math.min(1.5 * Math.abs(half) - smallest / 2, Math.abs(before) / 2) &&
      tried * half > 0;
    [before, step] = fits ? [step, tried] : [half, half];
    [a, fa] = [b, fb];
    b += Math.abs(step) > smallest ? step : Math.sign(half) * smallest;
    fb = value(b);
  }
  return b;
}

interface Points {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly fa: number;
  readonly fb: number;
  readonly fc: number;
}

/** Step from b to the root of the secant, or of the parabola through three points lying on its side. */
function interpolated({ a, b, c, fa, fb, fc }: Points): number {
  const s = fb / fa;
  if (a === c) return (s * (b - c)) / (1 - s);
  const q = fa / fc;
  const r = fb / fc;
  const over = s * ((c - b) * q * (q - r) - (b - a) * (r - 1));
  return -over / ((q - 1) * (r - 1) * (s - 1));
}
