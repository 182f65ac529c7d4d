import { checkFinite, checkPositive } from "../base/check.ts";
import { compensatedSum } from "../math/sum.ts";
import type { PerpetualInstrument } from "./instrument.ts";

/** One funding time. */
export interface FundingTime {
  /** Mark price at which the position is measured, USD per coin, > 0. */
  readonly mark: number;
  /** Rate of the interval that ends, a fraction; positive is paid by longs. */
  readonly rate: number;
}

/** Contracts of a perpetual. */
export interface PerpetualHolding {
  readonly instrument: PerpetualInstrument;
  /** Signed number of contracts. */
  readonly quantity: number;
}

/** Funding received over some time, one amount per funding time. */
export interface FundingFlows {
  /** Received; negative is paid. */
  readonly amounts: Float64Array;
  readonly total: number;
  /** `USD`, or the coin that an inverse contract settles in. */
  readonly unit: string;
}

/**
 * Funding that a holder receives at one funding time, in the settlement currency: -quantity × coins ×
 * mark × rate USD for a linear perpetual, -quantity × dollars / mark × rate coins for an inverse one.
 * A long pays a positive rate: a negative amount.
 *
 * @throws RangeError for a rate that is no number or a mark that is not positive.
 * @example fundingPayment({ instrument, quantity: 1 }, { mark: 50_000, rate: 0.0001 }) // -5
 */
export function fundingPayment(
  { instrument, quantity }: PerpetualHolding,
  { mark, rate }: FundingTime,
): number {
  checkFinite("quantity", quantity);
  checkFinite("rate", rate);
  checkPositive("mark", mark);
  const { contractSize, settlement } = instrument;
  const size = settlement === "linear" ? contractSize * mark : contractSize / mark;
  return -quantity * size * rate + 0;
}

/**
 * Funding over a sequence of funding times with a position that does not change. A missing rate is
 * refused, never taken as 0.
 *
 * @throws RangeError like {@link fundingPayment}, naming which time.
 */
export function fundingFlows(
  holding: PerpetualHolding,
  times: readonly FundingTime[],
): FundingFlows {
  const amounts = Float64Array.from(times, (time, i) => {
    checkFinite(`times[${i}].rate`, time.rate);
    checkPositive(`times[${i}].mark`, time.mark);
    return fundingPayment(holding, time);
  });
  const { settlement, underlying } = holding.instrument;
  return {
    amounts,
    total: compensatedSum(amounts),
    unit: settlement === "linear" ? "USD" : underlying,
  };
}

/**
 * Funding accrued since the last funding time, at the rate that stands now: the payment × the share
 * of the interval that has passed. What venues with continuous funding, such as Deribit, settle.
 *
 * @throws RangeError for a share outside [0, 1], and like {@link fundingPayment}.
 */
export function accruedFunding(
  holding: PerpetualHolding,
  time: FundingTime,
  { elapsed }: { readonly elapsed: number },
): number {
  if (!(elapsed >= 0 && elapsed <= 1)) {
    throw new RangeError(`elapsed must be a share of the interval in [0, 1]: ${elapsed}`);
  }
  return fundingPayment(holding, time) * elapsed;
}
