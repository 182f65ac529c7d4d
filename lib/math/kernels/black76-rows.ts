import { blackParts } from "../black-parts.ts";
import { logRatio } from "../log-ratio.ts";
import { naturalExp } from "../natural-exp.ts";
import { optionKernels } from "./option-kernels.ts";

/** Terms of options, one array per term, all of one length; see {@link black76Rows}. */
export interface Black76Terms {
  /** 1 for a call, -1 for a put. */
  readonly side: Int8Array;
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

/** Options per call: many, as copying costs a call per row; and from row to row no power of 2, which would share lines of the cache. */
const chunk = 8_192;
const stride = chunk + 8;
const row = stride * Float64Array.BYTES_PER_ELEMENT;
const termNames = ["side", "forward", "strike", "years", "rate", "volatility"] as const;
/** The figures in the order of the kernel's rows. @internal */
export const figureNames = [
  "price",
  "delta",
  "gamma",
  "vegaPerVolPoint",
  "thetaPerDay",
  "rhoPerRatePoint",
] as const;

/**
 * Writes Black-76 price and sensitivities of every option into `figures`, and returns the numbers of those whose
 * terms are not all in the domain of the formulas: nothing is said by their figures. In it are forward, strike and
 * volatility × √years from 1e-100 to 1e100, rate × years in [-700, 700], a positive volatility, a side of 1
 * or -1. The same bits as {@link plainBlack76Rows}. @internal
 */
export function black76Rows(terms: Black76Terms, figures: Black76Figures): number[] {
  const compiled = optionKernels();
  if (compiled === undefined) return plainBlack76Rows(terms, figures);
  const { run, work, start } = compiled;
  const total = terms.side.length;
  const outside: number[] = [];
  for (let at = 0; at < total; at += chunk) {
    const count = Math.min(chunk, total - at);
    termNames.forEach((name, i) => {
      work.set(terms[name].subarray(at, at + count), i * stride);
      if (count % 2 === 1) work[i * stride + count] = 1;
    });
    const inside = run.black76(start + 6 * row, start, count + (count % 2), row);
    if (inside === 0) outside.push(...outsideDomain(terms, at, at + count));
    figureNames.forEach((name, i) => {
      figures[name].set(work.subarray((6 + i) * stride, (6 + i) * stride + count), at);
    });
  }
  return outside;
}

/** The plain reference of {@link black76Rows}. @internal */
export function plainBlack76Rows(terms: Black76Terms, figures: Black76Figures): number[] {
  for (let i = 0; i < terms.side.length; i++) writeFigures(terms, figures, i);
  return outsideDomain(terms, 0, terms.side.length);
}

const smallest = 1e-100;
const largest = 1e100;
const mostDiscounting = 700;

function outsideDomain(terms: Black76Terms, from: number, end: number): number[] {
  const outside: number[] = [];
  for (let i = from; i < end; i++) {
    const deviation = terms.volatility[i]! * Math.sqrt(terms.years[i]!);
    const inside =
      isMiddling(terms.forward[i]!) &&
      isMiddling(terms.strike[i]!) &&
      isMiddling(deviation) &&
      terms.volatility[i]! > 0 &&
      Math.abs(terms.rate[i]! * terms.years[i]!) <= mostDiscounting &&
      Math.abs(terms.side[i]!) === 1;
    if (!inside) outside.push(i);
  }
  return outside;
}

function isMiddling(value: number): boolean {
  return value >= smallest && value <= largest;
}

function writeFigures(terms: Black76Terms, figures: Black76Figures, i: number): void {
  const [side, forward, strike] = [terms.side[i]!, terms.forward[i]!, terms.strike[i]!];
  const [years, rate, volatility] = [terms.years[i]!, terms.rate[i]!, terms.volatility[i]!];
  const root = Math.sqrt(years);
  const deviation = volatility * root;
  const parts = blackParts(forward, strike, logRatio(forward, strike), deviation);
  const { weight, nearShare, farShare, across, timeValue } = parts;
  const payoff = Math.max(side * (forward - strike), 0);
  const discount = naturalExp(-(rate * years));
  const price = discount * (timeValue + payoff);
  const perForward = 1 / forward;
  const below = forward <= strike;
  const tail = perForward * (below ? nearShare : farShare);
  const small = (below && !across) !== side < 0;
  const worth = discount * weight;
  const slope = worth * (densityAtZero / deviation);
  const decay = slope * 0.5 * (volatility * volatility);
  figures.price[i] = price;
  figures.delta[i] = side * (discount * (small ? tail : 1 - tail));
  figures.gamma[i] = slope * perForward * perForward;
  figures.vegaPerVolPoint[i] = worth * root * densityOverHundred;
  figures.thetaPerDay[i] = (rate * price - decay) * perDay;
  figures.rhoPerRatePoint[i] = -years * price * 0.01;
}

/** 1 / sqrt(2 π), the same over 100, and 1 / 365. */
const densityAtZero = 0.3989422804014327;
const densityOverHundred = 0.003989422804014327;
const perDay = 0.0027397260273972603;
