import { naturalExp } from "../natural-exp.ts";
import { naturalLog } from "../natural-log.ts";
import { kernels } from "./module.ts";

/** Terms of options, one array per term, all of one length; see {@link black76Rows}. */
export interface Black76Terms {
  /** 1 for a call, -1 for a put. */
  readonly side: Float64Array;
  readonly forward: Float64Array;
  readonly strike: Float64Array;
  readonly years: Float64Array;
  readonly rate: Float64Array;
  readonly volatility: Float64Array;
}

/** What comes of them; units as in `Greeks`. */
export interface Black76Figures {
  readonly price: Float64Array;
  readonly delta: Float64Array;
  readonly gamma: Float64Array;
  readonly vegaPerVolPoint: Float64Array;
  readonly thetaPerDay: Float64Array;
  readonly rhoPerRatePoint: Float64Array;
}

const chunk = 512;
const row = chunk * Float64Array.BYTES_PER_ELEMENT;
const termNames = ["side", "forward", "strike", "years", "rate", "volatility"] as const;
const figureNames = [
  "price",
  "delta",
  "gamma",
  "vegaPerVolPoint",
  "thetaPerDay",
  "rhoPerRatePoint",
] as const;

/**
 * Writes Black-76 price and sensitivities of every option into `figures`. Forward, strike, years and
 * volatility must be positive and far from the ends of the range. The same bits as
 * {@link plainBlack76Rows}. @internal
 */
export function black76Rows(terms: Black76Terms, figures: Black76Figures): void {
  const compiled = kernels();
  if (compiled === undefined) {
    plainBlack76Rows(terms, figures);
    return;
  }
  const { run, work, start } = compiled;
  const total = terms.side.length;
  for (let at = 0; at < total; at += chunk) {
    const count = Math.min(chunk, total - at);
    termNames.forEach((name, i) => {
      work.set(terms[name].subarray(at, at + count), i * chunk);
      if (count % 2 === 1) work[i * chunk + count] = 1;
    });
    run.black76(start + 6 * row, start, count + (count % 2), row);
    figureNames.forEach((name, i) => {
      figures[name].set(work.subarray((6 + i) * chunk, (6 + i) * chunk + count), at);
    });
  }
}

/** The plain reference of {@link black76Rows}. @internal */
export function plainBlack76Rows(terms: Black76Terms, figures: Black76Figures): void {
  for (let i = 0; i < terms.side.length; i++) writeOne(terms, figures, i);
}

/**
 * The out-of-the-money option of the strike is worth low Φ(near) - high Φ(-far), low and high the
 * smaller and the larger of forward and strike. Both share low φ(near) = high φ(far), so that one
 * exponential and two Mills ratios give it; parity gives the other.
 */
function writeOne(terms: Black76Terms, figures: Black76Figures, i: number): void {
  const [side, forward, strike] = [terms.side[i]!, terms.forward[i]!, terms.strike[i]!];
  const [years, rate, volatility] = [terms.years[i]!, terms.rate[i]!, terms.volatility[i]!];
  const root = Math.sqrt(years);
  const deviation = volatility * root;
  const middle = Math.abs(logRatio(forward, strike)) / deviation;
  const near = deviation * 0.5 - middle;
  const nearSize = Math.min(Math.abs(near), largestSize);
  const nearRatio = millsRatio(nearSize);
  const farRatio = millsRatio(Math.min(deviation * 0.5 + middle, largestSize));
  const low = Math.min(forward, strike);
  const weight = low * bell(nearSize);
  const timeValue =
    near < 0 ? weight * (nearRatio - farRatio) : low - weight * (nearRatio + farRatio);
  const payoff = Math.max(side * (forward - strike), 0);
  const discount = naturalExp(-rate * years);
  const price = discount * (Math.max(timeValue, 0) + payoff);
  const density = weight / forward;
  const below = forward <= strike;
  const tail = density * (below ? nearRatio : farRatio);
  const small = (below && near < 0) !== side < 0;
  const slope = discount * density * densityAtZero;
  const decay = (slope * forward * volatility) / (2 * root);
  figures.price[i] = price;
  figures.delta[i] = side * (discount * (small ? tail : 1 - tail));
  figures.gamma[i] = slope / (forward * deviation);
  figures.vegaPerVolPoint[i] = (slope * forward * root) / 100;
  figures.thetaPerDay[i] = (rate * price - decay) / 365;
  figures.rhoPerRatePoint[i] = (-years * price) / 100;
}

/** 1 / sqrt(2 π). */
const densityAtZero = 0.3989422804014327;
/** Beyond it the normal tail is 0 in double precision. */
const largestSize = 40;

/** ln(forward / strike); where they are close, through what 1 + x loses of x. */
function logRatio(forward: number, strike: number): number {
  const ratio = forward / strike;
  if (!(ratio > 0.5 && ratio < 2)) return naturalLog(ratio);
  const x = (forward - strike) / strike;
  const u = 1 + x;
  return naturalLog(u) + (x - (u - 1)) / u;
}

/** exp(-a^2 / 2) with the rounding of the square made good (Dekker's product). */
function bell(a: number): number {
  const square = a * a;
  const wide = 134217729 * a;
  const high = wide - (wide - a);
  const low = a - high;
  const rest = high * high - square + 2 * high * low + low * low;
  return naturalExp(-(0.5 * square)) * (1 - 0.5 * rest);
}

/**
 * exp(a^2 / 2) P(Z > a) for a in [0, 40]: a rational function, relative error 1e-18 in exact arithmetic,
 * coefficients all positive. Fitted in 100 digits by reweighted least squares.
 */
function millsRatio(a: number): number {
  return polynomial(millsOver, a) / polynomial(millsUnder, a);
}

const millsOver = [
  2.261437876251484e-7, 7.027809245248315e-6, 0.00010724657069111418, 0.0010452759139077763,
  0.007154703086487225, 0.03579833907150328, 0.13242975031764365, 0.35812659901747584,
  0.6806213148277764, 0.8285729044926654, 0.5,
];
const millsUnder = [
  5.668584121932283e-7, 1.7616105362880068e-5, 0.0002693941448608045, 0.002637734266146984,
  0.018201874614234816, 0.09231801513090054, 0.3493543446525552, 0.9823594489288136,
  2.004792605886075, 2.820073458011696, 2.4550303697881963, 1,
];

/** From the highest power down. */
function polynomial(coefficients: readonly number[], x: number): number {
  let sum = coefficients[0]!;
  for (let i = 1; i < coefficients.length; i++) sum = sum * x + coefficients[i]!;
  return sum;
}
