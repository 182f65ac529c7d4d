import { type Instrument, instrumentName } from "./instrument.ts";

/** Prices that value one contract, USD per coin of its underlying. */
export interface ContractPrices {
  /** Price at which the position was opened. */
  readonly entryPrice: number;
  /** Price now: spot for a spot position, mark for a derivative. */
  readonly price: number;
}

/**
 * Notional of one long contract in USD: units × price.
 *
 * @throws RangeError `… is not yet valued` for anything but spot and linear perpetuals.
 */
export function contractNotionalUsd(instrument: Instrument, price: number): number {
  return unitsPerContract(instrument) * price;
}

/**
 * What one long contract is worth to its holder in USD: the price of the coin for spot; for a
 * linear perpetual units × (price − entry price), since nothing was paid to enter it.
 *
 * @throws RangeError for an instrument that is not yet valued.
 */
export function contractValueUsd(instrument: Instrument, prices: ContractPrices): number {
  const units = unitsPerContract(instrument);
  const paid = instrument.type === "spot" ? 0 : prices.entryPrice;
  return units * (prices.price - paid);
}

/**
 * Profit of one long contract since it was opened in USD: units × (price − entry price). Funding
 * and fees are not in it.
 *
 * @throws RangeError for an instrument that is not yet valued.
 */
export function contractPnlUsd(instrument: Instrument, prices: ContractPrices): number {
  return unitsPerContract(instrument) * (prices.price - prices.entryPrice);
}

/** Coins of the underlying that one contract moves with. */
function unitsPerContract(instrument: Instrument): number {
  if (instrument.type === "spot") return 1;
  if (instrument.type === "perpetual" && instrument.settlement === "linear") {
    return instrument.contractSize;
  }
  throw new RangeError(
    `${instrumentName(instrument)} is not yet valued: spot and linear perpetuals are`,
  );
}
