import { blackParts } from "../black-parts.ts";
import { logRatio } from "../log-ratio.ts";
import { tableExp } from "../table-exp.ts";
import { optionKernels } from "./option-kernels.ts";

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

/** Options per call, and numbers from one row to the next; rows a power of 2 apart share lines of the cache. */
const chunk = 256;
const stride = chunk + 8;
const row = stride * Float64Array.BYTES_PER_ELEMENT;
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
 * volatility must be positive and far from the ends of the range, rate × years in [-700, 700]. The same
 * bits as {@link plainBlack76Rows}. @internal
 */
export function black76Rows(terms: Black76Terms, figures: Black76Figures): void {
  const compiled = optionKernels();
  if (compiled === undefined) {
    plainBlack76Rows(terms, figures);
    return;
  }
  const { run, work, start } = compiled;
  const total = terms.side.length;
  for (let at = 0; at < total; at += chunk) {
    const count = Math.min(chunk, total - at);
    termNames.forEach((name, i) => {
      work.set(terms[name].subarray(at, at + count), i * stride);
      if (count % 2 === 1) work[i * stride + count] = 1;
    });
    run.black76(start + 6 * row, start, count + (count % 2), row);
    figureNames.forEach((name, i) => {
      figures[name].set(work.subarray((6 + i) * stride, (6 + i) * stride + count), at);
    });
  }
}

/** The plain reference of {@link black76Rows}. @internal */
export function plainBlack76Rows(terms: Black76Terms, figures: Black76Figures): void {
  for (let i = 0; i < terms.side.length; i++) writeFigures(terms, figures, i);
}

function writeFigures(terms: Black76Terms, figures: Black76Figures, i: number): void {
  const [side, forward, strike] = [terms.side[i]!, terms.forward[i]!, terms.strike[i]!];
  const [years, rate, volatility] = [terms.years[i]!, terms.rate[i]!, terms.volatility[i]!];
  const root = Math.sqrt(years);
  const deviation = volatility * root;
  const parts = blackParts(forward, strike, logRatio(forward, strike), deviation);
  const { weight, nearShare, farShare, across, timeValue } = parts;
  const payoff = Math.max(side * (forward - strike), 0);
  const discount = tableExp(-(rate * years));
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
