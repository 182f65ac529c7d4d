import {
  checkFinite,
  checkFraction,
  checkNonNegative,
  checkOneOf,
  checkPositive,
} from "../../base/check.ts";

/** An inverse contract and the coins that stand behind it. */
export interface InverseMarginPosition {
  /** Signed dollars: contracts × contract size; not 0. */
  readonly contractsUsd: number;
  /** USD per coin. */
  readonly entryPrice: number;
  /** Coins set aside for it (isolated) or the whole balance (cross), without unrealised profit. */
  readonly collateralCoins: number;
  /** Fee for closing, per value; 0 when not given. */
  readonly closingFeeRate?: number;
}

export interface InverseMaintenance {
  /** Maintenance margin per value, in (0, 1). */
  readonly maintenanceRate: number;
  /** Value that the rate is taken of: at the mark (Binance COIN-M, Deribit) or at entry (Bybit). */
  readonly of: "mark" | "entry";
  /** What cumulative tiers in dollars take off the margin of the tier; 0 when not given. */
  readonly maintenanceAmountUsd?: number;
  /** The same of tiers in coins (Binance COIN-M); 0 when not given. */
  readonly maintenanceAmountCoins?: number;
}

/**
 * The mark price at which an inverse contract has lost its coins, a closing fee at that price paid:
 * (N + |N| fee) / (collateral + N / entry). Undefined when no positive price does it: a short whose
 * collateral outweighs all it can lose.
 *
 * @throws RangeError for contracts of 0 and figures that are not finite.
 * @example inverseBankruptcyPrice({ contractsUsd: 200_000, entryPrice: 10_000, collateralCoins: 1 }) // 9523.81
 */
export function inverseBankruptcyPrice(position: InverseMarginPosition): number | undefined {
  const { contractsUsd, closingFeeRate = 0 } = checked(position);
  return positive(contractsUsd + Math.abs(contractsUsd) * closingFeeRate, coinsBehind(position));
}

/**
 * The mark price at which the coins left equal maintenance margin. Of the mark:
 * (N + |N| (rate + fee) - amount in USD) / (collateral + amount in coins + N / entry). Of the entry: N / (collateral + N / entry -
 * |N| rate / entry - fee), the fee being that for closing at the bankruptcy price, as Bybit takes it.
 * Undefined when no positive price does it.
 *
 * Source: Binance, How to Calculate Liquidation Price of COIN-M Futures Contracts (FAQ ceccfcfb4e3a…);
 * Bybit, Liquidation price of inverse contracts (help centre 360039261334).
 *
 * @throws RangeError as {@link inverseBankruptcyPrice} does, and for a rate outside (0, 1).
 */
export function inverseLiquidationPrice(
  position: InverseMarginPosition,
  { maintenanceRate, of, ...amounts }: InverseMaintenance,
): number | undefined {
  const { contractsUsd, entryPrice, closingFeeRate = 0 } = checked(position);
  checkFraction("maintenanceRate", maintenanceRate);
  checkOneOf("of", of, ["mark", "entry"]);
  const { maintenanceAmountUsd = 0, maintenanceAmountCoins = 0 } = amounts;
  checkNonNegative("maintenanceAmountUsd", maintenanceAmountUsd);
  checkNonNegative("maintenanceAmountCoins", maintenanceAmountCoins);
  const size = Math.abs(contractsUsd);
  if (of === "mark") {
    return positive(
      contractsUsd + size * (maintenanceRate + closingFeeRate) - maintenanceAmountUsd,
      coinsBehind(position) + maintenanceAmountCoins,
    );
  }
  const bankruptcy = inverseBankruptcyPrice(position);
  const fee = bankruptcy === undefined ? 0 : (size * closingFeeRate) / bankruptcy;
  const margin =
    (size * maintenanceRate - maintenanceAmountUsd) / entryPrice - maintenanceAmountCoins;
  return positive(contractsUsd, coinsBehind(position) - margin - fee);
}

/** Coins when the contract is worth nothing: what a price of infinity leaves of a long. */
function coinsBehind({ collateralCoins, contractsUsd, entryPrice }: InverseMarginPosition): number {
  return collateralCoins + contractsUsd / entryPrice;
}

function positive(dividend: number, divisor: number): number | undefined {
  const price = dividend / divisor;
  return price > 0 && Number.isFinite(price) ? price : undefined;
}

function checked(position: InverseMarginPosition): InverseMarginPosition {
  checkFinite("contractsUsd", position.contractsUsd);
  if (position.contractsUsd === 0) throw new RangeError("contractsUsd must not be zero: 0");
  checkPositive("entryPrice", position.entryPrice);
  checkFinite("collateralCoins", position.collateralCoins);
  checkNonNegative("closingFeeRate", position.closingFeeRate ?? 0);
  return position;
}
