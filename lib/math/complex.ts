import { atan2 } from "./elementary/arctangent.ts";
import { expm1 } from "./elementary/expm1.ts";
import { hypot } from "./elementary/hypot.ts";
import { log1p } from "./elementary/log1p.ts";
import { cos, sin } from "./elementary/trigonometric.ts";

/** A complex number. */
export interface Complex {
  readonly re: number;
  readonly im: number;
}

/** The sum. */
export function addComplex(a: Complex, b: Complex): Complex {
  return { re: a.re + b.re, im: a.im + b.im };
}

/** The product with a real number. */
export function scaleComplex(a: Complex, factor: number): Complex {
  return { re: a.re * factor, im: a.im * factor };
}

/** The product. */
export function multiplyComplex(a: Complex, b: Complex): Complex {
  return { re: a.re * b.re - a.im * b.im, im: a.re * b.im + a.im * b.re };
}

/** The quotient, scaled so that nothing overflows on the way (R. Smith, 1962). */
export function divideComplex(a: Complex, b: Complex): Complex {
  if (Math.abs(b.re) >= Math.abs(b.im)) {
    const ratio = b.im / b.re;
    const size = b.re + b.im * ratio;
    return { re: (a.re + a.im * ratio) / size, im: (a.im - a.re * ratio) / size };
  }
  const ratio = b.re / b.im;
  const size = b.re * ratio + b.im;
  return { re: (a.re * ratio + a.im) / size, im: (a.im * ratio - a.re) / size };
}

/** The square root with a real part of at least 0. */
export function rootComplex({ re, im }: Complex): Complex {
  const size = hypot(re, im);
  if (size === 0) return { re: 0, im: 0 };
  const half = Math.sqrt((size + Math.abs(re)) / 2);
  if (re >= 0) return { re: half, im: im / (2 * half) };
  return { re: Math.abs(im) / (2 * half), im: im < 0 ? -half : half };
}

/** exp(z) - 1, precise for small z. */
export function expm1Complex({ re, im }: Complex): Complex {
  const sine = sin(im / 2);
  const growth = expm1(re);
  return { re: growth * cos(im) - 2 * sine * sine, im: (growth + 1) * sin(im) };
}

/** ln(1 + z) with an imaginary part in (-π, π], precise for small z. */
export function log1pComplex({ re, im }: Complex): Complex {
  return { re: log1p(re * (2 + re) + im * im) / 2, im: atan2(im, 1 + re) };
}
