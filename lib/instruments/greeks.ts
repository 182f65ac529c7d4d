import { checkNonNegative } from "../base/check.ts";
import { daysPerYear } from "../base/time.ts";
import { square } from "../math/elementary/power.ts";
import { naturalExp } from "../math/natural-exp.ts";
import { normalDensity, normalDistribution } from "../math/normal-distribution.ts";
import { blackScholes } from "./black-scholes.ts";
import {
  checkEuropeanOption,
  checkForwardMarketTerms,
  checkSpotTerms,
  type EuropeanOption,
  type ForwardMarketTerms,
  impliedForward,
  type SpotMarketTerms,
} from "./european-option.ts";
import { logMoneyness } from "./undiscounted-black.ts";

/** Price and sensitivities of one long option on one coin; units in the names, USD where none is. */
export interface Greeks {
  readonly price: number;
  /** Change of price per USD of the underlying: coins. */
  readonly delta: number;
  /** delta - price / underlying: coins still to be hedged when the premium is paid in coin. */
  readonly premiumAdjustedDelta: number;
  /** Change of delta per USD of the underlying. */
  readonly gamma: number;
  /** Change of price when volatility rises by 0.01. */
  readonly vegaPerVolPoint: number;
  /** Change of price as one calendar day passes and nothing else does. */
  readonly thetaPerDay: number;
  /** Change of price when the rate rises by 0.01. */
  readonly rhoPerRatePoint: number;
  /** Change of delta when volatility rises by 0.01. */
  readonly vannaPerVolPoint: number;
  /** Change of `vegaPerVolPoint` when volatility rises by 0.01. */
  readonly volgaPerVolPoint: number;
  /** Change of delta as one calendar day passes. */
  readonly charmPerDay: number;
}

const pointsPerUnit = 100;

/**
 * Price and sensitivities under {@link blackScholes}, closed forms; the underlying is spot. Each is a
 * derivative, scaled to its unit, not the effect of a full step. rho moves the forward with the rate,
 * since spot and yield stay.
 *
 * At zero time or volatility they are the limits: 0, or delta and carry of the payoff. At a forward
 * equal to the strike the limit of gamma is Infinity, of theta at expiry -Infinity, and delta is half.
 *
 * Source: E. Haug, The complete guide to option pricing formulas, 2nd edition (2007), chapter 2.
 *
 * @throws RangeError like `blackScholes`.
 * @example blackScholesGreeks({ kind: "call", strike: 60, years: 0.75 }, { spot: 55, rate: 0.1, assetYield: 0, volatility: 0.3 })
 */
export function blackScholesGreeks(option: EuropeanOption, market: SpotMarketTerms): Greeks {
  checkEuropeanOption(option);
  checkSpotTerms(market);
  checkNonNegative("volatility", market.volatility);
  const { strike, years } = option;
  const { spot, rate, assetYield, volatility } = market;
  const carry = rate - assetYield;
  const terms = blackTerms(option, market);
  const { side, d1, d2, deviation, density } = terms;
  const root = Math.sqrt(years);
  const price = blackScholes(option, market);
  const spotShare = naturalExp(-assetYield * years) * normalDistribution(side * d1);
  const strikePaid = strike * naturalExp(-rate * years) * normalDistribution(side * d2);
  const slope = naturalExp(-assetYield * years) * density;
  const vega = slope * spot * root;
  const decay = times(slope * spot * volatility, 1 / (2 * root));
  const theta = -decay + side * (assetYield * spot * spotShare - rate * strikePaid);
  const drift =
    years === 0 ? carry + square(volatility) / 4 : carry - (d2 * deviation) / (2 * years);
  const shift = times(slope, times(drift, 1 / deviation));
  return {
    price,
    delta: side * spotShare + 0,
    premiumAdjustedDelta: side * (strikePaid === 0 ? 0 : strikePaid / spot) + 0,
    gamma: times(slope, 1 / (spot * deviation)),
    vegaPerVolPoint: vega / pointsPerUnit,
    thetaPerDay: theta / daysPerYear + 0,
    rhoPerRatePoint: (side * years * strikePaid) / pointsPerUnit + 0,
    vannaPerVolPoint: times(slope, -ratio(d2, volatility, root)) / pointsPerUnit,
    volgaPerVolPoint: times(vega, d1 * ratio(d2, volatility, root)) / square(pointsPerUnit),
    charmPerDay: (side * assetYield * spotShare - shift) / daysPerYear + 0,
  };
}

/**
 * Price and sensitivities under `black76`; the underlying is the forward, and it stays where it is
 * when time passes or the rate moves, so rho is that of discounting alone: -years × price. Deribit
 * states the rho of spot, with the forward moving: `blackScholesGreeks` with spot at the forward.
 * Limits are those of {@link blackScholesGreeks}.
 *
 * @throws RangeError like `black76`.
 * @example black76Greeks({ kind: "call", strike: 40_000, years: 0.88 }, { forward: 39_166, rate: 0, volatility: 0.61 })
 */
export function black76Greeks(option: EuropeanOption, market: ForwardMarketTerms): Greeks {
  checkEuropeanOption(option);
  checkForwardMarketTerms(market);
  const { forward: spot, rate, volatility } = market;
  const greeks = blackScholesGreeks(option, { spot, rate, assetYield: rate, volatility });
  return { ...greeks, rhoPerRatePoint: (-option.years * greeks.price) / pointsPerUnit + 0 };
}

/**
 * The delta of {@link black76Greeks} alone, the same bits.
 *
 * @throws RangeError like `black76`.
 */
export function black76Delta(option: EuropeanOption, market: ForwardMarketTerms): number {
  checkEuropeanOption(option);
  checkForwardMarketTerms(market);
  const { forward: spot, rate, volatility } = market;
  const { side, d1 } = blackTerms(option, { spot, rate, assetYield: rate, volatility });
  return side * (naturalExp(-rate * option.years) * normalDistribution(side * d1)) + 0;
}

interface BlackTerms {
  readonly side: 1 | -1;
  readonly d1: number;
  readonly d2: number;
  readonly deviation: number;
  /** Of the standard normal law at d1. */
  readonly density: number;
}

function blackTerms({ kind, strike, years }: EuropeanOption, market: SpotMarketTerms): BlackTerms {
  const deviation = market.volatility * Math.sqrt(years);
  const distance = logMoneyness({ forward: impliedForward(market, years), strike });
  const middle = distance === 0 ? 0 : distance / deviation;
  const d1 = middle + deviation / 2;
  return {
    side: kind === "call" ? 1 : -1,
    d1,
    d2: middle - deviation / 2,
    deviation,
    density: normalDensity(d1),
  };
}

/** A product in which 0 wins, as the faster of two limits. */
function times(a: number, b: number): number {
  return a === 0 || b === 0 ? 0 : a * b;
}

/** d2 / volatility; at a volatility of 0 its limit, for a forward equal to the strike. */
function ratio(d2: number, volatility: number, root: number): number {
  return volatility === 0 && d2 === 0 ? -root / 2 : d2 / volatility;
}
