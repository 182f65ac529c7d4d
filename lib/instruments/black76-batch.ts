import { checkList, checkObject, checkSameLength, checkSample } from "../base/check.ts";
import {
  type Black76Figures,
  type Black76Terms,
  black76Rows,
} from "../math/kernels/black76-rows.ts";
import {
  checkEuropeanOption,
  checkForwardMarketTerms,
  type EuropeanOption,
  type ForwardMarketTerms,
  type OptionKind,
} from "./european-option.ts";
import { black76Greeks } from "./greeks.ts";

/** Many options on forwards, one array per term and one element per option. */
export interface OptionBatch {
  readonly kind: ArrayLike<OptionKind>;
  readonly strike: ArrayLike<number>;
  readonly years: ArrayLike<number>;
  readonly forward: ArrayLike<number>;
  readonly rate: ArrayLike<number>;
  readonly volatility: ArrayLike<number>;
}

/** Price and five sensitivities per option, in the units of `Greeks`. */
export type GreeksBatch = Black76Figures;

/** Terms within these the kernel takes; what lies outside goes through `black76Greeks`. */
const smallest = 1e-100;
const largest = 1e100;
const mostDiscounting = 700;

/**
 * {@link black76} and {@link black76Greeks} of many options at once, one array per figure, the same bits
 * on every machine. A price is within a unit in the last place of the larger of forward and strike and, out of the
 * money, within 12 (1 + d² + 1 / s) units of its own, d deviations s away; a delta is within 4 units of 1; gamma,
 * vega and theta have 13 digits where vega is more than 1e-12 forwards.
 *
 * Options at expiry, without volatility or on a coin worth nothing have the limits of `black76Greeks`.
 *
 * @throws RangeError for arrays of different lengths, and as `black76` for the option that is named.
 * @example black76Batch({ kind: ["call"], strike: [40_000], years: [0.5], forward: [39_000], rate: [0],
 *   volatility: [0.6] }).price[0]
 */
export function black76Batch(batch: OptionBatch): GreeksBatch {
  const { terms, atLimits } = checkedTerms(batch);
  const count = terms.side.length;
  const figures: GreeksBatch = {
    price: new Float64Array(count),
    delta: new Float64Array(count),
    gamma: new Float64Array(count),
    vegaPerVolPoint: new Float64Array(count),
    thetaPerDay: new Float64Array(count),
    rhoPerRatePoint: new Float64Array(count),
  };
  black76Rows(terms, figures);
  for (const i of atLimits) writeLimits(batch, figures, i);
  return figures;
}

function writeLimits(batch: OptionBatch, figures: GreeksBatch, i: number): void {
  const greeks = black76Greeks(optionAt(batch, i), marketAt(batch, i));
  figures.price[i] = greeks.price;
  figures.delta[i] = greeks.delta;
  figures.gamma[i] = greeks.gamma;
  figures.vegaPerVolPoint[i] = greeks.vegaPerVolPoint;
  figures.thetaPerDay[i] = greeks.thetaPerDay;
  figures.rhoPerRatePoint[i] = greeks.rhoPerRatePoint;
}

interface CheckedTerms {
  readonly terms: Black76Terms;
  /** Where the kernel's formulas do not hold. */
  readonly atLimits: readonly number[];
}

function checkedTerms(batch: OptionBatch): CheckedTerms {
  checkObject("batch", batch);
  const { kind } = batch;
  const strike = numbersOf(batch, "strike");
  const years = numbersOf(batch, "years");
  const forward = numbersOf(batch, "forward");
  const rate = numbersOf(batch, "rate");
  const volatility = numbersOf(batch, "volatility");
  const side = new Float64Array(kind.length);
  const atLimits: number[] = [];
  for (let i = 0; i < side.length; i++) {
    side[i] = kind[i] === "call" ? 1 : -1;
    const deviation = volatility[i]! * Math.sqrt(years[i]!);
    const common =
      isMiddling(forward[i]!) &&
      isMiddling(strike[i]!) &&
      isMiddling(deviation) &&
      Math.abs(rate[i]! * years[i]!) <= mostDiscounting &&
      volatility[i]! > 0 &&
      (side[i] === 1 || kind[i] === "put");
    if (common) continue;
    checkOptionAt(batch, i);
    atLimits.push(i);
  }
  return { terms: { side, strike, years, forward, rate, volatility }, atLimits };
}

function numbersOf(batch: OptionBatch, name: Exclude<keyof OptionBatch, "kind">): Float64Array {
  const values = batch[name];
  checkList(name, values);
  checkSameLength(["kind", name], batch.kind, values);
  if (values instanceof Float64Array) return values;
  checkSample(name, values, 0);
  return new Float64Array(values);
}

/** Throws as `black76` does, with the option's place in front of the reason. */
function checkOptionAt(batch: OptionBatch, i: number): void {
  try {
    checkEuropeanOption(optionAt(batch, i));
    checkForwardMarketTerms(marketAt(batch, i));
  } catch (error) {
    throw new RangeError(`option ${i}: ${(error as Error).message}`);
  }
}

function isMiddling(value: number): boolean {
  return value >= smallest && value <= largest;
}

function optionAt({ kind, strike, years }: OptionBatch, i: number): EuropeanOption {
  return { kind: kind[i]!, strike: strike[i]!, years: years[i]! };
}

function marketAt({ forward, rate, volatility }: OptionBatch, i: number): ForwardMarketTerms {
  return { forward: forward[i]!, rate: rate[i]!, volatility: volatility[i]! };
}
