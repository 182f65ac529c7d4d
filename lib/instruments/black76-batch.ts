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
  const terms = black76Terms(batch);
  const count = terms.side.length;
  const figures: GreeksBatch = {
    price: new Float64Array(count),
    delta: new Float64Array(count),
    gamma: new Float64Array(count),
    vegaPerVolPoint: new Float64Array(count),
    thetaPerDay: new Float64Array(count),
    rhoPerRatePoint: new Float64Array(count),
  };
  writeBlack76(terms, figures, batch.kind);
  return figures;
}

/**
 * Writes what {@link black76Batch} gives, from terms whose sides say what `kind` says where that is left out.
 *
 * @throws RangeError as `black76` for the option that is named. @internal
 */
export function writeBlack76(
  terms: Black76Terms,
  figures: GreeksBatch,
  kind?: ArrayLike<OptionKind>,
): void {
  const outside = black76Rows(terms, figures);
  if (outside.length === 0) return;
  const batch = { ...terms, kind: kind ?? Array.from(terms.side, kindOf) };
  for (const i of outside) {
    checkOptionAt(batch, i);
    writeLimits(batch, figures, i);
  }
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

/** What is neither call nor put is refused by the name that is left for it. */
function kindOf(side: number): OptionKind {
  return side === 0 ? ("neither" as OptionKind) : side > 0 ? "call" : "put";
}

/** Where the numbers of so many options go. */
export type Room = (count: number) => Float64Array;

/**
 * The terms of a batch with sides for kinds, 0 for what is neither. @throws RangeError for arrays of different
 * lengths. @internal
 */
export function black76Terms(
  batch: OptionBatch,
  room: Room = (count) => new Float64Array(count),
): Black76Terms {
  checkObject("batch", batch);
  const strike = numbersOf(batch, "strike");
  const years = numbersOf(batch, "years");
  const forward = numbersOf(batch, "forward");
  const rate = numbersOf(batch, "rate");
  const volatility = numbersOf(batch, "volatility");
  const { kind } = batch;
  const side = room(kind.length);
  for (let i = 0; i < side.length; i++) {
    const one = kind[i];
    // Without a branch, which calls and puts in no order would mislead every other time.
    side[i] = Number(one === "call") - Number(one === "put");
  }
  return { side, strike, years, forward, rate, volatility };
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

function optionAt({ kind, strike, years }: OptionBatch, i: number): EuropeanOption {
  return { kind: kind[i]!, strike: strike[i]!, years: years[i]! };
}

function marketAt({ forward, rate, volatility }: OptionBatch, i: number): ForwardMarketTerms {
  return { forward: forward[i]!, rate: rate[i]!, volatility: volatility[i]! };
}
