import { digamma } from "../../math/digamma.ts";
import { expm1 } from "../../math/elementary/expm1.ts";
import { log1p } from "../../math/elementary/log1p.ts";
import { square } from "../../math/elementary/power.ts";
import { cos } from "../../math/elementary/trigonometric.ts";
import { logGamma } from "../../math/log-gamma.ts";
import { naturalExp } from "../../math/natural-exp.ts";
import { naturalLog } from "../../math/natural-log.ts";
import type { RandomStream } from "../../math/random-stream.ts";

/** The shape of an innovation law, as a model states it. */
export interface InnovationShape {
  /** `normal` when not given. */
  readonly innovations?: "normal" | "student-t" | "skewed-t";
  readonly degreesOfFreedom?: number;
  readonly skew?: number;
}

/** A density of mean 0 and variance 1. */
export interface InnovationLaw {
  /** ln f(z). */
  logDensity(z: number): number;
  /** E[z^2; z < 0]: the share of the variance that comes from negative innovations. */
  negativeSquareShare(): number;
  /** One random innovation. */
  draw(random: RandomStream): number;
}

export const halfLogTwoPi = 0.9189385332046728;
const simpsonPanels = 128;

/**
 * The standardised normal, Student-t or skewed-t law. Student's is Hansen's with skew 0.
 *
 * Source: B. Hansen, Autoregressive conditional density estimation, International Economic Review 35
 * (1994), equations 10 to 13.
 */
export function innovationLaw(shape: InnovationShape): InnovationLaw {
  const { innovations = "normal", degreesOfFreedom = Number.NaN, skew = 0 } = shape;
  return innovations === "normal" ? normalLaw : hansenLaw(degreesOfFreedom, skew);
}

const normalLaw: InnovationLaw = {
  logDensity: (z) => -halfLogTwoPi - (z * z) / 2,
  negativeSquareShare: () => 0.5,
  draw: (random) => random.normal(),
};

/** Hansen's a, b, ln c, ln b + ln c and their derivatives by degrees of freedom (n) and skew (l). */
export interface HansenConstants {
  readonly a: number;
  readonly b: number;
  readonly logC: number;
  readonly top: number;
  readonly logCn: number;
  readonly an: number;
  readonly al: number;
  readonly bn: number;
  readonly bl: number;
}

function hansenLaw(n: number, skew: number): InnovationLaw {
  const constants = hansenConstants(n, skew);
  const { a, b } = constants;
  return {
    logDensity: hansenDensity({ n, skew, constants }),
    negativeSquareShare: () => (skew === 0 ? 0.5 : negativeSquares({ n, skew, constants })),
    draw(random) {
      const size = Math.abs(studentDraw(n, random)) * Math.sqrt((n - 2) / n);
      const side = random.uniform() < (1 - skew) / 2 ? -(1 - skew) : 1 + skew;
      return (side * size - a) / b;
    },
  };
}

interface Hansen {
  readonly n: number;
  readonly skew: number;
  readonly constants: HansenConstants;
}

/** The constants of a skewed t, or with skew 0 of Student's. */
export function hansenConstants(n: number, skew: number): HansenConstants {
  const logC = logGamma((n + 1) / 2) - logGamma(n / 2) - naturalLog(Math.PI * (n - 2)) / 2;
  const logCn = (digamma((n + 1) / 2) - digamma(n / 2) - 1 / (n - 2)) / 2;
  const al = (4 * naturalExp(logC) * (n - 2)) / (n - 1);
  const a = skew * al;
  const an = a * logCn + (4 * skew * naturalExp(logC)) / square(n - 1);
  const b = Math.sqrt(1 + 3 * skew * skew - a * a);
  const top = naturalLog(b) + logC;
  return { a, b, logC, top, logCn, an, al, bn: (-a * an) / b, bl: (3 * skew - a * al) / b };
}

function hansenDensity({ n, skew, constants }: Hansen): InnovationLaw["logDensity"] {
  const { a, b, top } = constants;
  return (z) => {
    const shifted = b * z + a;
    const y = shifted / (shifted < 0 ? 1 - skew : 1 + skew);
    return top - ((n + 1) / 2) * log1p((y * y) / (n - 2));
  };
}

/** The half left of the mode in closed form, and from the mode to zero by Simpson's rule. */
function negativeSquares({ n, skew, constants }: Hansen): number {
  const { a, b, logC } = constants;
  const width = 1 - skew;
  const firstMoment = (naturalExp(logC) * (n - 2)) / (n - 1);
  const left =
    (width / (b * b)) * ((width * width) / 2 + 2 * a * width * firstMoment + (a * a) / 2);
  const logDensity = hansenDensity({ n, skew, constants });
  const step = a / b / simpsonPanels;
  let sum = 0;
  for (let i = 0; i <= simpsonPanels; i++) {
    const z = -a / b + i * step;
    const weight = i === 0 || i === simpsonPanels ? 1 : i % 2 === 1 ? 4 : 2;
    sum += weight * z * z * naturalExp(logDensity(z));
  }
  return left + (sum * step) / 3;
}

/**
 * Student's t from two uniforms. Source: R. Bailey, Polar generation of random variates with the
 * t-distribution, Mathematics of Computation 62 (1994).
 */
function studentDraw(n: number, random: RandomStream): number {
  const radius = Math.sqrt(n * expm1((-2 / n) * naturalLog(random.uniform())));
  return radius * cos(2 * Math.PI * random.uniform());
}
