import { checkNonNegative } from "../base/check.ts";
import { forwardOptionPrice } from "./forward-option-price.ts";
import { black76Delta } from "./greeks.ts";
import type {
  FutureInstrument,
  Instrument,
  OptionInstrument,
  PerpetualInstrument,
} from "./instrument.ts";

/** What values one contract at one moment, in USD per coin of its underlying. */
export interface ContractMarket {
  /** Spot or index price: what a coin is worth. */
  readonly spot: number;
  /** Spot of a spot position, mark of a perpetual, forward for the expiry of a future or an option. */
  readonly price: number;
  /** Of an option: years to expiry, volatility at its strike, discount rate. */
  readonly option?: OptionTerms;
}

/** What values an option besides the forward. */
export interface OptionTerms {
  /** Years of 365 days to 08:00 UTC of the expiry, >= 0. */
  readonly years: number;
  /** Annual, at this strike and expiry. */
  readonly volatility: number;
  /** Continuously compounded, per year; 0 on Deribit. */
  readonly rate: number;
}

/** Prices that value one contract and what was paid for it. */
export interface ContractPrices extends ContractMarket {
  /**
   * Price at which the position was opened: USD per coin; the premium of an option per coin of its
   * underlying, in USD when linear, in coins when inverse.
   */
  readonly entryPrice: number;
}

/**
 * Exposure of one long contract in USD: what it gains, to first order, when every price of the coin
 * rises by 100 %. Coins × price for spot and linear contracts; for an inverse perpetual or future its
 * dollars, as venues count it, the profit already made in coins left aside; for an option coins × delta ×
 * forward, so that a long put is a negative exposure.
 *
 * @throws RangeError for an option without its terms.
 */
export function contractNotionalUsd(instrument: Instrument, market: ContractMarket): number {
  if (instrument.type === "spot") return market.price;
  const { contractSize, settlement } = instrument;
  if (instrument.type === "option") {
    const delta = black76Delta(...optionOf(instrument, market));
    const worth = settlement === "linear" ? market.price : market.price * spotOverPrice(market);
    return contractSize * delta * worth + 0;
  }
  return settlement === "linear"
    ? contractSize * market.price
    : contractSize * spotOverPrice(market);
}

/**
 * What one long contract is worth to its holder in USD: spot and options what they would fetch;
 * perpetuals and futures their profit, since nothing was paid to enter them. What settles in
 * coins is worth its coins × spot.
 *
 * @throws RangeError for an option without its terms.
 */
export function contractValueUsd(instrument: Instrument, prices: ContractPrices): number {
  if (instrument.type === "spot") return prices.price;
  if (instrument.type === "option") return optionWorthUsd(instrument, prices);
  return futureProfitUsd(instrument, prices);
}

/**
 * Profit of one long contract since it was opened in USD, without funding and fees: its value less
 * what was paid. A premium or profit in coins counts at today's spot.
 *
 * @throws RangeError for an option without its terms.
 */
export function contractPnlUsd(instrument: Instrument, prices: ContractPrices): number {
  const { entryPrice, price, spot } = prices;
  if (instrument.type === "spot") return price - entryPrice;
  if (instrument.type !== "option") return futureProfitUsd(instrument, prices);
  const paid = instrument.settlement === "linear" ? entryPrice : entryPrice * spot;
  return optionWorthUsd(instrument, prices) - instrument.contractSize * paid;
}

/**
 * The same value in coins of the underlying. An inverse perpetual or future: dollars × (1 / entry -
 * 1 / price); an inverse option: its price in coins, Black's over the forward; a linear contract: dollars over spot.
 *
 * @throws RangeError for an option without its terms.
 */
export function contractValueCoin(instrument: Instrument, prices: ContractPrices): number {
  if (instrument.type === "spot") return 1;
  if (instrument.settlement === "linear") return contractValueUsd(instrument, prices) / prices.spot;
  if (instrument.type !== "option") return inverseProfitCoin(instrument, prices);
  return instrument.contractSize * optionPrice(instrument, prices) * (1 / prices.price);
}

/** {@link contractPnlUsd} in coins of the underlying. */
export function contractPnlCoin(instrument: Instrument, prices: ContractPrices): number {
  const inCoins = instrument.type !== "spot" && instrument.settlement === "inverse";
  if (!inCoins) return contractPnlUsd(instrument, prices) / prices.spot;
  if (instrument.type !== "option") return inverseProfitCoin(instrument, prices);
  const premium = optionPrice(instrument, prices) / prices.price;
  return (premium - prices.entryPrice) * instrument.contractSize;
}

type Delta1 = PerpetualInstrument | FutureInstrument;

function futureProfitUsd({ settlement, contractSize }: Delta1, prices: ContractPrices): number {
  const { price, spot, entryPrice } = prices;
  if (settlement === "linear") return contractSize * (price - entryPrice);
  return contractSize * (spot / entryPrice - spotOverPrice(prices));
}

function inverseProfitCoin({ contractSize }: Delta1, prices: ContractPrices): number {
  return contractSize * (1 / prices.entryPrice - 1 / prices.price);
}

function optionWorthUsd(instrument: OptionInstrument, market: ContractMarket): number {
  const ratio = instrument.settlement === "linear" ? 1 : spotOverPrice(market);
  return instrument.contractSize * optionPrice(instrument, market) * ratio;
}

function optionPrice(instrument: OptionInstrument, market: ContractMarket): number {
  return forwardOptionPrice(...optionOf(instrument, market));
}

function optionOf(
  { kind, strike }: OptionInstrument,
  { price, option }: ContractMarket,
): Parameters<typeof forwardOptionPrice> {
  if (option === undefined)
    throw new RangeError("option must have years, volatility and rate: none");
  const { years, volatility, rate } = option;
  return [
    { kind, strike, years },
    { forward: price, rate, volatility },
  ];
}

/** 1 for a coin worth nothing, whose basis has nothing to be a part of. */
function spotOverPrice({ spot, price }: ContractMarket): number {
  checkNonNegative("price", price);
  return price === 0 ? 1 : spot / price;
}
